/** Typographic variants that mean the same to a reader, and to a rule. */
const VARIANTS: readonly (readonly [RegExp, string])[] = [
  [/[\u2018\u2019\u201b\u02bc]/g, "'"],
  [/[\u201c\u201d\u201e\u201f]/g, '"'],
  [/\uff08/g, '('],
  [/\uff09/g, ')'],
  [/\uff1a/g, ':'],
  [/\uff0c/g, ','],
  [/[\u2010-\u2015]/g, '-'],
  [/[\s\u00a0\u200b\u3000]+/g, ' '],
];

/** Folds curly quotes, full-width punctuation and white space, so that one rule reads every writer. */
export function foldWords(text: string): string {
  let folded = text;
  for (const [pattern, plain] of VARIANTS) folded = folded.replace(pattern, plain);
  return folded.trim();
}

/**
 * One spelling for machine-readable names: `InvalidApiKey`, `INVALID_API_KEY` and `invalid-api-key`
 * all become `invalid_api_key`.
 */
export function foldId(id: string): string {
  return id
    .slice(0, 200)
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '')
    .toLowerCase();
}
