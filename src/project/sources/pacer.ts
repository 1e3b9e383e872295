import { performance } from 'node:perf_hooks';

/** So long the rest of the program waits at most while the sources are looked at. */
const SLICE_MS = 10;
/** No more is begun then. */
const LIMIT_MS = 1_900;
/** What is under way is given up then. */
const END_MS = 2_000;
/** Whatever the machine is busy with. */
const HARD_LIMIT_MS = 6_000;
const LOOK_EVERY_MS = 50;

/**
 * The time that goes by, less what other programs took of it: on a machine that is busy with other things the clock
 * alone would leave no time to look at anything. Waiting for the disk counts.
 *
 * @returns a clock in milliseconds, from 0.
 */
function ownTime(): () => number {
  const since = { ms: performance.now(), cpu: process.cpuUsage(), loop: performance.eventLoopUtilization() };
  return () => {
    const cpu = process.cpuUsage(since.cpu);
    const { active } = performance.eventLoopUtilization(since.loop);
    const takenMs = Math.max(0, active - (cpu.user + cpu.system) / 1_000);
    return performance.now() - since.ms - takenMs;
  };
}

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
  const ownMs = ownTime();
  let resumedMs = startedMs;
  const isPast = (limitMs: number): boolean => {
    const passedMs = performance.now() - startedMs;
    if (signal.aborted || passedMs > HARD_LIMIT_MS) return true;
    return passedMs > limitMs && ownMs() > limitMs;
  };
  const isOver = (): boolean => isPast(LIMIT_MS);
  const { promise: end, resolve } = withResolver();
  // A disk that does not answer asks for no pause.
  const timer = setInterval(() => {
    if (isPast(END_MS)) resolve();
  }, LOOK_EVERY_MS);
  signal.addEventListener('abort', resolve);
  return {
    end,
    stop: () => {
      clearInterval(timer);
      signal.removeEventListener('abort', resolve);
    },
    isDue: () => performance.now() - resumedMs >= SLICE_MS,
    pause: async () => {
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
