import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import type { HttpRequest } from './types.ts';
import type { Taken } from './pool.ts';
import { stopCode } from './result.ts';

export interface Head {
  status: number;
  headers: Record<string, string>;
  atMs: number;
}

/** What reads an answer as it comes. Times are in ms since the request was sent. */
export interface Reader {
  head(head: Head, hands: Hands): void;
  /** `read` counts the reads of the socket that brought body bytes, from 0. */
  bytes(part: Buffer, read: number, atMs: number): void;
}

/** What a reader may do while an answer comes. */
export interface Hands {
  /** Stops reading; the exchange then ends as `stopped`. */
  stop(): void;
  /** Replaces the time limit; null takes it away. */
  limit(ms: number | null): void;
}

export type Ending =
  | { kind: 'complete' }
  | { kind: 'stopped' }
  | { kind: 'timeout' }
  | { kind: 'halted'; code: 'DEADLINE' | 'ABORTED' }
  | { kind: 'broken'; error: Error };

/** An exchange as it went: how it ended, whether any byte of the answer came, and when it was over. */
export interface Exchange {
  ending: Ending;
  ttfbMs: number | null;
  atMs: number;
}

/**
 * Sends one request over one connection and hands the answer to a reader, piece by piece.
 * Bytes of a body are handed over in the same turn in which they were read from the socket, so all pieces of one turn
 * are one read.
 */
export function exchange(
  taken: Taken,
  request: HttpRequest,
  path: string,
  reader: Reader,
  limitMs: number,
  signal: AbortSignal,
): Promise<Exchange> {
  const sentMs = performance.now();
  const sinceSent = (): number => Math.round((performance.now() - sentMs) * 100) / 100;
  return new Promise((resolve) => {
    let ttfbMs: number | null = null;
    let ending: Ending | null = null;
    let controller: Dispatcher.DispatchController | null = null;
    let timer: NodeJS.Timeout | null = null;
    let read = -1;
    let inRead = false;

    let limitedTo: number | null = null;
    let isDue = false;

    const limit = (ms: number | null): void => {
      isDue = false;
      if (timer !== null && ms === limitedTo) {
        timer.refresh();
        return;
      }
      limitedTo = ms;
      if (timer !== null) clearTimeout(timer);
      timer = ms === null ? null : setTimeout(onLimit, Math.max(1, ms));
    };
    // Where this process itself was held up (a busy machine, a laptop that slept), what came meanwhile is read first.
    const onLimit = (): void => {
      isDue = true;
      setImmediate(() => {
        if (isDue) end({ kind: 'timeout' });
      });
    };
    const end = (how: Ending): void => {
      if (ending !== null) return;
      ending = how;
      limit(null);
      signal.removeEventListener('abort', onAbort);
      const atMs = sinceSent();
      if (how.kind !== 'complete') controller?.abort(new Error('given up'));
      // The connection is free for the next request only after this turn of the event loop.
      setImmediate(() => resolve({ ending: how, ttfbMs, atMs }));
    };
    const onAbort = (): void => end({ kind: 'halted', code: stopCode(signal) });

    if (signal.aborted) {
      onAbort();
      return;
    }
    signal.addEventListener('abort', onAbort, { once: true });
    limit(limitMs);
    const handler: Dispatcher.DispatchHandler = {
      onRequestStart: (started) => {
        controller = started;
        if (ending !== null) started.abort(new Error('given up'));
      },
      onResponseStart: (_controller, status, headers) => {
        if (status < 200 || ending !== null) return;
        ttfbMs = sinceSent();
        const hands = { stop: () => end({ kind: 'stopped' }), limit };
        reader.head({ status, headers: flatten(headers), atMs: ttfbMs }, hands);
      },
      onResponseData: (_controller, part) => {
        if (ending !== null) return;
        if (!inRead) {
          inRead = true;
          read += 1;
          queueMicrotask(() => (inRead = false));
        }
        reader.bytes(part, read, sinceSent());
      },
      onResponseEnd: () => end({ kind: 'complete' }),
      onResponseError: (_controller, error) => end({ kind: 'broken', error }),
    };
    const headers = Object.entries(request.headers).flat();
    try {
      taken.connection.client.dispatch(
        { path, method: request.method, headers, body: request.body },
        handler,
      );
    } catch (error) {
      end({ kind: 'broken', error: error instanceof Error ? error : new Error(String(error)) });
    }
  });
}

function flatten(headers: IncomingHttpHeaders): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
  }
  return flat;
}
