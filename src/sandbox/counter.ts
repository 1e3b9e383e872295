import { createHash } from 'node:crypto';

const MAX_REMEMBERED = 1000;

/** Counts how often a text was seen. Remembers hashes only, and forgets the oldest beyond a thousand. */
export function createCounter(): (text: string) => number {
  const counts = new Map<string, number>();
  return (text) => {
    const hash = createHash('sha256').update(text).digest('base64');
    const count = (counts.get(hash) ?? 0) + 1;
    counts.set(hash, count);
    const oldest = counts.keys().next();
    if (counts.size > MAX_REMEMBERED && !oldest.done) counts.delete(oldest.value);
    return count;
  };
}
