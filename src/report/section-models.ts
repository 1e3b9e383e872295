/** What `models` shows: names by provider, or with `--probe` what answered. */

import { cellWidth, paragraph, table } from './layout.ts';
import type { Paper } from './paint.ts';
import type { ModelRow } from './types.ts';
import { countText, durationText } from './units.ts';

const GAP_CELLS = 2;
const TIME_CELLS = 7;
const ROOMY_CELLS = 70;

/** Names side by side in columns of one width, read downwards as `ls` has it. */
function inColumns(names: readonly string[], width: number): string[] {
  const cell = Math.max(...names.map(cellWidth)) + GAP_CELLS;
  const columns = Math.max(1, Math.floor((width + GAP_CELLS) / cell));
  const lines = Math.ceil(names.length / columns);
  return Array.from({ length: lines }, (_, line) =>
    names
      .filter((_name, index) => index % lines === line)
      .map((name) => name + ' '.repeat(cell - cellWidth(name)))
      .join('')
      .trimEnd(),
  );
}

/** What became of the call to one model; `not called` where it was not. */
export function probeText({ probe }: ModelRow): string {
  if (probe === null) return 'not called';
  if (probe.ok) return '';
  return [probe.code ?? 'unknown', probe.said ?? ''].filter((text) => text !== '').join(': ');
}

/** `12 models of 3 providers`, and with probes how many answered. */
function modelCounts(rows: readonly ModelRow[]): string {
  const providers = new Set(rows.map((row) => row.provider)).size;
  const probed = rows.filter((row) => row.probe !== null);
  const answered = probed.filter((row) => row.probe?.ok === true).length;
  return [
    `${countText(rows.length, 'model')} of ${countText(providers, 'provider')}`,
    ...(probed.length === 0 ? [] : [`${answered} of ${probed.length} called answered`]),
  ].join('; ');
}

/** Models by provider, in the order in which they come. */
function byProvider(rows: readonly ModelRow[]): { provider: string; rows: ModelRow[] }[] {
  const groups = new Map<string, ModelRow[]>();
  for (const row of rows) groups.set(row.provider, [...(groups.get(row.provider) ?? []), row]);
  return [...groups].map(([provider, own]) => ({ provider, rows: own }));
}

function probeRow(row: ModelRow, paper: Paper): string[] {
  const status = row.probe === null ? 'skip' : row.probe.ok ? 'pass' : 'fail';
  const took = row.probe === null ? '' : durationText(row.probe.ms);
  return [paper.sign(status), row.id, took, probeText(row)];
}

/** The list by provider; with probe results one line a model: sign, name, time, error. */
export function modelTable(rows: readonly ModelRow[], paper: Paper): string[] {
  if (rows.length === 0) return ['No model fits.'];
  const { width } = paper.face;
  const probed = rows.some((row) => row.probe !== null);
  // Names of all providers stand in one column where there is room for it.
  const idCells = width < ROOMY_CELLS ? 0 : Math.max(...rows.map((row) => cellWidth(row.id)));
  const groups = byProvider(rows).flatMap(({ provider, rows: own }) => {
    const body = probed
      ? table(
          own.map((row) => probeRow(row, paper)),
          {
            width,
            indent: 2,
            alignRight: [2],
            tight: [0],
            least: [0, idCells, idCells === 0 ? 0 : TIME_CELLS],
          },
        )
      : inColumns(
          own.map((row) => row.id),
          width - 2,
        ).map((line) => `  ${line}`);
    return [`${paper.strong(provider)} ${paper.faint(`(${own.length})`)}`, ...body];
  });
  return [...groups, '', ...paragraph(modelCounts(rows), width)];
}
