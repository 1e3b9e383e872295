/** What ends a run early: its deadline, or Ctrl-C. */
export interface EndOfRun {
  signal: AbortSignal;
  /** What ended it; an interrupt counts even where the deadline had passed. Null while nothing did. */
  endedBy: () => 'deadline' | 'interrupt' | null;
  stop: () => void;
}

const INTERRUPTED = 130;

/** Ends a run at its deadline or on the first interrupt; a second interrupt ends the process at once. */
export function endRunBy(deadlineMs: number): EndOfRun {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort('deadline'), deadlineMs);
  let interrupts = 0;
  const interrupt = (): void => {
    interrupts += 1;
    if (interrupts > 1) process.exit(INTERRUPTED);
    controller.abort('interrupt');
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  return {
    signal: controller.signal,
    endedBy: () => {
      if (interrupts > 0) return 'interrupt';
      return controller.signal.aborted ? 'deadline' : null;
    },
    stop: () => {
      clearTimeout(timer);
      process.off('SIGINT', interrupt);
      process.off('SIGTERM', interrupt);
    },
  };
}
