import type { Exchange } from '../probes/facts.ts';
import type { StreamRow } from '../report/types.ts';

/** One streamed exchange in numbers; null where no stream came. Tokens are the deployment's own count, where it told. */
export function streamRow(exchange: Exchange): StreamRow | null {
  const { outcome, ask } = exchange;
  if (outcome.kind !== 'stream' || ask.api === null) return null;
  const { answer, reading } = outcome;
  const times = reading.contentChunks.map((chunk) => chunk.atMs);
  return {
    api: ask.api,
    model: ask.model ?? '',
    ttfbMs: exchange.timings.ttfbMs,
    firstTokenMs: reading.firstTokenMs,
    chunks: reading.chunkCount ?? times.length,
    gapsMs: reading.chunkGapsMs === undefined ? gapsOf(times) : roundedGaps(reading.chunkGapsMs),
    tokensPerSecond: tokensPerSecond(reading.usage?.completionTokens ?? null, times),
    endedBy: endedBy(answer.end, reading.errorData !== null),
    chunkTimesMs: times,
  };
}

function endedBy(end: string, error: boolean): StreamRow['endedBy'] {
  if (error) return 'error';
  switch (end) {
    case 'end':
      return 'done';
    case 'idle':
      return 'stalled';
    case 'cut':
      return 'cut';
    default:
      return 'limit';
  }
}

function gapsOf(times: readonly number[]): StreamRow['gapsMs'] {
  const gaps = times.slice(1).map((time, index) => time - (times[index] ?? time));
  if (gaps.length === 0) return null;
  const sorted = gaps.sort((a, b) => a - b);
  return { p50: rank(sorted, 0.5), p95: rank(sorted, 0.95), max: rank(sorted, 1) };
}

const tenths = (ms: number): number => Math.round(ms * 10) / 10;

function roundedGaps({ p50, p95, max }: NonNullable<StreamRow['gapsMs']>): StreamRow['gapsMs'] {
  return { p50: tenths(p50), p95: tenths(p95), max: tenths(max) };
}

/** The nearest-rank percentile of sorted values. */
function rank(sorted: readonly number[], share: number): number {
  const index = Math.max(0, Math.ceil(share * sorted.length) - 1);
  return tenths(sorted[index] ?? 0);
}

function tokensPerSecond(tokens: number | null, times: readonly number[]): number | null {
  const spanMs = (times.at(-1) ?? 0) - (times[0] ?? 0);
  if (tokens === null || tokens < 2 || spanMs <= 0) return null;
  return Math.round(((tokens - 1) / spanMs) * 10_000) / 10;
}
