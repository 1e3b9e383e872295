import { constants, openSync } from 'node:fs';
import { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { errnoOf } from './file-error.ts';

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
  // What a full pipe does not take at once, a socket writes later.
  const pipe = new Socket({ fd: await openForReader(path), readable: false, writable: true });
  try {
    await new Promise<void>((resolve, reject) => {
      pipe.setTimeout(STALL_LIMIT_MS, () => reject(new Error('the reader of this pipe takes nothing')));
      pipe.once('error', (error) => (errnoOf(error) === 'EPIPE' ? resolve() : reject(error)));
      pipe.end(content, resolve);
    });
  } finally {
    pipe.destroy();
  }
}

/**
 * Opened without waiting: a plain open of a pipe that nobody reads does not return, and no signal ends it.
 * fifo(7): with O_NONBLOCK it fails with ENXIO until there is a reader.
 */
async function openForReader(path: string): Promise<number> {
  const endAtMs = performance.now() + READER_LIMIT_MS;
  for (;;) {
    try {
      return openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
    } catch (error) {
      if (errnoOf(error) !== 'ENXIO') throw error;
      if (performance.now() > endAtMs) throw new Error('nobody reads this pipe', { cause: error });
    }
    await sleep(LOOK_AGAIN_MS);
  }
}
