import { nearest } from '../evidence/nearest.ts';

/** The command line itself is wrong: one line that says what is allowed, and exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** `unknown command 'x'. Did you mean y? Allowed: …`, for names that are few. */
export function unknownName(kind: string, name: string, allowed: readonly string[]): UsageError {
  return unknown(kind, name, didYouMean(name, allowed), `Allowed: ${allowed.join(', ')}`);
}

/**
 * `unknown fault 'x.y'. Did you mean x.z? …`, for names that are too many for one line. Where no name is near, it
 * gives those of the same family: `x`.
 *
 * @param whereListed how to see all of them.
 */
export function unknownOfMany(
  kind: string,
  name: string,
  allowed: readonly string[],
  whereListed: string,
): UsageError {
  const family = `${name.split('.')[0] ?? ''}.`;
  const relatives = allowed.filter((one) => one.startsWith(family));
  const hint = relatives.length > 0 ? `Those of its family: ${relatives.join(', ')}.` : '';
  return unknown(kind, name, didYouMean(name, allowed) || hint, whereListed);
}

function unknown(kind: string, name: string, hint: string, allowed: string): UsageError {
  const parts = [`unknown ${kind} '${name}'.`, hint, allowed];
  return new UsageError(parts.filter((part) => part !== '').join(' '));
}

function didYouMean(name: string, allowed: readonly string[]): string {
  const near = nearestName(name, allowed);
  return near === undefined ? '' : `Did you mean ${near}?`;
}

/** The allowed name that was probably meant; the name itself, where it is one. */
export function nearestName(name: string, allowed: readonly string[]): string | undefined {
  if (allowed.includes(name)) return name;
  // The category is no answer to a slip in the name of one of its members.
  const members = allowed.filter((one) => !name.startsWith(`${one}.`));
  return nearest(name, members, 1)[0] ?? nearest(name, allowed, 1)[0];
}
