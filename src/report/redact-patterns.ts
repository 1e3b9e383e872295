/**
 * Secrets that nobody has named to us, found by their shape.
 * Every pattern starts at a boundary or at a fixed sign and repeats one class of characters, so the time is linear.
 */

import { HIDDEN, isWord, looksRandom, masked, type Seen } from './redact-mask.ts';
import { hideNamed } from './redact-named.ts';
import { hideTokens } from './redact-tokens.ts';

/** RFC 3986, section 3.2.1: what stands before `@` in the authority; never anything of the path. */
const URL_USER = /(:(?:\\?\/){2})([^\s/?#"<>\\@:]*)(:[^\s/?#"<>\\]*)?@/g;

/** The same inside another URL. */
const ENCODED_URL_USER =
  /((?::|%3A)%2F%2F[^\s%/]{0,64}%3A)((?:[^\s%/]|%(?!40|2F)[\dA-F]{2}){1,200})(?=%40)/gi;

/** Also in a fragment (RFC 6749, section 4.2.2), and inside another URL. */
const QUERY_SECRET =
  /(?<=(?:[?&;#]|%3F|%26|%23)(?:(?:x-)?api[-_]?key|key|(?:access|refresh|id|auth)_token|token|auth|secret|client_secret|password|passwd|sig|signature|x-amz-(?:signature|credential|security-token))(?:=|%3D))(?:(?!%26|%23)[^\s&#;"'<>\\]){4,}/gi;

/** RFC 6749, section 4.1.2; SAML Bindings, section 3.4: what a sign-in hands over in its redirect. */
const QUERY_GRANT =
  /(?<=(?:[?&;#]|%3F|%26|%23)(?:code|state|nonce|ticket|assertion|session|SAML(?:Request|Response))(?:=|%3D))[\w.~+/%-]{16,}/gi;

/** RFC 6750 and RFC 7617, in a header or in prose. */
const CREDENTIALS = /(?<![\w-])(Bearer|Basic)( {1,4}|%20|\+)([\w.~+/=-]{6,}…?)/gi;

const COOKIE_LINE =
  /(?<![\w-])((?:set-cookie2?|cookie)(?:\\{0,4}["'])?: {0,4})(\[[^\r\n\]]+|(?:\\{0,4}["'])?[^\r\n"']+)/gi;

/** RFC 9110, section 11.2: parameters of a challenge follow the scheme as well. */
const CHALLENGE = /^(?:realm|charset|error\w*|scope|authorization_uri|resource_metadata)=/i;

/** Hides the token after a scheme, unless it is a word. */
function hideCredentials(text: string, seen: Seen): string {
  return text.replace(CREDENTIALS, (whole: string, scheme: string, gap: string, token: string) =>
    isWord(token) || CHALLENGE.test(token) ? whole : `${scheme}${gap}${masked(token, seen)}`,
  );
}

const COOKIE_ATTRIBUTE = /^(?:path|domain|expires|max-age|samesite|priority|version|comment)$/i;

/** RFC 6265, sections 4.1 and 4.2: names and attributes stay, values go. */
export function maskCookies(value: string, seen: Seen): string {
  return value.replace(
    /(?<![^\s=;,"'\\[])([^\s=;,"'\\[]+)=([^;,\s"'\\]*)/g,
    (pair: string, name: string, content: string) => {
      if (COOKIE_ATTRIBUTE.test(name) || content === '') return pair;
      if (looksRandom(content)) seen(content);
      return `${name}=${HIDDEN}`;
    },
  );
}

/** The whole value of an authorization or key header: the scheme stays. */
export function maskHeaderValue(value: string, seen: Seen): string {
  const [, scheme = '', token = ''] = /^((?:Bearer|Basic|Token)\s+(?!\s))?(.*)$/is.exec(value) ?? [];
  return token === '' ? value : `${scheme}${masked(token, seen)}`;
}

/** The user of the documentation, who stands in the commands of fixes. */
const STAND_IN_USER = 'user:password';

function maskUrlUser(whole: string, slashes: string, user: string, password: string | undefined): string {
  if (`${user}${password ?? ''}` === STAND_IN_USER) return whole;
  if (password !== undefined) return `${slashes}${user}:${HIDDEN}@`;
  return user.length < 12 ? whole : `${slashes}${HIDDEN}@`;
}

/**
 * Hides every token, credential, cookie and password in a URL that its shape or its name gives away.
 *
 * @param seen is told of those that could stand elsewhere in another form.
 */
export function hideByShape(text: string, seen: Seen): string {
  const withoutUrls = text
    .replace(URL_USER, maskUrlUser)
    .replace(ENCODED_URL_USER, (_, before: string) => before + HIDDEN)
    .replace(QUERY_SECRET, (secret) => masked(secret, seen))
    .replace(QUERY_GRANT, (value) => (looksRandom(value) ? masked(value, seen) : value));
  const withoutCookies = withoutUrls.replace(
    COOKIE_LINE,
    (_, name: string, value: string) => name + maskCookies(value, seen),
  );
  return hideTokens(hideCredentials(hideNamed(withoutCookies, seen), seen), seen);
}
