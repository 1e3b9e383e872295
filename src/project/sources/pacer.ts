/** So long the rest of the program waits at most while the sources are looked at. */
const SLICE_MS = 10;
/** What is under way when the time is up is finished first. */
const LIMIT_MS = 1_700;
/** On a machine that is busy with other things the clock alone would leave no time: so much work is done all the same. */
const LEAST_WORK_MS = 500;
const HARD_LIMIT_MS = 6_000;

/** Divides long work into slices, so that timers and the network are served in between, and ends it in time. */
export interface Pacer {
  /** Is it time for a pause? */
  isDue: () => boolean;
  /** Lets everything else run; false where the work has to end. */
  pause: () => Promise<boolean>;
  isOver: () => boolean;
  /** Comes when the work has to end in any case. */
  end: Promise<void>;
  /** Gives up waiting for the end. */
  stop: () => void;
}

/** Starts the time of two seconds that looking at the sources may take. */
export function startPacer(signal: AbortSignal): Pacer {
  const startedMs = performance.now();
  let resumedMs = startedMs;
  let workedMs = 0;
  const isOver = (): boolean => {
    const now = performance.now();
    const worked = workedMs + now - resumedMs;
    const timeIsUp = now - startedMs > LIMIT_MS && worked > LEAST_WORK_MS;
    return signal.aborted || timeIsUp || now - startedMs > HARD_LIMIT_MS;
  };
  const { promise: end, resolve } = withResolver();
  const timer = setTimeout(resolve, HARD_LIMIT_MS);
  signal.addEventListener('abort', resolve);
  return {
    end,
    stop: () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', resolve);
    },
    isDue: () => performance.now() - resumedMs >= SLICE_MS,
    pause: async () => {
      workedMs += performance.now() - resumedMs;
      await new Promise((done) => {
        setImmediate(done);
      });
      resumedMs = performance.now();
      return !isOver();
    },
    isOver,
  };
}

function withResolver(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
