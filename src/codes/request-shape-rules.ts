/** Ways to say that the form of a request is not right. */

import { anyOf } from '../evidence/any-of.ts';
import type { AnswerEvidence } from '../evidence/types.ts';
import type { Rule } from './rules.ts';

/** A place inside a message, such as `messages[0].role` or `messages.0.content`. */
const IN_MESSAGE = /\bmessages?\W{0,2}\.?\[?\d+\]?\W{0,2}|\bmessages\.\d|\brole\b|messages? content/i;
const AUTH =
  /api[ _-]?key|authorization|x-api-key|bearer|token is required|credential|env(?:ironment)? variable/i;
const TOOLS = /\btools?\b|\bfunctions?\b/i;

export const MISSING: readonly Rule[] = [
  {
    weight: 92,
    id: /^(?:missing_(?:required_)?(?:parameter|field|argument)s?|parameter_missing|required_parameter_missing|model_required)$/,
    unless: IN_MESSAGE,
  },
  { weight: 90, words: /'type': ?'missing'[^\n]{0,100}'field required'/i },
  { weight: 92, id: /^(?:value_error_)?missing$/, words: /field required/i, param: /^(?!.*\d)/ },
  {
    weight: 88,
    words: anyOf(
      /missing (?:a |the )?(?:required )?(?:parameter|field|argument|propert(?:y|ies))s?:?\s*["'`]?(?<parameter>[\w.[\]]*)/i,
      /missing (?:a |the )?(?:required )?(?:http |request )?headers?:?\s*["'`]?(?<parameter16>[\w-]+)/i,
      /["'`]?(?<parameter17>\bx-[\w-]+)["'`]? header is required/i,
      /missing (?:a |the )?required ["'`](?<parameter2>\w+)["'`]/i,
      /missing field ["'`]?(?<parameter3>\w+)/i,
      /["'`]?(?<parameter4>[\w.]+)["'`]?: (?:field )?(?:is )?required/i,
      /(?:field|parameter|argument|property) ["'`]?(?<parameter5>\w+)["'`]? (?:is required|must be (?:provided|specified|set|present|given)|(?:is |was )?not (?:present|provided|specified|given))/i,
      /required (?:parameter|field|property|argument) ["'`]?(?<parameter6>[\w.]+)["'`]? (?:is |was )?(?:not|missing|absent)\b/i,
    ),
    unless: new RegExp(
      `${AUTH.source}|${IN_MESSAGE.source}|missing field ["'\x60]?(?:content|role)|decoding response`,
      'i',
    ),
  },
  {
    weight: 84,
    words: anyOf(
      /["'`]?\b(?<parameter>model|messages|max_tokens|prompt|input|anthropic-version)\b["'`]?(?: parameter| field| property| header)?:? (?:header )?(?:is|are) (?:a )?(?:required|missing|empty)/i,
      /(?:must|need to) (?:provide|specify|supply|include) (?:a |an |the )?["'`]?(?<parameter7>model|messages|max_tokens|prompt)/i,
      /at least one (?<parameter8>message) is required/i,
      /\[\] is too short - ["'`]?(?<parameter9>\w+)/i,
      /["'`](?<parameter10>\w+)["'`] is a required property/i,
      /cannot be (?:empty|blank|null)[^.]{0,20}(?<parameter11>model|messages)/i,
      /(?<parameter12>model|messages|max_tokens)["'`]? (?:can ?not|must not|should not|may not) be (?:empty|blank|null)/i,
      /\bno (?<parameter13>model|messages|max_tokens) (?:was |were |is )?(?:specified|provided|given|selected|supplied)/i,
    ),
    unless: new RegExp(`${AUTH.source}|messages[.[]\\d`, 'i'),
  },
  {
    weight: 87,
    words:
      /未指定模型|模型名称不能为空|缺少(?:必[要需填])?(?:的)?(?:参数|字段)|参数缺失|(?:参数|字段).{0,12}(?:不能为空|必填)|messages.{0,4}不能为空|필수 (?:매개변수|파라미터|필드)|必須(?:パラメータ|フィールド)|paramètre .{0,20}manquant|параметр .{0,20}(?:обязател|отсутств)|thiếu tham số/i,
    unless: /api ?key|令牌|密钥/i,
  },
];

export const UNSUPPORTED: readonly Rule[] = [
  {
    weight: 92,
    id: /^(?:unsupported_(?:parameter|value|field)s?|unknown_(?:parameter|field|argument)s?|extra_forbidden|unsupported_params_error|unrecognized_(?:parameter|argument|field)s?|additional_properties)$/,
    unless: TOOLS,
  },
  {
    weight: 88,
    words: anyOf(
      /(?:unsupported|unrecogni[sz]ed|unknown|unexpected|extra)(?: request)? (?:parameter|argument|field|property|keyword argument|option|value|name)s?(?: supplied)?:?\s*["'`]?(?<parameter>[\w.-]*)/i,
      /["'`](?<parameter14>[\w.-]+)["'`] is not allowed (?:for|with|by)/i,
      /extra inputs are not permitted/i,
      /(?:does not|doesn't|do not|don't) (?:support|accept|allow) (?:the )?(?:(?:parameter|option|field|argument)s?|["'`]?(?:temperature|top_[pk]|logprobs|stop|seed)\b)/i,
      /\b(?<parameter15>temperature|top_[pk]|(?:top_)?logprobs|seed|stream_options|(?:frequency|presence)_penalty|logit_bias|response_format|reasoning_effort|parallel_tool_calls|max_(?:completion_)?tokens|stop_sequences|service_tier|verbosity|thinking)\b["'`]?(?: parameter| value| option)? (?:is |are )?(?:not (?:supported|allowed|accepted|permitted|available)|unsupported|deprecated)/i,
      /(?:parameter|property|field|argument|value)s? ["'`]?(?<parameter4>[\w.-]+)["'`]? (?:is|are) (?:not supported|unsupported|not allowed|not permitted)/i,
      /["'`](?<parameter5>[\w.-]+)["'`]?(?: parameter)? (?:is )?(?:not supported|does not support) (?:with|by|for|in|\d)/i,
      /additional properties are not allowed|use ["'`]?max_completion_tokens["'`]? instead/i,
      /unknown name "/i,
    ),
    unless: /tool_use|content type/i,
  },
  {
    weight: 84,
    words:
      /不支持(?:的|该|此)?参数|(?:参数|參數).{0,20}不被?(?:支持|支援|允许)|지원(?:되지|하지) 않는 (?:매개변수|파라미터)|サポートされていない(?:パラメータ|引数)|paramètre .{0,20}non pris en charge|неподдерживаемый параметр/i,
  },
];

export const MESSAGE: readonly Rule[] = [
  {
    weight: 93,
    param: /^messages?\W{0,8}[.[]\W{0,8}\d|\brole\b/i,
    words: /./,
    unless: /too long|context|image (?:size|exceeds)|tokens? (?:limit|count)/i,
  },
  {
    weight: 92,
    words: anyOf(
      /roles must alternate|(?:should|must) alternate|expected last role/i,
      /does not match any of the expected tags/i,
      /must (?:be followed by|be a response to|follow|precede)[^.\n]{0,60}(?:tool|message)/i,
      /(?:first|last|final) message (?:must|should|role)/i,
      /tool_use[`"']? (?:ids|blocks?)[^.\n]{0,60}(?:without|must)|tool_result/i,
      /conversation roles|messages? (?:must|should) (?:end|start|begin|alternate)/i,
      /consecutive (?:user|assistant)|only the first message can/i,
    ),
  },
  {
    weight: 89,
    words: anyOf(
      /\bmessages?\W{0,2}\.?\[?\d+\]?[^\n]{0,80}?(?:required|missing|invalid|unknown variant|expected|must|should|not (?:a )?valid|is not)/i,
      /missing field [`"']?(?:content|role)/i,
      /(?:message|each message)[^.\n]{0,40}\b(?:must|should) (?:have|contain|include)/i,
      /\b(?:role|content)[`"']? (?:is|are) (?:a )?(?:required|missing|invalid)/i,
      /(?:invalid|unknown|unsupported)[^.\n]{0,12}\b(?:message )?role\b/i,
      /invalid (?:message )?content (?:type|format)/i,
      /content (?:blocks?|must|should)[^.\n]{0,40}(?:non-empty|list|string|array|type)/i,
      /expected a string, got/i,
    ),
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

/** What a model wrote into a tool call is no body of the caller's; and Google calls a field that it does not know so. */
const NOT_THE_SYNTAX = /\b(?:tool|function)[ _-]?call (?:arguments?|input)|unknown name\b/i;

export const MALFORMED: readonly Rule[] = [
  {
    weight: 94,
    id: /^(?:json_invalid|invalid_json|json_parse_error|malformed_json|parse_error|unsupported_media_type|json_decode_error)$/,
    when: isOurs,
  },
  {
    weight: 92,
    words: anyOf(
      /(?:unrecogni[sz]ed|invalid) token\b[^.\n]{0,40}\bjson\b/i,
      /(?:not|isn't) (?:an? )?(?:valid |well-formed )?json\b|syntax error in (?:the )?json/i,
      /(?:body|payload|content)[^.\n]{0,12}must be (?:valid |a )?json\b/i,
      /(?:invalid|malformed|bad) json|could not parse (?:the )?(?:json|request)/i,
      /(?:failed|unable|error) (?:to )?(?:parse|parsing|decode|decoding)[^.\n]{0,30}(?:json|request body)/i,
      /json (?:parse|decode|syntax|decoding|parsing) (?:error|failure)|jsondecodeerror/i,
      /unexpected token|unexpected end of (?:json|input)/i,
      /expecting (?:property name|value|',' delimiter|':' delimiter)|expected property name/i,
      /eof while parsing|invalid character '.{1,6}' (?:looking|after|in)/i,
      /trailing (?:comma|characters)|expected ident at line|key must be a string at line/i,
      /HttpMessageNotReadable/i,
    ),
    unless: NOT_THE_SYNTAX,
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
