/** The bytes of an env file: as UTF-8, and line by line without losing one of them. */

const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

interface Utf8 {
  bytes: Buffer;
  /** How it differs from the file, in words; null where it does not. */
  change: string | null;
}

/** One line with the characters that end it (`\r\n`, `\n`, `\r`; empty for the last). */
export interface RawLine {
  /** Byte for byte as it stands: other programs' lines may be in another encoding. */
  body: Buffer;
  end: string;
}

/** UTF-16 with its byte-order mark; null where it is cut, has lone surrogates, or holds NUL characters. */
function fromUtf16(bytes: Buffer): Buffer | null {
  const littleEndian = bytes[0] === 0xff && bytes[1] === 0xfe;
  const bigEndian = bytes[0] === 0xfe && bytes[1] === 0xff;
  if (bytes.length % 2 !== 0 || !(littleEndian || bigEndian)) return null;
  const units = Buffer.from(bytes.subarray(2));
  try {
    const text = new TextDecoder('utf-16le', { fatal: true, ignoreBOM: true }).decode(
      bigEndian ? units.swap16() : units,
    );
    return text.includes('\0') ? null : Buffer.from(text, 'utf8');
  } catch {
    return null;
  }
}

function withoutMark(bytes: Buffer): Buffer {
  let rest = bytes;
  while (rest.subarray(0, UTF8_MARK.length).equals(UTF8_MARK)) rest = rest.subarray(UTF8_MARK.length);
  return rest;
}

/**
 * The file in UTF-8 without a byte-order mark. Null for UTF-16 that cannot be told for certain: without a mark, or
 * with anything in it that no UTF-8 text has.
 */
export function toUtf8(bytes: Buffer, utf16: boolean): Utf8 | null {
  if (utf16) {
    const decoded = fromUtf16(bytes);
    return decoded === null ? null : { bytes: withoutMark(decoded), change: 'UTF-16 becomes UTF-8' };
  }
  const bare = withoutMark(bytes);
  return { bytes: bare, change: bare.length === bytes.length ? null : 'the byte-order mark goes' };
}

/** Splits where dotenv does: at `\r\n`, `\n` and `\r`, whose bytes are part of no other character in UTF-8. */
export function splitLines(bytes: Buffer): RawLine[] {
  const pieces = bytes.toString('latin1').split(/(\r\n|\r|\n)/);
  return pieces.flatMap((piece, index) =>
    index % 2 === 0 ? { body: Buffer.from(piece, 'latin1'), end: pieces[index + 1] ?? '' } : [],
  );
}

export function joinLines(lines: readonly RawLine[]): Buffer {
  return Buffer.concat(lines.flatMap(({ body, end }) => [body, Buffer.from(end, 'latin1')]));
}

/** The text of bytes that are valid UTF-8; null for others, which would not survive being written again. */
export function cleanText(bytes: Buffer): string | null {
  const text = bytes.toString('utf8');
  return Buffer.from(text, 'utf8').equals(bytes) ? text : null;
}
