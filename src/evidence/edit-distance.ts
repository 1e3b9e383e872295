import { distance } from 'fastest-levenshtein';

/** Longer texts are compared by this many first characters only. */
const MAX_LENGTH = 200;

/** Levenshtein distance; two neighbouring characters that changed places count as one edit, not two. */
export function editDistance(a: string, b: string): number {
  const left = a.slice(0, MAX_LENGTH);
  const right = b.slice(0, MAX_LENGTH);
  const edits = distance(left, right);
  return edits === 2 && isTransposition(left, right) ? 1 : edits;
}

function isTransposition(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let index = 0;
  while (index < a.length && a[index] === b[index]) index += 1;
  return a[index] === b[index + 1] && a[index + 1] === b[index] && a.slice(index + 2) === b.slice(index + 2);
}
