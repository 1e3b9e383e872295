/** Ways to say that the gateway, or the provider behind it, is in trouble. */

import { anyOf } from '../evidence/any-of.ts';
import type { AnswerEvidence } from '../evidence/types.ts';
import type { Rule } from './rules.ts';

/** A type that only says "a fault of the server" tells less than a status such as 429, 503 or 504. */
const vagueStatus = ({ status }: AnswerEvidence): boolean =>
  status === null || status < 400 || status === 500;

/** Someone else's fault is not the caller's: these words outrank a bare 500. */
export const SERVER_ERROR: readonly Rule[] = [
  {
    weight: 58,
    id: /^(?:internal_(?:server_)?error(?:_exception)?|server_error|api_error|internal|internal_failure|internal_server_exception|convert_request_failed|function_invocation_failed|do_response_failed)$/,
    when: vagueStatus,
  },
  {
    weight: 58,
    id: /^bad_response_status_code$/,
    when: ({ status }) => status === null || (status < 501 && status !== 429),
  },
  {
    weight: 83,
    words: anyOf(
      /令牌验证失败|数据库[^。\n]{0,12}(?:错误|失败|异常|破坏)/i,
      /database (?:error|is locked|connection)/i,
      /(?:querying|connecting to|query) (?:the )?(?:db|database)\b/i,
      /\bdb (?:error|failure|timeout)|internal validation error|sql(?:state|ite)/i,
      /redis[^.\n]{0,20}(?:error|refused)|FUNCTION_INVOCATION_FAILED|worker threw exception/i,
      /^error code: 1101\b/i,
    ),
  },
  {
    weight: 57,
    words: anyOf(
      /internal (?:server )?error|the server had an error|server error|unexpected error/i,
      /unhandled exception/i,
      /内部(?:服务器)?错误|服务器(?:内部)?(?:错误|异常)|系统(?:错误|异常)|内部エラー|내부 (?:서버 )?오류/i,
      /erreur interne/i,
      /внутренняя ошибка|lỗi (?:máy chủ|nội bộ)/i,
      /provider (?:disconnected|returned (?:an )?error)/i,
    ),
    when: vagueStatus,
  },
];

export const BAD_GATEWAY: readonly Rule[] = [
  {
    weight: 94,
    words:
      /^error code: (?:52[0-35-7]|530|1033|1016|1001|502)\b|\berror code (?:52[0-35-7]|530|1033)\b|\b(?:52[0-35-7]|530): /i,
  },
  {
    weight: 84,
    id: /^(?:do_request_failed|bad_gateway|bad_response(?:_body)?|upstream_connection_error|econnrefused|econnreset|api_connection_error|err_ngrok_(?:3200|8012|3004))$/,
  },
  {
    weight: 82,
    words: anyOf(
      /bad gateway|proxy error|error reading from remote server/i,
      /invalid response from (?:an |the )?upstream|dial tcp/i,
      /connection (?:refused|reset by peer|was refused)|econnrefused|econnreset|getaddrinfo/i,
      /enotfound|no such host|do request failed|error from upstream server/i,
      /web server is (?:down|returning)|origin is unreachable|host error|argo tunnel/i,
      /tunnel[^.\n]{0,30}(?:offline|not found)|ERR_NGROK_(?:3200|8012|3004)/i,
      /application failed to respond|socket hang up|invalid character '<'/i,
      /upstream prematurely closed|ssl handshake failed|invalid ssl certificate/i,
    ),
    unless: /resource has been/i,
  },
  {
    weight: 66,
    words: /upstream connect error|disconnect\/reset before headers|connection termination/i,
    unless: /reset reason: overflow/i,
  },
];

