import { adaptCall, adaptCutToolCall, type Adaptation } from '../apis/adapt.ts';
import type { Call } from '../apis/call.ts';
import { toAnswerEvidence } from '../evidence/answer.ts';
import type { AnswerEvidence } from '../evidence/types.ts';
import type { Exchange } from './facts.ts';

/** How a call can be changed so that the deployment answers what was meant; null where it need not or cannot. */
export function adaptationFor(call: Call, exchange: Exchange): Adaptation | null {
  const { outcome } = exchange;
  if (outcome.kind === 'failure') return null;
  const refusal = refusalIn(exchange);
  if (refusal !== null) return adaptCall(call, refusal);
  const { reading } = outcome;
  return reading.kind === 'completion' || reading.kind === 'stream'
    ? adaptCutToolCall(call, reading.finishReason, reading.toolCalls)
    : null;
}

/** An answer that is an error, or an error that is all that a stream brought. */
function refusalIn({ ask, outcome }: Exchange): AnswerEvidence | null {
  if (outcome.kind === 'answer') {
    const refused = outcome.answer.status >= 400 || outcome.reading.kind === 'error';
    return refused ? toAnswerEvidence(ask, outcome.answer) : null;
  }
  if (outcome.kind !== 'stream' || outcome.reading.errorData === null) return null;
  if (outcome.reading.contentChunks.length > 0) return null;
  return toAnswerEvidence(ask, { status: null, headers: {}, body: outcome.reading.errorData });
}
