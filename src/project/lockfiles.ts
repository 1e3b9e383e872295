import { stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { LOCKFILES } from './lock-versions.ts';
import { readStart } from './read-start.ts';
import type { SdkFacts } from './types.ts';

const MAX_BYTES = 16 * 1024 * 1024;
const MAX_DEPTH = 40;
const NAMES = {
  node: ['openai', '@anthropic-ai/sdk'],
  python: ['openai', 'anthropic', 'httpx'],
} as const;

async function bytesOf(path: string): Promise<number | null> {
  const stats = await stat(path).catch(() => null);
  return stats?.isFile() === true ? stats.size : null;
}

/** The lockfiles of one language in the nearest folder that has any, up to the git root. */
async function nearestLocks(language: 'node' | 'python', project: string): Promise<string[]> {
  let folder = project;
  for (let depth = 0; depth < MAX_DEPTH; depth += 1) {
    const paths = Object.keys(LOCKFILES[language]).map((name) => join(folder, name));
    const sizes = await Promise.all(paths.map(bytesOf));
    const found = paths.filter((_, index) => sizes[index] !== null);
    const parent = dirname(folder);
    const isRoot = (await stat(join(folder, '.git')).catch(() => null)) !== null;
    if (found.length > 0 || isRoot || parent === folder) return found;
    folder = parent;
  }
  return [];
}

interface Locked {
  sdks: SdkFacts[];
  /** By name. */
  lockfiles: string[];
}

/**
 * The lockfiles of a project, and the SDKs whose versions they settle. A lockfile over 16 MiB is passed over with a note;
 * a package that is there in several versions is left out.
 */
export async function lockedSdks(
  language: 'node' | 'python',
  project: string,
  shown: (path: string) => string,
  notes: string[],
): Promise<Locked> {
  const found: SdkFacts[] = [];
  const paths = await nearestLocks(language, project);
  for (const path of paths) {
    const file = basename(path);
    if (((await bytesOf(path)) ?? 0) > MAX_BYTES) {
      notes.push(`${shown(path)} was passed over: it is larger than 16 MiB.`);
      continue;
    }
    const text = await readStart(path, MAX_BYTES);
    const read = LOCKFILES[language][file];
    if (text === null) notes.push(`${shown(path)} was passed over: it cannot be read.`);
    if (text === null || read === undefined) continue;
    for (const name of NAMES[language]) {
      const locked = found.some((sdk) => sdk.name === name) ? null : read(text, name);
      if (locked === null) continue;
      const { version, line, ...requires } = locked;
      const place = `${shown(path)}${line === null ? '' : `:${line}`}`;
      found.push({ name, language, version, path: place, locked: true, ...requires });
    }
  }
  return { sdks: found, lockfiles: paths.map((path) => basename(path)) };
}
