import type { AnswerEvidence } from '../evidence/types.ts';
import type { Sign } from './types.ts';

/** The status that counts: the deepest error's own, where it names one, else that of the answer. */
export function statusThatCounts(answer: AnswerEvidence): number | null {
  return answer.errors.findLast((error) => error.status !== null)?.status ?? answer.status;
}

export function isSuccess(answer: AnswerEvidence): boolean {
  return answer.status !== null && answer.status >= 200 && answer.status < 300;
}

/** The weak sign that a status alone is; null where the status is none of these. */
export function statusSign(answer: AnswerEvidence, weights: Readonly<Record<number, number>>): Sign | null {
  const status = statusThatCounts(answer);
  const weight = status === null ? undefined : weights[status];
  return weight === undefined || status === null ? null : { weight, why: `status ${status}` };
}

/** A header whose value fits, as a sign. */
export function headerSign(answer: AnswerEvidence, name: string, value: RegExp, weight: number): Sign | null {
  const found = answer.headers[name];
  if (found === undefined || !value.test(found)) return null;
  return { weight, why: `header ${name}: ${found.slice(0, 100)}` };
}
