import { nearest } from '../evidence/nearest.ts';

/** The command line itself is wrong: one line that says what is allowed, and exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** `unknown check "x"; did you mean "y"? Allowed: …` */
export function unknownName(kind: string, name: string, allowed: readonly string[]): UsageError {
  const [near] = nearest(name, allowed, 1);
  const hint = near === undefined ? '' : ` Did you mean ${near}?`;
  return new UsageError(`unknown ${kind} '${name}'.${hint} Allowed: ${allowed.join(', ')}`);
}
