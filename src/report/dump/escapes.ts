import { escapeRegExp } from '../escape-reg-exp.ts';

/** For a pattern: an escape that ends in letters or digits stands right before. */
export const AFTER_ESCAPE = String.raw`(?<=\\[nrtbf]|\\u[\da-fA-F]{4}|%[\da-fA-F]{2})`;

/** For a pattern: no letter or digit before the name, or an escape that merely ends in one. */
export const NAME_START = String.raw`(?:(?<![\p{L}\p{N}])|${AFTER_ESCAPE})`;

/** One of the names, the longest first, as a part of a pattern. */
export function anyOf(names: readonly string[]): string {
  const escaped = [...names].sort((a, b) => b.length - a.length).map(escapeRegExp);
  return `(?:${escaped.join('|')})`;
}

/**
 * Where a name that was found in a text really begins: the end of an escape before it (`\n`, `\u0022`, `%2F`) is
 * made of letters and digits as well, and is no part of the name.
 *
 * @returns how many characters of `found`, which starts at `at` in `text`, belong to an escape.
 */
export function escapeCharsBefore(text: string, at: number, found: string): number {
  const before = text[at - 1];
  if (before === '\\') {
    if (/^u[\da-f]{4}./i.test(found)) return 5;
    return /^[nrtbf]./.test(found) ? 1 : 0;
  }
  return before === '%' && /^[\da-f]{2}./i.test(found) ? 2 : 0;
}

/** True where a text may have been cut at its end, and what stands there may be the start of something longer. */
export function mayBeCut(text: string): boolean {
  return text.length >= 300 || /(?:…|\.{3})$/.test(text);
}
