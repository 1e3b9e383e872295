import type { AnswerEvidence } from '../evidence/types.ts';
import type { Paste } from '../evidence/pasted/paste.ts';
import { statusThatCounts } from './answer-status.ts';
import { CATALOGUE, CODES } from './catalogue.ts';
import { classifyFailure } from './classify-failure.ts';
import { classify } from './classify.ts';
import type { Sign } from './types.ts';

/** One cause that a pasted text speaks for. */
export interface PastedCause {
  code: string;
  sign: Sign;
  /** What showed it: an answer, or words that are none. */
  answer: AnswerEvidence | null;
  from: 'answer' | 'failure' | 'text';
}

/** How much less a client's words count beside an answer, and a line that may be of a client beside a client's words. */
const BESIDE = 25;
/** From this weight on a cause is more likely than not. */
export const SURE = 60;
/** Enough to settle a text: words that few causes share; for a failure without an answer a little more than `SURE`. */
const SETTLING = 45;
const SETTLING_FAILURE = 64;

/** Statuses that one cause alone explains, by the catalogue. */
const TELLING_STATUSES = [
  401, 402, 407, 413, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 529, 530,
];

/** All causes that a text speaks for, the strongest first, each once. */
export function causesOf(paste: Paste): PastedCause[] {
  if (paste.otherTopic) return [];
  const answered = paste.answers.flatMap(ofAnswer);
  const isSettled = answered.some(({ sign }) => sign.weight >= SURE);
  const failed = classifyFailure(paste.failure).map(({ code, sign }): PastedCause => ({
    code,
    sign,
    answer: null,
    from: 'failure',
  }));
  const beside = isSettled ? failed.map(lighter) : failed;
  const worded = saidInWords(paste);
  const isFailure = [...beside, ...worded].some(({ sign }) => sign.weight >= SURE);
  const stated = paste.statements.flatMap((answer) => {
    const causes = ofAnswer(answer);
    return (isFailure && answer.status === null) || isSettled ? causes.map(lighter) : causes;
  });
  return strongestOfEach([...answered, ...stated, ...beside, ...worded]);
}

function ofAnswer(answer: AnswerEvidence): PastedCause[] {
  return (
    classify(answer)
      // A transcript need not show the body.
      .filter(({ code }) => code !== 'unknown' && !(code === 'http.not-json' && answer.body.trim() === ''))
      .flatMap(({ code, sign }): PastedCause[] => {
        const cause: PastedCause = { code, sign, answer, from: 'answer' };
        // Whether a key was sent is not shown: that none was is the simpler reading.
        const unsent = code === 'auth.header-stripped' && answer.ask.key === null;
        return unsent
          ? [{ ...cause, code: 'key.missing', sign: { ...sign, weight: sign.weight + 1 } }, cause]
          : [cause];
      })
  );
}

function lighter(cause: PastedCause): PastedCause {
  return { ...cause, sign: { ...cause.sign, weight: cause.sign.weight - BESIDE } };
}

function saidInWords(paste: Paste): PastedCause[] {
  return CODES.flatMap((code): PastedCause[] => {
    const sign = CATALOGUE[code].textSign?.(paste.text) ?? null;
    return sign === null ? [] : [{ code, sign, answer: null, from: 'text' }];
  });
}

/** Of causes that weigh the same the one that stands first in the text: programs print the deepest cause first. */
function strongestOfEach(causes: readonly PastedCause[]): PastedCause[] {
  const best = new Map<string, PastedCause>();
  for (const cause of causes) {
    const known = best.get(cause.code);
    if (known === undefined || cause.sign.weight > known.sign.weight) best.set(cause.code, cause);
  }
  const ranked = [...best.values()].sort((a, b) => b.sign.weight - a.sign.weight);
  const explained = new Set(ranked.flatMap(explainedBy));
  return ranked.filter(({ code }) => !explained.has(code));
}

/** Whether the other API is served at the same place, one text does not show. */
const NEEDS_COMPARISON = ['endpoint.openai-missing', 'endpoint.anthropic-missing'];

function explainedBy({ code, sign }: PastedCause): readonly string[] {
  if (sign.weight < SURE || NEEDS_COMPARISON.includes(code)) return [];
  return (entryOfCode(code)?.supersedes ?? []).filter((other) => other !== code);
}

function entryOfCode(code: string) {
  const known = CODES.find((name) => name === code);
  return known === undefined ? null : CATALOGUE[known];
}

/** Does the strongest cause settle the matter? A bare `Connection error.` or 404 does not. */
export function settles(cause: PastedCause): boolean {
  const { sign, from, answer } = cause;
  if (from === 'failure') return sign.weight >= SETTLING_FAILURE;
  if (sign.weight >= SETTLING) return true;
  // By the catalogue any refused request that nothing else explains, as far as the server says anything of it.
  if (cause.code === 'request.invalid' && (answer?.errors.length ?? 0) > 0) return true;
  const status = answer === null ? null : statusThatCounts(answer);
  return status !== null && TELLING_STATUSES.includes(status);
}
