import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fchmodSync,
  fchownSync,
  fsyncSync,
  openSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
  type Stats,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { errnoOf } from './errno.ts';
import { findEnvFile, shownPath } from './find-env-file.ts';
import { readEnvBytes } from './read-env-file.ts';
import type { EnvFileFacts, World } from './types.ts';

/** The env file of a run, as it stands. */
interface EnvFileToMend {
  /** The file itself, links followed. */
  path: string;
  /** How reports name it, and where a link leads. */
  shown: string;
  linkTo: string | null;
  bytes: Buffer;
  encoding: EnvFileFacts['encoding'];
  /** Null where it can be read. */
  problem: EnvFileFacts['problem'];
}

/**
 * Reads the env file that a run would use: the named one, or the nearest `.env` upwards. Null where there is none.
 * A file of another user is not read unless it is named.
 */
export function readEnvFileToMend(named: string | undefined, world: World): EnvFileToMend | null {
  const found = findEnvFile(world.cwd, world.home);
  const given = named === undefined ? found.path : resolve(world.cwd, named);
  if (given === null) return null;
  const show = (path: string): string => shownPath(path, found.projectRoot, world.home);
  const path = realPath(given);
  const { bytes, encoding, problem } = readEnvBytes(path, named === undefined ? world.uid : null);
  const isLink = succeeds(() => readlinkSync(given));
  return {
    path,
    shown: show(given),
    linkTo: isLink ? show(path) : null,
    bytes,
    encoding,
    problem,
  };
}

/** A link that leads nowhere stands for itself: reading it tells what is wrong. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'it is gone',
  EACCES: 'no permission to write in its folder',
  EPERM: 'no permission to write in its folder',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EBUSY: 'it is in use, or mounted by itself',
};

function reasonOf(error: unknown): string {
  const code = errnoOf(error);
  return REASONS[code] ?? (code === '' ? 'it cannot be written' : code);
}

/**
 * Replaces a file at once: a new file in the same folder, written through to the disk, takes its name. Keeps the mode,
 * and the owner where the system allows it. Refuses a file that is no longer what was read.
 *
 * @returns why it was not replaced; null where it was.
 */
export function replaceFile(path: string, read: Buffer, written: Buffer): string | null {
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    const before = statSync(path);
    // Another name of the same file would go on showing the old content.
    if (before.nlink > 1) return 'it has more than one name (hard links)';
    writeLike(before, temporary, written);
    if (!readEnvBytes(path, null).bytes.equals(read)) return 'it changed since it was read';
    renameSync(temporary, path);
    syncFolder(dirname(path));
    return null;
  } catch (error) {
    return reasonOf(error);
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** Only the user can read the new file until it is whole and belongs to whom the old one did. */
function writeLike(before: Stats, path: string, bytes: Buffer): void {
  const file = openSync(path, 'wx', 0o600);
  try {
    for (let at = 0; at < bytes.length; at += writeSync(file, bytes, at));
    const sameGroup = [before.uid, process.geteuid?.() ?? before.uid].some((owner) =>
      succeeds(() => fchownSync(file, owner, before.gid)),
    );
    // What the old group might do is not meant for another one.
    fchmodSync(file, sameGroup ? before.mode & 0o777 : before.mode & 0o707);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function succeeds(action: () => unknown): boolean {
  try {
    action();
    return true;
  } catch {
    return false;
  }
}

/** So that the new name survives a power cut; not every system can. */
function syncFolder(path: string): void {
  succeeds(() => {
    const folder = openSync(path, 'r');
    try {
      fsyncSync(folder);
    } finally {
      closeSync(folder);
    }
  });
}
