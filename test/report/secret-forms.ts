/** How servers, files and programs write a secret: whole, encoded, or escaped, in whole or in part. */

const hexOf = (byte: number): string => byte.toString(16).padStart(2, '0');
const bytesOf = (text: string): number[] => [...Buffer.from(text, 'utf8')];
const unitsOf = (text: string): number[] =>
  Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
const unicodeEscape = (unit: number): string => `\\u${unit.toString(16).padStart(4, '0')}`;

/** By name; each gives the secret in a form from which anybody gets it back. */
export const FORMS: Readonly<Record<string, (secret: string) => string>> = {
  raw: (secret) => secret,
  'upper case': (secret) => (secret.length < 12 ? secret : secret.toUpperCase()),
  JSON: (secret) => JSON.stringify(secret).slice(1, -1),
  'JSON in JSON': (secret) => JSON.stringify(JSON.stringify(secret)).slice(3, -3),
  'JSON, slashes escaped': (secret) => JSON.stringify(secret).slice(1, -1).replaceAll('/', '\\/'),
  'JSON in ASCII': (secret) =>
    JSON.stringify(secret)
      .slice(1, -1)
      .replace(/[\u0080-\uffff]/g, (character) => unicodeEscape(character.charCodeAt(0))),
  'JSON, every character escaped': (secret) => unitsOf(secret).map(unicodeEscape).join(''),
  'JSON in upper case, every second character escaped': (secret) =>
    unitsOf(secret)
      .map((unit, at) =>
        at % 2 === 0
          ? unicodeEscape(unit).toUpperCase().replace('U', 'u')
          : JSON.stringify(String.fromCharCode(unit)).slice(1, -1),
      )
      .join(''),
  percent: (secret) => encodeURIComponent(secret),
  'percent, lower case': (secret) => encodeURIComponent(secret).replace(/%../g, (hex) => hex.toLowerCase()),
  'percent, every byte': (secret) =>
    bytesOf(secret)
      .map((byte) => `%${hexOf(byte)}`)
      .join(''),
  'percent twice': (secret) => encodeURIComponent(encodeURIComponent(secret)),
  form: (secret) => new URLSearchParams({ a: secret }).toString().slice(2),
  'HTML by name': (secret) =>
    secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
  'HTML by number': (secret) =>
    Array.from(secret, (character) => `&#${character.codePointAt(0) ?? 0};`).join(''),
  'HTML by hex number': (secret) =>
    Array.from(secret, (character) => `&#x${(character.codePointAt(0) ?? 0).toString(16)};`).join(''),
  'Python or JavaScript source': (secret) =>
    bytesOf(secret)
      .map((byte) => `\\x${hexOf(byte)}`)
      .join(''),
  base64: (secret) => Buffer.from(secret, 'utf8').toString('base64'),
  base64url: (secret) => Buffer.from(secret, 'utf8').toString('base64url'),
  hex: (secret) => Buffer.from(secret, 'utf8').toString('hex'),
  'hex, upper case': (secret) => Buffer.from(secret, 'utf8').toString('hex').toUpperCase(),
};
