import { accessSync, constants, rmSync, statSync, writeFileSync } from 'node:fs';
import { fileErrorText } from './file-error.ts';
import { UsageError } from './usage-error.ts';

/** As shells tell of a process that Ctrl-C ended. */
const INTERRUPTED = 130;
const MAX_STDIN_BYTES = 1024 * 1024;

/** Writes results to standard output, or to the file that `--output` names. @throws UsageError where it cannot. */
export async function writeResult(textOut: string, output: string | null): Promise<void> {
  if (output === null) {
    await write(process.stdout, textOut);
    return;
  }
  try {
    writeFileSync(output, textOut);
  } catch (error) {
    throw new UsageError(`--output: cannot write ${output}: ${fileErrorText(error, 'no such folder')}`);
  }
}

/**
 * Fails early, before anything is sent, where `--output` cannot be written. The file stays as it was: the run may
 * yet turn out to be impossible.
 *
 * @throws UsageError
 */
export function checkOutput(output: string | null): void {
  if (output === null) return;
  try {
    const found = statSync(output, { throwIfNoEntry: false });
    if (found === undefined) {
      writeFileSync(output, '', { flag: 'wx' });
      rmSync(output);
    } else if (found.isDirectory()) {
      throw new UsageError(`--output: cannot write ${output}: it is a folder`);
    } else {
      accessSync(output, constants.W_OK);
    }
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`--output: cannot write ${output}: ${fileErrorText(error, 'no such folder')}`);
  }
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
      const gone =
        !error || ('code' in error && ['EPIPE', 'ERR_STREAM_DESTROYED'].includes(String(error.code)));
      if (gone || stream === process.stderr) resolve();
      else
        reject(new UsageError(`cannot write to standard output: ${fileErrorText(error, 'no such folder')}`));
    });
  });
}

/** Standard input, whole. @throws UsageError where it is a terminal or too large. */
export async function readStdin(option: string): Promise<string> {
  if (process.stdin.isTTY) throw new UsageError(`${option} reads standard input; pipe the text in`);
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of process.stdin) {
    const bytes = bytesOf(chunk);
    sizeBytes += bytes.length;
    if (sizeBytes > MAX_STDIN_BYTES) throw new UsageError(`${option}: more than 1 MiB on standard input`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function bytesOf(chunk: unknown): Buffer {
  return chunk instanceof Uint8Array ? Buffer.from(chunk) : Buffer.from(String(chunk));
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
