import { accessSync, constants, rmSync, statSync, writeFileSync } from 'node:fs';
import { fileErrorText } from './file-error.ts';
import { UsageError } from './usage-error.ts';
import { writePipe } from './write-pipe.ts';

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
      throw new Error('it is a folder');
    } else {
      accessSync(output, constants.W_OK);
    }
  } catch (error) {
    throw notWritable(output, error);
  }
}

/** Writes a result to the file, device or named pipe of `--output`, whose mode stays. @throws UsageError */
export async function writeOutput(output: string, content: string): Promise<void> {
  try {
    await writeInPlace(output, content);
  } catch (error) {
    throw notWritable(output, error);
  }
}

/** Writes over what is there, or into it where it is a device or a pipe. @throws Error with the reason */
export async function writeInPlace(path: string, content: string): Promise<void> {
  if (statSync(path, { throwIfNoEntry: false })?.isFIFO() === true) await writePipe(path, content);
  else writeFileSync(path, content);
}

/** The message of everything that `--output` cannot do. */
export function notWritable(output: string, reason: unknown): UsageError {
  return new UsageError(`--output: cannot write ${output}: ${fileErrorText(reason, 'no such folder')}`);
}
