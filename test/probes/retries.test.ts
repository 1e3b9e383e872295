import { describe, expect, it } from 'vitest';
import type { Exchange } from '../../src/probes/facts.ts';
import { httpServer } from '../wire/harness.ts';
import { sending } from './sending.ts';

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
