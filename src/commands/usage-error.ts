import { nearest } from '../evidence/nearest.ts';

/** The command line itself is wrong: one line that says what is allowed, and exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** `unknown check 'x'. Did you mean y? Allowed: …` */
export function unknownName(kind: string, name: string, allowed: readonly string[]): UsageError {
  const near = nearestName(name, allowed);
  const hint = near === undefined ? '' : ` Did you mean ${near}?`;
  return new UsageError(`unknown ${kind} '${name}'.${hint} Allowed: ${allowed.join(', ')}`);
}

/** The allowed name that was probably meant; the name itself, where it is one. */
export function nearestName(name: string, allowed: readonly string[]): string | undefined {
  if (allowed.includes(name)) return name;
  // The category is no answer to a slip in the name of one of its members.
  const members = allowed.filter((one) => !name.startsWith(`${one}.`));
  return nearest(name, members, 1)[0] ?? nearest(name, allowed, 1)[0];
}
