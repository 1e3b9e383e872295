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
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT') return absent;
  return REASONS[code] ?? (code === '' ? 'it cannot be opened' : code);
}
