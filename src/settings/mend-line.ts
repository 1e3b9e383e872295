import { withoutCredentials } from '../evidence/base-url.ts';
import { shownKey } from './key-shape.ts';
import type { EnvLine } from './types.ts';

/** An assignment that stands on one line, in pieces that make up the line again. */
interface LineParts {
  /** White space and `export`, as they stand. */
  lead: string;
  name: string;
  /** `=` with the white space around it. */
  equals: string;
  quote: string;
  value: string;
  /** White space between the value and a comment. */
  gap: string;
  comment: string;
  /** White space at the end of the line. */
  tail: string;
}

/** One line before and after, fit to print: keys as prefix and last four characters, comments left out. */
interface MendedLine {
  text: string;
  shownBefore: string;
  shownAfter: string;
  faults: string[];
}

const HEAD = /^(\s*(?:export\s+)?)([\w.-]+)(\s*=\s*(?!\s))(.*)$/s;

/**
 * Characters that mean themselves to dotenv, to a reader that takes the line as it stands (docker --env-file), and to
 * a shell (POSIX.1-2017, Shell Command Language, 2.2), with quotation marks and without.
 */
const PLAIN = /^[A-Za-z0-9_./:@%+=,-]+$/;
/** What a shell would run, split or expand once the name stands directly before the `=`. */
const SPECIAL_TO_SHELL = /[\s;|&$()<>`'"\\]/;

/** Value and comment, as dotenv tells them apart; null where the closing quotation mark is on another line. */
function valueOf(rest: string): Pick<LineParts, 'quote' | 'value' | 'gap' | 'comment'> | null {
  const first = rest.slice(0, 1);
  const quote = ['"', "'", '`'].includes(first) ? first : '';
  const hash = rest.indexOf('#');
  const end = quote !== '' ? rest.indexOf(quote, 1) : hash < 0 ? rest.length : hash;
  if (end < 0) return null;
  const value = rest.slice(quote.length, end);
  const behind = rest.slice(end + quote.length);
  const comment = behind.trimStart();
  if (comment !== '' && !comment.startsWith('#')) return null;
  if (quote !== '') return { quote, value, gap: behind.slice(0, behind.length - comment.length), comment };
  return { quote, value: value.trimEnd(), gap: value.slice(value.trimEnd().length), comment };
}

function partsOf(line: string): LineParts | null {
  const [, lead = '', name = '', equals = '', rest = ''] = HEAD.exec(line) ?? [];
  const found = valueOf(rest.trimEnd());
  if (name === '' || found === null) return null;
  return { lead, name, equals, ...found, tail: rest.slice(rest.trimEnd().length) };
}

const join = ({ lead, name, equals, quote, value, gap, comment, tail }: LineParts): string =>
  lead + name + equals + quote + value + quote + gap + comment + tail;

function shown(parts: LineParts, known: string): string {
  const value = /_(?:KEY|TOKEN)$/.test(known) && parts.value !== '' ? shownKey(parts.value) : null;
  return join({
    ...parts,
    value: value ?? withoutCredentials(parts.value),
    comment: parts.comment === '' ? '' : '# …',
  });
}

/** Quotes go only where the value is plain and nothing stands behind it that they keep apart from it. */
function withoutQuotes(parts: LineParts): LineParts {
  const plain = PLAIN.test(parts.value) && parts.comment === '';
  return plain ? { ...parts, quote: '' } : parts;
}

function withoutSpacesAroundEquals(parts: LineParts): LineParts {
  const safe = parts.quote !== '' || !SPECIAL_TO_SHELL.test(parts.value);
  return safe ? { ...parts, equals: '=' } : parts;
}

/** A backslash makes what follows part of the value for a shell, so a space behind one stays. */
function withoutSpacesAtEnd(parts: LineParts): LineParts {
  if (parts.value.endsWith('\\') && parts.quote === '') return parts;
  return { ...parts, tail: '' };
}

/**
 * Mends the faults of one line that have one right answer. Everything else of the line stays as it is.
 * Null where there is nothing to mend, or where the assignment is not all on this line.
 *
 * @param name the name that the line should set: another than its own where that is misspelled.
 */
export function mendLine(line: string, found: EnvLine, name: string): MendedLine | null {
  const before = partsOf(line);
  if (before === null || before.name !== found.name) return null;
  const faults: string[] = [];
  let parts = before;
  const mend = (next: LineParts, fault: string): void => {
    if (join(next) !== join(parts)) faults.push(fault);
    parts = next;
  };
  mend({ ...parts, name }, 'misspelled name');
  if (found.quote !== null) mend(withoutQuotes(parts), 'quotation marks');
  if (found.spacesAroundEquals) mend(withoutSpacesAroundEquals(parts), 'spaces around =');
  if (found.trailingSpaces) mend(withoutSpacesAtEnd(parts), 'spaces at the end');
  if (faults.length === 0) return null;
  const known = found.known ?? name;
  return { text: join(parts), shownBefore: shown(before, known), shownAfter: shown(parts, known), faults };
}
