import type { Readable } from 'node:stream';
import { errnoOf } from '../settings/errno.ts';
import { fileErrorText } from './file-error.ts';
import { writeOutput } from './output-file.ts';
import { UsageError } from './usage-error.ts';

/** As shells tell of a process that Ctrl-C ended. */
const INTERRUPTED = 130;
const MAX_STDIN_BYTES = 1024 * 1024;
/** A password manager may first ask a person. */
const STDIN_LIMIT_MS = 120_000;

/** Writes results to standard output, or to the file that `--output` names. @throws UsageError where it cannot. */
export async function writeResult(textOut: string, output: string | null): Promise<void> {
  await (output === null ? write(process.stdout, textOut) : writeOutput(output, textOut));
}

/** Progress, prompts and notes go to standard error. */
export async function note(line: string): Promise<void> {
  await write(process.stderr, `${line}\n`);
}

/**
 * Resolves once the text has left this process, so that a pipe gets all of it. A reader that went away is no error,
 * and neither is a note that nobody can read.
 *
 * @throws UsageError where standard output takes nothing for another reason, such as a full disk.
 */
function write(stream: NodeJS.WriteStream, chunk: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(chunk, (error) => {
      const gone = !error || ['EPIPE', 'ERR_STREAM_DESTROYED'].includes(errnoOf(error));
      if (gone || stream === process.stderr) resolve();
      else
        reject(new UsageError(`cannot write to standard output: ${fileErrorText(error, 'no such folder')}`));
    });
  });
}

/** Standard input, whole. @throws UsageError where it is a terminal, too large, or does not end in time */
export async function readStdin(option: string): Promise<string> {
  if (process.stdin.isTTY) throw new UsageError(`${option} reads standard input; pipe the text in`);
  return readWhole(process.stdin, option, STDIN_LIMIT_MS);
}

/**
 * All that a pipe brings, at most 1 MiB.
 *
 * @throws UsageError where it is more, or does not end within `limitMs`.
 */
export async function readWhole(pipe: Readable, option: string, limitMs: number): Promise<string> {
  const late = `${option}: standard input did not end within ${Math.round(limitMs / 1000)} s`;
  const timer = setTimeout(() => pipe.destroy(new UsageError(late)), limitMs);
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  try {
    for await (const chunk of pipe) {
      const bytes = bytesOf(chunk);
      sizeBytes += bytes.length;
      if (sizeBytes > MAX_STDIN_BYTES) throw new UsageError(`${option}: more than 1 MiB on standard input`);
      chunks.push(bytes);
    }
  } finally {
    clearTimeout(timer);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** A piece of what a stream brings, which may come as a text. */
export function bytesOf(chunk: unknown): Uint8Array {
  return chunk instanceof Uint8Array ? chunk : Buffer.from(String(chunk));
}

/**
 * Asks a yes-or-no question on the terminal; anything but yes is no, and so is the end of the input (Ctrl-D) or of
 * the run. Ctrl-C interrupts the process, as it does elsewhere.
 */
export async function confirm(question: string, end?: AbortSignal): Promise<boolean> {
  const { createInterface } = await import('node:readline/promises');
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  // Readline takes Ctrl-C as a key.
  terminal.on('SIGINT', () => {
    terminal.close();
    if (!process.emit('SIGINT')) process.exit(INTERRUPTED);
  });
  const closed = new Promise<string>((resolve) => terminal.once('close', () => resolve('')));
  try {
    const asked = terminal.question(`${question} [y/N] `, end === undefined ? {} : { signal: end });
    return /^y(?:es)?$/i.test((await Promise.race([asked.catch(() => ''), closed])).trim());
  } finally {
    terminal.close();
  }
}
