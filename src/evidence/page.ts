import type { Page } from './types.ts';

const TEXT_CHARS = 4_000;
const SEARCHED_CHARS = 131_072;

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  middot: '·',
  raquo: '»',
};

/** Is this text HTML, whatever its content type says? */
export function isPage(text: string): boolean {
  return /^[\s\uFEFF]*(?:<!--.{0,500}?-->\s*)*<(?:!doctype\s*html|html|head|body|script|meta|title|center|h1)\b/is.test(
    text.slice(0, 2_000),
  );
}

/** Title and visible text of an HTML page; null where the text is none. Never throws; bounded. */
export function readPage(body: string): Page | null {
  if (!isPage(body)) return null;
  const looked = body.slice(0, SEARCHED_CHARS);
  const title = /<title[^>]{0,200}>([^<]{0,500})/i.exec(looked)?.[1] ?? '';
  return { title: visible(title).slice(0, 300), text: visible(withoutHidden(looked)).slice(0, TEXT_CHARS) };
}

function withoutHidden(html: string): string {
  return html
    .replace(/<!--[\s\S]*?(?:-->|$)/g, ' ')
    .replace(/<(script|style|svg|template|title)\b[\s\S]*?(?:<\/\1\s*>|$)/gi, ' ');
}

function visible(html: string): string {
  return html
    .replace(/<[^>]*>?/g, ' ')
    .replace(/&(#x?[0-9a-f]{1,6}|[a-z]{2,8});/gi, (whole, name: string) => entity(name) ?? whole)
    .replace(/[\s\u00a0]+/g, ' ')
    .trim();
}

function entity(name: string): string | null {
  if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()] ?? null;
  const hex = /^#x/i.test(name);
  const point = Number.parseInt(name.slice(hex ? 2 : 1), hex ? 16 : 10);
  return Number.isInteger(point) && point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : null;
}
