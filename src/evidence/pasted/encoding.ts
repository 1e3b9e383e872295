/** In which encoding a text comes. */

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'latin1';

/** So many bytes of the start tell it. */
export const ENCODING_SAMPLE_BYTES = 512;

/** Of each pair of bytes in UTF-16 of a European language, one is zero nearly always. */
const MOST = 0.6;

/**
 * By the byte-order mark (Unicode, chapter 23.8), else by where zeros stand: PowerShell redirects into UTF-16, with a
 * mark or, from some programs, without. Bytes with zeros elsewhere are no text; read as Latin-1 they cost least.
 */
export function encodingOf(start: Uint8Array): Encoding {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  const sample = start.subarray(0, ENCODING_SAMPLE_BYTES);
  const zeros = [0, 0];
  for (const [index, byte] of sample.entries())
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (even + odd === 0) return 'utf-8';
  const pairs = sample.length / 2;
  if (odd >= pairs * MOST && even === 0) return 'utf-16le';
  return even >= pairs * MOST && odd === 0 ? 'utf-16be' : 'latin1';
}
