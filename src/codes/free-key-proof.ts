import type { Api } from '../evidence/types.ts';
import type { Exchange, Facts, Role } from '../probes/facts.ts';
import { lastOf } from './roles.ts';

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
 * Is the real key told from a made-up one, without a call that costs? The made-up one must be refused as a key (401,
 * 403) and the real one must get past that.
 */
export function keyProvedFree(facts: Facts, api: Api): boolean {
  return PAIRS[api].some(([real, madeUp]) => {
    const [own, other] = [statusOf(lastOf(facts, real)), statusOf(lastOf(facts, madeUp))];
    return own !== null && other !== null && isRefusal(other) && !isRefusal(own) && own < 500;
  });
}

const isRefusal = (status: number): boolean => status === 401 || status === 403;

function statusOf(exchange: Exchange | null): number | null {
  return exchange === null || exchange.outcome.kind === 'failure' ? null : exchange.outcome.answer.status;
}
