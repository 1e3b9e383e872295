import { existsSync } from 'node:fs';
import { shownPath } from '../find-env-file.ts';
import { readEnvBytes } from '../read-env-file.ts';
import type { World } from '../types.ts';

/** A settings file of a client, read whole. */
export interface ClientFile {
  path: string;
  shown: string;
  text: string;
}

/** Reads a settings file, at most 1 MiB; null where there is none, and with a note where it cannot be used. */
export function readClientFile(
  path: string,
  projectRoot: string,
  world: World,
  notes: string[],
): ClientFile | null {
  if (!existsSync(path)) return null;
  const shown = shownPath(path, projectRoot, world.home);
  const { text, usable, problem } = readEnvBytes(path, null);
  if (text !== null && usable) return { path, shown, text };
  notes.push(`${shown} was passed over: ${PROBLEMS[problem ?? 'binary']}.`);
  return null;
}

const PROBLEMS = {
  missing: 'it is gone',
  unreadable: 'it cannot be read',
  directory: 'it is a folder',
  'too-large': 'it is larger than 1 MiB',
  binary: 'it is no UTF-8 text',
  'other-user': 'it belongs to another user',
} as const;
