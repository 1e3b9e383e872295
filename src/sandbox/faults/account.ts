import { insufficientBalance } from '../replies.ts';
import { isModelCall } from '../routes.ts';
import type { Fault } from '../types.ts';

export const ACCOUNT_FAULTS = {
  'balance.insufficient': {
    summary: 'answers 402: the balance is used up',
    setup: { usedUsd: 20 },
    withKey: (_call, route) => (isModelCall(route) ? insufficientBalance() : null),
  },
  'balance.low': {
    summary: 'has 0.20 of 20 US dollars left',
    setup: { usedUsd: 19.8 },
  },
  'rate.limited': {
    summary: 'answers 429 until the minute is over, and in the next one again',
    setup: { requestsPerMinute: 100, requestsUsed: 100 },
  },
  'rate.nearly-exhausted': {
    summary: 'has under a tenth of the requests of each minute left',
    setup: { requestsUsed: 920 },
  },
} satisfies Record<string, Fault>;
