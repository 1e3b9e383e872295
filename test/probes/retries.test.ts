import type { RequestListener } from 'node:http';
import { describe, expect, it } from 'vitest';
import type { Exchange } from '../../src/probes/facts.ts';
import { httpServer } from '../wire/harness.ts';
import { sending } from './sending.ts';

const COMPLETION = { choices: [{ message: { role: 'assistant', content: 'Yes' }, finish_reason: 'stop' }] };

const statusOf = ({ outcome }: Exchange): number | null =>
  outcome.kind === 'failure' ? null : outcome.answer.status;

/** Sends one chat request to a gateway that is out of order; the run ends once the first answer is there. */
async function interruptedAtFirstAnswer(): Promise<{ exchange: Exchange; exchanges: Exchange[] }> {
  const port = await httpServer((_request, response) => {
    response.writeHead(503, { 'content-type': 'application/json', 'retry-after': '1' }).end('{"error":{}}');
  });
  const run = new AbortController();
  const { facts, send } = sending({ retries: 1, signal: run.signal });
  const { exchanges } = facts;
  exchanges.push = (...added) => {
    queueMicrotask(() => run.abort('interrupt'));
    return Array.prototype.push.apply(exchanges, added);
  };
  const url = `http://127.0.0.1:${port}/v1/chat/completions`;
  const exchange = await send({ role: 'chat', url, model: 'acme-1' });
  return { exchange, exchanges: facts.exchanges };
}

describe('a pause before a retry', () => {
  it('ends with the run, and the answer that was to be asked for again counts', async () => {
    const { exchange, exchanges } = await interruptedAtFirstAnswer();
    expect(exchanges).toEqual([exchange]);
    expect(exchange.superseded).toBeUndefined();
    expect(exchange).toMatchObject({ attempt: 1, outcome: { answer: { status: 503 } } });
  });
});

describe('a limit on what goes together', () => {
  /** Lets in `most` requests in each stretch of 100 ms. */
  const limitedTo = (most: number): RequestListener => {
    let since: number[] = [];
    return (_request, response) => {
      const now = performance.now();
      since = since.filter((at) => now - at < 100);
      const refused = since.length >= most;
      if (!refused) since.push(now);
      const body = refused ? { error: { message: 'Too many requests' } } : COMPLETION;
      const status = refused ? 429 : 200;
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
  };

  it.each([1, 2])('is no finding where each request by itself is answered (%i at once)', async (most) => {
    const port = await httpServer(limitedTo(most));
    const url = `http://127.0.0.1:${port}/v1/chat/completions`;
    const { facts, send } = sending();
    await Promise.all(Array.from({ length: 6 }, () => send({ role: 'chat', url, model: 'acme-1' })));
    const counting = facts.exchanges.filter(({ superseded }) => superseded !== true);
    expect(counting.map(statusOf)).toEqual(Array.from({ length: 6 }, () => 200));
    expect(facts.exchanges.map(statusOf)).toContain(429);
  });

  it('is one where nothing is answered at all', async () => {
    const port = await httpServer(limitedTo(0));
    const url = `http://127.0.0.1:${port}/v1/chat/completions`;
    const { facts, send } = sending();
    await Promise.all(Array.from({ length: 3 }, () => send({ role: 'chat', url, model: 'acme-1' })));
    const counting = facts.exchanges.filter(({ superseded }) => superseded !== true);
    expect(counting.map(statusOf)).toEqual([429, 429, 429]);
    expect(facts.exchanges.length).toBeLessThanOrEqual(6);
  });
});
