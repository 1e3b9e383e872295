/** Characters that a key or URL picks up on its way through chats, documents and editors, and that nobody sees. */

const NAMES: ReadonlyMap<number, string> = new Map([
  [0x09, 'tab'],
  [0x0a, 'newline'],
  [0x0d, 'carriage return'],
  [0x20, 'space'],
  [0xa0, 'no-break space'],
  [0xad, 'soft hyphen'],
  [0x200b, 'zero-width space'],
  [0x200c, 'zero-width non-joiner'],
  [0x200d, 'zero-width joiner'],
  [0x200e, 'left-to-right mark'],
  [0x200f, 'right-to-left mark'],
  [0x2018, 'left single quotation mark'],
  [0x2019, 'right single quotation mark'],
  [0x201c, 'left double quotation mark'],
  [0x201d, 'right double quotation mark'],
  [0x201e, 'low double quotation mark'],
  [0x202f, 'narrow no-break space'],
  [0x2060, 'word joiner'],
  [0x2212, 'minus sign'],
  [0x3000, 'ideographic space'],
  [0xfeff, 'byte-order mark'],
  [0xfffd, 'replacement character'],
]);

const KINDS: readonly { from: number; to: number; name: string }[] = [
  { from: 0x00, to: 0x1f, name: 'control character' },
  { from: 0x7f, to: 0x9f, name: 'control character' },
  { from: 0x2000, to: 0x200a, name: 'space' },
  { from: 0x2010, to: 0x2015, name: 'typographic dash' },
  { from: 0x2018, to: 0x201f, name: 'typographic quotation mark' },
  { from: 0x2028, to: 0x2029, name: 'line separator' },
  { from: 0x202a, to: 0x202e, name: 'direction mark' },
  { from: 0x205f, to: 0x2064, name: 'invisible character' },
  { from: 0x2066, to: 0x206f, name: 'direction mark' },
  { from: 0xfe00, to: 0xfe0f, name: 'variation selector' },
  { from: 0xff01, to: 0xff5e, name: 'full-width character' },
  { from: 0xe0000, to: 0xe0fff, name: 'invisible character' },
];

/** What a hidden or typographic character is called, with its code point; null for an ordinary one. */
export function hiddenName(codePoint: number): string | null {
  const name =
    NAMES.get(codePoint) ?? KINDS.find((kind) => codePoint >= kind.from && codePoint <= kind.to)?.name;
  if (name === undefined) return null;
  return `${name} (U+${codePoint.toString(16).toUpperCase().padStart(4, '0')})`;
}

/** More are not listed: a text with so many is no key and no URL. */
const MAX_LISTED = 50;

/** The white-space, control, zero-width and typographic characters, with their 0-based index in UTF-16 units. */
export function hiddenCharacters(text: string): { index: number; name: string }[] {
  const found: { index: number; name: string }[] = [];
  let index = 0;
  for (const character of text) {
    const name = hiddenName(character.codePointAt(0) ?? 0);
    if (name !== null) found.push({ index, name });
    if (found.length >= MAX_LISTED) break;
    index += character.length;
  }
  return found;
}

/** The text less its hidden and typographic characters. */
export function withoutHidden(text: string): string {
  return Array.from(text)
    .filter((character) => hiddenName(character.codePointAt(0) ?? 0) === null)
    .join('');
}
