import type { Exchange, Facts } from '../probes/facts.ts';
import { succeeded } from '../probes/succeeded.ts';
import { contextOf } from './context.ts';
import { makeFinding } from './finding.ts';
import { verdictsOf } from './judge.ts';
import { countingExchanges, pathOf, unfinished } from './roles.ts';
import type { Finding } from './types.ts';

/**
 * What calls to one model after another showed (`models --probe`): one finding a code. Where some models answer, those
 * that do not are warnings; where none does, nothing can be called.
 */
export function probedModelFindings(facts: Facts, nowMs: number): Finding[] {
  const probed = countingExchanges(facts, 'probe-model').filter((exchange) => !unfinished(exchange));
  const failed = probed.filter(({ outcome }) => !succeeded(outcome));
  const severity = failed.length === probed.length ? 'error' : 'warning';
  const byCode = new Map<string, Exchange[]>();
  for (const exchange of failed) {
    const code = codeOfProbe(exchange);
    byCode.set(code, [...(byCode.get(code) ?? []), exchange]);
  }
  return [...byCode].map(([code, exchanges]) => {
    const [first] = exchanges;
    const names = exchanges.map(({ ask }) => ask.model ?? '');
    const parts = {
      check: null,
      severity,
      confidence: 'likely',
      measured: `${exchanges.length} of ${probed.length} models called: ${names.join(', ')}`,
      evidence: exchanges.map(describe),
    } as const;
    return makeFinding(code, parts, contextOf(facts, first ?? null, nowMs));
  });
}

/** What a call that did not do what it should shows first. */
export function codeOfProbe(exchange: Exchange): string {
  return verdictsOf(exchange)[0]?.code ?? 'unknown';
}

function describe(exchange: Exchange): string {
  const [verdict] = verdictsOf(exchange);
  const { method, ask } = exchange;
  return `${method} ${pathOf(exchange)} (${ask.model ?? ''}): ${verdict?.sign.why ?? 'no answer of that kind'}`;
}
