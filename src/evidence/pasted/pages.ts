/** Cuts the web pages out of a text. */

import { statusIn } from './status.ts';

interface PastedPage {
  status: number | null;
  html: string;
}

const START = /<(?:!doctype\s*html|html)\b/i;
const END = /<\/html\s*>/i;
const MAX_PAGES = 5;
const MAX_PAGE_CHARS = 131_072;

/** The pages with the status that the text or the page's own title names, and the text without them. */
export function pagesIn(text: string): { pages: PastedPage[]; rest: string } {
  const pages: PastedPage[] = [];
  let rest = '';
  let left = text;
  while (pages.length < MAX_PAGES) {
    const start = START.exec(left)?.index;
    if (start === undefined) break;
    const end = END.exec(left.slice(start, start + MAX_PAGE_CHARS));
    const length = end === null ? Math.min(left.length - start, MAX_PAGE_CHARS) : end.index + end[0].length;
    const html = left.slice(start, start + length);
    const before = left.slice(0, start);
    pages.push({ status: statusIn(before.slice(before.lastIndexOf('\n') + 1)) ?? statusOfTitle(html), html });
    rest += before;
    left = left.slice(start + length);
  }
  return { pages, rest: rest + left };
}

function statusOfTitle(html: string): number | null {
  const title = /<(?:title|h1)[^>]{0,100}>([^<]{0,100})/i.exec(html)?.[1] ?? '';
  const status = /\b([45]\d\d)\b/.exec(title)?.[1];
  return status === undefined ? null : Number(status);
}
