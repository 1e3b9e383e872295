import type { StreamAnswer, StreamEvent } from '../wire/types.ts';
import { ChunkBook } from './chunk-book.ts';
import { parseJson } from './json.ts';
import { toolCall } from './tool.ts';
import type { StreamReading, ToolCall } from './types.ts';

type Piece = Pick<ToolCall, 'id' | 'name' | 'argumentsText'>;

/** Tool calls of a stream come in pieces; this gathers them by their index. */
export class ToolCallPieces {
  readonly #calls: Piece[] = [];
  readonly #atIndex = new Map<number, Piece>();

  add(index: number, piece: { id?: string | null; name?: string | null; argumentsText?: string }): void {
    const call = this.#callAt(index, piece.id ?? '', piece.name ?? '');
    // Later pieces repeat the id and name, leave them out, or have them empty, by gateway.
    call.id = call.id || piece.id || null;
    call.name = call.name || piece.name || null;
    call.argumentsText += piece.argumentsText ?? '';
  }

  list(): ToolCall[] {
    return this.#calls.map((call) => toolCall(call.id, call.name, call.argumentsText));
  }

  /** Gemini gives every one of several calls the index 0; a new id and name after a whole call are another call. */
  #callAt(index: number, id: string, name: string): Piece {
    const known = this.#atIndex.get(index);
    const another = id !== '' && name !== '' && known?.id !== id && isWhole(known?.argumentsText ?? '');
    if (known !== undefined && !another) return known;
    const call: Piece = { id: null, name: null, argumentsText: '' };
    this.#calls.push(call);
    this.#atIndex.set(index, call);
    return call;
  }
}

function isWhole(argumentsText: string): boolean {
  const value = parseJson(argumentsText);
  return typeof value === 'object' && value !== null;
}

/** What one event added, as an API's reader understood it. */
export interface EventReading {
  /** Characters of text, reasoning and tool arguments together; 0 for an event without content. */
  chars: number;
  terminator?: boolean;
  error?: boolean;
  /** True, or in words why an event that is valid JSON is of no use. */
  malformed?: boolean | string;
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
/** Of a long answer the start is kept. */
const MAX_TEXT_CHARS = 100_000;
const ERROR_CHARS = 4_000;
/** A field that the standard tells readers to ignore (WHATWG HTML, 9.2.6), as the SDKs do. */
const UNKNOWN_FIELD = /^[A-Za-z][\w-]*:/;
/** llama.cpp of some versions sends errors in a field of that name. */
const ERROR_FIELD = /^error:\s*(?=\S)/;

/** Reads one stream, event by event as they come. */
export interface StreamReader {
  take(event: StreamEvent): void;
  /** @param invalidLines lines that were no valid SSE field */
  finish(invalidLines: readonly string[]): StreamReading;
}

/** Keeps, around an API's event reader, the book that both APIs share. */
export function streamReader(
  reading: StreamReading,
  readEvent: (event: StreamEvent) => EventReading,
  toolCalls: () => ToolCall[],
): StreamReader {
  const book = new ChunkBook();
  return {
    take: (event) => {
      reading.eventCount += 1;
      const { chars, terminator, error, malformed = false } = readEvent(event);
      // Not at each event: cutting a text copies it.
      if (reading.text.length > 2 * MAX_TEXT_CHARS) reading.text = reading.text.slice(0, MAX_TEXT_CHARS);
      if (terminator === true) reading.terminated = true;
      if (error === true) reading.errorData ??= event.data.slice(0, ERROR_CHARS);
      if (malformed !== false) reading.malformed ??= sampleOf(event, malformed);
      if (chars > 0) {
        reading.firstTokenMs ??= event.atMs;
        book.add({ atMs: event.atMs, read: event.read, chars });
      }
    },
    finish: (invalidLines) => {
      for (const line of invalidLines) readInvalidLine(line, reading);
      return { ...reading, ...book.entries(), toolCalls: toolCalls() };
    },
  };
}

/** Reads a stream that was recorded. */
export function readRecorded(reader: StreamReader, answer: StreamAnswer): StreamReading {
  for (const event of answer.events) reader.take(event);
  return reader.finish(answer.invalidLines);
}

function sampleOf(event: StreamEvent, malformed: string | true): string {
  const data = event.data.trim() === '' ? '(an event without data)' : event.data;
  return (malformed === true ? data : `(${malformed}) ${data}`).slice(0, SAMPLE_CHARS);
}

function readInvalidLine(line: string, reading: StreamReading): void {
  if (ERROR_FIELD.test(line)) reading.errorData ??= line.replace(ERROR_FIELD, '').slice(0, ERROR_CHARS);
  else if (line.trim() !== '' && !UNKNOWN_FIELD.test(line)) {
    reading.malformed ??= line.slice(0, SAMPLE_CHARS);
  }
}
