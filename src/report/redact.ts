/** The one room for redaction: nothing is printed, in any format, that has not been through here. */

import { CATEGORIES, CHECK_IDS } from '../checks/ids.ts';
import { escapeRegExp } from './escape-reg-exp.ts';
import { printable } from './printable.ts';
import { joinedText, withoutSplit } from './redact-chunks.ts';
import { escapedPattern, mayHaveEscapes } from './redact-escapes.ts';
import { formsOf, SHORTEST_SECRET, shownKey } from './redact-forms.ts';
import { fragmentsOf, withoutFragments, type Fragments } from './redact-fragments.ts';
import { HIDDEN, looksRandom, type Seen } from './redact-mask.ts';
import { hideByShape, maskCookies, maskHeaderValue } from './redact-patterns.ts';

export interface Redactor {
  /** `s` without secrets and without terminal control characters. */
  text(s: string): string;
  /** A copy of plain data in which every string, however deep, is redacted. */
  value<T>(v: T): T;
  /** From now on `secret` is known: a token that a server handed out, a password found in a setting. */
  learn(secret: string): void;
}

/** Words of the report's own vocabulary: a secret that equals one hides nothing worth hiding. */
const VOCABULARY: ReadonlySet<string> = new Set([
  ...CHECK_IDS,
  ...CATEGORIES,
  'agentrouter',
  ...['healthy', 'degraded', 'broken', 'warning', 'network', 'gateway', 'provider', 'account'],
  ...['proved', 'likely', 'possible', 'openai', 'anthropic', 'stalled', 'answer', 'failure', 'stream'],
  ...['doctor', 'test-connection', 'check-key', 'models', 'stream-test', 'explain', 'support-dump'],
]);

const SECRET_HEADER =
  /^(?:(?:proxy-)?authorization|x-api-key|api-key|x-goog-api-key|ocp-apim-subscription-key|x-auth-token)$/i;
/** Headers of other programs: their value is hidden where it looks like a token, for some hold a number. */
const TOKEN_HEADER = /^[a-z\d-]*-(?:token|secret|signature|api-?key|access-?key|password)$/i;
const COOKIE_HEADER = /^(?:set-)?cookie2?$/i;

/** Of what a report's texts give away by shape, so many are looked for in all other texts and forms as well. */
const MOST_FOUND = 20;

/** Of longer ones, which are hidden where they stand, nobody makes other forms. */
const MAX_FOUND_CHARS = 4_000;

/** At least so much of a secret's start must stand at the end of a text that was cut for it to be hidden. */
const CUT_CHARS = 10;

