import { endedByFilter, endedByLimit } from '../evidence/finish-reason.ts';
import type { StreamReading } from '../apis/types.ts';
import type { StreamAnswer } from '../wire/types.ts';

/** The contract's rule for buffering: so many chunks in so few reads, so close together, after so much silence. */
const BUFFERED_CHUNKS = 5;
const BUFFERED_READS = 2;
const BUFFERED_SPAN_MS = 50;
const BUFFERED_SILENCE_MS = 1_000;
const SLOW_FIRST_TOKEN_MS = 10_000;

interface StreamVerdict {
  code: string;
  severity?: 'error' | 'warning';
  measured: string;
}

type Rule = (answer: StreamAnswer, reading: StreamReading) => StreamVerdict | null;

/** `1.2 s`; below a second in ms, so that no time reads as none. */
const time = (ms: number): string => (ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`);
const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;
const chunksOf = ({ chunkCount, contentChunks }: StreamReading): string =>
  plural(chunkCount ?? contentChunks.length, 'chunk');

/** What broke a stream, most telling first; at most one of these is the cause. */
const FAULTS: readonly Rule[] = [
  (_, reading) =>
    reading.errorData === null
      ? null
      : {
          code: 'stream.error-event',
          measured: `an error after ${chunksOf(reading)}`,
        },
  (answer, reading) =>
    answer.end !== 'idle' || reading.terminated
      ? null
      : {
          code: 'stream.stalled',
          measured: `no bytes for ${time(answer.endedAtMs - lastReadMs(answer))} after ${chunksOf(reading)}`,
        },
  (_, reading) =>
    reading.malformed === null
      ? null
      : { code: 'stream.malformed', measured: `an event that reads: ${reading.malformed}` },
  (answer, reading) =>
    answer.end !== 'cut' || reading.terminated
      ? null
      : {
          code: 'stream.interrupted',
          measured: `cut after ${chunksOf(reading)} and ${time(answer.endedAtMs)}`,
        },
  (answer, reading) =>
    answer.end !== 'too-large' || reading.terminated
      ? null
      : {
          code: 'http.too-large',
          measured: `stopped after ${plural(reading.eventCount, 'event')} at the size limit`,
        },
  (_, reading) =>
    isEmpty(reading) && endedByFilter(reading.finishReason)
      ? { code: 'request.content-filtered', measured: `finish reason ${reading.finishReason ?? ''}` }
      : null,
  (answer, reading) =>
    isEmpty(reading) && (answer.end === 'end' || reading.terminated)
      ? { code: 'stream.empty', measured: `${plural(reading.eventCount, 'event')}, none with content` }
      : null,
  (answer, reading) =>
    answer.end !== 'end' || reading.terminated
      ? null
      : {
          code: 'stream.no-terminator',
          measured: `ended after ${chunksOf(reading)} without the end marker`,
        },
];

/** What is wrong with the way a whole stream came; several may hold. */
const WARNINGS: readonly Rule[] = [
  (answer) =>
    /text\/event-stream/i.test(answer.headers['content-type'] ?? '')
      ? null
      : {
          code: 'stream.not-sse',
          severity: 'warning',
          measured: `right events under content type ${answer.headers['content-type'] ?? '(none)'}`,
        },
  (answer, reading) => buffered(answer, reading),
  (_, reading) =>
    reading.firstTokenMs === null || reading.firstTokenMs <= SLOW_FIRST_TOKEN_MS
      ? null
      : { code: 'stream.slow-first-token', measured: `${time(reading.firstTokenMs)} to the first token` },
];

/** Judges a recorded stream; an empty list means that nothing is wrong with it. */
export function streamVerdicts(answer: StreamAnswer, reading: StreamReading): StreamVerdict[] {
  const fault = firstOf(FAULTS, answer, reading);
  const warnings = WARNINGS.map((rule) => rule(answer, reading)).filter((verdict) => verdict !== null);
  return fault === null ? warnings : [fault, ...(fault.code === 'stream.no-terminator' ? warnings : [])];
}

function firstOf(rules: readonly Rule[], answer: StreamAnswer, reading: StreamReading): StreamVerdict | null {
  for (const rule of rules) {
    const verdict = rule(answer, reading);
    if (verdict !== null) return verdict;
  }
  return null;
}

function lastReadMs(answer: StreamAnswer): number {
  return answer.reads.at(-1)?.atMs ?? 0;
}

/**
 * A reasoning model that spent its few tokens before the first word has ended by its limit, or tells of tokens that
 * went into reasoning; that is no empty answer.
 */
function isEmpty(reading: StreamReading): boolean {
  const reasoned = reading.reasoningChars > 0 || (reading.usage?.reasoningTokens ?? 0) > 0;
  const nothing = reading.contentChunks.length === 0 && reading.toolCalls.length === 0;
  return nothing && !reasoned && !endedByLimit(reading.finishReason);
}

function buffered(answer: StreamAnswer, reading: StreamReading): StreamVerdict | null {
  const chunks = reading.contentChunks;
  const first = chunks[0];
  const last = chunks.at(-1);
  if (first === undefined || last === undefined || chunks.length < BUFFERED_CHUNKS) return null;
  const reads = new Set(chunks.map((chunk) => chunk.read)).size;
  const spanMs = last.atMs - first.atMs;
  const before = answer.reads[first.read - 1]?.atMs ?? 0;
  const silenceMs = first.atMs - before;
  if (reads > BUFFERED_READS || spanMs > BUFFERED_SPAN_MS || silenceMs < BUFFERED_SILENCE_MS) return null;
  return {
    code: 'stream.buffered',
    measured: `${chunks.length} chunks in ${plural(reads, 'read')} within ${Math.round(spanMs)} ms, after ${time(silenceMs)} of silence`,
  };
}
