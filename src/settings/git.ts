import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { EnvFileFacts, World } from './types.ts';

const LIMIT_MS = 1000;
const MAX_DEPTH = 64;
const PASSED_ON = ['PATH', 'HOME', 'USERPROFILE', 'SystemRoot', 'SYSTEMROOT', 'PATHEXT', 'XDG_CONFIG_HOME'];

/** Runs one git command that reads only; null where git is missing, fails to start, or takes too long. */
function gitStatus(folder: string, args: readonly string[], world: World, limitMs: number): number | null {
  const env = Object.fromEntries(
    PASSED_ON.flatMap((name) => (world.env[name] === undefined ? [] : [[name, world.env[name]]])),
  );
  const options = {
    env: { ...env, GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' },
    stdio: 'ignore',
    timeout: Math.max(1, limitMs),
    killSignal: 'SIGKILL',
    windowsHide: true,
    // Not in the documentation of `spawnSync`, which passes it on all the same.
    detached: process.platform !== 'win32',
  } as const;
  // A repository's own configuration may name programs to run (`core.fsmonitor`); none is wanted here.
  const result = spawnSync('git', ['-c', 'core.fsmonitor=false', '-C', folder, ...args], options);
  if (result.error === undefined) return result.status;
  endGroup(result.pid);
  return null;
}

/** What a `git` that is a script has started goes on when only the script is ended. */
function endGroup(pid: number): void {
  try {
    if (process.platform !== 'win32' && pid > 1) process.kill(-pid, 'SIGKILL');
  } catch {
    // Nothing of it is left.
  }
}

function isInRepository(folder: string): boolean {
  for (let at = folder, depth = 0; depth < MAX_DEPTH; depth += 1) {
    if (existsSync(join(at, '.git'))) return true;
    const parent = dirname(at);
    if (parent === at) return false;
    at = parent;
  }
  return false;
}

/**
 * Whether git tracks or ignores a file; null outside a repository, and with a note without git or after one second.
 */
export function gitFacts(path: string, world: World, notes: string[]): EnvFileFacts['git'] {
  const folder = dirname(path);
  if (!isInRepository(folder)) return null;
  const name = `./${basename(path)}`;
  const startedAt = Date.now();
  const tracked = gitStatus(folder, ['ls-files', '--error-unmatch', '--', name], world, LIMIT_MS);
  if (tracked === 0) return { tracked: true, ignored: false };
  if (tracked === null)
    notes.push(`git did not answer, so whether it ignores ${basename(path)} is not known.`);
  // `ls-files --error-unmatch` ends with 1 for an untracked file, and with 128 where git finds no repository.
  if (tracked !== 1) return null;
  const left = LIMIT_MS - (Date.now() - startedAt);
  const ignored = gitStatus(folder, ['check-ignore', '-q', '--', name], world, left);
  return ignored === 0 || ignored === 1 ? { tracked: false, ignored: ignored === 0 } : null;
}
