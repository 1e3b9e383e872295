/** A secret as it may come back with any of its characters escaped, in one way or in several at once. */

import { escapeRegExp } from './escape-reg-exp.ts';

/** A text without one of these has no escape in it. */
const SIGN_OF_ESCAPE = /%[\da-f]{2}|\\[ux]|&(?:#|[a-z]{2,4};)/i;

/** HTML, "Named character references". */
const NAMED: Readonly<Record<string, string>> = {
  '&': 'amp',
  '<': 'lt',
  '>': 'gt',
  '"': 'quot',
  "'": 'apos',
};

/** Each round of JSON doubles the backslashes, and each round of percent encoding adds a `25`. */
const BACKSLASHES = String.raw`\\{1,8}`;
const PERCENT = '%(?:25){0,3}';

const hex = (number: number, digits: number): string =>
  number
    .toString(16)
    .padStart(digits, '0')
    .replace(/[a-f]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);

/** RFC 8259, section 7; RFC 3986, section 2.1; HTML; and the `\x` of source code. */
function waysToWrite(character: string): string {
  const bytes = [...Buffer.from(character, 'utf8')];
  const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at));
  const point = character.codePointAt(0) ?? 0;
  const name = NAMED[character];
  const ways = [
    escapeRegExp(character),
    bytes.map((byte) => PERCENT + hex(byte, 2)).join(''),
    units.map((unit) => `${BACKSLASHES}u${hex(unit, 4)}`).join(''),
    bytes.map((byte) => `${BACKSLASHES}x${hex(byte, 2)}`).join(''),
    `&(?:amp;)?#(?:0{0,4}${point}|[xX]0{0,4}${hex(point, 1)});`,
    ...(name === undefined ? [] : [`&(?:amp;)?${name};`]),
    ...(character === ' ' ? [escapeRegExp('+')] : []),
    ...('"\\/\''.includes(character) ? [BACKSLASHES + escapeRegExp(character)] : []),
  ];
  return `(?:${ways.join('|')})`;
}

/** A longer pattern takes long to put together, and a very long one cannot be. */
const MAX_PATTERN_CHARS = 1_000;
const REST = String.raw`[\w.~+/=\\%&#;-]*`;

/**
 * Finds the secret however its characters are escaped; of a very long one the start, with whatever may belong to it.
 * Time is linear: every part has a bounded length.
 */
export function escapedPattern(secret: string): RegExp {
  const start = Array.from(secret).slice(0, MAX_PATTERN_CHARS);
  const rest = secret.length > MAX_PATTERN_CHARS ? REST : '';
  return new RegExp(start.map(waysToWrite).join('') + rest, 'g');
}

const CODED =
  /%(?:25){0,3}([\da-f]{2})|\\{1,8}(?:u00|x)([\da-f]{2})|&(?:amp;)?#(?:0{0,4}(\d{2,3})|x0{0,4}([\da-f]{2}));/gi;

/** The text with every escaped ASCII character as itself. */
export function unescaped(text: string): string {
  return text.replace(
    CODED,
    (whole: string, percent?: string, unit?: string, decimal?: string, hexadecimal?: string) => {
      const code =
        decimal === undefined ? Number.parseInt(percent ?? unit ?? hexadecimal ?? '', 16) : Number(decimal);
      return code < 0x80 ? String.fromCharCode(code) : whole;
    },
  );
}

/** False where it is not worth looking. */
export function mayHaveEscapes(text: string): boolean {
  return SIGN_OF_ESCAPE.test(text);
}
