/** What in a text stands where a secret stands: it must not be printed back, whatever its form. */

const AFTER_NAME =
  /(?:\bbearer\s+|\bbasic\s+|x-api-key["']?\s{0,3}[:=]\s{0,3}|api[_-]?key["']?\s{0,3}[:=]\s{0,3}|_(?:API_KEY|AUTH_TOKEN|TOKEN|SECRET)["']?\s{0,3}[:=]\s{0,3}|\bkey provided:\s{0,3}|\bpassw(?:or)?d["']?\s{0,3}[:=]\s{0,3}|\btoken["']?\s{0,3}[:=]\s{0,3}|-u [\w.-]{1,60}:)["'`]?([^\s"'`,;)<>\\]{6,400})/gi;
const MAX_SECRETS = 200;

/** Words that stand in such places and hide nothing: a plain word, a variable, a mask. */
function isPlain(value: string): boolean {
  return (
    /^[$<{*]/.test(value) || /^[A-Za-z]*[a-z]+(?:[-_. ][a-z]+)*[.:]?$/.test(value) || /^[*.…x-]+$/.test(value)
  );
}

export function secretsIn(text: string): string[] {
  const found = new Set<string>();
  for (const [, value] of text.matchAll(AFTER_NAME)) {
    if (value !== undefined && !isPlain(value)) found.add(value);
    if (found.size >= MAX_SECRETS) break;
  }
  return [...found];
}
