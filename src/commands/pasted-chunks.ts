/** The bytes of what is to be explained, from standard input or a file: bounded in size, and in time where they come slowly. */

import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { bytesOf } from './console.ts';
import { errnoOf } from '../settings/errno.ts';
import { UsageError } from './usage-error.ts';

export interface ReadLimits {
  /** After so long without a byte reading ends. */
  silenceMs: number;
  /** After so long without the first byte it is told what is waited for. */
  noticeMs: number;
  /** So long a named pipe may be without a program that writes to it. */
  writerMs: number;
  maxBytes: number;
}

export const READ_LIMITS: ReadLimits = {
  silenceMs: 120_000,
  noticeMs: 3_000,
  writerMs: 1_000,
  maxBytes: 64 * 1024 * 1024,
};

/** Takes a note for the user. */
type Tell = (line: string) => void;

const CHUNK_BYTES = 256 * 1024;
const POLL_MS = 20;

const WAITING =
  'Waiting for text on standard input. It can also be given as an argument, or with --file error.log.';
const ADVICE = 'Write it to a file and explain that: agentrouter explain --file error.log';

/**
 * What a pipe brings. Ends at its end, at the size limit, and when nothing more comes.
 * @throws UsageError where nothing comes at all
 */
export async function* chunksOfPipe(
  pipe: AsyncIterable<unknown>,
  limits: ReadLimits,
  tell: Tell,
): AsyncGenerator<Uint8Array> {
  const source = pipe[Symbol.asyncIterator]();
  const notice = setTimeout(() => tell(WAITING), limits.noticeMs);
  let sizeBytes = 0;
  try {
    for (;;) {
      const next = await within(limits.silenceMs, source.next());
      clearTimeout(notice);
      if (next === null) {
        endOfSilence(sizeBytes, limits, tell);
        return;
      }
      if (next.done === true) return;
      const chunk = bytesOf(next.value);
      sizeBytes += chunk.length;
      yield chunk;
      if (sizeBytes >= limits.maxBytes) {
        tell(leftOut(limits));
        return;
      }
    }
  } finally {
    clearTimeout(notice);
  }
}

/** The value, or null where it does not come in time. */
async function within<T>(limitMs: number, value: Promise<T>): Promise<T | null> {
  const end = new AbortController();
  const late = pause(limitMs, null, { signal: end.signal });
  // The one that comes second has nobody to take its failure.
  late.catch(() => undefined);
  value.catch(() => undefined);
  try {
    return await Promise.race([value, late]);
  } finally {
    end.abort();
  }
}

function endOfSilence(sizeBytes: number, { silenceMs }: ReadLimits, tell: Tell): void {
  const seconds = Math.round(silenceMs / 1000);
  if (sizeBytes === 0) throw new UsageError(`explain got no text within ${seconds} s. ${ADVICE}`);
  tell(`No more text for ${seconds} s: explaining what came so far.`);
}

function leftOut({ maxBytes }: ReadLimits): string {
  return `Only the first ${Math.round(maxBytes / 1024 / 1024)} MiB are looked at.`;
}

/**
 * What a file holds; of one beyond the size limit its start and its end. A named pipe, a terminal and the like are
 * read without blocking, so that waiting for them can end. A chunk is valid until the next one is asked for.
 * @throws UsageError where nobody writes to a pipe, or the system's error where the file cannot be read
 */
export async function* chunksOfFile(
  path: string,
  limits: ReadLimits,
  tell: Tell,
): AsyncGenerator<Uint8Array> {
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stat = await file.stat();
    if (stat.isFile()) yield* startAndEnd(file, stat.size, limits);
    else yield* polled(file, stat.isFIFO(), limits, tell);
  } finally {
    await file.close();
  }
}

async function* startAndEnd(
  file: FileHandle,
  sizeBytes: number,
  { maxBytes }: ReadLimits,
): AsyncGenerator<Uint8Array> {
  const gapStart = sizeBytes > maxBytes ? maxBytes / 2 : Infinity;
  const buffer = Buffer.alloc(CHUNK_BYTES);
  let at = 0;
  for (;;) {
    const { bytesRead } = await file.read({ buffer, position: at });
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
    at += bytesRead;
    if (at >= gapStart && at < sizeBytes - maxBytes / 2) at = sizeBytes - maxBytes / 2;
  }
}

async function* polled(
  file: FileHandle,
  isPipe: boolean,
  limits: ReadLimits,
  tell: Tell,
): AsyncGenerator<Uint8Array> {
  const buffer = Buffer.alloc(CHUNK_BYTES);
  let sizeBytes = 0;
  let lastMs = Date.now();
  for (;;) {
    const chunk = await readNow(file, buffer);
    if (chunk !== null && chunk.length > 0) {
      sizeBytes += chunk.length;
      yield chunk;
      if (sizeBytes >= limits.maxBytes) {
        tell(leftOut(limits));
        return;
      }
      lastMs = Date.now();
      continue;
    }
    const silentMs = Date.now() - lastMs;
    const isEnd = chunk !== null && (!isPipe || sizeBytes > 0 || silentMs > limits.writerMs);
    if (isEnd) return;
    if (silentMs > limits.silenceMs) {
      endOfSilence(sizeBytes, limits, tell);
      return;
    }
    await pause(POLL_MS);
  }
}

/** What can be read at once: nothing at the end, or where nobody writes yet; null where a writer is silent. */
async function readNow(file: FileHandle, buffer: Buffer): Promise<Uint8Array | null> {
  try {
    const { bytesRead } = await file.read({ buffer, position: null });
    return buffer.subarray(0, bytesRead);
  } catch (error) {
    if (errnoOf(error) === 'EAGAIN') return null;
    throw error;
  }
}
