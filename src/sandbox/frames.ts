import type { Frame } from './types.ts';

/** Time between two tokens of a stream. */
const PACE_MS = 4;
/** Characters of tool arguments in one piece, so that they come in several. */
const PIECE_CHARS = 6;

/** Arguments of a tool call in pieces, as streams carry them. */
export function inPieces(text: string): string[] {
  return text.match(new RegExp(`[^]{1,${PIECE_CHARS}}`, 'g')) ?? [];
}

/** An event that carries no content. */
export function plainFrame(text: string): Frame {
  return { afterMs: 0, text, content: false };
}

/** An event with a piece of the answer. */
export function contentFrame(text: string): Frame {
  return { afterMs: PACE_MS, text, content: true };
}
