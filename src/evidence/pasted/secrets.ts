/** What in a text stands where a secret stands, or looks like one: it must not be printed back, whatever its form. */

const AFTER_NAME =
  /(?:\bbearer\s+|\bbasic\s+|x-api-key[\\"']{0,6}\s{0,3}[:=]\s{0,3}|api[_-]?key[\\"']{0,6}\s{0,3}[:=]\s{0,3}|_(?:API_KEY|AUTH_TOKEN|TOKEN|SECRET)["']?\s{0,3}[:=]\s{0,3}|\bpassw(?:or)?d["']?\s{0,3}[:=]\s{0,3}|\btoken[\\"']{0,6}\s{0,3}[:=]\s{0,3}|-u [\w.-]{1,60}:)[\\"'`]{0,6}([^\s"'`,;)<>\\]{6,400})/gi;

/** A server shows the key that it refused: `Invalid token x`, `key not valid: x`, `无效的令牌 x`. */
const AFTER_REFUSAL =
  /(?:\b(?:key|token)(?: (?:is |was )?(?:not valid|invalid|provided|not found))?|令牌|密钥|密鑰|金鑰)(?:\s?[:：]\s{0,3}|\s{1,3})["'`]?(?=[\w.~+/=-]{0,400}?\d)([\w.~+/=-]{12,400})/gi;

/** How keys of providers begin, as far as one line shows them. */
const PROVIDER =
  /(?<![\w-])(?:(?:sk|pk|rk|gsk|xai|pplx|nvapi|csk|hf|fw|r8|vck|tgp|gh[pousr])[-_]|github_pat_|AIza|ya29\.|eyJ)[\w.~=-]{0,400}/g;

/** A run of letters and digits too long for a word or a name. */
const RANDOM =
  /(?<![\w+])(?=[A-Za-z]{0,60}\d[A-Za-z]{0,60}\d[A-Za-z]{0,60}\d)[A-Za-z\d]{32,400}(?:[.=][\w=]{0,64})?(?!\w)/g;
/** Before one that is no secret, and that support asks for. */
const ID_BEFORE =
  /(?:request[ _-]?id|req|ray|trace\w*|span|sha-?\d*|commit|digest|fingerprint|etag|\bid)["']?\s?[:=)/]?\s?["']?$/i;

const MAX_SECRETS = 200;
const MAX_LINES = 4;
/** Terminals and mail break lines that are longer. */
const WRAP_CHARS = 40;

/** Words that stand in such places and hide nothing: a plain word, a variable, a mask. */
function isPlain(value: string): boolean {
  return (
    /^[$<{*]/.test(value) || /^[A-Za-z]*[a-z](?:[-_. ][a-z]+)*[.:]?$/.test(value) || /^[*.…x-]+$/.test(value)
  );
}

/** Every value that must not be shown, and each part of one that a wrapped line tears apart. */
export function secretsIn(text: string): string[] {
  const found = new Set<string>();
  for (const [value, end] of valuesIn(text)) {
    if (isPlain(value)) continue;
    for (const part of [value, ...continued(text, value, end)]) found.add(part);
    if (found.size >= MAX_SECRETS) break;
  }
  return [...found];
}

/** Each value with the index after its last character. */
function* valuesIn(text: string): Generator<[string, number]> {
  for (const pattern of [AFTER_NAME, AFTER_REFUSAL]) {
    for (const match of text.matchAll(pattern)) yield [match[1] ?? '', match.index + match[0].length];
  }
  for (const match of text.matchAll(PROVIDER)) yield [match[0], match.index + match[0].length];
  for (const match of text.matchAll(RANDOM)) {
    const before = text.slice(Math.max(0, match.index - 24), match.index);
    if (!ID_BEFORE.test(before)) yield [match[0], match.index + match[0].length];
  }
}

const REST = /^\r?\n[>|│ \t]{0,8}([\w.~+/=-]{3,200})/;

/** What the next lines hold of a value that ends with its line: each part, and the value put together. */
function continued(text: string, value: string, end: number): string[] {
  const parts: string[] = [];
  let whole = value;
  let at = end;
  if (end - text.lastIndexOf('\n', end - 1) <= WRAP_CHARS) return [];
  while (parts.length < MAX_LINES) {
    const rest = REST.exec(text.slice(at, at + 220));
    const part = rest?.[1] ?? '';
    if (rest === null || isPlain(part)) break;
    parts.push(part);
    whole += part;
    at += rest[0].length;
    if (!/^\r?\n/.test(text.slice(at, at + 2))) break;
  }
  return parts.length === 0 ? [] : [...parts, whole];
}
