import type { Layer, Result, WireFailure } from './types.ts';

/** The far end that an operation speaks to, as far as it is known. */
export interface Place {
  host: string | null;
  port: number | null;
  address?: string | null;
}

export function ok<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}

export function failed(failure: WireFailure): { ok: false; failure: WireFailure } {
  return { ok: false, failure };
}

/** A failure with its times and places in order; `sinceMs` is a reading of `performance.now()`. */
export function failureAt(
  layer: Layer,
  code: string,
  message: string,
  place: Place,
  sinceMs: number,
): WireFailure {
  return {
    layer,
    code,
    message: message.slice(0, 500),
    host: place.host,
    port: place.port,
    address: place.address ?? null,
    afterMs: elapsedMs(sinceMs),
    proxyAnswer: null,
  };
}

/** Milliseconds since a reading of `performance.now()`, to a tenth. */
export function elapsedMs(sinceMs: number): number {
  return Math.round((performance.now() - sinceMs) * 10) / 10;
}

interface Bounds {
  layer: Layer;
  place: Place;
  limitMs: number;
  signal: AbortSignal;
  /** What was waited for, for the message: `connecting`, `the TLS handshake`. */
  doing: string;
}

/** How a run was stopped from outside: its deadline, or the user. */
export function stopCode(signal: AbortSignal): 'DEADLINE' | 'ABORTED' {
  return signal.reason === 'deadline' ? 'DEADLINE' : 'ABORTED';
}

export function stopMessage(signal: AbortSignal): string {
  return stopCode(signal) === 'DEADLINE' ? "the run's time limit ran out" : 'the run was interrupted';
}

/**
 * Runs one operation that calls `settle` once, under a time limit and the run's signal.
 * `start` returns how to give the operation up; it is called only where the limit or the signal came first.
 */
export function bounded<T>(
  bounds: Bounds,
  start: (settle: (result: Result<T>) => void) => () => void,
): Promise<Result<T>> {
  const { layer, place, signal, doing } = bounds;
  const sinceMs = performance.now();
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve(failed(failureAt(layer, stopCode(signal), stopMessage(signal), place, sinceMs)));
      return;
    }
    let cancel: (() => void) | null = null;
    let done = false;
    const settle = (result: Result<T>): void => {
      if (done) return;
      done = true;
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      resolve(result);
    };
    const giveUp = (code: string, message: string): void => {
      if (done) return;
      settle(failed(failureAt(layer, code, message, place, sinceMs)));
      cancel?.();
    };
    const onAbort = (): void => giveUp(stopCode(signal), stopMessage(signal));
    const limitMs = Math.max(1, bounds.limitMs);
    // Where this process itself was held up, what came meanwhile is read first.
    const timer = setTimeout(() => {
      setImmediate(() => giveUp('TIMEOUT', `${doing} took longer than ${Math.round(limitMs)} ms`));
    }, limitMs);
    signal.addEventListener('abort', onAbort, { once: true });
    cancel = start(settle);
  });
}
