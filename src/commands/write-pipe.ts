import { closeSync, constants, openSync, writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { errnoOf } from '../settings/errno.ts';

/** For a reader to come. */
const READER_LIMIT_MS = 2_000;
/** For one that came to take more. */
const STALL_LIMIT_MS = 5_000;
const LOOK_AGAIN_MS = 50;

/**
 * Writes into a named pipe. A reader that goes away before the end is no error, as on standard output.
 *
 * @throws Error in words where nobody reads the pipe, or its reader takes nothing for five seconds.
 */
export async function writePipe(path: string, content: string): Promise<void> {
  // A plain open of a pipe that nobody reads does not return, and no signal ends it. fifo(7): with O_NONBLOCK it fails
  // with ENXIO until there is a reader, and a write to a full pipe with EAGAIN.
  const open = (): number => openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
  const pipe = await soon(open, 'ENXIO', READER_LIMIT_MS, 'nobody reads this pipe');
  try {
    let left = Buffer.from(content);
    while (left.length > 0) {
      const write = (): number => writeSync(pipe, left);
      left = left.subarray(
        await soon(write, 'EAGAIN', STALL_LIMIT_MS, 'the reader of this pipe takes nothing'),
      );
    }
  } catch (error) {
    if (errnoOf(error) !== 'EPIPE') throw error;
  } finally {
    closeSync(pipe);
  }
}

/** What a call gives, as soon as it does not fail with `busy` any more. @throws Error `late` after `limitMs` */
async function soon(call: () => number, busy: string, limitMs: number, late: string): Promise<number> {
  const endAtMs = performance.now() + limitMs;
  for (;;) {
    try {
      return call();
    } catch (error) {
      if (errnoOf(error) !== busy) throw error;
      if (performance.now() > endAtMs) throw new Error(late, { cause: error });
    }
    await sleep(LOOK_AGAIN_MS);
  }
}
