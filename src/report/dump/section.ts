import { code } from '../markdown-text.ts';

export interface Section {
  title: string;
  lines: string[];
  /** May be left out where the dump would be too long. */
  optional?: true;
}

/** At most so many characters of a text, saying how many are missing. */
export function clipped(text: string, mostChars: number): string {
  const missing = text.length - mostChars;
  return missing > 0 ? `${text.slice(0, mostChars)} (${missing} more characters)` : text;
}

/** A table cell with text from outside: a code span, so that nothing in it becomes a link or calls somebody. */
export function cell(text: string | null, mostChars = 200): string {
  return text === null || text === '' ? '' : code(clipped(text, mostChars)).replaceAll('|', '\\|');
}

/** The first rows, and a row that says how many more there are. */
export function firstRows(rows: readonly string[][], most: number): string[][] {
  const missing = rows.length - most;
  return missing > 0 ? [...rows.slice(0, most), [`${missing} more are left out`]] : [...rows];
}
