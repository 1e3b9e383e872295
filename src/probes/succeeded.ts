import type { Outcome } from './facts.ts';

/** Did the deployment answer what was asked, whatever the answer says? */
export function succeeded(outcome: Outcome): boolean {
  if (outcome.kind === 'failure') return false;
  const { status } = outcome.answer;
  if (status < 200 || status > 299) return false;
  // A connection that breaks after the end marker takes nothing from the answer.
  return outcome.kind === 'stream'
    ? outcome.reading.errorData === null && (outcome.answer.end === 'end' || outcome.reading.terminated)
    : outcome.reading.kind === 'completion' || outcome.reading.kind === 'list';
}
