/**
 * Secrets that nobody has named to us, found by their shape.
 * Every pattern starts at a boundary or at a fixed sign and repeats one class of characters, so the time is linear.
 */

import { shownKey } from './redact-forms.ts';

/** What stands in place of a secret that nothing may be shown of. */
export const HIDDEN = '***';

/** The start of a token: no letter before it, or an escape (`\n`, `\u0022`, `%3D`) that merely ends in one. */
const START = String.raw`(?:(?<![\w-])|(?<=\\[nrtbf])|(?<=\\u[\da-fA-F]{4})|(?<=%[\da-fA-F]{2}))`;

const PROVIDER_TOKEN = new RegExp(
  `${START}(?:${[
    String.raw`sk-[\w-]{8,}`,
    String.raw`(?:sk|rk|vck)_\w{16,}`,
    String.raw`(?:pk|rk)-(?:lf|ar|live)-[\w-]{8,}`,
    String.raw`AIza[\w-]{20,}`,
    String.raw`ya29\.[\w-]{20,}`,
    String.raw`(?:gsk|hf|r8|fw|npm|tgp_v1|vck|cpk|dop_v1|[sr]k_(?:live|test))_\w{16,}`,
    String.raw`(?:xai|pplx|nvapi|csk|glpat|tvly|sess)-[\w-]{16,}`,
    String.raw`ABSK[A-Za-z\d+/=]{24,}`,
    String.raw`(?:AQ|SG)\.[\w-]{16,}(?:\.[\w-]+)?`,
    String.raw`key-[\da-f]{32}`,
    String.raw`gh[pousr]_\w{16,}`,
    String.raw`github_pat_\w{16,}`,
    String.raw`xox[a-z]-[\w-]{8,}`,
    String.raw`(?:AKIA|ASIA)[A-Z\d]{16}`,
  ].join('|')})`,
  'g',
);

/** RFC 7519: a JWT starts with the base64url of `{"`. */
const JWT = new RegExp(String.raw`${START}eyJ[\w-]{10,}(?:\.[\w-]*){0,2}`, 'g');

