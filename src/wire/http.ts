import type { HttpAnswer, HttpRequest, Result, Timings } from './types.ts';
import { decodeBody } from './decode-body.ts';
import type { Ending, Hands, Head, Reader } from './exchange.ts';
import { exchangeFailure } from './exchange-failure.ts';
import { elapsedMs, failed, failureAt, ok } from './result.ts';
import { timingsOf, type Sender } from './sender.ts';

export interface Exchanged<T> {
  result: Result<T>;
  timings: Timings;
  /** ISO 8601. */
  startedAt: string;
}

/** Collects a body up to a size limit. */
export class BodyReader implements Reader {
  readonly #maxBytes: number;
  readonly #parts: Buffer[] = [];
  #hands: Hands | null = null;
  #bytes = 0;
  #head: Head | null = null;
  truncated = false;
  /** The content coding of a whole body that cannot be undone, which clients that undo it fail on. */
  badCoding: string | null = null;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  head(head: Head, hands: Hands): void {
    this.#head = head;
    this.#hands = hands;
  }

  bytes(part: Buffer): void {
    const room = this.#maxBytes - this.#bytes;
    const taken = part.subarray(0, room);
    this.#parts.push(taken);
    this.#bytes += taken.length;
    if (part.length <= room) return;
    this.truncated = true;
    this.#hands?.stop();
  }

  /** The answer as far as it came; null where not even its head did. */
  async answer(ending: Ending): Promise<HttpAnswer | null> {
    if (this.#head === null) return null;
    const { status, headers } = this.#head;
    const raw = Buffer.concat(this.#parts);
    const decoded = await decodeBody(raw, headers['content-encoding'], this.#maxBytes);
    // A refusal tells its cause even where its body is cut; of a success only the whole answer is one.
    const cut = ending.kind !== 'complete' && !this.truncated;
    if (decoded.failed && ending.kind === 'complete') this.badCoding = headers['content-encoding'] ?? null;
    if (cut && status < 400) return null;
    return {
      status,
      headers,
      body: decoded.text,
      bodyBytes: decoded.bytes,
      truncated: this.truncated || decoded.truncated || cut,
    };
  }
}

/** Sends a request and reads its whole answer. */
export async function request(
  sender: Sender,
  asked: HttpRequest,
  limits: { timeoutMs: number; maxBodyBytes: number },
  signal: AbortSignal,
): Promise<Exchanged<HttpAnswer>> {
  const startedAt = new Date().toISOString();
  const sinceMs = performance.now();
  const reader = new BodyReader(limits.maxBodyBytes);
  const sent = await sender.send(asked, reader, limits.timeoutMs);
  const timings = timingsOf(sent, sinceMs);
  if (!sent.ok) return { result: sent, timings, startedAt };
  const { ending } = sent.value.exchange;
  const answer = await reader.answer(ending);
  if (answer !== null && answer.status < 400 && reader.badCoding !== null) {
    const message = `the body is no ${reader.badCoding}, as its header says`;
    const place = { host: new URL(asked.url).hostname, port: null };
    return { result: failed(failureAt('http', 'BAD_CODING', message, place, sinceMs)), timings, startedAt };
  }
  return { result: concluded(answer, ending, asked, sinceMs, signal), timings, startedAt };
}

/** An answer, or why it counts as none: its body broke off, or the proxy and not the server gave it. */
export function concluded(
  answer: HttpAnswer | null,
  ending: Ending,
  asked: HttpRequest,
  sinceMs: number,
  signal: AbortSignal,
): Result<HttpAnswer> {
  const { hostname, port } = new URL(asked.url);
  const place = { host: hostname, port: port === '' ? null : Number(port) };
  if (answer === null) {
    if (ending.kind !== 'complete') return failed(exchangeFailure(ending, place, sinceMs, signal));
    return failed(failureAt('http', 'CLOSED', 'no answer', place, sinceMs));
  }
  if (answer.status !== 407) return ok(answer);
  return failed({
    ...failureAt('proxy', 'PROXY_AUTH', 'the status is 407', place, sinceMs),
    afterMs: elapsedMs(sinceMs),
    proxyAnswer: { status: 407, headers: answer.headers, body: answer.body.slice(0, 16 * 1024) },
  });
}
