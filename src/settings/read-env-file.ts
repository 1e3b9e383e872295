import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { errnoOf } from './errno.ts';
import type { EnvFileFacts } from './types.ts';

const MAX_BYTES = 1024 * 1024;
/** The pattern of dotenv takes quadratic time over blank lines; no file for people has so many in a row. */
const LONG_BLANK = /(?:[\r\n][^\S\r\n]*){100}/;

export interface ReadEnvFile {
  /** Decoded, for looking at; null where there is a problem. */
  text: string | null;
  /** True where programs that read UTF-8 get these values too. */
  usable: boolean;
  problem: EnvFileFacts['problem'];
  encoding: EnvFileFacts['encoding'];
  /** As they stand in the file; empty where there is a problem. */
  bytes: Buffer;
}

const NO_ENCODING = { bom: false, utf16: false, crlf: false };

function failed(problem: NonNullable<EnvFileFacts['problem']>): ReadEnvFile {
  return { text: null, usable: false, problem, encoding: NO_ENCODING, bytes: Buffer.alloc(0) };
}

/** With a byte-order mark, or by the zero bytes of plain ASCII without one. */
function utf16Kind(bytes: Buffer): 'le' | 'be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'be';
  const start = bytes.subarray(0, 64);
  if (start.length < 4 || start.length % 2 !== 0) return null;
  const zeroAt = (parity: number) => start.every((byte, index) => (byte === 0) === (index % 2 === parity));
  return zeroAt(1) ? 'le' : zeroAt(0) ? 'be' : null;
}

function decodeUtf16(bytes: Buffer, kind: 'le' | 'be'): string {
  const even = Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2)));
  return (kind === 'be' ? even.swap16() : even).toString('utf16le').replace(/^\ufeff/, '');
}

function decode(bytes: Buffer): ReadEnvFile {
  const utf16 = utf16Kind(bytes);
  if (utf16 !== null) {
    const text = decodeUtf16(bytes, utf16);
    return {
      text,
      usable: false,
      problem: null,
      encoding: { bom: bytes[0] === 0xff || bytes[0] === 0xfe, utf16: true, crlf: text.includes('\r\n') },
      bytes,
    };
  }
  if (bytes.includes(0)) return failed('binary');
  const text = bytes.toString('utf8');
  if (LONG_BLANK.test(text)) return failed('unreadable');
  const bom = text.startsWith('\ufeff');
  return {
    text: bom ? text.slice(1) : text,
    usable: true,
    problem: null,
    encoding: { bom, utf16: false, crlf: text.includes('\r\n') },
    bytes,
  };
}

/**
 * Reads an env file once, at most 1 MiB. Never throws and never waits: pipes and devices are not read.
 * With a user number, a file of another user is not read either.
 */
export function readEnvBytes(path: string, uid: number | null): ReadEnvFile {
  let file: number | null = null;
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const stat = fstatSync(file);
    if (stat.isDirectory()) return failed('directory');
    if (!stat.isFile()) return failed('unreadable');
    if (uid !== null && stat.uid !== uid) return failed('other-user');
    if (stat.size > MAX_BYTES) return failed('too-large');
    const bytes = Buffer.alloc(stat.size);
    let read = 0;
    for (let got = 1; got > 0 && read < bytes.length; read += got) {
      got = readSync(file, bytes, read, bytes.length - read, read);
    }
    return decode(bytes.subarray(0, read));
  } catch (error) {
    const code = errnoOf(error);
    return failed(code === 'ENOENT' ? 'missing' : code === 'EISDIR' ? 'directory' : 'unreadable');
  } finally {
    if (file !== null) closeSync(file);
  }
}
