import { randomBytes } from 'node:crypto';
import {
  accessSync,
  constants,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  type Stats,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileErrorText } from './file-error.ts';
import { UsageError } from './usage-error.ts';

const OWNER_ONLY = 0o600;

/**
 * Fails early, before anything is sent, where the file cannot be written. Leaves nothing behind.
 *
 * @throws UsageError
 */
export function checkPrivateFile(path: string): void {
  writing(path, () => {
    const target = targetOf(path);
    if (!target.replace) return;
    const trial = besides(target.path);
    writeFileSync(trial, '', { flag: 'wx', mode: OWNER_ONLY });
    rmSync(trial);
  });
}

/**
 * Writes the whole text or nothing, readable by its owner only, whatever mode a file of that name had.
 *
 * @throws UsageError
 */
export function writePrivateFile(path: string, content: string): void {
  writing(path, () => {
    const target = targetOf(path);
    if (!target.replace) {
      writeFileSync(target.path, content);
      return;
    }
    const unfinished = besides(target.path);
    try {
      writeFileSync(unfinished, content, { flag: 'wx', mode: OWNER_ONLY });
      renameSync(unfinished, target.path);
    } catch (error) {
      rmSync(unfinished, { force: true });
      throw error;
    }
  });
}

/** A file is replaced by a new one, behind a link as well; a device or pipe is written to as it is. */
function targetOf(path: string): { path: string; replace: boolean } {
  const found = statOf(path);
  if (found === null) return { path, replace: true };
  if (found.isDirectory()) throw Object.assign(new Error('a folder'), { code: 'EISDIR' });
  accessSync(path, constants.W_OK);
  // `/dev/stdout` may lead to a file that somebody else has open: replaced, it would stay empty for them.
  if (!found.isFile() || /^\/(?:dev|proc)\//.test(path)) return { path, replace: false };
  return { path: realpathSync(path), replace: true };
}

function statOf(path: string): Stats | null {
  return statSync(path, { throwIfNoEntry: false }) ?? null;
}

/** In the same folder, so that it can be renamed in one step. */
function besides(path: string): string {
  return join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
}

function writing(path: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    throw new UsageError(`--output: cannot write ${path}: ${fileErrorText(error, 'no such folder')}`);
  }
}
