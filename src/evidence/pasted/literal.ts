/**
 * Reads an object or list as any program prints it: JSON, Python's `repr`, Node's `util.inspect`; wrapped by a
 * terminal, cut at the end, or with escaped quotes. What cannot be read is skipped up to the next line.
 */

const MAX_DEPTH = 40;
const MAX_NODES = 4_000;
const MAX_CHARS = 65_536;

export interface Literal {
  value: Record<string, unknown> | unknown[];
  /** Index after its last character. */
  end: number;
}

interface Reader {
  text: string;
  at: number;
  limit: number;
  nodes: number;
  /** What stands for a line break inside a string. */
  wrap: string;
}

const WORDS: Readonly<Record<string, unknown>> = {
  true: true,
  True: true,
  false: false,
  False: false,
  null: null,
  None: null,
  undefined: null,
};
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: ' ', f: ' ' };
const LINE_END = /[\n},]/g;
const BARE_END = /[,\n{}\])]/g;
const STRING_START = /[bBrRuU]{0,2}["'`]/y;
const KEY = /(?:\[?[A-Za-z_$][\w$.-]{0,60}\]?|\[Symbol\([^)\n]{0,60}\)\]|\d{1,9})(?=\s{0,4}:)/y;

/**
 * @param start index of `{` or `[`
 * @param wrap what stands for a line break inside a string: a space, or nothing where the break split a word
 * @returns null where nothing that has names or items stands there
 */
export function readLiteral(text: string, start: number, wrap = ' '): Literal | null {
  const reader: Reader = { text, at: start, limit: Math.min(text.length, start + MAX_CHARS), nodes: 0, wrap };
  const value = text.charAt(start) === '{' ? readObject(reader, 0) : readList(reader, 0);
  const holds = Array.isArray(value)
    ? value.some((item) => typeof item === 'object' && item !== null)
    : Object.keys(value).length > 0;
  return holds ? { value, end: reader.at } : null;
}

function readObject(reader: Reader, depth: number): Record<string, unknown> {
  const entries: [string, unknown][] = [];
  reader.at += 1;
  while (more(reader)) {
    skipSpace(reader, /[\s,;]/);
    const char = reader.text.charAt(reader.at);
    if (char === '}' || char === '') break;
    const key = readKey(reader);
    if (key === null) {
      skipLine(reader);
      continue;
    }
    skipSpace(reader, /[\s:]/);
    entries.push([key, readValue(reader, depth + 1)]);
  }
  if (reader.text.charAt(reader.at) === '}') reader.at += 1;
  return Object.fromEntries(entries.filter(([key]) => key !== '__proto__'));
}

function readList(reader: Reader, depth: number): unknown[] {
  const items: unknown[] = [];
  const close = reader.text.charAt(reader.at) === '(' ? ')' : ']';
  reader.at += 1;
  while (more(reader)) {
    skipSpace(reader, /[\s,]/);
    const char = reader.text.charAt(reader.at);
    if (char === close || char === '}' || char === '') break;
    const before = reader.at;
    items.push(readValue(reader, depth + 1));
    if (reader.at === before) reader.at += 1;
  }
  if (reader.text.charAt(reader.at) === close) reader.at += 1;
  return items;
}

function readKey(reader: Reader): string | null {
  const quoted = quoteAt(reader);
  if (quoted !== null) {
    const before = reader.at;
    const key = readString(reader);
    skipSpace(reader, /\s/);
    if (reader.text.charAt(reader.at) === ':' && key.length < 200) return key;
    reader.at = before + 1;
    return null;
  }
  KEY.lastIndex = reader.at;
  const found = KEY.exec(reader.text);
  if (found === null) return null;
  reader.at += found[0].length;
  return found[0].replace(/^\[|\]$/g, '');
}

function readValue(reader: Reader, depth: number): unknown {
  reader.nodes += 1;
  const char = reader.text.charAt(reader.at);
  if (depth < MAX_DEPTH) {
    if (char === '{') return readObject(reader, depth);
    if (
      char === '[' &&
      !/^\[(?:Circular|Function|Object|Array|class|Getter|Symbol|Error|cause)\b/.test(ahead(reader))
    ) {
      return readList(reader, depth);
    }
  }
  return quoteAt(reader) === null ? readBare(reader, depth) : readString(reader);
}

/** A number, a word, or a class name in front of its fields (`Headers { … }`). */
function readBare(reader: Reader, depth: number): unknown {
  const start = reader.at;
  BARE_END.lastIndex = start;
  reader.at = Math.min(reader.limit, BARE_END.exec(reader.text)?.index ?? reader.limit);
  const word = reader.text.slice(start, reader.at).trim();
  if (
    reader.text.charAt(reader.at) === '{' &&
    /^[A-Z][\w$]*(?:\(\d+\))?(?: \[[\w ]+\])?$/.test(word) &&
    depth < MAX_DEPTH
  ) {
    return readObject(reader, depth);
  }
  if (Object.hasOwn(WORDS, word)) return WORDS[word];
  return /^-?\d{1,15}(?:\.\d{1,15})?$/.test(word) ? Number(word) : word;
}

function quoteAt(reader: Reader): string | null {
  STRING_START.lastIndex = reader.at;
  return STRING_START.exec(reader.text)?.[0] ?? null;
}

/** One string, and further ones that are joined to it by `+`. */
function readString(reader: Reader): string {
  let whole = '';
  for (;;) {
    reader.at += quoteAt(reader)?.length ?? 1;
    whole += readQuoted(reader, reader.text.charAt(reader.at - 1));
    const joined = /^\s{0,20}\+\s{0,200}(?=["'`])/.exec(ahead(reader));
    if (joined === null) return whole;
    reader.at += joined[0].length;
  }
}

function readQuoted(reader: Reader, quote: string): string {
  let said = '';
  let from = reader.at;
  while (reader.at < reader.limit) {
    const char = reader.text.charAt(reader.at);
    if (char === quote) break;
    if (char === '\\') {
      said += reader.text.slice(from, reader.at) + readEscape(reader);
      from = reader.at;
    } else if (char === '\n') {
      said += reader.text.slice(from, reader.at).trimEnd() + reader.wrap;
      skipSpace(reader, /\s/);
      from = reader.at;
    } else reader.at += 1;
  }
  said += reader.text.slice(from, reader.at);
  reader.at += 1;
  return said;
}

function readEscape(reader: Reader): string {
  const next = reader.text.charAt(reader.at + 1);
  const digits = next === 'u' ? 4 : next === 'x' ? 2 : 0;
  const code = reader.text.slice(reader.at + 2, reader.at + 2 + digits);
  if (digits > 0 && code.length === digits && /^[\da-f]+$/i.test(code)) {
    reader.at += 2 + digits;
    return String.fromCharCode(Number.parseInt(code, 16));
  }
  reader.at += 2;
  return next === '\n' ? '' : (ESCAPES[next] ?? next);
}

function more(reader: Reader): boolean {
  return reader.at < reader.limit && reader.nodes < MAX_NODES;
}

function ahead(reader: Reader): string {
  return reader.text.slice(reader.at, reader.at + 240);
}

function skipSpace(reader: Reader, space: RegExp): void {
  while (reader.at < reader.limit && space.test(reader.text.charAt(reader.at))) reader.at += 1;
}

function skipLine(reader: Reader): void {
  LINE_END.lastIndex = reader.at;
  reader.at = Math.min(reader.limit, LINE_END.exec(reader.text)?.index ?? reader.limit);
  if (/[\n,]/.test(reader.text.charAt(reader.at))) reader.at += 1;
}
