import { field, isRecord, textOf, type JsonRecord } from './answer-json.ts';
import type { AnswerEvidence } from './types.ts';
import { limitWindows } from './waits-windows.ts';
import { amountMs, durationMs, momentOf, whenOf, type When } from './waits-times.ts';

interface Wait {
  /** 0 where the moment that the server named has already passed. */
  waitMs: number | null;
  /** The moment itself (ISO 8601), also where it has passed. */
  resetAt: string | null;
  /** The header, field or words that told it. */
  source: string | null;
}

/** Seconds as a number or an HTTP date (RFC 9110, 10.2.3), and vendors' names for the same thing. */
const WAIT_HEADERS: readonly (readonly [name: string, unitMs: number])[] = [
  ['retry-after-ms', 1],
  ['x-ms-retry-after-ms', 1],
  ['retry-after', 1_000],
  ['x-retry-in', 1_000],
  ['x-retry-after', 1_000],
  ['reset-at', 1_000],
  ['x-reset-at', 1_000],
];

const WAIT_FIELDS: readonly (readonly [name: string, unitMs: number])[] = [
  ['retryDelay', 1_000],
  ['retry_after_ms', 1],
  ['retryAfterMs', 1],
  ['retry_after', 1_000],
  ['retryAfter', 1_000],
  ['retry_after_seconds', 1_000],
  ['resetAt', 1_000],
  ['reset_at', 1_000],
  ['resets_at', 1_000],
  ['resetsAt', 1_000],
  ['resets_in_seconds', 1_000],
  ['remainingSeconds', 1_000],
  ['remainingMinutes', 60_000],
];

/**
 * How long an answer asks to wait: from its headers, its body, or its words, the most explicit first.
 * @param now ms since the epoch
 */
export function waitOf(answer: AnswerEvidence, now: number): Wait {
  const found =
    fromHeaders(answer.headers) ??
    search(answer.json, 0) ??
    fromWindows(answer, now) ??
    fromWords(answer.text);
  if (found === null) return { waitMs: null, resetAt: null, source: null };
  const atMs = 'atMs' in found.when ? found.when.atMs : now + found.when.waitMs;
  const valid = Math.abs(atMs) <= 8.64e15;
  return {
    waitMs: Math.max(0, Math.round(atMs - now)),
    resetAt: valid ? new Date(atMs).toISOString() : null,
    source: found.source,
  };
}

interface Found {
  when: When;
  source: string;
}

function fromHeaders(headers: Readonly<Record<string, string>>): Found | null {
  for (const [name, unitMs] of WAIT_HEADERS) {
    const value = headers[name];
    const when = value === undefined ? null : scaled(value, unitMs);
    if (when !== null) return { when, source: `header ${name}: ${(value ?? '').slice(0, 80)}` };
  }
  return null;
}

/** A bare number in the given unit, else any notation. */
function scaled(value: string, unitMs: number): When | null {
  const amount = Number(value.trim());
  const isWait = /^\d{1,9}(?:\.\d+)?$/.test(value.trim()) && amount < 1_000_000_000;
  return isWait ? { waitMs: amount * unitMs } : whenOf(value);
}

/** The windows that are used up decide; of several the last to reset, for until then requests fail. */
function fromWindows({ headers, status }: AnswerEvidence, now: number): Found | null {
  const told = limitWindows(headers, now).filter((window) => window.resetAtMs !== null);
  const used = told.filter((window) => window.remaining === 0);
  // On other answers the window only tells when the count starts anew, not that anyone has to wait.
  const limited = status === null || status === 429;
  const choice = (used.length > 0 ? used : told.length === 1 && limited ? told : []).toSorted(
    (a, b) => (b.resetAtMs ?? 0) - (a.resetAtMs ?? 0),
  )[0];
  if (choice?.resetAtMs === undefined || choice.resetAtMs === null) return null;
  return { when: { atMs: choice.resetAtMs }, source: `header ${choice.resetHeader ?? 'of the rate limit'}` };
}

