const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'no permission',
  EPERM: 'no permission',
  EISDIR: 'it is a folder',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'part of the path is no folder',
};

/** What Node calls the failure of a system call (`ENOENT`); empty for another one. */
export function errnoOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** Why a file could not be read or written, in words. @param absent what a missing path means there. */
export function fileErrorText(error: unknown, absent: 'no such file' | 'no such folder'): string {
  const errno = errnoOf(error);
  if (errno === 'ENOENT') return absent;
  if (errno !== '') return REASONS[errno] ?? errno;
  return error instanceof Error ? error.message : 'it cannot be opened';
}
