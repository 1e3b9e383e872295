/** What stands in place of a secret that was found by its shape or by its name, and what only looks like one. */

import { shownKey } from './redact-forms.ts';

/** What stands in place of a secret that nothing may be shown of. */
export const HIDDEN = '***';

/** Is told of each secret that is hidden. */
export type Seen = (secret: string) => void;

/** Documentation's stand-ins are no secrets, and a fix that shows one must stay readable. */
const STAND_IN = /^sk-(?:\w{2,4}-)?(?:(?:your|xxx|made-up|example).*)?$/i;

/** Hidden already, a shell variable, or a stand-in. */
function settled(token: string): boolean {
  return /^\$|^\[secret-|…|^\*+$/.test(token) || STAND_IN.test(token);
}

/** A word of prose: `Basic authentication`, `x-api-key: accepted`, `Bearer token-based`. */
export function isWord(token: string): boolean {
  return token.length < 24 && /^[A-Za-z]?[a-z]+(?:-[a-z]+)*[.):]?$/.test(token);
}

/** Made by chance: no name of a model, a variable or a file, in which letters and long numbers stand apart. */
export function looksRandom(token: string): boolean {
  const isMixed = (part: string): boolean =>
    /\d/.test(part) && /[A-Za-z]/.test(part) && part.length >= (/\d.*\d/.test(part) ? 8 : 16);
  return token.length >= 16 && token.split(/[^A-Za-z\d]/).some(isMixed);
}

/** `prefix…last4` for a key, stars for all else. */
export function masked(token: string, seen: Seen): string {
  if (settled(token)) return token;
  seen(token);
  return shownKey(token) ?? HIDDEN;
}
