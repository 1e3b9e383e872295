import { anyOf } from '../evidence/any-of.ts';
import { statusSign } from './answer-status.ts';
import { ASK_FOR_HELP, fix, modelOf, ownRequest, said, SHOW_OWN_REQUEST, supportFix } from './fix-texts.ts';
import { otherProviderFixes } from './models-to-try.ts';
import { SWITCH_ON_LOGGING } from './sdk-snippets.ts';
import { heavier, strongest, type Rule } from './rules.ts';
import type { Family, Fix } from './types.ts';

const MONEY = /credit|afford|balance|monthly limit|billing hard/i;

const TOO_LARGE: readonly Rule[] = [
  {
    weight: 94,
    id: /^(?:context_length_exceeded|context_window_exceeded(?:_error)?|request_too_large|exceed_context_size(?:_error)?|read_request_body_failed|(?:request_)?(?:payload|entity)_too_large|request_entity_too_large(?:_exception)?|model_context_window_exceeded|tokens_limit_reached)$/,
  },
  // OpenAI says this of any text, such as a name that is too long.
  {
    weight: 94,
    id: /^string_above_max_length$/,
    unless: /\binvalid ['"`](?!messages|input|prompt|instructions|system|content)[\w.[\]]+['"`]/i,
  },
  {
    weight: 92,
    words: anyOf(
      /maximum context length/i,
      /context (?:length|window|limit|size)[^.\n]{0,40}(?:exceed|too (?:small|long))/i,
      /exceed\w*[^.\n]{0,40}context (?:length|window|limit|size)/i,
      /(?:prompt|input|message|request|conversation)s?(?: (?:length|text|size))? (?:is |are )?too (?:long|large|many tokens)/i,
      /range of input length should be|client intended to send too large body/i,
      /(?:request|payload|body|entity)[^.\n]{0,12}too large/i,
      /exceeds? the (?:configured |model'?s? )?(?:maximum|limit|allowed)[^.\n]{0,40}(?:bytes|size|tokens|context)/i,
      /input token count[^.\n]{0,30}exceed/i,
      /reduce (?:the |your )?(?:length|prompt|message|input)/i,
      /too many (?:input |prompt |total )tokens|too many tokens(?! per)/i,
      /(?:message|body|request|payload|input) (?:is |was )?(?:larger|longer) than (?:the )?(?:max|limit|allowed)/i,
      /(?:longer|larger|greater|more) than (?:the )?(?:model'?s? )?(?:maximum )?context/i,
      /(?:(?:prompt|input|body|payload|message|content|context)s?|request|(?:total|input|prompt) tokens)\b[^.\n]{0,30}\b(?:exceed\w*|over|above|(?:bigger|larger|longer|greater) than)\b[^.\n]{0,30}\b(?:limit|max\w*|length|tokens?|context|size|\d+ ?[km]i?b)\b/i,
      /(?:body|payload|context)\w* (?:size |length |tokens? )?limit exceeded/i,
      /max(?:imum)? context tokens/i,
      /\b(?:prompt|input|request|conversation)\b[^.\n]{0,40}\btokens\b[^.\n]{0,30}\b(?:limit|maximum)\b/i,
      /\binputs?\W{0,3} tokens?\b[^.\n]{0,60}must (?:be|have) (?:<=?|less|at most|under|below)/i,
      /\bmaximum (?:request )?(?:body|payload) size/i,
    ),
    unless: new RegExp(
      `${MONEY.source}|rate[ _-]?limit|wait before|quota|requests? (?:limit|count)|concurren|parallel|\\bqps\\b|per (?:minute|day|second)|\\b(?:tpm|rpm)\\b`,
      'i',
    ),
  },
  { weight: 92, words: /request too large/i, unless: MONEY },
  {
    weight: 91,
    words: anyOf(
      /(?:上下文|上下文长度|输入|提示词|请求体|请求).{0,12}(?:超(?:过|出|长|限)|过长|过大|太长|太大)/i,
      /超(?:出|过).{0,10}(?:上下文|最大长度|长度限制)|컨텍스트.{0,10}초과|(?:入力|プロンプト|コンテキスト).{0,10}(?:長すぎ|超え|大きすぎ)/i,
      /(?:contexto|mensaje|solicitud|entrada|kontext|anfrage|contesto)\S* [^.\n]{0,14}(?:demasiado|muito|troppo|zu) (?:larg|lang|long|lung|grand|gro)/i,
      /(?:contexte|requête) .{0,12}(?:dépass|trop (?:long|grand))/i,
      /(?:контекст|запрос)\S* .{0,14}(?:превыш|слишком (?:длин|больш))/i,
      /quá dài/i,
      /vượt quá (?:độ dài|ngữ cảnh)/i,
    ),
    unless: /请求.{0,6}(?:频|次数|数)|balance|余额/,
  },
];

const FILTERED: readonly Rule[] = [
  {
    weight: 95,
    id: /^(?:content_(?:filter(?:ed)?|policy_violation(?:_error)?|blocked|moderation)|(?:\w+_)?(?:sensitive|moderation|censorship)_\w+|responsible_ai_policy_violation|moderation_(?:blocked|failed)|data_inspection_failed|prompt_blocked|prompt_filtered|safety|1301|hooks_failed|input_flagged|policy_violation)$/,
  },
  {
    weight: 92,
    words: anyOf(
      /content (?:management |usage )?polic(?:y|ies)|content[- ]filter|\bflagged (?:for|by|as)/i,
      /requires moderation|moderation (?:policy|blocked|failed|system)/i,
      /safety (?:system|polic|filter|guard|settings)|inappropriate content/i,
      /violat\w+ (?:of )?(?:our |the |openai'?s? )?(?:usage|content|safety) (?:polic|guideline|rule)/i,
      /\b(?:input|output) (?:new_)?sensitive\b/i,
      /\bsensitive (?:information|content|words?|topics?)\b/i,
      /guardrails?\b[^.\n]{0,30}(?:block|fail|intervened|violat)/i,
      /blocked by (?:the )?(?:guardrail|moderation|content)|ContentPolicyViolation/i,
      /repeatedly violat/i,
      /(?:blocked|rejected|refused|withheld|stopped)\b[^.\n]{0,30}\b(?:moderation|safety|guardrails?)\b/i,
      /\b(?:harmful|prohibited|unsafe|disallowed|offensive|explicit) content|\bjailbreak/i,
      /prompt injection|contenido (?:bloqueado|inapropiado|no permitido)/i,
      /pol[íi]tica de (?:uso|contenido|conte[úu]do)/i,
    ),
    unless: /data policy/i,
  },
  {
    weight: 90,
    words: anyOf(
      /敏感(?:词|内容|信息)|(?:内容|输入|提示).{0,10}(?:违规|违禁|违反|不当|不合规|审核|安全策略|安全审核)|(?:内容|安全)(?:审核|审查)/i,
      /不安全或敏感|민감한 (?:내용|단어)|콘텐츠 정책|不適切な(?:内容|コンテンツ)|(?:コンテンツ|安全性?)の?ポリシー/i,
      /politique de contenu/i,
      /политик\S* контента|nội dung (?:nhạy cảm|vi phạm)/i,
    ),
  },
];

const INVALID: readonly Rule[] = [
  {
    weight: 76,
    words:
      /max_(?:completion_|output_)?tokens[^.\n]{0,60}(?:maximum allowed|too (?:large|high|small|low)|must be|should be|at (?:most|least)|less than|greater than|exceed)/i,
    unless: /context|afford|credit|instead/i,
  },
  {
    weight: 66,
    words:
      /参数有误|参数错误|参数无效|invalid (?:request|parameter|argument|value|input)\b|validation (?:error|failed)|bad request|streaming is (?:strongly recommended|required) for (?:operations|requests)/i,
    // What a program says that tried the key, whatever came back.
    unless:
      /credentials? validation failed|validation errors? for (?:ChatCompletion(?:Chunk|Message)?|ModelResponse)\b/i,
  },
  {
    weight: 42,
    id: /^(?:invalid_request(?:_error)?|bad_request(?:_error)?|invalid_(?:value|argument|parameter|params)|validation_(?:error|exception)|invalid_parameter(?:_error)?)$/,
    when: (answer) =>
      answer.status === null || answer.status === 400 || answer.status === 422 || answer.status === 500,
  },
];

const SHORTEN: readonly Fix[] = [
  fix(
    'Shorten the prompt: drop old messages, large tool results, files and images.',
    'messages = messages[:1] + messages[-10:]',
  ),
  fix('Lower max_tokens; it counts against the context as well.'),
  fix('Use a model with a larger context.', 'npx agentrouter models'),
];

const RAISE_BODY_LIMIT: Fix = fix(
  'In an nginx of your own, raise the size limit of request bodies.',
  'client_max_body_size 50m;',
);

export const requestLimitCodes = {
  'request.too-large': {
    severity: 'error',
    faultDomain: 'you',
    ofOwnRequest: () => 'gateway',
    check: null,
    title: 'The request is too large',
    retryHelps: false,
    expected: "a request within the model's context and the server's size limit",
    sign: (answer) =>
      heavier(strongest(answer, TOO_LARGE), statusSign(answer, { 413: 60, 414: 50, 431: 50 })),
    supersedes: ['rate.limited'],
    cause: (c) =>
      c.ofRun
        ? `A server on the way, or the gateway, allows less than any real request needs.${ownRequest(c)}${said(c)}`
        : `The prompt with its history, tools and max_tokens does not fit into the context of ${modelOf(c)}, or the body is larger than a server on the way takes.${said(c)}`,
    fixes: (c) => (c.ofRun ? [RAISE_BODY_LIMIT, SHOW_OWN_REQUEST] : [...SHORTEN, RAISE_BODY_LIMIT]),
    recognised:
      'Status 413, a code such as context_length_exceeded, or words that the prompt, body or context is too long.',
    example:
      '{"error":{"message":"This model\'s maximum context length is 8192 tokens","code":"context_length_exceeded"}}',
  },
  'request.content-filtered': {
    severity: 'error',
    faultDomain: 'provider',
    check: null,
    title: 'The content was refused by a policy',
    retryHelps: false,
    expected: 'the content passes moderation',
    sign: (answer) => heavier(strongest(answer, FILTERED), statusSign(answer, { 446: 60 })),
    supersedes: ['key.forbidden', 'request.invalid'],
    cause: (c) =>
      `The gateway or the provider checks prompts and answers, and refused this one. Harmless text is sometimes caught as well.${said(c)}`,
    fixes: (c) => [
      fix('Rephrase the prompt; remove the part that the answer names, and test with a plain sentence.'),
      ...otherProviderFixes(c),
      fix('Ask the operator which words or categories are filtered, and whether your plan changes that.'),
    ],
    recognised:
      'A code such as content_filter, or words about content policy, moderation, safety or sensitive words.',
    example:
      '{"error":{"message":"The prompt triggered the content management policy","code":"content_filter"}}',
  },
  'request.invalid': {
    severity: 'error',
    faultDomain: 'you',
    ofOwnRequest: () => 'gateway',
    check: null,
    title: 'The server calls the request invalid',
    retryHelps: false,
    expected: 'a request that the API accepts',
    sign: (answer) =>
      heavier(
        strongest(answer, INVALID),
        statusSign(answer, { 400: 30, 422: 32, 406: 20, 409: 20, 411: 25, 412: 20, 417: 20, 424: 20 }),
      ),
    cause: (c) => `A value in the request is not what the API expects.${said(c)}`,
    fixes: (c) => [
      fix("Read the server's own words above: they name the parameter or value."),
      ...(c.ofRun
        ? [SHOW_OWN_REQUEST]
        : [
            SWITCH_ON_LOGGING,
            fix(
              'Start from the smallest request that works, and add parameters one by one.',
              'npx agentrouter doctor --show-http --only requests',
            ),
          ]),
      supportFix(c),
    ],
    further: () => [ASK_FOR_HELP],
    recognised: 'Status 400 or 422 without words that fit a more precise code.',
    example: '{"error":{"message":"Invalid value for temperature","type":"invalid_request_error"}}',
  },
} satisfies Family;
