/** Columns and paragraphs for a terminal, by the width that characters take up on a screen. */

import cliui from 'cliui';

/** How wide `text` stands on a screen, in cells; colour codes count nothing. */
export function cellWidth(text: string): number {
  return cliui({ width: 0, wrap: false }).columnWidths([{ text }])[0] ?? 0;
}

export interface TableOptions {
  /** The whole width, in cells. */
  width: number;
  indent?: number;
  /** Columns whose content stands at the right edge, by index. */
  alignRight?: readonly number[];
}

const GAP = 2;
/** No column but the last may take more than this share of the width. */
const WIDEST_SHARE = 0.45;
const NARROWEST_LAST = 20;

function clean(text: string): string {
  return text.replaceAll('\t', '  ').trimEnd();
}

/** Rows with aligned columns; the last column gets what is left and wraps. */
export function table(rows: readonly (readonly string[])[], options: TableOptions): string[] {
  if (rows.length === 0) return [];
  const { width, indent = 0, alignRight = [] } = options;
  const count = Math.max(...rows.map((row) => row.length));
  const fixed: number[] = [];
  for (let index = 0; index < count - 1; index += 1) {
    const widest = Math.max(...rows.map((row) => cellWidth(clean(row[index] ?? ''))));
    fixed.push(Math.min(widest, Math.floor(width * WIDEST_SHARE)) + GAP);
  }
  const left = width - indent - fixed.reduce((sum, cells) => sum + cells, 0);
  const last = Math.max(left, NARROWEST_LAST);
  const ui = cliui({ width: width + NARROWEST_LAST, wrap: true });
  for (const row of rows) {
    const cells = [...fixed, last].map((cells_, index) => ({
      text: clean(row[index] ?? ''),
      width: cells_ + (index === 0 ? indent : 0),
      padding: [0, index === count - 1 ? 0 : GAP, 0, index === 0 ? indent : 0] satisfies number[],
      align: alignRight.includes(index) ? ('right' as const) : ('left' as const),
    }));
    ui.div(
      ...cells.map(({ padding: [top = 0, right = 0, bottom = 0, start = 0], ...cell }) => ({
        ...cell,
        padding: [top, right, bottom, start] satisfies [number, number, number, number],
      })),
    );
  }
  return ui.toString().split('\n');
}

/** `text` wrapped at `width`, every line indented. */
export function paragraph(text: string, width: number, indent = 0): string[] {
  return table([[text]], { width, indent });
}
