import type { Transform } from 'node:stream';
import type { HttpAnswer, HttpRequest, Result, StreamAnswer, StreamEnd, StreamEvent } from './types.ts';
import { decoderFor } from './decode-body.ts';
import type { Ending, Hands, Head, Reader } from './exchange.ts';
import { BodyReader, concluded, type Exchanged } from './http.ts';
import { AFTER_TERMINATOR_MS, MAX_STREAM_BYTES, MAX_KEPT_READS, STREAM_BODY_CHARS } from './limits.ts';
import { ok } from './result.ts';
import { timingsOf, type Sender } from './sender.ts';
import { EventRecorder, looksLikeEvents } from './sse.ts';

interface StreamOptions {
  /** Hears of every event as it comes. */
  onEvent?: ((event: StreamEvent) => void) | undefined;
  timeoutMs: number;
  idleTimeoutMs: number;
  maxBodyBytes: number;
}

/**
 * Reads an answer that should be an event stream. While its kind is open the bytes go to both readers: one for a
 * body in one piece, one for events; the first bytes or the content type decide.
 */
class StreamReader implements Reader {
  readonly whole: BodyReader;
  readonly recorder: EventRecorder;
  readonly reads: { atMs: number; bytes: number }[] = [];
  readonly #limits: StreamOptions;
  readonly #text = new TextDecoder('utf-8');
  readonly #waiting: { read: number; atMs: number }[] = [];
  #decoder: Transform | null = null;
  #hands: Hands | null = null;
  #head: Head | null = null;
  #kind: 'open' | 'whole' | 'events' = 'open';
  #body = '';
  #bytes = 0;
  #closing = false;
  tooLarge = false;

  constructor(limits: StreamOptions) {
    this.#limits = limits;
    this.whole = new BodyReader(limits.maxBodyBytes);
    this.recorder = new EventRecorder(limits.onEvent);
  }

  get answersEvents(): boolean {
    return this.#kind === 'events';
  }

  /** True once the end marker came. */
  get terminated(): boolean {
    return this.recorder.terminated;
  }

  head(head: Head, hands: Hands): void {
    this.#head = head;
    this.#hands = hands;
    this.whole.head(head, hands);
    if (head.status < 200 || head.status > 299) this.#kind = 'whole';
    else if (/^\s*text\/event-stream\b/i.test(head.headers['content-type'] ?? '')) this.#becomeEvents();
  }

  bytes(part: Buffer, read: number, atMs: number): void {
    if (this.#kind !== 'events') this.whole.bytes(part);
    if (this.#kind === 'whole') return;
    this.#countRead(part.length, read, atMs);
    if (this.#bytes === 0) {
      const decoder = decoderFor(this.#head?.headers['content-encoding'], part[0]);
      if (decoder !== null) this.#listenTo(decoder);
    }
    this.#bytes += part.length;
    if (this.#kind === 'events' && !this.#closing) this.#hands?.limit(this.#limits.idleTimeoutMs);
    if (this.#decoder === null) {
      this.#take(part, read, atMs);
    } else {
      this.#waiting.push({ read, atMs });
      this.#decoder.write(part, () => this.#waiting.shift());
    }
    if (this.#bytes > MAX_STREAM_BYTES) this.#stopAtLimit();
  }

  /** Everything that was read, once what is still being unpacked is through. */
  async answer(end: StreamEnd, endedAtMs: number): Promise<StreamAnswer> {
    await this.#drain();
    if (end === 'end') this.recorder.finish();
    return {
      status: this.#head?.status ?? 0,
      headers: this.#head?.headers ?? {},
      reads: this.reads,
      events: this.recorder.events,
      invalidLines: this.recorder.invalidLines,
      body: this.#body,
      end,
      endedAtMs,
    };
  }

  #becomeEvents(): void {
    this.#kind = 'events';
    this.#hands?.limit(this.#limits.idleTimeoutMs);
  }

  #countRead(bytes: number, read: number, atMs: number): void {
    const last = this.reads.at(-1);
    if (last !== undefined && (read < this.reads.length || this.reads.length >= MAX_KEPT_READS)) {
      last.bytes += bytes;
      last.atMs = atMs;
    } else {
      this.reads.push({ atMs, bytes });
    }
  }

  #take(bytes: Buffer, read: number, atMs: number): void {
    const text = this.#text.decode(bytes, { stream: true });
    if (this.#body.length < STREAM_BODY_CHARS)
      this.#body += text.slice(0, STREAM_BODY_CHARS - this.#body.length);
    this.recorder.feed(text, read, atMs);
    if (this.#kind === 'open') {
      const events = looksLikeEvents(this.#body);
      if (events === true) this.#becomeEvents();
      else if (events === false) this.#kind = 'whole';
    }
    if (this.#kind === 'events' && this.recorder.terminated && !this.#closing) {
      this.#closing = true;
      this.#hands?.limit(AFTER_TERMINATOR_MS);
    }
  }

  #listenTo(decoder: Transform): void {
    this.#decoder = decoder;
    let unpacked = 0;
    decoder.on('data', (part: Buffer) => {
      unpacked += part.length;
      if (unpacked > MAX_STREAM_BYTES) {
        this.#stopAtLimit();
        decoder.destroy();
        return;
      }
      const { read, atMs } = this.#waiting[0] ?? {
        read: this.reads.length - 1,
        atMs: this.reads.at(-1)?.atMs ?? 0,
      };
      this.#take(part, read, atMs);
    });
    decoder.on('error', () => decoder.destroy());
  }

  #stopAtLimit(): void {
    this.tooLarge = true;
    this.#hands?.stop();
  }

  #drain(): Promise<void> {
    const decoder = this.#decoder;
    if (decoder === null || decoder.destroyed) return Promise.resolve();
    return new Promise((resolve) => {
      decoder.once('close', resolve);
      decoder.end();
    });
  }
}

/** Sends a request that asks for a stream. The answer has `events` where it is one, whatever its content type. */
export async function stream(
  sender: Sender,
  asked: HttpRequest,
  limits: StreamOptions,
  signal: AbortSignal,
): Promise<Exchanged<HttpAnswer | StreamAnswer>> {
  const startedAt = new Date().toISOString();
  const sinceMs = performance.now();
  const reader = new StreamReader(limits);
  const sent = await sender.send(asked, reader, limits.timeoutMs);
  const timings = timingsOf(sent, sinceMs);
  if (!sent.ok) return { result: sent, timings, startedAt };
  const { ending, atMs } = sent.value.exchange;
  if (!reader.answersEvents) {
    const answer = await reader.whole.answer(ending);
    return { result: concluded(answer, ending, asked, sinceMs, signal), timings, startedAt };
  }
  const result: Result<StreamAnswer> = ok(await reader.answer(streamEnd(ending, reader), atMs));
  return { result, timings, startedAt };
}

function streamEnd(ending: Ending, reader: StreamReader): StreamEnd {
  switch (ending.kind) {
    case 'complete':
      return 'end';
    case 'timeout':
      return reader.terminated ? 'end' : 'idle';
    case 'stopped':
      return reader.tooLarge ? 'too-large' : 'cut';
    case 'halted':
      return 'deadline';
    case 'broken':
      return 'cut';
  }
}
