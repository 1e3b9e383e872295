import { limitWindows } from '../evidence/waits-windows.ts';
import type { Exchange } from './facts.ts';

/** What one small call may use of a limit on tokens, with its answer. */
const TOKENS_OF_A_CALL = 200;

/** Do the rate-limit headers of an answer leave less than so many requests at once would use? */
export function littleLeft({ outcome, startedAt }: Exchange, requests: number): boolean {
  if (outcome.kind === 'failure') return false;
  return limitWindows(outcome.answer.headers, Date.parse(startedAt)).some(({ name, remaining }) =>
    /token/i.test(name) ? remaining < requests * TOKENS_OF_A_CALL : remaining < requests,
  );
}
