/** JSON as it occurs in answers: whole, inside other text, with escaped quotes, or as Python prints a dict. */

/** How much of a body or message is searched for errors, in characters. */
export const SEARCHED_CHARS = 262_144;

/** Thousands of nested arrays are an attack, and cost the parser seconds. */
const TOO_DEEP = /^[[\s]{5000}/;

const MAX_STARTS = 12;
const MAX_EMBEDDED_CHARS = 65_536;

export type JsonRecord = Record<string, unknown>;

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A field that is the record's own: names such as `constructor` never reach the prototype. */
export function field(record: JsonRecord, name: string): unknown {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

/** Strings and numbers as text; null for anything else and for the empty string. */
export function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value.trim() === '' ? null : value;
  return typeof value === 'number' ? String(value) : null;
}

/** Parses a text that is JSON as a whole; undefined where it is none. */
export function wholeJson(text: string): unknown {
  const start = /^[\s\uFEFF]*/.exec(text)?.[0].length ?? 0;
  const first = text.charAt(start);
  if (!/[[{"\-0-9tfn]/.test(first)) return undefined;
  const body = start === 0 ? text : text.slice(start);
  return TOO_DEEP.test(body) ? undefined : parse(body);
}

/** A JSON object or array inside other text, with the words before and after it; null where there is none. */
export function embeddedJson(text: string): { before: string; value: unknown; after: string } | null {
  const looked = text.slice(0, SEARCHED_CHARS);
  let start = -1;
  for (let tries = 0; tries < MAX_STARTS; tries += 1) {
    start = nextStart(looked, start + 1);
    if (start < 0) return null;
    const end = balancedEnd(looked, start);
    if (end < 0) continue;
    const value = looseJson(looked.slice(start, end));
    if (isRecord(value) || (Array.isArray(value) && value.some((item) => isRecord(item)))) {
      return { before: looked.slice(0, start), value, after: looked.slice(end) };
    }
  }
  return null;
}

function nextStart(text: string, from: number): number {
  const offset = text.slice(from).search(/\{\s*\\?["'}]|\[\s*\{\s*\\?["']/);
  return offset < 0 ? -1 : from + offset;
}

/** Index after the bracket that closes the one at `start`, or -1. What stands in quotes is skipped over. */
function balancedEnd(text: string, start: number): number {
  const limit = Math.min(text.length, start + MAX_EMBEDDED_CHARS);
  const quotes = quotesOf(/["'\\]/.exec(text.slice(start, start + 200))?.[0] ?? '"');
  let depth = 0;
  let quote = '';
  for (let at = start; at < limit; at += 1) {
    const char = text.charAt(at);
    if (char === '\\') at += 1;
    else if (quote !== '') quote = char === quote ? '' : quote;
    else if (quotes.includes(char)) quote = char;
    else if (char === '{' || char === '[') depth += 1;
    else if (char === '}' || char === ']') depth -= 1;
    if (depth === 0) return at + 1;
  }
  return -1;
}

/** JSON quotes with " alone, Python with either; where the quotes are escaped none can be told from an apostrophe. */
function quotesOf(first: string): string {
  if (first === '\\') return '';
  return first === "'" ? `'"` : '"';
}

function looseJson(text: string): unknown {
  return (
    parse(text) ??
    parse(text.replace(/\\(["'\\])/g, '$1')) ??
    parse(text.replace(/\n/g, '\\n')) ??
    parse(asJson(text))
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const PYTHON_WORDS: Readonly<Record<string, string>> = { True: 'true', False: 'false', None: 'null' };

/** Rewrites a Python literal (`{'code': None}`) as JSON. */
function asJson(text: string): string {
  const token = /[bruBRU]{0,2}'((?:[^'\\]|\\.)*)'|[bruBRU]{0,2}"((?:[^"\\]|\\.)*)"|\b(?:True|False|None)\b/gs;
  return text.replace(token, (found: string, single: string | undefined, double: string | undefined) => {
    const inside = single ?? double;
    return inside === undefined ? (PYTHON_WORDS[found] ?? found) : JSON.stringify(unescape(inside));
  });
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

function unescape(text: string): string {
  return text.replace(
    /\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|(.))/gis,
    (_all, hex?: string, wide?: string, one?: string) => {
      const digits = hex ?? wide;
      if (digits !== undefined) return String.fromCharCode(Number.parseInt(digits, 16));
      return ESCAPES[one ?? ''] ?? one ?? '';
    },
  );
}
