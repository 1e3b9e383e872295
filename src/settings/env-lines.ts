import { parse } from 'dotenv';
import { knownName } from './known-names.ts';
import { isPlaceholderKey, isPlaceholderModel, isPlaceholderUrl } from './placeholders.ts';
import type { EnvLine } from './types.ts';

/** One assignment of a known (or nearly known) name, with its value as dotenv has it. */
export interface Assignment {
  name: string;
  known: string;
  misspelled: boolean;
  value: string;
  line: number;
}

/** The assignments of interest in an env file, and its lines with their faults. */
export interface LintedEnv {
  lines: EnvLine[];
  assignments: Assignment[];
}

/** The pattern of dotenv 17 (`lib/main.js`): what it matches is an assignment, and nothing else is. */
const ASSIGNMENT =
  /(?:^|^)\s*(?:export\s+)?([\w.-]+)(?:\s*=\s*?|:\s+?)(\s*'(?:\\'|[^'])*'|\s*"(?:\\"|[^"])*"|\s*`(?:\\`|[^`])*`|[^#\r\n]+)?\s*(?:#.*)?(?:$|$)/gm;
const MAX_LINES_LISTED = 200;

/** True where a value of this variable is an example of the documentation. */
export function isPlaceholderFor(known: string, value: string): boolean {
  if (known.endsWith('_KEY') || known.endsWith('_TOKEN')) return isPlaceholderKey(value);
  if (known.endsWith('_URL') || known.endsWith('_BASE')) return isPlaceholderUrl(value);
  return known.endsWith('_MODEL') && isPlaceholderModel(value);
}

function quoteOf(raw: string): EnvLine['quote'] {
  const [, quote] = /^(["'`])[\s\S]*\1$/.exec(raw.trim()) ?? [];
  return quote === '"' || quote === "'" || quote === '`' ? quote : null;
}

/**
 * dotenv for Node ends a value without quotes at any `#`; python-dotenv (`parser.py`, `parse_unquoted_value`) and
 * shells only at one behind white space.
 */
function hashOf(raw: string, behind: string): EnvLine['hash'] {
  if (quoteOf(raw) !== null) return raw.includes('#') ? 'quoted' : undefined;
  return behind.startsWith('#') && /\S$/.test(raw) ? 'cut' : undefined;
}

function unparsable(line: number, text: string): EnvLine {
  const mentioned = /\bAGENTROUTER_(?:API_KEY|BASE_URL|MODEL)\b/.exec(text)?.[0] ?? null;
  return {
    line,
    column: text.length - text.trimStart().length + 1,
    name: null,
    known: mentioned,
    misspelled: false,
    quote: null,
    spacesAroundEquals: false,
    trailingSpaces: false,
    exported: false,
    empty: false,
    placeholder: false,
    carriageReturn: false,
  };
}

/** Number of newlines before an offset, counted once from left to right. */
function lineCounter(text: string): (offset: number) => number {
  let counted = 0;
  let line = 1;
  return (offset) => {
    for (; counted < offset; counted += 1) if (text.charCodeAt(counted) === 10) line += 1;
    return line;
  };
}

/**
 * Reads the text of an env file with its line numbers. Lines of other programs' variables are left out;
 * a line that is no assignment is known by its number only.
 */
export function lintEnv(original: string): LintedEnv {
  const text = original.replace(/\r\n?/g, '\n');
  const originalLines = original.split(/\r\n|\r|\n/);
  const endsInCarriageReturn = original.split('\n').map((line) => line.endsWith('\r'));
  const crlfThroughout = endsInCarriageReturn.length === originalLines.length;
  const lineAt = lineCounter(text);
  const covered = new Set<number>();
  const lines: EnvLine[] = [];
  const assignments: Assignment[] = [];
  for (const match of text.matchAll(ASSIGNMENT)) {
    const [whole, name = '', raw = ''] = match;
    const nameOffset = whole.indexOf(
      name,
      whole.search(/\S/) + (/^\s*export\s/.test(whole) ? 'export'.length : 0),
    );
    const start = match.index + nameOffset;
    const line = lineAt(start);
    const valueStart = raw === '' ? nameOffset + name.length : whole.indexOf(raw, nameOffset + name.length);
    const lastLine =
      line +
      (whole
        .slice(nameOffset, valueStart + raw.length)
        .trimEnd()
        .match(/\n/g)?.length ?? 0);
    for (let number = line; number <= lastLine; number += 1) covered.add(number);
    const known = knownName(name);
    if (known === null) continue;
    const afterName = whole.slice(nameOffset + name.length);
    const value = parse(whole)[name] ?? '';
    const lineText = originalLines[lastLine - 1] ?? '';
    const hash = hashOf(raw, whole.slice(valueStart + raw.length));
    if (!/^\s*=/.test(afterName)) lines.push(unparsable(line, originalLines[line - 1] ?? ''));
    lines.push({
      line,
      column: start - text.lastIndexOf('\n', start - 1),
      name,
      known: known.known,
      misspelled: known.misspelled,
      quote: quoteOf(raw),
      spacesAroundEquals: /^\s+=/.test(afterName) || (value !== '' && /^=[ \t]/.test(afterName)),
      trailingSpaces: value !== '' && /\S\s+$/.test(lineText),
      exported: /^\s*export\s/.test(whole),
      empty: value === '',
      placeholder: isPlaceholderFor(known.known, value),
      carriageReturn: crlfThroughout && (endsInCarriageReturn[lastLine - 1] ?? false),
      ...(value.includes('\ufffd') ? { garbled: true as const } : {}),
      ...(hash === undefined ? {} : { hash }),
    });
    assignments.push({ name, known: known.known, misspelled: known.misspelled, value, line });
  }
  originalLines.forEach((lineText, index) => {
    const trimmed = lineText.trim();
    if (trimmed === '' || trimmed.startsWith('#') || covered.has(index + 1)) return;
    lines.push(unparsable(index + 1, lineText));
  });
  lines.sort((a, b) => a.line - b.line);
  return { lines: lines.slice(0, MAX_LINES_LISTED), assignments };
}
