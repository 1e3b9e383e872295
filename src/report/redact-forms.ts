/** The forms in which one secret may come back from a server, a file or a program. */

/** Below this many characters a value is too common a string to be hidden wherever it stands. */
export const SHORTEST_SECRET = 6;

const OTHER_KEY_PREFIX = /^(?:gsk_|AIza|github_pat_|gh[pousr]_|xox[a-z]-|xai-|hf_|pplx-|AKIA|ASIA)/;
const SHOWN_TAIL_CHARS = 4;

/**
 * How a key is shown: a prefix that is no secret, and the last four characters where these are at most a third of
 * the secret part, as the settings show it. Null where the value is no key by its shape: nothing of it may be shown.
 */
export function shownKey(key: string): string | null {
  const prefix = ['sk-ar-', 'sk-'].find((start) => key.startsWith(start)) ?? '';
  const secret = key.slice(prefix.length);
  const keyLike = prefix !== '' || OTHER_KEY_PREFIX.test(key) || (key.length >= 24 && /\d/.test(key));
  if (!keyLike || !/^[\w.~+/=:|-]+$/.test(key)) return null;
  const hint = prefix === '' && secret.length >= 24 ? secret.slice(0, 3) : prefix;
  const tail = secret.length >= 3 * SHOWN_TAIL_CHARS ? secret.slice(-SHOWN_TAIL_CHARS) : '';
  return `${hint}…${tail}`;
}

/** RFC 4648, sections 4 and 5: what of the secret's base64 stays the same whatever stands before and after it. */
function base64Cores(secret: string): string[] {
  const cores: string[] = [];
  for (const [shift, skip] of [
    [0, 0],
    [1, 2],
    [2, 3],
  ] as const) {
    const bytes = Buffer.concat([Buffer.alloc(shift), Buffer.from(secret, 'utf8')]);
    const wholeChars = Math.floor((bytes.length * 8) / 6);
    cores.push(
      bytes.toString('base64').slice(skip, wholeChars),
      bytes.toString('base64url').slice(skip, wholeChars),
    );
  }
  return cores;
}

/** As a JSON writer prints it inside quotes (RFC 8259, section 7); some escape `/`, HTML signs and all beyond ASCII. */
function jsonForms(text: string): string[] {
  const plain = JSON.stringify(text).slice(1, -1);
  const unicode = (character: string): string =>
    `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  const ascii = plain.replace(/[\u0080-\uffff]/g, unicode);
  return [plain, plain.replaceAll('/', '\\/'), ascii, ascii.replace(/[<>&']/g, unicode)];
}

/** A lone surrogate cannot be encoded; it becomes U+FFFD, as in everything that is written out. */
function wellFormed(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}

/** RFC 3986, section 2.1: hexadecimal digits in either case; forms write a space as `+`. */
function urlForms(text: string): string[] {
  const usual = encodeURIComponent(wellFormed(text));
  const strict = usual.replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  const upper = [strict, usual, encodeURI(wellFormed(text)), usual.replaceAll('%20', '+')];
  return [...upper, ...upper.map((form) => form.replace(/%[0-9A-F]{2}/g, (hex) => hex.toLowerCase()))];
}

function htmlForm(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** Every form of `secret` to look for, without those too short to be told from ordinary text. */
export function formsOf(secret: string, printable: (text: string) => string): string[] {
  const plain = [secret, secret.trim(), printable(secret), printable(secret).trim()];
  const forms = new Set<string>();
  for (const text of plain) {
    if (text.length < SHORTEST_SECRET) continue;
    const json = jsonForms(text);
    const hex = Buffer.from(text, 'utf8').toString('hex');
    const cased = text.length >= 12 ? [text.toLowerCase(), text.toUpperCase()] : [];
    const all = [
      text,
      ...cased,
      ...json,
      ...json.flatMap(jsonForms),
      ...urlForms(text),
      htmlForm(text),
      ...base64Cores(text),
      hex,
      hex.toUpperCase(),
    ];
    for (const form of all) if (form.length >= SHORTEST_SECRET) forms.add(form);
  }
  return [...forms];
}
