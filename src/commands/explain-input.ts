import { createReadStream } from 'node:fs';
import { TextDecoder } from 'node:util';
import { createExcerpt } from '../evidence/pasted/excerpt.ts';
import { fileErrorText } from './file-error.ts';
import { UsageError } from './usage-error.ts';

/** What there is to explain. */
export interface ExplainInput {
  /** What matters of the text; all of it where it is short. */
  excerpt: string;
  /** The whole text; null where it is too long for a report of this tool. */
  whole: string | null;
}

const MAX_WHOLE_CHARS = 8 * 1024 * 1024;

/** Standard input, whatever its size, in bounded memory. @throws UsageError where it is a terminal */
export async function readPastedStdin(): Promise<ExplainInput> {
  if (process.stdin.isTTY) {
    throw new UsageError(
      'explain takes a code, a pasted error, --file, or text on standard input. Try: agentrouter explain key.rejected',
    );
  }
  return gather(process.stdin);
}

/** A file, whatever its size. @throws UsageError where it cannot be read */
export async function readPastedFile(path: string): Promise<ExplainInput> {
  try {
    return await gather(createReadStream(path));
  } catch (error) {
    throw new UsageError(`--file: cannot read ${path}: ${fileErrorText(error, 'no such file')}`);
  }
}

/** Text from the command line. */
export function pastedText(text: string): ExplainInput {
  return { excerpt: text, whole: text };
}

async function gather(stream: AsyncIterable<unknown>): Promise<ExplainInput> {
  const excerpt = createExcerpt();
  let whole: string | null = '';
  let decoder: TextDecoder | null = null;
  const take = (part: string): void => {
    excerpt.push(part);
    whole = whole === null || whole.length + part.length > MAX_WHOLE_CHARS ? null : whole + part;
  };
  for await (const chunk of stream) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    if (!(bytes instanceof Uint8Array)) continue;
    decoder ??= new TextDecoder(encodingOf(bytes));
    take(decoder.decode(bytes, { stream: true }));
  }
  take(decoder?.decode() ?? '');
  return { excerpt: excerpt.text(), whole };
}

/** PowerShell redirects into UTF-16; everything else here is UTF-8 (Unicode, chapter 23.8: byte-order marks). */
function encodingOf(start: Uint8Array): string {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  return start[0] === 0xfe && start[1] === 0xff ? 'utf-16be' : 'utf-8';
}