/** Where `text` was cut in the middle of `form`, the text with `token` for what is left of it. */
function withoutCutEnd(text: string, form: string, token: string): string {
  const [, ending = ''] = /((?:…|\.{3})?["'`)\]]{0,2})$/.exec(text.slice(-5)) ?? [];
  const end = text.length - ending.length;
  const start = text.lastIndexOf(form.slice(0, CUT_CHARS), end);
  const cut = start >= 0 && end - start >= CUT_CHARS && form.startsWith(text.slice(start, end));
  return cut ? text.slice(0, start) + token + ending : text;
}

/**
 * Knows `secrets` (of 6 characters and more) in their raw, JSON-escaped, URL-encoded, HTML-escaped, hexadecimal and
 * base64 forms, with any of their characters escaped, and keys in pieces as well;
 * and the tokens of known providers, credentials, cookies and passwords in URLs by their shape.
 * In plain data, a token found in one place is hidden in all places, in these forms too.
 * A key becomes `prefix…last4`, any other secret `[secret-N]`: equal secrets give equal tokens.
 */
export function createRedactor(secrets: readonly string[]): Redactor {
  const tokenOfSecret = new Map<string, string>();
  const tokenOfForm = new Map<string, string>();
  const escaped: { pattern: RegExp; token: string }[] = [];
  const pieces: { fragments: Fragments; token: string }[] = [];
  let formsLongestFirst: string[] = [];
  let longestFormChars = 0;

  const know = (secret: string, unshown: string): void => {
    const core = secret.trim();
    if (core.length < SHORTEST_SECRET || tokenOfSecret.has(core)) return;
    const shown = shownKey(core);
    const token = shown ?? unshown;
    tokenOfSecret.set(core, token);
    escaped.push({ pattern: escapedPattern(core), token });
    const fragments = shown === null ? null : fragmentsOf(core);
    if (fragments !== null) pieces.push({ fragments, token });
    for (const form of formsOf(secret, printable)) if (!tokenOfForm.has(form)) tokenOfForm.set(form, token);
    formsLongestFirst = [...tokenOfForm.keys()].sort((a, b) => b.length - a.length);
    longestFormChars = formsLongestFirst[0]?.length ?? 0;
  };
  const learn = (secret: string): void => know(secret, `[secret-${tokenOfSecret.size + 1}]`);

  const found = new Set<string>();
  const find: Seen = (secret) => {
    // Some providers' tokens have no digit in them.
    const isLong = secret.length >= 24 && /[a-z]/.test(secret) && /[A-Z]/.test(secret);
    if (found.size < MOST_FOUND && secret.length <= MAX_FOUND_CHARS && (isLong || looksRandom(secret)))
      found.add(secret);
  };

  const hideKnown = (text: string): string => {
    const present = formsLongestFirst.filter((form) => text.includes(form));
    const pattern = new RegExp(present.map(escapeRegExp).join('|'), 'g');
    const clean =
      present.length === 0 ? text : text.replace(pattern, (form) => tokenOfForm.get(form) ?? HIDDEN);
    const tail = clean.slice(-longestFormChars - 3);
    const cutTail = formsLongestFirst.reduce(
      (left, form) => withoutCutEnd(left, form, tokenOfForm.get(form) ?? HIDDEN),
      tail,
    );
    return cutTail === tail ? clean : clean.slice(0, clean.length - tail.length) + cutTail;
  };

  const hideEscaped = (text: string): string =>
    mayHaveEscapes(text)
      ? escaped.reduce((left, { pattern, token }) => left.replace(pattern, () => token), text)
      : text;

  const hidePieces = (text: string): string =>
    pieces.reduce((left, { fragments, token }) => withoutFragments(left, fragments, token), text);

  const known = (s: string): string =>
    hidePieces(hideEscaped(hideKnown(withoutSplit(printable(s), tokenOfSecret.keys()))));
  const text = (s: string): string => hideByShape(known(s), () => undefined);

  /** A text under the name of its field or header. */
  const cleanString = (s: string, name: string, seen: Seen): string => {
    if (VOCABULARY.has(s)) return s;
    const shown = hideByShape(known(s), seen);
    if (SECRET_HEADER.test(name) || (TOKEN_HEADER.test(name) && looksRandom(shown)))
      return maskHeaderValue(shown, seen);
    return COOKIE_HEADER.test(name) ? maskCookies(shown, seen) : shown;
  };

  const clean = (node: unknown, name: string): unknown => {
    if (typeof node === 'string') return cleanString(node, name, () => undefined);
    if (typeof node !== 'object' || node === null) return node;
    for (const [key, child] of Object.entries(node)) {
      const value = clean(child, Array.isArray(node) ? name : key);
      // Names of fields are letters only; anything else (a header, a variable) came from outside.
      const shown = /^[A-Za-z]{1,24}$/.test(key) ? key : text(key);
      if (shown !== key) Reflect.deleteProperty(node, key);
      Object.defineProperty(node, shown, { value, enumerable: true, writable: true, configurable: true });
    }
    return node;
  };

  const findIn = (node: unknown, name: string): void => {
    if (typeof node === 'string') {
      cleanString(node, name, find);
      hideByShape(joinedText(node), find);
    } else if (typeof node === 'object' && node !== null)
      for (const [key, child] of Object.entries(node)) findIn(child, Array.isArray(node) ? name : key);
  };

  for (const secret of secrets) learn(secret);
  return {
    text,
    value<T>(v: T): T {
      findIn(v, '');
      for (const secret of found) know(secret, HIDDEN);
      const copy = { root: structuredClone(v) };
      clean(copy, '');
      return copy.root;
    },
    learn,
  };
}