/** RFC 3986, section 3.2.1: what stands before `@` in the authority; never anything of the path. */
const URL_USER = /(:(?:\\?\/){2})([^\s/?#"<>\\@:]*)(:[^\s/?#"<>\\]*)?@/g;

const QUERY_SECRET =
  /(?<=[?&;](?:(?:x-)?api[-_]?key|key|(?:access|refresh|id|auth)_token|token|auth|secret|client_secret|password|passwd|sig|signature|x-amz-(?:signature|credential|security-token))=)[^\s&#;"'<>\\]{4,}/gi;

/** RFC 6750 and RFC 7617, in a header or in prose. */
const CREDENTIALS = /(?<![\w-])(Bearer|Basic)( {1,4}|%20|\+)([\w.~+/=-]{6,}…?)/gi;

const HEADER_LINE =
  /(?<![\w-])((?:proxy-)?authorization|x-api-key|api-key|x-goog-api-key|ocp-apim-subscription-key)(["']?)( {0,4}[:=] {0,4})(["']?)((?:(?:Bearer|Basic|Token) {1,4})?)([^\s"',;<>\\(){}[\]]{4,})/gi;

const COOKIE_LINE = /(?<![\w-])(set-cookie2?|cookie)(["']?: {0,4}["']?)([^\r\n"']+)/gi;

const JSON_SECRET =
  /(\\?"(?:api_?key|password|passwd|secret|client_?secret|(?:access|refresh|id|auth)_?token|private_key)\\?" {0,4}: {0,4}\\?")([^\s"\\]{6,})/gi;

/** `password=…`, `DB_PASSWD: …` and the like in a line of prose or of a log. */
const ASSIGNED =
  /(?<![\w-])([\w-]{0,40}(?:password|passwd|passphrase|pwd|secret|secret_(?:access_)?key)["']?(?: {0,2}= {0,2}| {0,2}: {0,2})["']?)([^\s"',;<>\\(){}[\]]{4,})/gi;

/** Documentation's stand-ins are no secrets, and a fix that shows one must stay readable. */
const STAND_IN = /^sk-(?:\w{2,4}-)?(?:(?:your|xxx|made-up|example).*)?$/i;

/** Hidden already, a shell variable, or a stand-in. */
function settled(token: string): boolean {
  return /^\$|^\[secret-|…|^\*+$/.test(token) || STAND_IN.test(token);
}

/** A word of prose: `Basic authentication`, `x-api-key: accepted`, `Bearer token-based`. */
function isWord(token: string): boolean {
  return token.length < 24 && /^[A-Za-z]?[a-z]+(?:-[a-z]+)*[.):]?$/.test(token);
}

/** `prefix…last4` for a key, stars for all else. */
function masked(token: string): string {
  return settled(token) ? token : (shownKey(token) ?? HIDDEN);
}

function maskProviderToken(token: string): string {
  const key = token.replace(/[-_]+$/, '');
  // A name such as `sk-learn-models` has neither the length nor the digits of a key.
  const keyLike = key.length >= 19 || /\d/.test(key);
  return keyLike ? masked(key) : token;
}

/** RFC 9110, section 11.2: parameters of a challenge follow the scheme as well. */
const CHALLENGE = /^(?:realm|charset|error\w*|scope|authorization_uri|resource_metadata)=/i;

function maskCredentials(whole: string, scheme: string, gap: string, token: string): string {
  return isWord(token) || CHALLENGE.test(token) ? whole : `${scheme}${gap}${masked(token)}`;
}

const COOKIE_ATTRIBUTE = /^(?:path|domain|expires|max-age|samesite|priority|version|comment)$/i;

/** RFC 6265, sections 4.1 and 4.2: names and attributes stay, values go. */
export function maskCookies(value: string): string {
  return value.replace(
    /(?<![^\s=;,])([^\s=;,]+)=([^;,\s]*)/g,
    (pair: string, name: string, content: string) =>
      COOKIE_ATTRIBUTE.test(name) || content === '' ? pair : `${name}=${HIDDEN}`,
  );
}

/** The whole value of an authorization or key header: the scheme stays. */
export function maskHeaderValue(value: string): string {
  const [, scheme = '', token = ''] = /^((?:Bearer|Basic|Token)\s+(?!\s))?(.*)$/is.exec(value) ?? [];
  return token === '' ? value : `${scheme}${masked(token)}`;
}

/** The user of the documentation, who stands in the commands of fixes. */
const STAND_IN_USER = 'user:password';

function maskUrlUser(whole: string, slashes: string, user: string, password: string | undefined): string {
  if (`${user}${password ?? ''}` === STAND_IN_USER) return whole;
  if (password !== undefined) return `${slashes}${user}:${HIDDEN}@`;
  return user.length < 12 ? whole : `${slashes}${HIDDEN}@`;
}

function maskHeaderLine(_: string, ...parts: string[]): string {
  const [name = '', quote = '', colon = '', open = '', scheme = '', token = ''] = parts;
  const mask = isWord(token) ? token : masked(token);
  return `${name}${quote}${colon}${open}${scheme}${mask}`;
}

/** Hides every token, credential, cookie and password in a URL that its shape gives away. */
export function hideByShape(text: string): string {
  return text
    .replace(URL_USER, maskUrlUser)
    .replace(QUERY_SECRET, masked)
    .replace(
      COOKIE_LINE,
      (_, name: string, colon: string, value: string) => name + colon + maskCookies(value),
    )
    .replace(HEADER_LINE, maskHeaderLine)
    .replace(ASSIGNED, (whole: string, start: string, token: string) =>
      isWord(token) ? whole : start + masked(token),
    )
    .replace(JSON_SECRET, (_, start: string, token: string) => start + masked(token))
    .replace(JWT, (token) => `eyJ…${token.slice(-4)}`)
    .replace(CREDENTIALS, maskCredentials)
    .replace(PROVIDER_TOKEN, maskProviderToken);
}
