import { parse } from 'dotenv';
import { lintEnv, type Assignment, type LintedEnv } from './env-lines.ts';
import { cleanText, joinLines, splitLines, toUtf8, type RawLine } from './mend-encoding.ts';
import { withoutCarriageReturns } from './mend-line-ends.ts';
import { mendLine } from './mend-line.ts';
import { knownSecrets } from './secrets.ts';
import type { EnvFileFacts, EnvLine } from './types.ts';

/** A line of the file that is written otherwise; both forms fit to print. */
interface LineChange {
  /** Counted from 1. */
  line: number;
  faults: string[];
  before: string;
  after: string;
}

/** What can be mended in an env file, and what it then is. */
export interface Mending {
  /** Those of the file itself where nothing can be mended. */
  bytes: Buffer;
  /** Changes of the whole file, in words. */
  wholeFile: string[];
  lines: LineChange[];
  /** Faults with more than one right answer; `line` is null for the whole file. */
  left: { line: number | null; fault: string }[];
  /** The secret values in the file. */
  secrets: string[];
}

interface Edit {
  index: number;
  raw: RawLine;
  name: string;
  change: LineChange;
}

/**
 * Misspelled names that one line has and that can only mean one name, which the file does not have yet. One that
 * another line refers to (`$NAME`, `${NAME}`) stays: that line may be another program's.
 */
function clearNames({ assignments }: LintedEnv, text: string): ReadonlyMap<string, string> {
  const referred = new Set([...text.matchAll(/\$\{?(\w+)/g)].map(([, name]) => name));
  const alone = assignments.filter(
    ({ name, misspelled, known }) =>
      misspelled && !referred.has(name) && assignments.filter((other) => other.known === known).length === 1,
  );
  return new Map(alone.map(({ name, known }) => [name, known]));
}

function editOf(entry: EnvLine, lines: readonly RawLine[], names: ReadonlyMap<string, string>): Edit[] {
  const index = entry.line - 1;
  const raw = lines[index];
  const text = raw === undefined ? null : cleanText(raw.body);
  if (raw === undefined || text === null || entry.name === null) return [];
  const name = names.get(entry.name) ?? entry.name;
  const mended = mendLine(text, entry, name);
  if (mended === null) return [];
  const { faults, shownBefore, shownAfter } = mended;
  const change = { line: entry.line, faults, before: shownBefore, after: shownAfter };
  return [{ index, raw: { body: Buffer.from(mended.text, 'utf8'), end: raw.end }, name, change }];
}

const textOf = (lines: readonly RawLine[]): string => joinLines(lines).toString('utf8');

/** What a text sets, by dotenv: every assignment of interest with its line, and the value of every name. */
function meaning(text: string, newNames: ReadonlyMap<string, string> = new Map()): string {
  const renamed = (name: string): string => newNames.get(name) ?? name;
  const values = Object.entries(parse(text)).map(([name, value]) => [renamed(name), value]);
  const assigned = lintEnv(text).assignments.map(({ name, value, line }) => [renamed(name), value, line]);
  return JSON.stringify([values.sort(([a = ''], [b = '']) => (a < b ? -1 : 1)), assigned]);
}

/** With the edits in place; as it was where dotenv would then read anything otherwise, save for the new names. */
function withEdits(lines: readonly RawLine[], edits: readonly Edit[], names: ReadonlyMap<string, string>) {
  const byIndex = new Map(edits.map((edit) => [edit.index, edit.raw]));
  const edited = lines.map((line, index) => byIndex.get(index) ?? line);
  const written = new Set(edits.map(({ name }) => name));
  const newNames = new Map([...names].filter(([, known]) => written.has(known)));
  const same = meaning(textOf(lines), newNames) === meaning(textOf(edited));
  return same ? { lines: edited, edits } : { lines, edits: [] };
}

/** What `--fix` may mend of a line, in words. */
export function faultsIn(entry: EnvLine): string[] {
  const faults = [
    entry.misspelled ? `${entry.name ?? ''} may mean ${entry.known ?? ''}` : '',
    entry.quote === null ? '' : 'quotation marks',
    entry.spacesAroundEquals ? 'spaces around =' : '',
    entry.trailingSpaces ? 'spaces at the end' : '',
  ];
  return entry.name === null ? [] : faults.filter((fault) => fault !== '');
}

function secretsIn(assignments: readonly Assignment[]): string[] {
  const isKey = ({ known }: Assignment): boolean => /_(?:KEY|TOKEN)$/.test(known);
  const values = (ones: readonly Assignment[]): string[] => ones.map(({ value }) => value);
  return knownSecrets(
    values(assignments.filter(isKey)),
    values(assignments.filter((one) => !isKey(one))),
    {},
  );
}

/**
 * Mends the faults of an env file that have one right answer: encoding, line ends, and on lines that set a name of
 * this tool or of an SDK quotation marks, spaces and misspelled names. Every other byte stays as it is, and dotenv
 * reads the same values from the file as before. Pure.
 *
 * @param plainLineEnds false where CRLF is what the system's own programs write.
 */
export function mendEnv(bytes: Buffer, encoding: EnvFileFacts['encoding'], plainLineEnds: boolean): Mending {
  const utf8 = toUtf8(bytes, encoding.utf16);
  if (utf8 === null)
    return {
      bytes,
      wholeFile: [],
      lines: [],
      left: [{ line: null, fault: 'UTF-16 without a byte-order mark, or with characters cut in two' }],
      secrets: [],
    };
  const original = splitLines(utf8.bytes);
  const found = lintEnv(textOf(original));
  const names = clearNames(found, textOf(original));
  const edited = withEdits(
    original,
    found.lines.flatMap((entry) => editOf(entry, original, names)),
    names,
  );
  const mended = plainLineEnds
    ? withoutCarriageReturns(edited.lines, found.lines)
    : { lines: edited.lines, change: null };
  const after = lintEnv(textOf(mended.lines));
  return {
    bytes: joinLines(mended.lines),
    wholeFile: [utf8.change, mended.change].filter((change) => change !== null),
    lines: edited.edits.map(({ change }) => change),
    left: after.lines.flatMap((entry) => faultsIn(entry).map((fault) => ({ line: entry.line, fault }))),
    secrets: secretsIn(found.assignments),
  };
}
