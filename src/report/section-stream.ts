/** What `stream-test` draws: when the chunks of each stream came. */

import { table } from './layout.ts';
import type { Paper } from './paint.ts';
import type { CheckStatus, StreamRow } from './types.ts';
import { countText, durationText } from './units.ts';

const MOST_CELLS = 60;
const LEVELS = {
  unicode: ['·', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'],
  plain: ['.', ':', '|', '#'],
} as const;

const END_STATUS = {
  done: 'pass',
  limit: 'warn',
  cut: 'fail',
  stalled: 'fail',
  error: 'fail',
} as const satisfies Record<StreamRow['endedBy'], CheckStatus>;

const END_TEXT = {
  done: 'ended properly',
  limit: 'ended by a limit of this run',
  cut: 'cut before the end',
  stalled: 'stalled',
  error: 'ended by an error inside the stream',
} as const satisfies Record<StreamRow['endedBy'], string>;

/**
 * One character for each slice of the time from the request to the last chunk: the higher, the more chunks in it.
 *
 * @param times when chunks came, in ms since the request was sent.
 */
export function timeline(times: readonly number[], cells: number, unicode: boolean): string {
  const levels = unicode ? LEVELS.unicode : LEVELS.plain;
  const endMs = times.reduce((latest, time) => Math.max(latest, time), 0);
  const counts = new Array<number>(cells).fill(0);
  for (const time of times) {
    const cell = endMs === 0 ? 0 : Math.min(cells - 1, Math.max(0, Math.floor((time / endMs) * cells)));
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
  const most = Math.max(1, ...counts);
  return counts.map((count) => levels[Math.ceil((count / most) * (levels.length - 1))] ?? levels[0]).join('');
}

/** The measures of one stream, those that are not known left out. */
export function streamMeasures(row: StreamRow): string[] {
  const { ttfbMs, firstTokenMs, gapsMs, tokensPerSecond } = row;
  return [
    ...(ttfbMs === null ? [] : [`first byte ${durationText(ttfbMs)}`]),
    ...(firstTokenMs === null ? [] : [`first token ${durationText(firstTokenMs)}`]),
    countText(row.chunks, 'chunk'),
    ...(gapsMs === null
      ? []
      : [
          `gaps p50 ${durationText(gapsMs.p50)}, p95 ${durationText(gapsMs.p95)}, max ${durationText(gapsMs.max)}`,
        ]),
    ...(tokensPerSecond === null ? [] : [`${tokensPerSecond.toFixed(1)} tokens/s`]),
  ];
}

/** How a stream ended, in words. */
export function streamEnd(row: StreamRow): string {
  return END_TEXT[row.endedBy];
}

/** A headline, the drawn timeline and the measures of each stream. */
export function drawStreams(rows: readonly StreamRow[], paper: Paper): string[] {
  const { width, unicode } = paper.face;
  return rows.flatMap((row, index) => {
    const status = row.chunks === 0 && row.endedBy === 'done' ? 'warn' : END_STATUS[row.endedBy];
    const lastMs = row.chunkTimesMs.reduce((latest, time) => Math.max(latest, time), 0);
    const end = durationText(lastMs);
    const cells = Math.max(10, Math.min(MOST_CELLS, width - end.length - 10));
    return [
      ...(index === 0 ? [] : ['']),
      ...table([[paper.sign(status), `${paper.strong(`${row.api}  ${row.model}`)}  ${streamEnd(row)}`]], {
        width,
        tight: [0],
      }),
      ...(row.chunkTimesMs.length === 0
        ? []
        : [`  0 ms ${timeline(row.chunkTimesMs, cells, unicode)} ${end}`]),
      ...table([[streamMeasures(row).join('; ')]], { width, indent: 2 }),
    ];
  });
}
