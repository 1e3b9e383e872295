import type { Exchange, Outcome } from '../../probes/facts.ts';

/** Did a request that should have worked fail? What is sent to be refused, and what a deployment may lack, is none. */
export function hasFailed({ ask, role, outcome }: Exchange): boolean {
  if (ask.key === 'made-up' || ask.operation === 'balance' || role.startsWith('experiment.')) return false;
  return isBad(outcome) && !(role.startsWith('free.') && isRefusedBody(outcome));
}

/** `--free` sends calls without messages: a refusal of the body is what they are for. */
function isRefusedBody(outcome: Outcome): boolean {
  return outcome.kind === 'answer' && [400, 422].includes(outcome.answer.status);
}

function isBad(outcome: Outcome): boolean {
  if (outcome.kind === 'failure') return true;
  const { status } = outcome.answer;
  if (status < 200 || status > 299) return true;
  if (outcome.kind === 'stream') return outcome.answer.end !== 'end' || outcome.reading.errorData !== null;
  return outcome.reading.kind === 'error' || outcome.reading.kind === 'other';
}

/** What came back, in one line: the status, or how the connection failed. */
export function outcomeText({ outcome }: Exchange): string {
  if (outcome.kind === 'failure') {
    const { layer, code, message } = outcome.failure;
    return `${layer}: ${code} ${message}`;
  }
  const end =
    outcome.kind === 'stream' && outcome.answer.end !== 'end' ? `, ended: ${outcome.answer.end}` : '';
  return `status ${outcome.answer.status}${end}`;
}
