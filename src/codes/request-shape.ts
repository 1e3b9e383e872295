import { isClaude } from '../evidence/model-names.ts';
import type { AnswerEvidence } from '../evidence/types.ts';
import { statusSign } from './answer-status.ts';
import { curlChat, fix, modelOf, ownRequest, said, SHOW_OWN_REQUEST } from './fix-texts.ts';
import { SWITCH_ON_LOGGING } from './sdk-snippets.ts';
import { heavier, strongest, type Rule } from './rules.ts';
import type { Context, Family, Fix } from './types.ts';

/** A place inside a message, such as `messages[0].role` or `messages.0.content`. */
const IN_MESSAGE = /\bmessages?\W{0,2}\.?\[?\d+\]?\W{0,2}|\bmessages\.\d|\brole\b|messages? content/i;
const AUTH =
  /api[ _-]?key|authorization|x-api-key|bearer|token is required|credential|env(?:ironment)? variable/i;
const TOOLS = /\btools?\b|\bfunctions?\b/i;

const MISSING: readonly Rule[] = [
  {
    weight: 92,
    id: /^(?:missing_(?:required_)?(?:parameter|field|argument)s?|parameter_missing|required_parameter_missing|model_required)$/,
    unless: IN_MESSAGE,
  },
  { weight: 90, words: /'type': ?'missing'[^\n]{0,100}'field required'/i },
  { weight: 92, id: /^(?:value_error_)?missing$/, words: /field required/i, param: /^(?!.*\d)/ },
  {
    weight: 88,
    words:
      /missing (?:a |the )?(?:required )?(?:parameter|field|argument|propert(?:y|ies))s?:?\s*["'`]?(?<parameter>[\w.[\]]*)|missing (?:a |the )?required ["'`](?<parameter2>\w+)["'`]|missing field ["'`]?(?<parameter3>\w+)|["'`]?(?<parameter4>[\w.]+)["'`]?: (?:field )?(?:is )?required|(?:field|parameter|argument|property) ["'`]?(?<parameter5>\w+)["'`]? (?:is required|must be (?:provided|specified|set|present|given)|(?:is |was )?not (?:present|provided|specified|given))|required (?:parameter|field|property|argument) ["'`]?(?<parameter6>[\w.]+)["'`]? (?:is |was )?(?:not|missing|absent)\b/i,
    unless: new RegExp(`${AUTH.source}|${IN_MESSAGE.source}|missing field ["'\x60]?(?:content|role)`, 'i'),
  },
  {
    weight: 84,
    words:
      /["'`]?\b(?<parameter>model|messages|max_tokens|prompt|input|anthropic-version)\b["'`]?(?: parameter| field| property| header)?:? (?:header )?(?:is|are) (?:a )?(?:required|missing|empty)|(?:must|need to) (?:provide|specify|supply|include) (?:a |an |the )?["'`]?(?<parameter7>model|messages|max_tokens|prompt)|at least one (?<parameter8>message) is required|\[\] is too short - ["'`]?(?<parameter9>\w+)|["'`](?<parameter10>\w+)["'`] is a required property|cannot be (?:empty|blank|null)[^.]{0,20}(?<parameter11>model|messages)|(?<parameter12>model|messages|max_tokens)["'`]? (?:can ?not|must not|should not|may not) be (?:empty|blank|null)|\bno (?<parameter13>model|messages|max_tokens) (?:was |were |is )?(?:specified|provided|given|selected|supplied)/i,
    unless: new RegExp(`${AUTH.source}|messages[.[]\\d`, 'i'),
  },
  {
    weight: 87,
    words:
      /未指定模型|模型名称不能为空|缺少(?:必[要需填])?(?:的)?(?:参数|字段)|参数缺失|(?:参数|字段).{0,12}(?:不能为空|必填)|messages.{0,4}不能为空|필수 (?:매개변수|파라미터|필드)|必須(?:パラメータ|フィールド)|paramètre .{0,20}manquant|параметр .{0,20}(?:обязател|отсутств)|thiếu tham số/i,
    unless: /api ?key|令牌|密钥/i,
  },
];

const UNSUPPORTED: readonly Rule[] = [
  {
    weight: 92,
    id: /^(?:unsupported_(?:parameter|value|field)s?|unknown_(?:parameter|field|argument)s?|extra_forbidden|unsupported_params_error|unrecognized_(?:parameter|argument|field)s?|additional_properties)$/,
    unless: TOOLS,
  },
  {
    weight: 88,
    words:
      /(?:unsupported|unrecogni[sz]ed|unknown|unexpected|extra)(?: request)? (?:parameter|argument|field|property|keyword argument|option|value|name)s?(?: supplied)?:?\s*["'`]?(?<parameter>[\w.-]*)|["'`](?<parameter14>[\w.-]+)["'`] is not allowed (?:for|with|by)|extra inputs are not permitted|(?:does not|doesn't|do not|don't) (?:support|accept|allow) (?:the )?(?:(?:parameter|option|field|argument)s?|["'`]?(?:temperature|top_[pk]|logprobs|stop|seed)\b)|\b(?<parameter15>temperature|top_[pk]|(?:top_)?logprobs|seed|stream_options|(?:frequency|presence)_penalty|logit_bias|response_format|reasoning_effort|parallel_tool_calls|max_(?:completion_)?tokens|stop_sequences|service_tier|verbosity|thinking)\b["'`]?(?: parameter| value| option)? (?:is |are )?(?:not (?:supported|allowed|accepted|permitted|available)|unsupported|deprecated)|(?:parameter|property|field|argument|value)s? ["'`]?(?<parameter4>[\w.-]+)["'`]? (?:is|are) (?:not supported|unsupported|not allowed|not permitted)|["'`](?<parameter5>[\w.-]+)["'`]?(?: parameter)? (?:is )?(?:not supported|does not support) (?:with|by|for|in|\d)|additional properties are not allowed|use ["'`]?max_completion_tokens["'`]? instead|unknown name "/i,
    unless: /tool_use|content type/i,
  },
  {
    weight: 84,
    words:
      /不支持(?:的|该|此)?参数|(?:参数|參數).{0,20}不被?(?:支持|支援|允许)|지원(?:되지|하지) 않는 (?:매개변수|파라미터)|サポートされていない(?:パラメータ|引数)|paramètre .{0,20}non pris en charge|неподдерживаемый параметр/i,
  },
];

const MESSAGE: readonly Rule[] = [
  {
    weight: 93,
    param: /^messages?\W{0,8}[.[]\W{0,8}\d|\brole\b/i,
    words: /./,
    unless: /too long|context|image (?:size|exceeds)|tokens? (?:limit|count)/i,
  },
  {
    weight: 92,
    words:
      /roles must alternate|(?:should|must) alternate|expected last role|does not match any of the expected tags|must (?:be followed by|be a response to|follow|precede)[^.\n]{0,60}(?:tool|message)|(?:first|last|final) message (?:must|should|role)|tool_use[`"']? (?:ids|blocks?)[^.\n]{0,60}(?:without|must)|tool_result|conversation roles|messages? (?:must|should) (?:end|start|begin|alternate)|consecutive (?:user|assistant)|only the first message can/i,
  },
  {
    weight: 89,
    words:
      /\bmessages?\W{0,2}\.?\[?\d+\]?[^\n]{0,80}?(?:required|missing|invalid|unknown variant|expected|must|should|not (?:a )?valid|is not)|missing field [`"']?(?:content|role)|(?:message|each message)[^.\n]{0,40}\b(?:must|should) (?:have|contain|include)|\b(?:role|content)[`"']? (?:is|are) (?:a )?(?:required|missing|invalid)|(?:invalid|unknown|unsupported)[^.\n]{0,12}\b(?:message )?role\b|invalid (?:message )?content (?:type|format)|content (?:blocks?|must|should)[^.\n]{0,40}(?:non-empty|list|string|array|type)|expected a string, got/i,
    unless: /too long|context length|unauthori[sz]ed|iam role|the required role/i,
  },
  {
    weight: 84,
    words: /invalid type: \w+[^.\n]{0,40}expected|failed to deserialize the json body into the target type/i,
    unless: /missing field/i,
  },
  {
    weight: 84,
    words:
      /(?:消息|訊息|messages?).{0,12}(?:格式|角色|结构).{0,8}(?:错误|不正确|有误|无效)|角色(?:必须|应)?交替|메시지 형식|メッセージ(?:の)?形式/i,
  },
];

/** What a model wrote into a tool call is no body of the caller's. */
const TOOL_ARGUMENTS = /\b(?:tool|function)[ _-]?call (?:arguments?|input)/i;

const MALFORMED: readonly Rule[] = [
  {
    weight: 94,
    id: /^(?:json_invalid|invalid_json|json_parse_error|malformed_json|parse_error|unsupported_media_type|json_decode_error)$/,
    when: isOurs,
  },
  {
    weight: 92,
    words:
      /(?:unrecogni[sz]ed|invalid) token\b[^.\n]{0,40}\bjson\b|(?:not|isn't) (?:an? )?(?:valid |well-formed )?json\b|syntax error in (?:the )?json|(?:body|payload|content)[^.\n]{0,12}must be (?:valid |a )?json\b|(?:invalid|malformed|bad) json|could not parse (?:the )?(?:json|request)|(?:failed|unable|error) (?:to )?(?:parse|parsing|decode|decoding)[^.\n]{0,30}(?:json|request body)|json (?:parse|decode|syntax|decoding|parsing) (?:error|failure)|jsondecodeerror|unexpected token|unexpected end of (?:json|input)|expecting (?:property name|value|',' delimiter|':' delimiter)|expected property name|eof while parsing|invalid character '.{1,6}' (?:looking|after|in)|trailing (?:comma|characters)|expected ident at line|key must be a string at line|HttpMessageNotReadable/i,
    unless: TOOL_ARGUMENTS,
    when: isOurs,
  },
  {
    weight: 88,
    words:
      /unsupported media type|content[- ]type\b[^.\n]{0,40}\b(?:must|should|expected|is not supported|not allowed)|expected request with `?content-type/i,
    when: isOurs,
  },
  {
    weight: 88,
    words:
      /(?:请求体|请求|JSON).{0,10}(?:不是有效的? ?JSON|JSON ?(?:格式|解析)|不是(?:合法|标准)的? ?JSON|解析(?:失败|错误))|无效的 ?JSON|잘못된 JSON|(?:無効|不正)な ?JSON|JSON (?:invalide|mal formé)|некорректный JSON|JSON không hợp lệ/i,
    when: isOurs,
  },
];

/** Where the upstream's answer was no JSON, the gateway complains with 5xx and says so; that is no fault of the request. */
function isOurs(answer: AnswerEvidence): boolean {
  return (
    !/bad_response|upstream|requests\.exceptions|\.json\(\)|Traceback|litellm\.(?:APIConnection|Internal)|from provider/i.test(
      `${answer.text} ${answer.errors.map(({ code }) => code).join(' ')}`,
    ) && answer.status !== 502
  );
}

const validBody = (context: Context): Fix => fix('Compare with a request that is right.', curlChat(context));

/** The parameter that the sign names (groups of one pattern cannot share a name), else the one that the server's words put in quotes. */
function parameterOf({ detail, said: words }: Context): string | null {
  const named = Object.entries(detail).find(([name]) => /^parameter\d*$/.test(name))?.[1];
  return named ?? /\bparameter:? [`'"]([\w.[\]]{1,60})[`'"]/i.exec(words ?? '')?.[1] ?? null;
}

/** The parameters that this tool's own requests have. */
const SENT = /^(?:body\.)?(?:model|messages|max_tokens)$/;

const ofRunAndSent = (c: Context): boolean => c.ofRun && SENT.test(parameterOf(c) ?? '');

const WRITE_JSON: readonly Fix[] = [
  fix(
    'Let a library write the JSON instead of joining strings.',
    'requests.post(url, headers=headers, json=data)  # Python\nfetch(url, { method: "POST", headers, body: JSON.stringify(data) })  // Node',
  ),
  fix('Check a body that stands in a file.', 'python3 -m json.tool body.json'),
  fix(
    'On Windows, put the body of curl into a file: the shell eats the quotes.',
    'curl -H "Content-Type: application/json" -d @body.json ...',
  ),
];

const claudeOf = ({ model }: Context): string =>
  model !== null && isClaude(model) ? model : 'claude-3-5-sonnet-20241022';

/** Advice about one parameter is for that one, and for texts that name none. */
const about = (c: Context, parameter: RegExp, advice: Fix): Fix[] =>
  parameter.test(parameterOf(c) ?? 'max_tokens') ? [advice] : [];

export const requestShapeCodes = {
  'request.missing-parameter': {
    severity: 'error',
    faultDomain: 'you',
    ofOwnRequest: ({ detail }) => (SENT.test(detail?.['parameter'] ?? '') ? 'gateway' : 'you'),
    check: null,
    title: (c) => `A required parameter is missing${parameterOf(c) === null ? '' : `: ${parameterOf(c)}`}`,
    retryHelps: false,
    expected: 'every required parameter is sent',
    sign: (answer) => strongest(answer, MISSING),
    cause: (c) =>
      `The server wants a parameter that the request does not have${ofRunAndSent(c) ? ', though it was sent: something on the way drops it' : ''}. The Anthropic API needs model, max_tokens and messages; the OpenAI API needs model and messages.${said(c)}`,
    fixes: (c) => [
      ofRunAndSent(c)
        ? SHOW_OWN_REQUEST
        : fix(
            parameterOf(c) === null
              ? 'Add the parameter that the server names.'
              : `Add ${parameterOf(c)} to the request.`,
          ),
      ...about(
        c,
        /max_tokens/,
        fix(
          'With the Anthropic SDK, always send max_tokens.',
          `client.messages.create(model="${claudeOf(c)}", max_tokens=1024, messages=[{"role": "user", "content": "Hello"}])  # Python\nawait client.messages.create({ model: "${claudeOf(c)}", max_tokens: 1024, messages: [{ role: "user", content: "Hello" }] });  // Node`,
        ),
      ),
    ],
    further: (c) => [validBody(c), SWITCH_ON_LOGGING],
    recognised:
      'A code such as missing_required_parameter, or words that a parameter or field is required or missing, and it is not the key.',
    example:
      '{"type":"error","error":{"type":"invalid_request_error","message":"max_tokens: Field required"}}',
  },
  'request.unsupported-parameter': {
    severity: 'error',
    faultDomain: 'you',
    ofOwnRequest: () => 'gateway',
    check: null,
    title: (c) => `A parameter is not supported${parameterOf(c) === null ? '' : `: ${parameterOf(c)}`}`,
    retryHelps: false,
    expected: 'only parameters that the model and the gateway know',
    sign: (answer) => strongest(answer, UNSUPPORTED),
    cause: (c) =>
      `${modelOf(c)} or the gateway refuses a parameter of the request. Newer models want max_completion_tokens instead of max_tokens, and some take no temperature.${said(c)}`,
    fixes: (c) => [
      fix(
        parameterOf(c) === null
          ? 'Leave out the parameter that the server names.'
          : `Leave out ${parameterOf(c)}, or use what the server names instead.`,
      ),
      ...about(
        c,
        /max_tokens/,
        fix(
          'Where max_tokens is refused, send max_completion_tokens.',
          'client.chat.completions.create(model=..., max_completion_tokens=1024, messages=...)  # Python\nawait client.chat.completions.create({ model, max_completion_tokens: 1024, messages })  // Node',
        ),
      ),
      fix(
        'On a LiteLLM proxy of your own, let it drop what a model does not know.',
        'litellm_settings:\n  drop_params: true',
      ),
    ],
    recognised:
      'A code such as unsupported_parameter, or words that a parameter or value is unknown, unsupported or not permitted.',
    example:
      '{"error":{"message":"Unsupported parameter: \'max_tokens\'","param":"max_tokens","code":"unsupported_parameter"}}',
  },
  'request.bad-message-format': {
    severity: 'error',
    faultDomain: 'you',
    ofOwnRequest: () => 'gateway',
    check: null,
    title: 'A message has the wrong form',
    retryHelps: false,
    expected: 'every message has a role and content, in the right order',
    sign: (answer) => strongest(answer, MESSAGE),
    supersedes: ['request.missing-parameter'],
    cause: (c) =>
      `The server cannot use the list of messages: a role or content is missing or unknown, the roles are in the wrong order, or a tool result does not follow its call.${ownRequest(c)}${said(c)}`,
    fixes: (c) => [
      ...(c.ofRun ? [SHOW_OWN_REQUEST] : []),
      fix(
        'Give each message a role and content.',
        'messages = [{"role": "user", "content": "Hello"}]  # Python\nconst messages = [{ role: "user", content: "Hello" }];  // Node',
      ),
      fix(
        'Start with a user message (after the system prompt), let user and assistant take turns, and answer each tool call in the next message.',
      ),
      SWITCH_ON_LOGGING,
    ],
    further: (c) => [validBody(c)],
    recognised:
      'The parameter named lies inside messages, or the words speak of roles, content or the order of messages.',
    example:
      '{"error":{"message":"Missing required parameter: \'messages[0].role\'.","param":"messages[0].role"}}',
  },
  'request.malformed-json': {
    severity: 'error',
    faultDomain: 'you',
    ofOwnRequest: () => 'gateway',
    check: null,
    title: 'The request body is not valid JSON',
    retryHelps: false,
    expected: 'a JSON body with the content type application/json',
    sign: (answer) => heavier(strongest(answer, MALFORMED), statusSign(answer, { 415: 60 })),
    cause: (c) =>
      c.ofRun
        ? `The body that was sent is valid JSON of type application/json. Something on the way changes it, or the gateway reads it wrongly.${said(c)}`
        : `The server could not read the body of the request: broken JSON, or a content type other than application/json. A proxy that changes bodies can cause it too.${said(c)}`,
    fixes: (c) => [...(c.ofRun ? [SHOW_OWN_REQUEST] : WRITE_JSON), validBody(c)],
    recognised: "Status 415, or a JSON parser's complaint about the body of the request.",
    example: '{"error":{"message":"We could not parse the JSON body of your request."}}',
  },
} satisfies Family;
