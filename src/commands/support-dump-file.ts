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
import { notWritable, writeInPlace } from './output-file.ts';

const OWNER_ONLY = 0o600;

/**
 * Fails early, before anything is sent, where the file cannot be written. Leaves nothing behind.
 *
 * @throws UsageError
 */
export function checkPrivateFile(path: string): void {
  try {
    const target = targetOf(path);
    if (!target.replace) return;
    const trial = besides(target.path);
    writeFileSync(trial, '', { flag: 'wx', mode: OWNER_ONLY });
    rmSync(trial);
  } catch (error) {
    throw notWritable(path, error);
  }
}

/**
 * Writes the whole text or nothing, readable by its owner only, whatever mode a file of that name had.
 *
 * @throws UsageError
 */
export async function writePrivateFile(path: string, content: string): Promise<void> {
  try {
    const target = targetOf(path);
    if (target.replace) replaceFile(target.path, content);
    else await writeInPlace(target.path, content);
  } catch (error) {
    throw notWritable(path, error);
  }
}

function replaceFile(path: string, content: string): void {
  const unfinished = besides(path);
  try {
    writeFileSync(unfinished, content, { flag: 'wx', mode: OWNER_ONLY });
    renameSync(unfinished, path);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}

/** A file is replaced by a new one, behind a link as well; a device or pipe is written to as it is. */
function targetOf(path: string): { path: string; replace: boolean } {
  const found = statOf(path);
  if (found === null) return { path, replace: true };
  if (found.isDirectory()) throw new Error('it is a folder');
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
