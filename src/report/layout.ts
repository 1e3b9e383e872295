/** Columns and paragraphs for a terminal, by the width that characters take up on a screen. */

import cliui, { type Column } from 'cliui';

/** Measured as two cells wide, as an emoji, but drawn as text in one by most terminals. */
const WARNING_SIGN = '⚠';
/** Of the private use area: one cell wide, and in no text. */
const ONE_CELL_STAND_IN = '\ue000';

/** How wide `text` stands on a screen, in cells; colour codes count nothing. */
export function cellWidth(text: string): number {
  return cliui({ width: 0, wrap: false }).columnWidths([{ text: clean(text) }])[0] ?? 0;
}

interface TableOptions {
  /** The whole width, in cells. */
  width: number;
  indent?: number;
  /** Columns whose content stands at the right edge, by index. */
  alignRight?: readonly number[];
  /** Columns that stand close to the next one, as a sign does, by index. */
  tight?: readonly number[];
  /** The least width of each column, so that several tables stand in one line. */
  least?: readonly number[];
}

const GAP = 2;
/** No column but the last may take more than this share of the width. */
const WIDEST_SHARE = 0.45;
const NARROWEST_LAST = 16;

function clean(text: string): string {
  return text.replaceAll('\t', '  ').replaceAll(WARNING_SIGN, ONE_CELL_STAND_IN).trimEnd();
}

/** Rows with aligned columns; the last column gets what is left and wraps. */
export function table(rows: readonly (readonly string[])[], options: TableOptions): string[] {
  if (rows.length === 0) return [];
  const { width, indent = 0, alignRight = [], tight = [], least = [] } = options;
  const lastIndex = Math.max(...rows.map((row) => row.length)) - 1;
  const gapAfter = (index: number): number => (index === lastIndex ? 0 : tight.includes(index) ? 1 : GAP);
  const fixed: number[] = [];
  for (let index = 0; index < lastIndex; index += 1) {
    const widest = Math.max(least[index] ?? 0, ...rows.map((row) => cellWidth(row[index] ?? '')));
    fixed.push(Math.min(widest, Math.floor(width * WIDEST_SHARE)) + gapAfter(index));
  }
  const left = width - indent - fixed.reduce((sum, cells) => sum + cells, 0);
  const ui = cliui({ width: width + NARROWEST_LAST, wrap: true });
  for (const row of rows) {
    ui.div(
      ...[...fixed, Math.max(left, NARROWEST_LAST)].map((cells, index): Column => {
        const start = index === 0 ? indent : 0;
        return {
          text: clean(row[index] ?? ''),
          width: cells + start,
          padding: [0, gapAfter(index), 0, start],
          align: alignRight.includes(index) ? 'right' : 'left',
        };
      }),
    );
  }
  return ui.toString().replaceAll(ONE_CELL_STAND_IN, WARNING_SIGN).split('\n');
}

/** `text` wrapped at `width`, every line indented. */
export function paragraph(text: string, width: number, indent = 0): string[] {
  return table([[text]], { width, indent });
}
