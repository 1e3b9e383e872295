/** What went wrong inside a stream, as an object or in plain words. */

import { toAnswerEvidence } from '../evidence/answer.ts';
import type { AnswerEvidence, Ask } from '../evidence/types.ts';
import type { StreamReading } from '../apis/types.ts';
import { classify } from './classify.ts';

/** Failures that whoever forwards a stream may put into it in words, without JSON. */
const FORWARDED = /^(?:upstream|rate|balance|account)\./;

/**
 * The error that came inside a stream, as an answer of its own; null where none came. A line that is neither a chunk nor
 * a piece of JSON, and says in words that something failed, is one as well.
 */
export function errorInside(
  ask: Ask,
  headers: Record<string, string>,
  { errorData, malformed }: StreamReading,
): AnswerEvidence | null {
  if (errorData !== null) return toAnswerEvidence(ask, { status: null, headers, body: errorData });
  if (malformed === null || /^\s*[[{("]/.test(malformed)) return null;
  const words = toAnswerEvidence(ask, { status: null, headers: {}, body: malformed });
  return FORWARDED.test(classify(words)[0]?.code ?? '') ? words : null;
}
