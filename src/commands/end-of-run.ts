/** What ends a run early: its deadline, or Ctrl-C. */
interface EndOfRun {
  signal: AbortSignal;
  interrupted: () => boolean;
  stop: () => void;
}

/** Ends a run at its deadline or on the first interrupt; a second interrupt ends the process at once. */
export function endRunBy(deadlineMs: number): EndOfRun {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort('deadline'), deadlineMs);
  let interrupts = 0;
  const interrupt = (): void => {
    interrupts += 1;
    if (interrupts > 1) process.exit(130);
    controller.abort('interrupt');
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  return {
    signal: controller.signal,
    interrupted: () => interrupts > 0,
    stop: () => {
      clearTimeout(timer);
      process.off('SIGINT', interrupt);
      process.off('SIGTERM', interrupt);
    },
  };
}
