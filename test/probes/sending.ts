import type { Facts } from '../../src/probes/facts.ts';
import { createSender } from '../../src/probes/sender.ts';
import { factsWith } from '../codes/network/facts.ts';
import { wireWith } from '../wire/harness.ts';

type SenderOptions = Parameters<typeof createSender>[0];

/** A sender whose exchanges land in `facts`; no retries and no end of the run unless `more` says so. */
export function sending(more: Partial<Pick<SenderOptions, 'retries' | 'signal'>> = {}): {
  facts: Facts;
  send: ReturnType<typeof createSender>;
} {
  const facts = factsWith(null);
  const send = createSender({
    facts,
    wire: wireWith(),
    key: 'sk-ar-test-key',
    madeUpKey: 'sk-ar-test-made-up',
    version: '0.0.0',
    retries: 0,
    signal: new AbortController().signal,
    ...more,
  });
  return { facts, send };
}
