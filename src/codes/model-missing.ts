/** Ways to say that a model does not exist, has no channel, or may not be used; shared with the codes about DeepSeek. */

import type { AnswerEvidence } from '../evidence/types.ts';
import { statusThatCounts } from './answer-status.ts';
import { heavier, strongest, type Rule } from './rules.ts';
import type { Sign } from './types.ts';

const NAME = String.raw`["'\x60]?(?<model>[\w./:@+-]{2,100}?)["'\x60]?`;

/** Not the model itself is missing, but something that is asked of it. */
const CAPABILITY =
  /tool|function call|image|vision|parameter|response_format|reasoning_effort|temperature|stream|json[_ ]schema|(?:chat|messages?|responses|completions?) (?:api|endpoint|completions)|logprobs|system (?:role|prompt|message)/i;

const NOT_FOUND: readonly Rule[] = [
  {
    weight: 91,
    id: /^(?:(?:\w+_)?model_not_(?:found|exist|exists|available)(?:_error|_exception)?|deployment_not_found|(?:invalid|unknown)_model(?:_(?:id|name))?|model_does_not_exist|no_such_model|model_deprecated|model_decommissioned|model_not_supported)$/,
  },
  { weight: 91, id: /^(?:1211|20012)$/, words: /model|模型/i },
  { weight: 88, id: /^model_error$/, words: /not supported|not found|unknown|does not exist/i },
  {
    weight: 90,
    words: new RegExp(
      String.raw`\bmodels?\b(?: or endpoint)?[\s:=/]*(?:id |name |with (?:id|name) )?${NAME}\s*(?:is |was |are |has |have |been )*(?:does(?:n't| not) exist|do not exist|not exist\b|not found|not (?:a )?valid|not (?:currently )?(?:supported|available|recogni[sz]ed|known|registered|loaded|served|configured|listed)|unknown|unavailable|no longer (?:available|supported|exists)|(?:deprecated|retired|removed|decommissioned|discontinued))`,
      'i',
    ),
    unless: CAPABILITY,
  },
  {
    weight: 90,
    words: new RegExp(
      String.raw`\b(?:invalid|unknown|unsupported|no such|incorrect|unrecogni[sz]ed|non-?existent|could not find|cannot find|not find|not found|unable to find|unable to access) (?:the )?(?:requested )?models?\b(?: name| id| identifier)?(?:[^.\n]{0,40}?model[=:] ?|:? ?)${NAME}(?=$|[\s,.;)])`,
      'i',
    ),
    unless: CAPABILITY,
  },
  {
    weight: 89,
    words:
      /(?<model>[\w./:@+-]{2,100}) is not a valid model|\bmodel (?:id(?:entifier)?|name)?[^.\n]{0,50}(?:is (?:not valid|invalid)|isn't (?:valid|available))|\bmodel (?:does not|doesn't) exist|model not (?:exist|found|loaded|available|supported|served)|(?:deployment|inference profile)[^.\n]{0,40}does not exist|models\/(?<other>[\w.-]+) is not found|on-demand throughput isn't supported|try pulling it first|llm provider not provided/i,
    unless: CAPABILITY,
  },
  {
    weight: 90,
    words:
      /模型[^。\n]{0,40}?(?:不存在|未找到|不支持|无效|已下线|不可用)|(?:不支持|未知|无效|無效|找不到|不存在)的?(?:该|此)?模型|모델[^.\n]{0,40}?(?:찾을 수 없|존재하지 않|지원되지)|モデル[^。\n]{0,40}?(?:存在しません|見つかりません|サポートされていません)|mod[èe]l[eo]?\S* [^.\n]{0,40}?(?:n'existe pas|introuvable|no existe|no encontrado|existiert nicht|nicht gefunden)|модель [^.\n]{0,40}?не (?:найдена|существует|поддерживается)|(?:mô hình|model) [^.\n]{0,40}?không (?:tồn tại|tìm thấy)/i,
    unless: /工具|函数|无可用渠道|图片|图像|参数|价格/,
  },
  { weight: 87, id: /^not_found(?:_error|_exception)?$/, words: /^model:\s*(?<model>\S+)/i },
  { weight: 85, words: /\bmodel\b/i, param: /^model$/, when: (answer) => statusThatCounts(answer) === 404 },
];

const NO_CHANNEL: readonly Rule[] = [
  {
    weight: 97,
    words:
      /(?:无|無|没有)可用(?:的)?(?:渠道|通道|模型服务)|可用渠道(?:失败|不存在)|(?:no|without) available (?:channels?|providers?|deployments?|upstreams?)\b(?!.*try again in)|no (?:healthy )?(?:channels?|providers?|upstreams?|endpoints?|deployments?) (?:available |configured |found |left )?(?:for|to serve|serving|matching)\b[^.\n]{0,20}(?:model|this|group|your)?|使用可能なチャ[ンネ]|利用可能なチャ[ンネ]|사용 가능한 채널|aucun canal|нет доступных каналов|không có kênh|ning[úu]n canal|kein(?:en)? verf[üu]gbare[nr]? kan/i,
    unless: /tool use|tool calling|tool_choice|upstream connect/i,
  },
  {
    weight: 95,
    id: /^(?:model_price_error|get_channel_failed|no_available_channel|no_providers?|no_endpoints?_found|no_allowed_providers)$/,
  },
  { weight: 88, words: /^model (?:is |has been )?(?:disabled|offline|suspended|paused|not deployed)\b/i },
  {
    weight: 94,
    words:
      /has not been priced|价格.{0,12}(?:未|没有).{0,8}配置|(?:倍率|ratio)[^.\n]{0,20}(?:未配置|not (?:set|configured|found))|no endpoints found|no allowed providers/i,
    unless: /tool use|support tool|tool_choice/i,
  },
];

const NOT_PERMITTED: readonly Rule[] = [
  {
    weight: 96,
    id: /^(?:(?:key|team|user|project|org|token|organization)_model_access_denied|model_(?:not_allowed|access_denied|forbidden|not_permitted|permission_denied|not_authorized|not_open|terms_required|permission_blocked\w*)|model_not_in_allowlist)$/,
  },
  {
    weight: 93,
    words:
      /\b(?:key|token|team|user|project|you|account|plan|group|organi[sz]ation|subscription|tier)\b[^.\n]{0,50}\b(?:(?:has |have )?no (?:access|permission)|not (?:allowed|permitted|authori[sz]ed|entitled|have access|have permission)|cannot (?:access|use)|don't have access|can only access|has not activated|does(?:n't| not) include|not (?:yet )?activated)[^.\n]{0,60}\bmodels?\b/i,
    unless: /does not exist or you/i,
  },
  {
    weight: 92,
    words:
      /\bmodels?\b[^.\n]{0,80}?\b(?:not (?:allowed|permitted|authori[sz]ed|enabled|included)|forbidden|access denied|blocked at the|requires terms|requires? (?:a |an )?(?:paid|pro|higher|upgraded?|enterprise|premium|different) (?:plan|tier|subscription|account)?|not (?:available|supported|included) (?:on|in|for|with|under) (?:your|this|the current|free|the free)\b[^.\n]{0,20}(?:plan|tier|subscription|account|key|group|project))/i,
    unless: /paid balance|does not exist or you/i,
  },
  {
    weight: 95,
    words:
      /(?:令牌|密钥|用户|账[户号]|分组|套餐|key|token)[^。\n]{0,12}(?:无权|没有权限|无权限|不允许|未授权|無權)(?:访问|使用|调用|存取)[^。\n]{0,20}?模型|无权(?:访问|使用|调用)(?:该|此|任何)?模型|模型[^。\n]{0,30}(?:无权|未授权|没有权限|未开通)|모델[^.\n]{0,30}(?:권한이 없|접근 권한|허용되지)|モデル[^。\n]{0,30}(?:権限|許可されていません)|(?:нет доступа к|не имеет доступа к) модел|không có quyền[^.\n]{0,20}(?:mô hình|model)/i,
  },
];

