/** A secret that a stream says back a few characters at a time, so that no event holds a telling piece of it. */

import { HIDDEN } from './redact-mask.ts';

/** The fields in which both APIs send text piece by piece. */
const PIECE =
  /"(?:content|text|thinking|reasoning|reasoning_content|refusal|partial_json|arguments)": ?"((?:[^"\\]|\\.){1,2000})"/g;

interface Piece {
  /** Where it stands in the text of the stream. */
  start: number;
  chars: number;
  /** Where it stands in the joined text. */
  at: number;
}

/** What the events of a stream say together, still escaped as in JSON; null for what is no stream. */
function joinedPieces(text: string): { joined: string; pieces: Piece[] } | null {
  if (!text.includes('data:')) return null;
  const pieces: Piece[] = [];
  let joined = '';
  for (const { 0: field, 1: piece = '', index } of text.matchAll(PIECE)) {
    pieces.push({ start: index + field.length - 1 - piece.length, chars: piece.length, at: joined.length });
    joined += piece;
  }
  return pieces.length < 2 ? null : { joined, pieces };
}

/** What the events of a stream say together; empty for what is no stream. */
export function joinedText(text: string): string {
  return joinedPieces(text)?.joined ?? '';
}

/** Start and end of every secret in a text. */
function rangesOf(text: string, secrets: Iterable<string>): [number, number][] {
  const ranges: [number, number][] = [];
  for (const secret of secrets) {
    for (const form of new Set([secret, JSON.stringify(secret).slice(1, -1)]))
      for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + form.length))
        ranges.push([at, at + form.length]);
  }
  return ranges;
}

/** The text of a stream in which no pieces make up one of the secrets: stars stand where it began. */
export function withoutSplit(text: string, secrets: Iterable<string>): string {
  const stream = joinedPieces(text);
  if (stream === null) return text;
  const ranges = rangesOf(stream.joined, secrets);
  let clean = '';
  let from = 0;
  for (const { start, chars, at } of stream.pieces) {
    const touched = ranges.filter(([begin, end]) => begin < at + chars && end > at);
    // One that stands in a single piece is hidden as in any other text.
    const split = touched.filter(([begin, end]) => begin < at || end > at + chars);
    if (split.length === 0) continue;
    const before = Math.min(...split.map(([begin]) => begin)) - at;
    const after = Math.max(...split.map(([, end]) => end)) - at;
    clean += text.slice(from, start) + (before >= 0 ? text.slice(start, start + before) + HIDDEN : '');
    from = start + Math.min(after, chars);
  }
  return clean + text.slice(from);
}
