import { errnoOf } from '../settings/errno.ts';

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'no permission',
  EPERM: 'no permission',
  EISDIR: 'it is a folder',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'part of the path is no folder',
};

/** Why a file could not be read or written, in words. @param absent what a missing path means there. */
export function fileErrorText(error: unknown, absent: 'no such file' | 'no such folder'): string {
  const errno = errnoOf(error);
  if (errno === 'ENOENT') return absent;
  if (errno !== '') return REASONS[errno] ?? errno;
  return error instanceof Error ? error.message : 'it cannot be opened';
}
