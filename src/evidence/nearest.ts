import { editDistance } from './edit-distance.ts';

/** Letters and digits only, in lower case: `GPT_4o` and `gpt-4o` are the same name typed differently. */
function squeeze(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

/** 0 for the same letters; below 1 where one begins with the other; else the edit distance. */
function apart(wanted: string, candidate: string): number {
  if (wanted === candidate) return 0;
  if (wanted.length >= 4 && candidate.startsWith(wanted)) return 0.5;
  if (candidate.length >= 4 && wanted.startsWith(candidate)) return 0.6;
  return editDistance(wanted, candidate);
}

/**
 * The known names that are nearest to a mistyped one, best first; the name itself is never among them.
 * Upper and lower case, dashes, dots and slashes count for nothing. A name that differs in more than
 * a third of its letters is not near.
 */
export function nearest(name: string, known: readonly string[], max = 3): string[] {
  const wanted = squeeze(name);
  if (wanted === '') return [];
  return known
    .filter((candidate) => candidate !== name)
    .map((candidate) => {
      const letters = squeeze(candidate);
      return { candidate, apart: apart(wanted, letters), limit: Math.max(wanted.length, letters.length) / 3 };
    })
    .filter((entry) => entry.apart < 1 || entry.apart <= entry.limit)
    .sort((a, b) => a.apart - b.apart || a.candidate.length - b.candidate.length)
    .slice(0, max)
    .map((entry) => entry.candidate);
}
