import { hiddenCharacters, hiddenName, withoutHidden } from '../evidence/characters.ts';
import { providerOfKey } from './key-providers.ts';
import { isPlaceholderKey } from './placeholders.ts';
import type { KeyFacts } from './types.ts';

const BEARER = /^\s*['"]?(?:authorization\s*:\s*)?bearer(?:[\s:]|%20)/i;
/** RFC 6750, section 2.1 (b64token), and two separators that keys of some gateways have. */
const KEY_CHARACTER = /[A-Za-z0-9._~+/=:|-]/;
const SHOWN_TAIL_CHARS = 4;
const MAX_LISTED = 50;

/**
 * A key as reports may show it: a prefix that is no secret, and the last four characters where these are
 * at most a third of the secret part. Characters that cannot be printed are shown as `?`.
 */
export function shownKey(key: string): string {
  const publicPrefix = ['sk-ar-', 'sk-'].find((prefix) => key.startsWith(prefix)) ?? '';
  const secret = key.slice(publicPrefix.length);
  const hint = publicPrefix === '' && secret.length >= 24 ? secret.slice(0, 3) : publicPrefix;
  const tail = secret.length >= 3 * SHOWN_TAIL_CHARS ? secret.slice(-SHOWN_TAIL_CHARS) : '';
  return `${printable(hint)}…${printable(tail)}`;
}

function printable(text: string): string {
  return Array.from(text)
    .map((character) =>
      hiddenCharacters(character).length > 0 || !/[\x20-\x7e]/.test(character) ? '?' : character,
    )
    .join('');
}

function isMasked(key: string): boolean {
  if (/\.{3,}|\u2026|\*{3,}|[\u2022\u25cf\u00b7]{3,}/.test(key)) return true;
  // A random key can hold a few x in a row; a long key needs a longer run to count.
  return /x{4,}/i.test(key) && (key.length <= 40 || /x{6,}/i.test(key));
}

/** Everything that can be told from a key's own characters. The key itself is not in the result. */
export function keyFacts(key: string): KeyFacts {
  const bearerPrefix = BEARER.test(key);
  const bare = withoutHidden(key.replace(BEARER, '').replace(/^['"\s]+|['"\s]+$/g, ''));
  const placeholder = isPlaceholderKey(key);
  const provider = providerOfKey(bare);
  return {
    shown: shownKey(key),
    lengthChars: key.length,
    startsWithSkAr: key.startsWith('sk-ar-'),
    startsWithSk: key.startsWith('sk-'),
    hiddenCharacters: hiddenCharacters(key),
    badCharacters: badCharacters(key),
    bearerPrefix,
    masked: !placeholder && isMasked(key),
    placeholder,
    otherProvider: provider?.name ?? null,
    otherProviderHosts: [...(provider?.hosts ?? [])],
  };
}

function badCharacters(key: string): KeyFacts['badCharacters'] {
  const found: KeyFacts['badCharacters'] = [];
  let index = 0;
  for (const character of key) {
    const position = index;
    index += character.length;
    if (KEY_CHARACTER.test(character) || hiddenName(character.codePointAt(0) ?? 0) !== null) continue;
    found.push({ index: position, character });
    if (found.length >= MAX_LISTED) break;
  }
  return found;
}
