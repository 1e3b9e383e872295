/** Which fields of a JSON object say that it is an error, and what they say. */

import { field, isRecord, textOf, type JsonRecord } from './answer-json.ts';
import type { ErrorLayer } from './types.ts';

const MESSAGE_CHARS = 4_000;

const MESSAGES = [
  'message',
  'Message',
  'msg',
  'error_msg',
  'error_message',
  'errorMessage',
  'errmsg',
  'errMsg',
  'status_msg',
] as const;
const MORE_MESSAGES = [
  'faultstring',
  'error_description',
  'errorDescription',
  'description',
  'detail',
  'title',
  'reason',
  'quotaId',
  'hint',
  'message_zh',
  'message_en',
] as const;
const CONTAINERS = ['error', 'errors', 'Error', 'fault', 'err', 'base_resp', 'Response'] as const;
const CODES = ['code', 'Code', 'error_code', 'errorCode', 'errorcode', 'errcode', 'status_code'] as const;
const TYPES = ['type', '__type', 'errorType', 'error_type', 'exception'] as const;
const STATUSES = ['status', 'statusCode', 'status_code', 'raw_status_code', 'code', 'http_status'] as const;
const PAYLOADS = ['choices', 'content', 'data', 'output', 'candidates', 'models', 'result', 'usage'] as const;
const FAILED_WORDS = /^(?:fail(?:ed|ure)?|error)$/i;

