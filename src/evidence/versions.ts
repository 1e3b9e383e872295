/** Dotted versions as numbers: `1.55.3`, `v20.18.1`, `0.28.0rc1`. What follows the numbers is left out. */
function numbersOf(version: string): number[] {
  return (/^v?(\d+(?:\.\d+)*)/.exec(version.trim())?.[1] ?? '').split('.').map(Number);
}

/** Negative where `a` is older than `b`, 0 where they are the same as far as their numbers go. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [numbersOf(a), numbersOf(b)];
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/**
 * The oldest version that a requirement of the form `>=3.8` or `^20.1 || >=22` allows, as far as it says so plainly;
 * null otherwise. Of alternatives the oldest counts.
 */
export function oldestAllowed(requirement: string): string | null {
  const bounds = requirement
    .split('||')
    .map((part) => /(?:>=|\^|~)\s*v?(\d+(?:\.\d+)*)/.exec(part)?.[1] ?? null);
  if (bounds.some((bound) => bound === null)) return null;
  const known = bounds.filter((bound) => bound !== null);
  return known.sort(compareVersions)[0] ?? null;
}
