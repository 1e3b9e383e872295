import { EventRecorder } from '../../src/wire/sse.ts';
import type { StreamAnswer } from '../../src/wire/types.ts';

/** A streamed answer as the wire records it, of one text or of several reads, each 20 ms after the one before. */
export function streamOf(...reads: (string | Buffer)[]): StreamAnswer {
  return recorded(reads.map((part, read) => [read * 20, part]));
}

/** The same with the time of each read in ms, and what else was recorded. */
export function recorded(
  reads: readonly (readonly [atMs: number, part: string | Buffer])[],
  more: Partial<StreamAnswer> = {},
): StreamAnswer {
  const recorder = new EventRecorder();
  const decoder = new TextDecoder('utf-8');
  reads.forEach(([atMs, part], read) =>
    recorder.feed(decoder.decode(Buffer.from(part), { stream: true }), read, atMs),
  );
  if ((more.end ?? 'end') === 'end') recorder.finish();
  return {
    status: 200,
    headers: { 'content-type': 'text/event-stream' },
    reads: reads.map(([atMs, part]) => ({ atMs, bytes: Buffer.byteLength(part) })),
    events: recorder.events,
    invalidLines: recorder.invalidLines,
    body: reads.map(([, part]) => part.toString()).join(''),
    end: 'end',
    endedAtMs: reads.at(-1)?.[0] ?? 0,
    ...more,
  };
}

/** An event as the OpenAI API sends it. */
export function data(value: unknown): string {
  return `data: ${typeof value === 'string' ? value : JSON.stringify(value)}\n\n`;
}

/** A chunk of a chat completion with one choice. */
export function delta(fields: object, more: object = {}): string {
  return data({
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    model: 'gpt-4o-mini',
    choices: [{ index: 0, delta: fields, finish_reason: null, ...more }],
  });
}

export const DONE = data('[DONE]');

/** An event as the Anthropic API sends it, named by its type. */
export function named(type: string, fields: object = {}): string {
  return `event: ${type}\ndata: ${JSON.stringify({ type, ...fields })}\n\n`;
}

export const MESSAGE_START = named('message_start', {
  message: {
    id: 'msg_1',
    model: 'claude-3-5-haiku-20241022',
    content: [],
    usage: { input_tokens: 12, output_tokens: 1 },
  },
});

/** A block of a message: its start, its deltas, its end. */
export function block(index: number, start: object, ...deltas: object[]): string {
  return [
    named('content_block_start', { index, content_block: start }),
    ...deltas.map((one) => named('content_block_delta', { index, delta: one })),
    named('content_block_stop', { index }),
  ].join('');
}

/** The end of a message. */
export function messageEnd(
  stopReason: string | null = 'end_turn',
  usage: unknown = { output_tokens: 9 },
): string {
  return named('message_delta', { delta: { stop_reason: stopReason }, usage }) + named('message_stop');
}
