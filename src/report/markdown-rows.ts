/** Tables of models and streams in Markdown; the first row is the head. */

import { code, escaped } from './markdown-text.ts';
import { probeText } from './section-models.ts';
import { streamEnd, streamMeasures } from './section-stream.ts';
import type { ModelRow, StreamRow } from './types.ts';
import { durationText } from './units.ts';

/** Empty where there are no models. */
export function modelRows(rows: readonly ModelRow[]): string[][] {
  if (rows.length === 0) return [];
  const probed = rows.some((row) => row.probe !== null);
  return [
    ['provider', 'model', ...(probed ? ['answered', 'time', 'error'] : [])],
    ...rows.map((row) => [
      escaped(row.provider),
      code(row.id).replaceAll('|', '\\|'),
      ...(probed
        ? [
            row.probe === null ? '-' : row.probe.ok ? 'yes' : 'no',
            row.probe === null ? '' : durationText(row.probe.ms),
            escaped(probeText(row)),
          ]
        : []),
    ]),
  ];
}

/** Empty where there are no streams. */
export function streamRows(rows: readonly StreamRow[]): string[][] {
  if (rows.length === 0) return [];
  return [
    ['API', 'model', 'end', 'measures'],
    ...rows.map((row) => [
      row.api,
      code(row.model).replaceAll('|', '\\|'),
      streamEnd(row),
      escaped(streamMeasures(row).join('; ')),
    ]),
  ];
}
