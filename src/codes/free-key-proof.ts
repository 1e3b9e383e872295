import type { Api } from '../evidence/types.ts';
import type { Exchange, Facts, Role } from '../probes/facts.ts';
import { keyRefused, keyTaken } from './compared-auth.ts';
import { lastOf } from './roles.ts';
import type { VerdictsOf } from './types.ts';

/** Requests that cannot succeed, with the real key and with a made-up one. */
export const FREE_KEY_PROOFS = {
  openai: ['free.chat', 'free.chat.made-up', 'list.made-up'],
  anthropic: ['free.messages', 'free.messages.made-up'],
} as const;

const PAIRS: Record<Api, readonly [real: Role, madeUp: Role][]> = {
  openai: [
    ['free.chat', 'free.chat.made-up'],
    ['list', 'list.made-up'],
  ],
  anthropic: [['free.messages', 'free.messages.made-up']],
};

/**
 * Is the real key told from a made-up one, without a call that costs? The made-up one must be refused as a key, and
 * the real one must get past that: to an answer, or to a complaint about the request itself.
 */
export function keyProvedFree(facts: Facts, api: Api, verdictsOf: VerdictsOf): boolean {
  return PAIRS[api].some(([real, madeUp]) => {
    const [own, other] = [lastOf(facts, real), lastOf(facts, madeUp)];
    if (own === null || other === null || own.outcome.kind === 'failure') return false;
    const refused = keyRefused(other, verdictsOf) || isRefusal(answerStatus(other));
    if (!refused || isRefusal(answerStatus(own))) return false;
    return keyTaken(own, verdictsOf);
  });
}

const isRefusal = (status: number | null): boolean => status === 401 || status === 403;

function answerStatus({ outcome }: Exchange): number | null {
  return outcome.kind === 'failure' ? null : outcome.answer.status;
}
