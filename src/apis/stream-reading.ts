import type { StreamAnswer, StreamEvent } from '../wire/types.ts';
import { toolCall } from './tool.ts';
import type { StreamReading, ToolCall } from './types.ts';

type Piece = Pick<ToolCall, 'id' | 'name' | 'argumentsText'>;

/** Tool calls of a stream come in pieces; this gathers them by their index. */
export class ToolCallPieces {
  readonly #calls = new Map<number, Piece>();

  add(index: number, piece: { id?: string | null; name?: string | null; argumentsText?: string }): void {
    const call = this.#calls.get(index) ?? { id: null, name: null, argumentsText: '' };
    this.#calls.set(index, {
      id: call.id ?? piece.id ?? null,
      name: call.name ?? piece.name ?? null,
      argumentsText: call.argumentsText + (piece.argumentsText ?? ''),
    });
  }

  list(): ToolCall[] {
    return [...this.#calls.entries()]
      .sort(([a], [b]) => a - b)
      .map(([, call]) => toolCall(call.id, call.name, call.argumentsText));
  }
}

/** What one event added, as an API's reader understood it. */
export interface EventReading {
  /** Characters of text, reasoning and tool arguments together; 0 for an event without content. */
  chars: number;
  terminator?: boolean;
  error?: boolean;
  malformed?: boolean;
}

/** An empty reading, to be filled event by event. */
export function emptyReading(): StreamReading {
  return {
    kind: 'stream',
    text: '',
    reasoningChars: 0,
    toolCalls: [],
    finishReason: null,
    model: null,
    usage: null,
    firstTokenMs: null,
    contentChunks: [],
    terminated: false,
    errorData: null,
    malformed: null,
    eventCount: 0,
  };
}

const SAMPLE_CHARS = 200;

/** Runs an API's event reader over a stream, and keeps the book that both APIs share. */
export function readEvents(
  answer: StreamAnswer,
  reading: StreamReading,
  readEvent: (event: StreamEvent) => EventReading,
): StreamReading {
  for (const event of answer.events) {
    reading.eventCount += 1;
    const { chars, terminator, error, malformed } = readEvent(event);
    if (terminator === true) reading.terminated = true;
    if (error === true) reading.errorData ??= event.data.slice(0, 4000);
    if (malformed === true) reading.malformed ??= event.data.slice(0, SAMPLE_CHARS);
    if (chars > 0) {
      reading.firstTokenMs ??= event.atMs;
      reading.contentChunks.push({ atMs: event.atMs, read: event.read, chars });
    }
  }
  const invalid = answer.invalidLines[0];
  if (invalid !== undefined && invalid.trim() !== '') reading.malformed ??= invalid.slice(0, SAMPLE_CHARS);
  return reading;
}

export function isErrorObject(json: unknown): boolean {
  return typeof json === 'object' && json !== null && 'error' in json && Boolean(json.error);
}
