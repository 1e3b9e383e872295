import { lstat } from 'node:fs/promises';
import { basename } from 'node:path';
import { jsonObject } from '../evidence/json-object.ts';
import { parseToml } from '../evidence/toml.ts';
import { readStart } from './read-start.ts';

const MAX_BYTES = 1024 * 1024;

/** What a manifest must be, by its name; any text will do for others. */
function brokenForm(text: string, path: string): string | null {
  if (/\.json$/i.test(path)) return jsonObject(text) === null ? 'it is no JSON' : null;
  return /(?:\.toml|^Pipfile)$/i.test(basename(path)) && parseToml(text) === null ? 'it is no TOML' : null;
}

/**
 * A manifest as text, at most 1 MiB of UTF-8. Null where there is none; null with a note where there is one that
 * cannot be used.
 */
export async function readManifest(path: string, shown: string, notes: string[]): Promise<string | null> {
  if ((await lstat(path).catch(() => null)) === null) return null;
  const text = await readStart(path, MAX_BYTES + 1);
  const problem =
    text === null
      ? 'it is no file that can be read'
      : Buffer.byteLength(text) > MAX_BYTES
        ? 'it is larger than 1 MiB'
        : text.includes('\0')
          ? 'it is no text'
          : brokenForm(text, path);
  if (problem === null) return text;
  notes.push(`${shown} was passed over: ${problem}.`);
  return null;
}
