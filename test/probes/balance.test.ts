import { describe, expect, it } from 'vitest';
import { FAMILY_BALANCE } from '../../src/apis/balance.ts';
import { recordBalance } from '../../src/probes/balance.ts';
import type { BalanceFacts, Outcome } from '../../src/probes/facts.ts';
import { factsWith } from '../codes/network/facts.ts';
import { answered, exchangeOf, failed } from './exchanges.ts';

const NOT_FOUND = answered('balance.usage', 404, { error: { message: 'Invalid URL' } });
const body = (json: unknown): Outcome => answered('balance.usage', 200, json);

interface World {
  subscription: Outcome;
  usage: Outcome;
  family: [name: string, outcome: Outcome] | null;
  /** The subscription was asked for before. */
  alreadyAsked: boolean;
}

/** What is recorded, and which requests that took. */
async function recordedIn(world: Partial<World>): Promise<{ balance: BalanceFacts | null; sent: string[] }> {
  const { subscription = NOT_FOUND, usage = NOT_FOUND, family = null, alreadyAsked = false } = world;
  const facts = factsWith(null);
  const sent: string[] = [];
  const send = (name: string, outcome: Outcome): ReturnType<Parameters<typeof recordBalance>[1]['usage']> => {
    sent.push(name);
    return Promise.resolve(exchangeOf('balance.usage', outcome));
  };
  await recordBalance(facts, {
    alreadyAsked,
    subscription: () => send('subscription', subscription),
    usage: () => send('usage', usage),
    family: () => {
      const endpoint = family === null ? undefined : FAMILY_BALANCE[family[0]];
      return family === null || endpoint === undefined
        ? null
        : { endpoint, exchange: send('family', family[1]) };
    },
  });
  return { balance: facts.balance, sent };
}

describe('the balance', () => {
  it('takes no second request where the first, asked before, was not served', async () => {
    expect((await recordedIn({ alreadyAsked: true })).sent).toEqual(['subscription']);
    const served = { subscription: body({ hard_limit_usd: 20 }), usage: body({ total_usage: 500 }) };
    const { balance, sent } = await recordedIn({ ...served, alreadyAsked: true });
    expect(sent).toEqual(['subscription', 'usage']);
    expect(balance?.remainingUsd).toBe(15);
  });

  it('is what was granted less what was used', async () => {
    const { balance, sent } = await recordedIn({
      subscription: body({ hard_limit_usd: 20 }),
      usage: body({ total_usage: 1_969 }),
      family: ['new-api', NOT_FOUND],
    });
    expect(balance).toMatchObject({
      source: '/v1/dashboard/billing/subscription',
      grantedUsd: 20,
      usedUsd: 19.69,
      unlimited: false,
      unit: 'USD',
    });
    expect(balance?.remainingUsd).toBeCloseTo(0.31);
    expect(sent).toEqual(['subscription', 'usage']);
  });

  it('is not told where a key has no limit, whatever placeholder stands there', async () => {
    const { balance, sent } = await recordedIn({
      subscription: body({ hard_limit_usd: 100_000_000 }),
      usage: body({ total_usage: 500 }),
      family: ['new-api', NOT_FOUND],
    });
    expect(balance).toMatchObject({ unlimited: true, remainingUsd: null, usedUsd: 5 });
    expect(sent).toEqual(['subscription', 'usage']);
  });

  it("is asked for in the family's way where the pair tells nothing, with three requests at most", async () => {
    const family = body({ data: { total_granted: 500_000, total_used: 400_000, total_available: 100_000 } });
    const whole = await recordedIn({ family: ['new-api', family] });
    expect(whole.balance).toMatchObject({ source: '/api/usage/token', remainingUsd: 0.2 });
    expect(whole.sent).toEqual(['subscription', 'usage', 'family']);
    const half = await recordedIn({
      subscription: body({ hard_limit_usd: 20 }),
      family: ['new-api', family],
    });
    expect(half.balance).toMatchObject({ source: '/api/usage/token' });
    expect(half.sent).toEqual(['subscription', 'usage', 'family']);
  });

  it('keeps the grant where nothing tells what was used', async () => {
    const { balance } = await recordedIn({
      subscription: body({ hard_limit_usd: 20 }),
      family: ['new-api', NOT_FOUND],
    });
    expect(balance).toMatchObject({ grantedUsd: 20, usedUsd: null, remainingUsd: null, unlimited: false });
  });

  it.each<[string, Outcome]>([
    ['an error under 200', body({ error: { message: 'no', type: 'one_api_error' } })],
    ['a page', answered('balance.usage', 200, '<!doctype html><title>Console</title>')],
    ['a refusal', answered('balance.usage', 401, { hard_limit_usd: 20 })],
    ['a broken connection', failed('ECONNRESET')],
  ])('stays unknown after %s', async (_name, outcome) => {
    const { balance } = await recordedIn({ subscription: outcome, family: ['openrouter', outcome] });
    expect(balance).toBeNull();
  });
});
