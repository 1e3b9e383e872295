import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import type { Transform } from 'node:stream';

/** A decoder for one content coding; null for `identity` and for codings that are not known. */
export function decoderFor(coding: string | undefined, firstByte: number | undefined): Transform | null {
  switch (coding?.trim().toLowerCase()) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'br':
      return createBrotliDecompress();
    case 'deflate':
      // Meant is the zlib format (RFC 9110, section 8.4.1.2); some servers send the bare one.
      return firstByte !== undefined && (firstByte & 0x0f) === 8 ? createInflate() : createInflateRaw();
    default:
      return null;
  }
}

interface Decoded {
  text: string;
  bytes: number;
  truncated: boolean;
  /** True where the body is not what its coding says. */
  failed: boolean;
}

/**
 * A body as text: its content coding undone (at most `maxBytes`, whatever it would unpack to), read as UTF-8 with
 * replacement characters. A body that is not what its coding says is taken as it stands.
 */
export async function decodeBody(
  raw: Buffer,
  coding: string | undefined,
  maxBytes: number,
): Promise<Decoded> {
  const decoder = raw.length === 0 ? null : decoderFor(coding, raw[0]);
  const unpacked = decoder === null ? null : await unpack(decoder, raw, maxBytes);
  const bytes = unpacked === null || unpacked.body.length === 0 ? raw : unpacked.body;
  return {
    text: new TextDecoder('utf-8').decode(bytes),
    bytes: bytes.length,
    truncated: unpacked?.truncated ?? false,
    failed: unpacked !== null && unpacked.body.length === 0,
  };
}

function unpack(
  decoder: Transform,
  raw: Buffer,
  maxBytes: number,
): Promise<{ body: Buffer; truncated: boolean }> {
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    let total = 0;
    const finish = (truncated: boolean): void => {
      resolve({ body: Buffer.concat(parts).subarray(0, maxBytes), truncated });
      decoder.destroy();
    };
    decoder.on('data', (part: Buffer) => {
      parts.push(part);
      total += part.length;
      if (total > maxBytes) finish(true);
    });
    decoder.on('end', () => finish(false));
    decoder.on('error', () => finish(false));
    decoder.end(raw);
  });
}
