/** A bar that fills on a terminal while many requests go out. */

interface Bar {
  /** One more is done. */
  advance: () => void;
  /** Takes the bar off the screen. */
  stop: () => void;
}

const BAR_CELLS = 30;

/** Draws on `stream` where `shown`; otherwise it writes nothing at all. */
export function createBar(stream: NodeJS.WritableStream, shown: boolean, total: number): Bar {
  let done = 0;
  const draw = (): void => {
    const filled = total === 0 ? BAR_CELLS : Math.floor((Math.min(done, total) / total) * BAR_CELLS);
    const bar = `[${'#'.repeat(filled)}${'-'.repeat(BAR_CELLS - filled)}]`;
    // ECMA-48, section 8.3.41: erases to the end of the line.
    stream.write(`\r${bar} ${done}/${total}\u001b[K`);
  };
  if (shown) draw();
  return {
    advance: () => {
      done += 1;
      if (shown) draw();
    },
    stop: () => {
      if (shown) stream.write('\r\u001b[K');
    },
  };
}
