/** So long the rest of the program waits at most while the sources are looked at. */
const SLICE_MS = 10;

/** Divides long work into slices, so that timers and the network are served in between, and ends it in time. */
export interface Pacer {
  /** Is it time for a pause? */
  isDue: () => boolean;
  /** Lets everything else run; false where the work has to end. */
  pause: () => Promise<boolean>;
  isOver: () => boolean;
}

/** @param limitMs how long the work may take in all, from now on */
export function startPacer(limitMs: number, signal: AbortSignal): Pacer {
  const endsAtMs = performance.now() + limitMs;
  let dueAtMs = performance.now() + SLICE_MS;
  const isOver = (): boolean => signal.aborted || performance.now() > endsAtMs;
  return {
    isDue: () => performance.now() >= dueAtMs,
    pause: async () => {
      await new Promise((done) => {
        setImmediate(done);
      });
      dueAtMs = performance.now() + SLICE_MS;
      return !isOver();
    },
    isOver,
  };
}
