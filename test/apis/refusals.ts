import { adaptCall, type Adaptation } from '../../src/apis/adapt.ts';
import type { Call } from '../../src/apis/call.ts';
import { toAnswerEvidence } from '../../src/evidence/answer.ts';
import type { Ask } from '../../src/evidence/types.ts';

/** What the refused call asked. */
export const ASK: Ask = {
  api: 'openai',
  operation: 'chat',
  model: 'acme-1',
  auth: 'bearer',
  key: 'real',
  keyTail: null,
  stream: false,
  tools: false,
  url: null,
};
/** A plain call, before anything was refused. */
export const CALL: Call = {
  api: 'openai',
  model: 'acme-1',
  maxTokens: 16,
  stream: false,
  tool: false,
  limitParameter: 'max_tokens',
  toolChoice: 'forced',
  streamUsage: true,
  long: false,
};
/** `{"error": {…}}` as OpenAI and most gateways have it. */
export const error = (message: string, fields: object = {}): object => ({ error: { message, ...fields } });

/** What becomes of a call after a refusal of any shape. */
export function adapt(call: Partial<Call>, body: unknown, status = 400): Adaptation | null {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return adaptCall({ ...CALL, ...call }, toAnswerEvidence(ASK, { status, headers: {}, body: text }));
}