function search(value: unknown, depth: number): Found | null {
  if (depth > 7) return null;
  if (Array.isArray(value)) return first(value.slice(0, 8), (item) => search(item, depth + 1));
  if (!isRecord(value)) return null;
  const here = first(WAIT_FIELDS, ([name, unitMs]) => {
    const text = textOf(field(value, name));
    const when = text === null ? null : scaled(text, unitMs);
    return when === null ? null : { when, source: `${name} in the body: ${(text ?? '').slice(0, 80)}` };
  });
  return (
    here ??
    quotedHeaders(value) ??
    first(Object.values(value).slice(0, 20), (item) => search(item, depth + 1))
  );
}

/** OpenRouter quotes the provider's headers in `metadata.headers`, with resets in epoch milliseconds. */
function quotedHeaders(record: JsonRecord): Found | null {
  const headers = field(record, 'headers');
  if (!isRecord(headers)) return null;
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers).slice(0, 40)) {
    const text = textOf(value);
    if (text !== null) plain[name.toLowerCase()] = text;
  }
  const reset = plain['x-ratelimit-reset'];
  const when = reset === undefined ? null : whenOf(reset);
  return (
    fromHeaders(plain) ??
    (when === null ? null : { when, source: 'metadata.headers in the body: X-RateLimit-Reset' })
  );
}

const AMOUNT = String.raw`(\d{1,7}(?:\.\d{1,6})?)\s*(ms|[\p{L}]{1,12}?)(?![\p{L}])`;
const CJK_AMOUNT = String.raw`(\d{1,7}(?:\.\d{1,3})?)\s*(毫秒|秒|分钟|分鐘|分|小时|小時|時間|天|日|초|분|시간)`;

const WORDS: readonly RegExp[] = [
  new RegExp(
    String.raw`(?:try again|retry|wait|resets?|reset|available(?: again)?|replenished|renewed|réessaye\p{L}*|повтор\p{L}*|reint\p{L}*)\b[^.;\n]{0,30}?(?:\b(?:in|after|for|within|dans|через|en)\s+|:\s*)(?:about\s+)?${AMOUNT}`,
    'iu',
  ),
  new RegExp(String.raw`\bwait\s+(?:for\s+)?${AMOUNT}`, 'iu'),
  new RegExp(String.raw`\bretry[- _]after[^\d\n]{0,12}${AMOUNT}`, 'iu'),
  new RegExp(String.raw`${CJK_AMOUNT}\s*(?:之?后|之?後|以?内|后重|後に|후)`, 'u'),
  new RegExp(String.raw`(?:等待|请在|請在|将在|將在)\s*${CJK_AMOUNT}`, 'u'),
];

const COMPACT =
  /\b(?:in|after|replenished in)\s+((?:\d{1,7}(?:\.\d{1,9})?(?:ms|[smhd])\s?){1,4}|\d{1,4}:\d\d:\d\d)(?![\p{L}\d])/iu;
const MOMENT =
  /\b(?:resets?|reset|regain access|available|try again|until|renews)\b[^.;\d\n]{0,30}(\d{4}-\d\d-\d\d(?:T|,?\s+(?:at\s+)?)\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s*(?:Z|UTC|GMT|[+-]\d\d:?\d\d)?)/i;

function fromWords(text: string): Found | null {
  const searched = text.slice(0, 8_000);
  const compact = COMPACT.exec(searched);
  const compactMs = compact === null ? null : durationMs(compact[1] ?? '');
  if (compact !== null && compactMs !== null) return words({ waitMs: compactMs }, compact[0]);
  const moment = MOMENT.exec(searched);
  const at = moment === null ? null : momentOf(moment[1] ?? '');
  if (moment !== null && at !== null) return words(at, moment[0]);
  return first(WORDS, (pattern) => {
    const found = pattern.exec(searched);
    const waitMs = found === null ? null : amountMs(found[1] ?? '', found[2] ?? '');
    return found === null || waitMs === null ? null : words({ waitMs }, found[0]);
  });
}

function words(when: When, said: string): Found {
  return { when, source: `the text says "${said.trim().slice(0, 80)}"` };
}

function first<T, R>(items: readonly T[], read: (item: T) => R | null): R | null {
  for (const item of items) {
    const result = read(item);
    if (result !== null) return result;
  }
  return null;
}
