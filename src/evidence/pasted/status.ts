/** Finds the HTTP status that a line of a program names. */

const NAMED =
  /(?:\bstatus(?:[ _-]?code)?(?: of)?|\bstatusCode|状态码|狀態碼|错误码|ステータス(?:コード)?|상태 ?코드|\bstatut(?: http)?|\bcódigo(?: de (?:estado|status|erro|error))?|код(?: состояния| ошибки| ответа)?|\b(?:failed|failure)(?: with)?|\berror code|\bhttp(?:\/[\d.]{1,3})?(?: error| status)?|\bAPI Error|\bcode|\bresponse|\breturned|\bgot|\bwith|-> ?|\[|\|)[ "'=:：(]{1,4}([1-5]\d\d)\b(?![.,]?\d|\s?(?:ms|s|tokens|bytes|seconds|characters|%|\/)\b)/gi;
const AFTER_CLASS = /(?:Error|Exception)\]?:?\s{0,3}\(?([45]\d\d)\b(?![.,]?\d)/;
const WITH_REASON =
  /(?<!\b(?:is|means?) )\b([1-5]\d\d)\)?:? (?:OK|Bad Request|Unauthorized|Payment Required|Forbidden|Not Found|Method Not Allowed|Request Timeout|Conflict|Gone|Payload Too Large|Request Entity Too Large|Unsupported Media Type|Unprocessable|Too Many Requests|Internal Server Error|Not Implemented|Bad Gateway|Service (?:Temporarily )?Unavailable|Gateway Time-?out|Web server is)/i;
/** .NET in any language: `Der Remoteserver hat einen Fehler zurückgegeben: (401) Nicht autorisiert.` */
const IN_BRACKETS = /[:：] ?\(([45]\d\d)\)/;
/** A line of an access log: the method and path, and the status after them. */
const OF_ACCESS = /\b(?:GET|POST) \/\S{1,300}(?: HTTP\/[\d.]{1,3})?[" ]{1,3}([1-5]\d\d)\b(?![.,]?\d)/;
const ALONE = /^\W{0,4}([45]\d\d)\W{0,4}$/;
const FOREMOST = /^\W{0,6}([45]\d\d)\b(?![.,:/]?\d)/;

/** What the classes of the OpenAI and Anthropic SDKs stand for. */
const OF_CLASS: readonly (readonly [RegExp, number])[] = [
  [/\bAuthenticationError\b/, 401],
  [/\bPermissionDeniedError\b/, 403],
  [/\bNotFoundError\b/, 404],
  [/\bRateLimitError\b/, 429],
  [/\bUnprocessableEntityError\b/, 422],
];

/** The status in a line, where it names one in so many digits. */
export function statusIn(line: string): number | null {
  const plain =
    ALONE.exec(line) ??
    OF_ACCESS.exec(line) ??
    IN_BRACKETS.exec(line) ??
    AFTER_CLASS.exec(line) ??
    WITH_REASON.exec(line);
  if (plain !== null) return Number(plain[1]);
  let last: number | null = null;
  for (const found of line.matchAll(NAMED)) last = Number(found[1]);
  return last ?? (FOREMOST.test(line) ? Number(FOREMOST.exec(line)?.[1]) : null);
}

/** The status that the class of an SDK's exception stands for. */
export function statusOfClass(line: string): number | null {
  return OF_CLASS.find(([name]) => name.test(line))?.[1] ?? null;
}
