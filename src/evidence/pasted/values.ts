/** Finds the objects and lists that a text prints, and says which of them are errors, requests or good answers. */

import { field, isRecord, type JsonRecord } from '../answer-json.ts';
import { errorLayers } from '../errors.ts';
import { hasPayload } from '../errors-fields.ts';
import { readLiteral, type Literal } from './literal.ts';

export type ValueKind = 'error' | 'request' | 'success' | 'other';

export interface PrintedValue {
  value: Literal['value'];
  kind: ValueKind;
  /** Where it stands in the text; `end` is after its last character. */
  start: number;
  end: number;
}

const MAX_VALUES = 60;
/** How much is tried in all, so that a text of nothing but brackets takes no longer than any other. */
const MAX_TRIED = 250;
const MAX_ESCAPED_CHARS = 65_536;

const START = /\{[\s]{0,400}(?:\\{0,8}["']|[\w$[]|\})|\[[\s]{0,400}\{|\{[\s]{0,400}$/g;

/** The values of a text in their order; none stands inside another. */
export function printedValues(text: string, wrap = ' '): PrintedValue[] {
  const found: PrintedValue[] = [];
  START.lastIndex = 0;
  for (let tried = 0; tried < MAX_TRIED && found.length < MAX_VALUES; tried += 1) {
    const start = START.exec(text)?.index;
    if (start === undefined) break;
    const literal = literalAt(text, start, wrap);
    START.lastIndex = literal === null ? start + 1 : literal.end;
    if (literal !== null)
      found.push({ value: literal.value, kind: kindOf(literal.value), start, end: literal.end });
  }
  return found;
}

/** `{\"error\": …}`: an object that was printed as part of a string. */
function literalAt(text: string, start: number, wrap: string): Literal | null {
  const escapes = /^[{[][\s[{]{0,400}(\\+)["']/.exec(text.slice(start, start + 420))?.[1];
  if (escapes === undefined) return readLiteral(text, start, wrap);
  let inner = text.slice(start, start + MAX_ESCAPED_CHARS);
  for (let level = escapes.length; level > 0; level = Math.floor(level / 2)) inner = unescaped(inner);
  const literal = readLiteral(inner, 0, wrap);
  return literal === null ? null : { value: literal.value, end: escapedEnd(text, start, literal.end) };
}

function unescaped(text: string): string {
  return text.replace(/\\(?:n(?=[\s{}"'\\])|(["'\\/]))/g, (_, quoted?: string) => quoted ?? '\n');
}

/** Where the escaped text ends that reads as `length` characters: each backslash in it counts for none. */
function escapedEnd(text: string, start: number, length: number): number {
  let at = start;
  for (let left = length; left > 0 && at < text.length; at += 1) if (text.charAt(at) !== '\\') left -= 1;
  return at;
}

const REQUEST_PARTS = [
  'messages',
  'prompt',
  'input',
  'stream',
  'max_tokens',
  'temperature',
  'tools',
] as const;
const SAYING = [
  'message',
  'Message',
  'msg',
  'detail',
  'error_msg',
  'errorMessage',
  'title',
  'error',
  'errors',
] as const;

/** A model and something to ask it, and no answer. */
function isRequest(record: JsonRecord): boolean {
  const asks = REQUEST_PARTS.some((name) => field(record, name) !== undefined);
  return typeof field(record, 'model') === 'string' && asks && !hasPayload(record) && !says(record);
}

function says(record: JsonRecord): boolean {
  return SAYING.some((name) => {
    const value = field(record, name);
    return value !== undefined && value !== null && value !== '' && value !== false;
  });
}

function isBadStatus(value: unknown): boolean {
  return typeof value === 'number' && value >= 400 && value <= 599;
}

/** Codes of the system, of TLS and of HTTP clients: no server sent these. */
const TRANSPORT_CODE =
  /"(?:code|errno)":"(?:E[A-Z]{3,}|ERR_(?!BAD_RE)|UND_ERR|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)|"syscall":/;

/** Words of HTTP clients; a gateway words its own failures so too, and then not as an entry of a log. */
const TRANSPORT_WORDS =
  /HTTPS?ConnectionPool\(|NewConnectionError|ClientConnector\w*Error|getaddrinfo|\bdial tcp|Max retries exceeded|\bE(?:CONNREFUSED|CONNRESET|NOTFOUND|TIMEDOUT|AI_AGAIN)\b|error sending request for url|cURL error \d/;
const OF_A_LOG =
  /^[[{]{0,2}"(?:level|severity|lvl|levelname|ts|time|timestamp|@timestamp|logger|hostname|args|error_type|error_class)":/;

/** Neither a server's answer nor part of one: what a client says, or what a program logged of it. */
function isTransport(value: Literal['value']): boolean {
  const printed = JSON.stringify(value).slice(0, 20_000);
  return TRANSPORT_CODE.test(printed) || (OF_A_LOG.test(printed) && TRANSPORT_WORDS.test(printed));
}

function kindOf(value: Literal['value']): ValueKind {
  const record = Array.isArray(value) ? value.find((item) => isRecord(item)) : value;
  if (!isRecord(record)) return 'other';
  if (isTransport(value)) return 'other';
  if (errorLayers(value, false).length > 0) return 'error';
  const status = ['status', 'statusCode', 'status_code', 'code'].some((name) =>
    isBadStatus(field(record, name)),
  );
  if (status) return 'error';
  if (isRequest(record)) return 'request';
  if (hasPayload(record) && !says(record)) return 'success';
  const few = Object.keys(record).length <= 8 && !Array.isArray(value);
  return few && says(record) ? 'error' : 'other';
}
