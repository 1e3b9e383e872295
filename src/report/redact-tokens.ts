/**
 * Tokens of known providers, which give themselves away by how they begin.
 * Every pattern starts at a boundary or at a fixed sign and repeats one class of characters, so the time is linear.
 */

import { escapedPattern, mayHaveEscapes, unescaped } from './redact-escapes.ts';
import { HIDDEN, masked, type Seen } from './redact-mask.ts';

/** No letter or digit before the token, or an escape (`\n`, `\u0022`, `%3D`) that merely ends in one. */
const START = String.raw`(?:(?<![A-Za-z\d])|(?<=\\[nrtbf])|(?<=\\[ux][\da-fA-F]{2,4})|(?<=%[\da-fA-F]{2}))`;
/** The same, and neither a hyphen nor an underscore: for tokens that look like the end of a longer name. */
const STRICT_START = String.raw`(?<![_-])${START}`;

const PROVIDER_TOKEN = new RegExp(
  [
    String.raw`${START}(?:${[
      String.raw`sk-(?:ant|ar|proj|or|lf|svcacct|litellm)-[\w-]{8,}`,
      String.raw`AIza[\w-]{10,}`,
      String.raw`(?:gsk|hf|r8|fw|npm|vc[kpi]|cpk|rpa|jina|ntn|lin_api|lin_oauth|sbp|whsec|esecret|tgp_v1|dop_v1|dckr_pat|glsa)_[A-Za-z\d]{8,}`,
      String.raw`(?:lsv2_[ps][tk]|shp(?:at|ca|pa|ss)|sntry[su]|api_org|pcsk|phx|sgp)_\w{16,}`,
      String.raw`(?:gh[pousr]|github_pat)_\w{8,}`,
      String.raw`(?:xox[a-z]|xapp)-[\w-]{8,}`,
      String.raw`(?:glpat|pplx|xai|nvapi|pypi|GOCSPX|xkeysib|AGE-SECRET-KEY)-[\w-]{8,}`,
      String.raw`ATATT[\w=-]{16,}`,
      String.raw`(?:AKIA|ASIA)[A-Z\d]{16}`,
    ].join('|')})`,
    String.raw`${STRICT_START}(?:${[
      String.raw`sk-[\w-]{8,}`,
      String.raw`(?:sk|rk)_\w{16,}`,
      String.raw`(?:pk|rk)-(?:lf|ar|live)-[\w-]{8,}`,
      String.raw`ya29\.[\w-]{16,}`,
      String.raw`hv[sbr]\.[\w-]{20,}`,
      String.raw`(?:csk|tvly|sess)-[\w-]{12,}`,
      String.raw`ABSK[A-Za-z\d+/=]{24,}`,
      String.raw`(?:AQ|SG)\.[\w-]{16,}(?:\.[\w-]+)?`,
      String.raw`key-[\da-f]{32}`,
      String.raw`dapi[\da-f]{32}`,
      String.raw`\d{8,10}:AA[\w-]{33}`,
    ].join('|')})`,
  ].join('|'),
  'g',
);

/** RFC 7519: a JWT starts with the base64url of `{"`. */
const JWT = new RegExp(String.raw`${START}eyJ[\w-]{10,}(?:\.[\w-]*){0,2}`, 'g');

/** RFC 7468, section 2; the line ends may be escaped. */
const PRIVATE_KEY =
  /(-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----)(?:(?!-----)[\w+/=\s\\:,-]){1,20000}(-----END [A-Z ]{0,20}PRIVATE KEY-----)?/g;

/** Who knows such an address may write to the channel behind it. */
const WEBHOOK =
  /(hooks\.slack\.com\/(?:services|workflows|triggers)\/|discord(?:app)?\.com\/api\/webhooks\/\d+\/)([\w/-]{16,})/g;

const BASE64_RUN = /(?<![\w+/])[\w+/-]{24,4000}={0,2}/g;
const MOST_ESCAPED_TOKENS = 20;

/** A name such as `sk-learn-models` has neither the digits nor the long parts of a key. */
function isKeyLike(key: string): boolean {
  return /\d/.test(key) || (key.length >= 19 && !/^sk(?:-[a-z]{1,14})+$/.test(key));
}

function maskToken(token: string, seen: Seen): string {
  const key = token.replace(/[-_]+$/, '');
  return isKeyLike(key) ? masked(key, seen) : token;
}

function maskJwt(token: string, seen: Seen): string {
  seen(token);
  return `eyJ…${token.slice(-4)}`;
}

/** Tokens of which some characters are escaped, so that they do not look like one. */
function withoutEscaped(text: string, seen: Seen): string {
  if (!mayHaveEscapes(text)) return text;
  const plain = unescaped(text);
  if (plain === text) return text;
  const tokens = [...plain.matchAll(PROVIDER_TOKEN)].map(([token]) => token);
  return [...new Set(tokens)]
    .filter((token) => isKeyLike(token) && !token.includes('…'))
    .slice(0, MOST_ESCAPED_TOKENS)
    .reduce((left, token) => left.replace(escapedPattern(token), () => masked(token, seen)), text);
}

/** Texts in base64 in which a token stands. */
function withoutEncoded(text: string, seen: Seen): string {
  return text.replace(BASE64_RUN, (run) => {
    const plain = Buffer.from(run, 'base64').toString('latin1');
    const tokens =
      plain.match(PROVIDER_TOKEN)?.filter((token) => token.length >= 16 && isKeyLike(token)) ?? [];
    if (tokens.length === 0) return run;
    tokens.forEach(seen);
    return HIDDEN;
  });
}

/** Hides every token of a known provider, private key and webhook, also where it is escaped or in base64. */
export function hideTokens(text: string, seen: Seen): string {
  const plain = text
    .replace(PRIVATE_KEY, (_, begin: string, end: string | undefined) => `${begin}${HIDDEN}${end ?? ''}`)
    .replace(WEBHOOK, (_, address: string) => address + HIDDEN)
    .replace(JWT, (token) => maskJwt(token, seen))
    .replace(PROVIDER_TOKEN, (token) => maskToken(token, seen));
  return withoutEncoded(withoutEscaped(plain, seen), seen);
}
