/** Pieces of a key: a stream that says it back may cut it in two, and a text may begin in the middle of it. */

const GRAM_CHARS = 12;
const STEP_CHARS = 4;

/** What of a key is looked for: its secret part, at every fourth character. */
export interface Fragments {
  secret: string;
  grams: readonly { gram: string; at: number }[];
}

/** Null for a key that is too short to have a telling piece. */
export function fragmentsOf(key: string): Fragments | null {
  const secret = key.replace(/^sk-(?:ar-)?/, '');
  const starts: number[] = [];
  for (let at = 0; at + GRAM_CHARS <= secret.length; at += STEP_CHARS) starts.push(at);
  if (starts.length < 2) return null;
  return { secret, grams: starts.map((at) => ({ gram: secret.slice(at, at + GRAM_CHARS), at })) };
}

/** Where a piece of the key stands around each place of one of its grams: start and end. */
function* placesOf(text: string, { secret, grams }: Fragments): Generator<[number, number]> {
  for (const { gram, at } of grams) {
    for (let found = text.indexOf(gram); found >= 0; found = text.indexOf(gram, found + GRAM_CHARS)) {
      let before = 0;
      while (before < at && found > before && text[found - before - 1] === secret[at - before - 1])
        before += 1;
      let end = found + GRAM_CHARS;
      while (end - found + at < secret.length && text[end] === secret[end - found + at]) end += 1;
      yield [found - before, end];
    }
  }
}

/** The text with every piece of the key gone that has 15 characters or more, and some that have less. */
export function withoutFragments(text: string, fragments: Fragments, token: string): string {
  const places = [...placesOf(text, fragments)].sort(([a], [b]) => a - b);
  const kept: string[] = [];
  let from = 0;
  for (const [start, end] of places) {
    if (start >= from) kept.push(text.slice(from, start), token);
    from = Math.max(from, end);
  }
  return places.length === 0 ? text : kept.join('') + text.slice(from);
}