export const UNAVAILABLE: readonly Rule[] = [
  {
    weight: 90,
    words: anyOf(
      /no healthy (?:upstream|backends?)|no deployments available|failure to get a peer/i,
      /no server is available to handle|backend fetch failed/i,
      /数据库一致性/i,
      /loading model|model is (?:currently )?loading|server is (?:starting|shutting down)/i,
      /no available server/i,
    ),
  },
  {
    weight: 84,
    id: /^(?:service_unavailable(?:_error|_exception)?|unavailable(?:_error)?|model_not_ready(?:_exception)?)$/,
    unless: /busy|overload|capacity|high demand/i,
  },
  {
    weight: 78,
    words: anyOf(
      /service (?:is |are )?(?:temporarily |currently )?unavailable/i,
      /temporarily (?:unavailable|unable)|(?:under|for|down for) (?:scheduled )?maintenance/i,
      /\bdegraded (?:function|deployment|model|endpoint|instance)|maintenance (?:downtime|mode)/i,
      /维护中|(?:服务|系统)(?:暂时|暂)?不可用|서비스를 사용할 수 없|점검|メンテナンス|サービス.{0,4}(?:利用できません|停止)/i,
      /service indisponible/i,
      /сервис .{0,12}недоступен|dịch vụ không khả dụng/i,
      /application error/i,
    ),
    // The last words are of a page for a path that is not there (IIS).
    unless: /too busy|overload|might have been removed/i,
  },
];

export const TIMEOUT: readonly Rule[] = [
  {
    weight: 93,
    id: /^(?:timeout(?:_error)?|gateway_timeout|request_timeout(?:_error)?|upstream_timeout|deadline_exceeded|function_invocation_timeout|api_timeout(?:_error)?|model_timeout_exception)$/,
  },
  {
    weight: 86,
    words: anyOf(
      /\btimed? ?-?out\b(?!=\d| (?:connect|client|server|queue|check)\b)|\be(?:socket)?timedout\b|deadline exceeded/i,
      /FUNCTION_INVOCATION_TIMEOUT/i,
      /超时|逾時|시간 ?초과|タイムアウト(?!の|は|値|時間)/i,
      /délai (?:d'attente )?dépassé/i,
      /(?:превышено )?время ожидания|hết thời gian chờ/i,
      /tiempo de espera/i,
      /zeit[üu]berschreitung/i,
    ),
    unless: /timeout (?:must|should|parameter|value)|unsupported|unknown/i,
    // A client's own words for its own limit: whose time was up is open.
    when: ({ status, text }) =>
      status !== null ||
      !/^\W{0,20}(?:[\w.]{1,80}(?:error|exception)\W{1,20})?(?:the )?(?:(?:request|operation|connection|call) )?timed?[ -]?out\W*$/i.test(
        text,
      ),
  },
];

export const OVERLOADED: readonly Rule[] = [
  {
    weight: 94,
    id: /^(?:overloaded(?:_error)?|engine_overloaded(?:_error)?|no_capacity|server_overloaded|model_overloaded|server_busy|capacity_exceeded|system_overloaded|3505)$/,
  },
  {
    weight: 93,
    words: /reset reason: overflow|[负負][载載](?:已|已经|已經)?(?:[饱飽]和|[达達]到?上限|[过過]高)/i,
  },
  {
    weight: 91,
    words: anyOf(
      /\boverload(?:ed)?\b|too busy|(?:is|are) (?:currently )?(?:very )?busy/i,
      /(?:high|heavy|peak) (?:demand|load|traffic)/i,
      /(?:at|over|out of|insufficient|no|exceeded|service tier|model) capacity\b/i,
      /\bcapacity\b[^.\n]{0,20}\b(?:exceeded|exhausted|reached|unavailable)/i,
      /服务(?:器)?(?:繁忙|忙)|系统繁忙|(?:过载|過載|高峰)|(?:访问|请求)量过大|과부하|混雑|過負荷/i,
      /surcharg/i,
      /перегруж|quá tải/i,
      /sobrecarg/i,
      /[üu]berlastet/i,
    ),
    unless: /token capacity|context|either the server is overloaded or/i,
  },
];
