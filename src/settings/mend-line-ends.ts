import type { RawLine } from './mend-encoding.ts';
import type { EnvLine } from './types.ts';

interface LineEnds {
  lines: readonly RawLine[];
  /** What was done, in words; null for nothing. */
  change: string | null;
}

const plain = ({ body, end }: RawLine): RawLine => ({ body, end: end === '\r\n' ? '\n' : end });

/**
 * Takes carriage returns off lines that set a name of interest. Where every line of the file has one, they go from
 * the whole file: a mixture would be a new oddity. In a mixed file other programs' lines keep theirs.
 */
export function withoutCarriageReturns(lines: readonly RawLine[], entries: readonly EnvLine[]): LineEnds {
  const own = new Set(entries.filter((entry) => entry.carriageReturn).map((entry) => entry.line - 1));
  if (own.size === 0) return { lines, change: null };
  if (lines.every(({ end }) => end === '' || end === '\r\n')) {
    const count = lines.filter(({ end }) => end !== '').length;
    const where = count === 1 ? 'the one line' : `all ${count} lines`;
    return { lines: lines.map(plain), change: `CRLF line ends become LF, on ${where}` };
  }
  const numbers = [...own].map((index) => index + 1).join(', ');
  return {
    lines: lines.map((line, index) => (own.has(index) ? plain(line) : line)),
    change: `CRLF becomes LF on line ${numbers}; the lines of other programs keep theirs`,
  };
}
