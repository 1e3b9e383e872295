import { parse } from 'smol-toml';

/** A TOML document (toml.io, 1.0) as plain data; null for anything else. Never throws. */
export function parseToml(text: string): Readonly<Record<string, unknown>> | null {
  try {
    return parse(text.replace(/^\ufeff/, ''));
  } catch {
    return null;
  }
}

const unquoted = (key: string): string => key.trim().replace(/^(["'])(.*)\1$/, '$2');

/** The names in `a.b."c d"`. */
function namesIn(dotted: string): string[] {
  return (dotted.match(/"[^"]*"|'[^']*'|[^.]+/g) ?? []).map(unquoted);
}

/**
 * The line (from 1) that sets a key of a table, named by its path; null where no single line does, as inside an
 * inline table.
 */
export function lineOfTomlKey(text: string, path: readonly string[]): number | null {
  let table: string[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    const header = /^\s*\[{1,2}([^[\]]+)\]{1,2}\s*(?:#.*)?$/.exec(line)?.[1];
    if (header !== undefined) table = namesIn(header);
    const key = /^\s*((?:"[^"]*"|'[^']*'|[\w.-])+)\s*=/.exec(line)?.[1];
    const names = key === undefined ? [] : [...table, ...namesIn(key)];
    if (names.length === path.length && names.every((name, at) => name === path[at])) return index + 1;
  }
  return null;
}
