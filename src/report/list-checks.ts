import { CATEGORIES, type Category, type CheckId } from '../checks/ids.ts';
import type { Format } from '../settings/types.ts';
import { fenced } from './markdown-text.ts';
import { countText } from './units.ts';

interface CheckItem {
  id: CheckId;
  title: string;
  category: Category;
}

function asText(items: readonly CheckItem[]): string {
  const idCells = Math.max(0, ...items.map((item) => item.id.length)) + 2;
  const groups = CATEGORIES.flatMap((category) => {
    const own = items.filter((item) => item.category === category);
    if (own.length === 0) return [];
    return [[category, ...own.map((item) => `  ${item.id.padEnd(idCells)}${item.title}`)].join('\n')];
  });
  return `${[...groups, countText(items.length, 'check')].join('\n\n')}\n`;
}

/** The checks that a command runs, by category; ids are what `--only` and `--skip` take. */
export function renderCheckList(items: readonly CheckItem[], format: Format): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify({ checks: items }, null, 2)}\n`;
    case 'markdown':
      return `${fenced(asText(items).trimEnd()).join('\n')}\n`;
    case 'text':
      return asText(items);
  }
}
