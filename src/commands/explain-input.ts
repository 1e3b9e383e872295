import { TextDecoder } from 'node:util';
import { encodingOf, ENCODING_SAMPLE_BYTES } from '../evidence/pasted/encoding.ts';
import { createExcerpt } from '../evidence/pasted/excerpt.ts';
import { note } from './console.ts';
import { fileErrorText } from './file-error.ts';
import { chunksOfFile, chunksOfPipe, READ_LIMITS } from './pasted-chunks.ts';
import { UsageError } from './usage-error.ts';

/** What there is to explain. */
export interface ExplainInput {
  /** What matters of the text; all of it where it is short. */
  excerpt: string;
  /** The whole text; null where it is too long for a report of this tool. */
  whole: string | null;
}

const MAX_WHOLE_CHARS = 8 * 1024 * 1024;
const END_OF_INPUT = process.platform === 'win32' ? 'Ctrl-Z and Enter' : 'Ctrl-D';

/** Standard input, whatever its size, in bounded memory. @throws UsageError where nothing comes, or it cannot be read */
export async function readPastedStdin(): Promise<ExplainInput> {
  const { stdin } = process;
  // A person takes the time that it takes.
  const limits = stdin.isTTY
    ? { ...READ_LIMITS, silenceMs: NO_LIMIT_MS, noticeMs: NO_LIMIT_MS }
    : READ_LIMITS;
  if (stdin.isTTY) tell(`Paste the error, then press Enter and ${END_OF_INPUT}.`);
  try {
    return await gather(chunksOfPipe(stdin, limits, tell));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`cannot read standard input: ${fileErrorText(error, 'no such file')}`);
  } finally {
    stdin.destroy();
  }
}

/** The longest time that a timer can measure. */
const NO_LIMIT_MS = 2 ** 31 - 1;

function tell(line: string): void {
  void note(`agentrouter: ${line}`);
}

/** A file, whatever its size or kind. @throws UsageError where it cannot be read */
export async function readPastedFile(path: string): Promise<ExplainInput> {
  try {
    return await gather(chunksOfFile(path, READ_LIMITS, tell));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`--file: cannot read ${path}: ${fileErrorText(error, 'no such file')}`);
  }
}

/** Text from the command line. */
export function pastedText(text: string): ExplainInput {
  return { excerpt: text, whole: text };
}

async function gather(chunks: AsyncIterable<Uint8Array>): Promise<ExplainInput> {
  const excerpt = createExcerpt();
  let whole: string | null = '';
  let decoder: TextDecoder | null = null;
  let start = Buffer.alloc(0);
  const take = (part: string): void => {
    excerpt.push(part);
    whole = whole === null || whole.length + part.length > MAX_WHOLE_CHARS ? null : whole + part;
  };
  for await (const chunk of chunks) {
    if (decoder === null) {
      start = Buffer.concat([start, chunk]);
      if (start.length < ENCODING_SAMPLE_BYTES) continue;
      decoder = new TextDecoder(encodingOf(start));
      take(decoder.decode(start, { stream: true }));
    } else take(decoder.decode(chunk, { stream: true }));
  }
  take(decoder === null ? new TextDecoder(encodingOf(start)).decode(start) : decoder.decode());
  return { excerpt: excerpt.text(), whole };
}