export function modelNotFound(answer: AnswerEvidence): Sign | null {
  return withName(heavier(strongest(answer, NOT_FOUND), askedModelMissing(answer)));
}

/** `gpt-4o is not available here`, without the word model: the name that was asked for tells. */
function askedModelMissing(answer: AnswerEvidence): Sign | null {
  const { model } = answer.ask;
  const failed = answer.status === null || answer.status >= 400 || answer.errors.length > 0;
  if (model === null || model.length < 4 || !failed || CAPABILITY.test(answer.text)) return null;
  const text = answer.text.toLowerCase();
  const at = text.indexOf(model.toLowerCase());
  const after = at < 0 ? '' : text.slice(at + model.length, at + model.length + 60);
  const found =
    /^["'`\])]*\s*(?:is |was |has been )?(?:not (?:available|found|supported|known|served|valid)|unknown|unavailable|n't (?:available|supported)|does(?:n't| not) exist|no longer|不存在|不支持)/.exec(
      after,
    );
  return found === null
    ? null
    : { weight: 80, why: `the text says that ${model} ${found[0].trim()}`, detail: { model } };
}

export function modelWithoutChannel(answer: AnswerEvidence): Sign | null {
  return withName(strongest(answer, NO_CHANNEL));
}

export function modelNotPermitted(answer: AnswerEvidence): Sign | null {
  return withName(strongest(answer, NOT_PERMITTED));
}

function withName(sign: Sign | null): Sign | null {
  if (sign?.detail === undefined) return sign;
  const { model, other } = sign.detail;
  const name = model ?? other;
  if (name === undefined || /^(?:name|id|is|does|not|the|was|has|in)$/i.test(name)) {
    return { weight: sign.weight, why: sign.why };
  }
  return { ...sign, detail: { model: name } };
}

/** The model that the answer speaks of: the one asked for, else one that the text names. */
export function modelInQuestion(answer: AnswerEvidence): string | null {
  if (answer.ask.model !== null) return answer.ask.model;
  const named = modelNotFound(answer)?.detail?.['model'];
  return (
    named ?? /\b(?:deep[-_ ]?seek|deepsek|depseek|deapseek|deepseak)[\w./:-]*/i.exec(answer.text)?.[0] ?? null
  );
}
