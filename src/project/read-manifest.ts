import { lstat } from 'node:fs/promises';
import { readStart } from './read-start.ts';

const MAX_BYTES = 1024 * 1024;

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
          : null;
  if (problem === null) return text;
  notes.push(`${shown} was passed over: ${problem}.`);
  return null;
}
