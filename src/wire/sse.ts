import { createParser, type EventSourceParser } from 'eventsource-parser';
import type { StreamEvent } from './types.ts';
import { MAX_INVALID_LINES, MAX_KEPT_EVENTS } from './limits.ts';

const MAX_EVENT_CHARS = 8 * 1024 * 1024;
const MAX_INVALID_LINE_CHARS = 200;

/** True where a body begins as an event stream does (WHATWG HTML, 9.2.5), null while too little of it is there. */
export function looksLikeEvents(start: string): boolean | null {
  const text = start.replace(/^\uFEFF?\s*/, '');
  if (/^(?:data|event|id|retry)?:/.test(text)) return true;
  return ['data:', 'event:', 'id:', 'retry:'].some((field) => field.startsWith(text)) ? null : false;
}

/** True for an event after which an API of either kind sends nothing more. */
function isTerminator(event: string | null, data: string): boolean {
  return (
    data.trim() === '[DONE]' ||
    event === 'message_stop' ||
    /"type"\s*:\s*"message_stop"/.test(data.slice(0, 200))
  );
}

/** Parses an event stream as it comes, and tells when and in which read each event was complete. */
export class EventRecorder {
  readonly events: StreamEvent[] = [];
  readonly invalidLines: string[] = [];
  readonly #parser: EventSourceParser;
  readonly #onEvent: (event: StreamEvent) => void;
  #atMs = 0;
  #read = 0;
  #overflowed = false;
  terminated = false;

  /** @param onEvent hears of every event, also of those that are not kept */
  constructor(onEvent: (event: StreamEvent) => void = () => undefined) {
    this.#onEvent = onEvent;
    this.#parser = createParser({
      maxBufferSize: MAX_EVENT_CHARS,
      onEvent: ({ event, data }) => this.#record(event ?? null, data),
      onError: (error) => {
        if (error.type === 'max-buffer-size-exceeded') {
          this.#overflowed = true;
          this.#invalid(`(an event longer than ${MAX_EVENT_CHARS} characters)`);
        } else if (error.type === 'unknown-field') this.#invalid(error.line ?? error.field ?? '');
      },
    });
  }

  feed(text: string, read: number, atMs: number): void {
    if (this.#overflowed) return;
    this.#read = read;
    this.#atMs = atMs;
    this.#parser.feed(text);
  }

  /** At an orderly end: an event whose empty line is missing counts, as most clients have it. */
  finish(): void {
    if (!this.#overflowed) this.#parser.feed('\n\n');
  }

  #record(event: string | null, data: string): void {
    const recorded = { atMs: this.#atMs, read: this.#read, event, data };
    if (this.events.length < MAX_KEPT_EVENTS) this.events.push(recorded);
    this.#onEvent(recorded);
    if (isTerminator(event, data)) this.terminated = true;
  }

  #invalid(line: string): void {
    if (this.invalidLines.length < MAX_INVALID_LINES) {
      this.invalidLines.push(line.slice(0, MAX_INVALID_LINE_CHARS));
    }
  }
}
