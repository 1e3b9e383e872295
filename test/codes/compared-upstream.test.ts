import { describe, expect, it } from 'vitest';
import { failedThenWorked } from '../../src/codes/compared-upstream.ts';
import type { Exchange, Outcome } from '../../src/probes/facts.ts';
import { answered, exchangeOf } from '../probes/exchanges.ts';
import { factsWith } from './network/facts.ts';

const OK = answered('probe-model', 200, {
  choices: [{ message: { role: 'assistant', content: 'Yes' }, finish_reason: 'stop' }],
});
const DOWN = answered('probe-model', 503, { error: { message: 'Service unavailable' } });
const LIMITED = answered('probe-model', 429, { error: { message: 'Too many requests' } });

function call(model: string, outcome: Outcome, attempt: number): Exchange {
  const exchange = exchangeOf('probe-model', outcome, { attempt });
  return { ...exchange, ask: { ...exchange.ask, model } };
}

const measured = (...exchanges: Exchange[]): string[] =>
  failedThenWorked({ ...factsWith(null), exchanges }).map((one) => one.measured);

describe('a request that failed and then worked', () => {
  it('is compared with its own first try, whatever other models answered between', () => {
    expect(measured(call('a', DOWN, 1), call('b', LIMITED, 1), call('a', OK, 2))).toEqual([
      'status 503, then status 200',
    ]);
  });
  it('is not told of where its own first try ran into a limit', () => {
    expect(measured(call('a', LIMITED, 1), call('b', DOWN, 1), call('a', OK, 2))).toEqual([]);
  });
});
