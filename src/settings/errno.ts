/** What Node calls the failure of a system call (`ENOENT`); empty for another one. */
export function errnoOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
