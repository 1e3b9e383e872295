/** Ways to say that a model does not exist, has no channel, or may not be used; shared with the codes about DeepSeek. */

import { anyOf } from '../evidence/any-of.ts';
import type { AnswerEvidence } from '../evidence/types.ts';
import { statusThatCounts } from './answer-status.ts';
import { heavier, strongest, type Rule } from './rules.ts';
import type { Sign } from './types.ts';

const NAME = String.raw`["'\x60]?(?<model>[\w./:@+-]{2,100}?)["'\x60]?`;

/** Not the model itself is missing, but something that is asked of it. */
const CAPABILITY = anyOf(
  /tool|function call|image|vision|parameter|response_format|reasoning_effort|temperature/i,
  /stream|json[_ ]schema/i,
  /(?:chat|messages?|responses|completions?) (?:api|endpoint|completions)|logprobs/i,
  /system (?:role|prompt|message)/i,
);

/** How many or how fast, not which model. */
const RATE =
  /\brate\b|per[- ](?:second|minute|hour|day)|\d+ (?:\w+ )?(?:requests?|tokens|calls)\b|concurren/i;

const NOT_FOUND: readonly Rule[] = [
  {
    ofModel: true,
    weight: 91,
    id: /^(?:(?:\w+_)?model_not_(?:found|exist|exists|available)(?:_error|_exception)?|deployment_not_found|(?:invalid|unknown)_model(?:_(?:id|name))?|model_does_not_exist|no_such_model|model_deprecated|model_decommissioned|model_not_supported)$/,
  },
  { weight: 91, id: /^(?:1211|20012)$/, words: /model|模型/i },
  { weight: 88, id: /^model_error$/, words: /not supported|not found|unknown|does not exist/i },
  {
    ofModel: true,
    weight: 90,
    words: new RegExp(
      String.raw`\bmodels?\b(?: or endpoint)?[\s:=/]*(?:id |name |with (?:id|name) )?${NAME}\s*(?:is |was |are |has |have |been )*(?:does(?:n't| not) exist|do not exist|not exist\b|not found|not (?:an? )?valid|not in (?:the |our )?(?:catalog(?:ue)?|list|registry)|not (?:an? )?(?:currently )?(?:supported|available|recogni[sz]ed|known|registered|loaded|served|configured|listed|deployed|hosted)|unknown|unavailable|no longer (?:available|supported|exists)|(?:deprecated|retired|removed|decommissioned|discontinued))`,
      'i',
    ),
    unless: CAPABILITY,
  },
  {
    ofModel: true,
    weight: 90,
    words: new RegExp(
      String.raw`\b(?:invalid|unknown|unsupported|no such|incorrect|unrecogni[sz]ed|non-?existent|could not find|cannot find|not find|not found|unable to find|unable to access) (?:the )?(?:requested )?models?\b(?: name| id| identifier)?(?:[^.\n]{0,40}?model[=:] ?|:? ?)${NAME}(?=$|[\s,.;)])`,
      'i',
    ),
    unless: CAPABILITY,
  },
  {
    ofModel: true,
    weight: 89,
    words: anyOf(
      /(?<model>[\w./:@+-]{2,100}) is not a valid model/i,
      /\bmodel (?:id(?:entifier)?|name)?[^.\n]{0,50}(?:is (?:not valid|invalid)|isn't (?:valid|available))/i,
      /\bmodel (?:does not|doesn't) exist/i,
      /model not (?:exist|found|loaded|available|supported|served)/i,
      /(?:deployment|inference profile)[^.\n]{0,40}does not exist/i,
      /\bendpoint with name ['"\x60]?[\w.-]{1,80}['"\x60]? (?:does not exist|was not found)/i,
      /\bfunction '[\w-]{1,60}': not found for account/i,
      /models\/(?<other>[\w.-]+) is not found|on-demand throughput isn't supported/i,
      /(?:do|does) not (?:host|serve|have|offer|know|provide|recogni[sz]e) (?:a |any |the |this )?models?\b/i,
      /\bno models? (?:with|named|called|by|matching|of that)\b/i,
      /(?:could not|cannot|can't|unable to|failed to) (?:find|locate|resolve|identify) (?:the |a )?(?:requested )?models?\b/i,
      /\bmodels?\b[^.\n]{0,40}(?:could|can) ?not be (?:found|located|resolved)/i,
      /\bmodel: (?:unknown|invalid|unsupported)\b/i,
      /\bmodel (?:you |that )?(?:was |were )?(?:specified|requested|asked for|given|provided|named)\b[^.\n]{0,40}(?:is|was|are) not (?:configured|found|supported|available|known)/i,
      /\bmodel\b[^.\n]{0,50}(?:\blegacy\b|end (?:of (?:its )?)?(?:life|service)|end-of-life|been (?:retired|deprecated|removed|sunset|shut ?down))/i,
      /try pulling it first|llm provider not provided/i,
    ),
    unless: CAPABILITY,
  },
  {
    ofModel: true,
    weight: 90,
    words: anyOf(
      /模型(?:名称|名)?(?:错误|有误)|(?:존재하지 않는|알 수 없는|지원하지 않는) 모델/i,
      /模型[^。\n]{0,40}?(?:不存在|未找到|不支持|无效|已下线|不可用)|(?:不支持|未知|无效|無效|找不到|不存在)的?(?:该|此)?模型/i,
      /모델[^.\n]{0,40}?(?:찾을 수 없|존재하지 않|지원되지)|モデル[^。\n]{0,40}?(?:存在しません|見つかりません|サポートされていません)/i,
      /mod[èe]l[eo]?\S* [^.\n]{0,40}?(?:n'existe pas|introuvable|n[ãa]?o existe|n[ãa]?o encontrado|non esiste|non trovato|existiert nicht|nicht gefunden|desconocido|inconnu|unbekannt)/i,
      /модель [^.\n]{0,40}?не (?:найдена|существует|поддерживается)/i,
      /(?:mô hình|model) [^.\n]{0,40}?không (?:tồn tại|tìm thấy)/i,
    ),
    unless: /工具|函数|function|tool|无可用渠道|没有可用|图片|图像|参数|价格|权限|无权|套餐/i,
  },
  { weight: 87, id: /^not_found(?:_error|_exception)?$/, words: /^model:\s*(?<model>\S+)/i },
  { weight: 85, words: /\bmodel\b/i, param: /^model$/, when: (answer) => statusThatCounts(answer) === 404 },
];

const NO_CHANNEL: readonly Rule[] = [
  {
    ofModel: true,
    weight: 97,
    words: anyOf(
      /(?:渠道|通道)[^。\n]{0,6}(?:禁用|停用|不可用|关闭)/i,
      /\b(?:unknown|undetermined|no) provider for (?:the |this )?model\b/i,
      /(?:无|無|没有)可用(?:的)?(?:渠道|通道|模型服务)|可用渠道(?:失败|不存在)/i,
      /(?:no|without) available (?:channels?|providers?|deployments?|upstreams?|accounts?)\b(?!.*try again in)/i,
      /no (?:healthy )?(?:channels?|providers?|upstreams?|endpoints?|deployments?|backends?) (?:(?:is|are|was|were) )?(?:currently )?(?:available |configured |enabled |found |left )?(?:for|to serve|serving|matching)\b[^.\n]{0,20}(?:model|this|group|your)?/i,
      /\bno models? (?:is |are )?(?:currently )?loaded\b/i,
      /使用可能なチャ[ンネ]|利用可能なチャ[ンネ]|사용 가능한 채널/i,
      /aucun canal/i,
      /нет доступных каналов/i,
      /không có kênh|ning[úu]n canal|kein(?:en)? verf[üu]gbare[nr]? kan/i,
    ),
    unless: /tool use|tool calling|tool_choice|upstream connect|only allows\b/i,
  },
  {
    ofModel: true,
    weight: 95,
    id: /^(?:model_price_error|get_channel_failed|no_available_channel|no_providers?|no_endpoints?_found|no_allowed_providers)$/,
  },
  { weight: 88, words: /^model (?:is |has been )?(?:disabled|offline|suspended|paused|not deployed)\b/i },
  {
    ofModel: true,
    weight: 94,
    words:
      /has not been priced|价格.{0,12}(?:未|没有).{0,8}配置|(?:倍率|ratio)[^.\n]{0,20}(?:未配置|not (?:set|configured|found))|no endpoints found|no allowed providers/i,
    unless: /tool use|support tool|tool_choice/i,
  },
];

const NOT_PERMITTED: readonly Rule[] = [
  {
    ofModel: true,
    weight: 96,
    id: /^(?:(?:key|team|user|project|org|token|organization)_model_access_denied|model_(?:not_allowed|access_denied|forbidden|not_permitted|permission_denied|not_authorized|not_open|terms_required|permission_blocked\w*)|model_not_in_allowlist)$/,
  },
  {
    ofModel: true,
    weight: 93,
    words:
      /\b(?:key|token|team|user|project|you|account|plan|group|organi[sz]ation|subscription|tier)\b[^.\n]{0,50}\b(?:(?:has |have )?no (?:access|permission)|not (?:allowed|permitted|authori[sz]ed|entitled|have access|have permission)|cannot (?:access|use)|don't have access|can only (?:access|use|call)|(?:is |are )?(?:restricted|limited) to|has not activated|does(?:n't| not) include|not (?:yet )?activated)[^.\n]{0,60}\bmodels?\b/i,
    unless: new RegExp(`does not exist or you|${RATE.source}`, 'i'),
  },
  {
    ofModel: true,
    weight: 92,
    words:
      /\bmodels?\b[^.\n]{0,80}?\b(?:not (?:allowed|permitted|authori[sz]ed|enabled|included)|forbidden|access denied|blocked at the|requires terms|requires? (?:a |an )?(?:paid|pro|higher|upgraded?|enterprise|premium|different) (?:plan|tier|subscription|account)?|not (?:on|in) (?:the |your |this )?[^.\n]{0,20}(?:allow|white)-? ?list|access (?:is |was |has been )?(?:not granted|restricted|forbidden)|not (?:available|supported|included) (?:on|in|for|with|under) (?:your|this|the current|free|the free)\b[^.\n]{0,20}(?:plan|tier|subscription|account|key|group|project))/i,
    unless: /paid balance|does not exist or you/i,
  },
  {
    ofModel: true,
    weight: 91,
    words: anyOf(
      /\b(?:upgrade|subscribe|apply|request access|contact sales)\b[^.\n]{0,40}\b(?:access|use|unlock|call|to)\b[^.\n]{0,20}\bmodels?\b/i,
      /\baccess to (?:this |the |that )?(?:\w+ )?models?\b[^.\n]{0,40}(?:restricted|denied|limited|not granted|forbidden|requires)/i,
      /\bno access to (?:the |this )?model|\bcannot use (?:your )?(?:own|this|that) model\b/i,
      /\bmodel use case\b[^.\n]{0,40}not been/i,
      /\bonly [^.\n]{0,40}\b(?:can|may) (?:use|access|call)[^.\n]{0,20}\bmodels?\b/i,
      /(?:no tienes|sin|nessun|pas d') ?ac(?:ceso|cesso|cès)[^.\n]{0,12}mod[eè]l/i,
      /kein(?:en)? zugriff[^.\n]{0,14}modell/i,
      /モデル[^。\n]{0,14}アクセス権/i,
    ),
    unless: new RegExp(`does not exist or you|${RATE.source}`, 'i'),
  },
  {
    ofModel: true,
    weight: 95,
    words: anyOf(
      /(?:令牌|密钥|用户|账[户号]|分组|套餐|key|token)[^。\n]{0,12}(?:无权|没有权限|无权限|不允许|未授权|無權)(?:访问|使用|调用|存取)[^。\n]{0,20}?模型/i,
      /无权(?:访问|使用|调用)(?:该|此|任何)?模型|模型[^。\n]{0,30}(?:无权|未授权|没有权限|未开通)/i,
      /(?:套餐|订阅|等级|密钥|令牌)[^。\n]{0,12}(?:未开放|不支持|不包含|未包含)/i,
      /(?:无权限?|没有权限|不允许|未授权)(?:访问|使用|调用|请求)[^。\n]{0,6}模型|모델[^.\n]{0,30}(?:권한이 없|접근 권한|허용되지)/i,
      /モデル[^。\n]{0,30}(?:権限|許可されていません)|(?:нет доступа к|не имеет доступа к) модел/i,
      /không có quyền[^.\n]{0,20}(?:mô hình|model)/i,
    ),
  },
];

export function modelNotFound(answer: AnswerEvidence): Sign | null {
  const found = missingModel(answer);
  return found !== null && isDown(answer, found) ? null : withName(found);
}

function missingModel(answer: AnswerEvidence): Sign | null {
  return heavier(strongest(answer, NOT_FOUND), askedModelMissing(answer));
}

/** With a status that blames the server, a model that is not available is one that nobody serves just now. */
function isDown({ status }: AnswerEvidence, { why }: Sign): boolean {
  return (
    status !== null &&
    status >= 500 &&
    /unavailable|not (?:\w+ )?(?:available|loaded|served)\b|不可用/i.test(why)
  );
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
  const found = missingModel(answer);
  const down = found !== null && isDown(answer, found) ? { ...found, weight: 80 } : null;
  return withName(heavier(strongest(answer, NO_CHANNEL), down));
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