/** What the object holds under `error` or one of its relatives: an object, a list or a title; null where nothing is. */
export function anErrorOf(record: JsonRecord): JsonRecord | readonly unknown[] | string | null {
  for (const name of CONTAINERS) {
    const value: unknown = field(record, name);
    if (isRecord(value) && Object.keys(value).length > 0 && !isGood(value)) return value;
    if (isList(value) && value.length > 0) return value;
    if (typeof value === 'string' && value.trim() !== '') return value;
  }
  return null;
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** MiniMax sends `base_resp` with `status_code` 0 when all is well; Tencent Cloud has no `Error` in its `Response` then. */
function isGood(value: JsonRecord): boolean {
  const envelope = field(value, 'RequestId') !== undefined && !isRecord(field(value, 'Error'));
  return envelope || field(value, 'status_code') === 0;
}

/** Does the object call itself an error, whatever the status of the answer? */
export function isMarkedAsError(record: JsonRecord): boolean {
  if (anErrorOf(record) !== null) return true;
  const says = (firstText(record, MESSAGES) ?? unnamedSentence(record)) !== null;
  if (field(record, 'object') === 'error' || field(record, 'type') === 'error') return true;
  if (field(record, 'success') === false || field(record, 'ok') === false || field(record, 'error') === true)
    return true;
  if (typeof field(record, 'errorMessage') === 'string' && !hasPayload(record)) return true;
  const status = field(record, 'status');
  if (says && (status === false || (typeof status === 'string' && FAILED_WORDS.test(status)))) return true;
  return says && !hasPayload(record) && isBadCode(record);
}

/** A 2xx body with a `code` of its own: 0, 200 and words such as `ok` are good ones. */
function isBadCode(record: JsonRecord): boolean {
  const code = firstText(record, ['code', 'statusCode', 'status_code', 'errcode', 'error_code']);
  const told = code ?? firstText(record, ['status']);
  if (told === null || (code === null && !/^\d{3,}$/.test(told))) return false;
  return !/^(?:0+|2\d\d|20000|ok|success)$/i.test(told);
}

/** Does the object carry what a successful answer carries? */
export function hasPayload(record: JsonRecord): boolean {
  return PAYLOADS.some((name) => {
    const value = field(record, name);
    return value !== undefined && value !== null && value !== '';
  });
}

/**
 * What one object says of itself; null where it says nothing.
 * @param as `around`: an object that contains the error; `beside`: the fields beside an error title; `error`: the error itself
 */
export function ownLayer(record: JsonRecord, as: 'around' | 'beside' | 'error'): ErrorLayer | null {
  const message = (as === 'around' ? firstText(record, MESSAGES) : allMessages(record)) ?? '';
  const type = firstText(record, TYPES);
  const code = codeOf(record);
  const status = statusOf(record);
  const typed = type === 'error' || type === 'None' ? null : (type ?? wordStatus(record));
  if (message === '' && as === 'around' && typed === null) return null;
  if (message === '' && typed === null && code === null && status === null) return null;
  return {
    message: message.slice(0, MESSAGE_CHARS),
    type: typed,
    code: code === 'None' ? null : code,
    status,
    param: paramOf(record),
    wrapper: providerOf(record),
  };
}

function allMessages(record: JsonRecord): string | null {
  const first = firstText(record, MESSAGES);
  const more = MORE_MESSAGES.flatMap((name) => {
    const value = field(record, name);
    return typeof value === 'string' && value.trim() !== '' && value !== first ? [value] : [];
  });
  const all = [...(first === null ? [] : [first]), ...more, ...fieldErrors(record)];
  return all.length === 0 ? unnamedSentence(record) : all.join('\n');
}

/** Two words of any tongue, or four signs of one that writes without spaces. */
const SENTENCE = /\p{L}{2,}[\s,:]+\p{L}{2,}|[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]{4,}/u;

/** What an error says under a name that is not known, such as `erreur` or `mensaje`. */
function unnamedSentence(record: JsonRecord): string | null {
  const values = Object.keys(record)
    .slice(0, 20)
    .map((name) => field(record, name));
  const sentence = values.find((value) => typeof value === 'string' && SENTENCE.test(value.slice(0, 500)));
  return textOf(sentence);
}

/** ASP.NET and Laravel: `{"errors": {"messages": ["is required"]}}`, reached as an object of lists of sentences. */
function fieldErrors(record: JsonRecord): string[] {
  return Object.entries(record)
    .slice(0, 10)
    .flatMap(([name, value]) =>
      Array.isArray(value) &&
      value.length > 0 &&
      value.every((item) => typeof item === 'string') &&
      name !== 'loc'
        ? [`${name}: ${value.slice(0, 3).join(' ')}`]
        : [],
    );
}

/** Google puts the precise word into `details[].reason`; elsewhere `code` is it. */
function codeOf(record: JsonRecord): string | null {
  const details = field(record, 'details');
  const reasons = Array.isArray(details)
    ? details.flatMap((item: unknown) => (isRecord(item) ? [textOf(field(item, 'reason'))] : []))
    : [];
  return reasons.find((reason) => reason !== null) ?? firstText(record, CODES);
}

function statusOf(record: JsonRecord): number | null {
  for (const name of STATUSES) {
    const status = Number(textOf(field(record, name)) ?? Number.NaN);
    if (Number.isInteger(status) && status >= 400 && status <= 599) return status;
  }
  return null;
}

/** Google's `status` is a word (`RESOURCE_EXHAUSTED`) and serves as a type. */
function wordStatus(record: JsonRecord): string | null {
  const status = field(record, 'status');
  return typeof status === 'string' && /^[A-Z][A-Z_]+$/.test(status) ? status : null;
}

/** `param`, or FastAPI's `loc` less its leading `body`. */
function paramOf(record: JsonRecord): string | null {
  const loc = field(record, 'loc');
  if (!Array.isArray(loc)) {
    const param = firstText(record, ['param', 'field', 'parameter']);
    return param === 'None' ? null : param;
  }
  const path = loc.slice(0, 10).flatMap((part: unknown) => textOf(part) ?? []);
  return path.filter((part, index) => index > 0 || part !== 'body').join('.') || null;
}

function providerOf(record: JsonRecord): string | null {
  const metadata = field(record, 'metadata');
  return isRecord(metadata) ? textOf(field(metadata, 'provider_name')) : null;
}

function firstText(record: JsonRecord, names: readonly string[]): string | null {
  for (const name of names) {
    const text = textOf(field(record, name));
    if (text !== null) return text;
  }
  return null;
}
