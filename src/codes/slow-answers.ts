import type { Exchange, Facts } from '../probes/facts.ts';
import { lastOf, pathOf } from './roles.ts';
import type { Observation } from './types.ts';

const SLOW_MS = 5_000;

/** Small requests (the list, or where none was asked for, calls of a few tokens) whose first byte took over 5 s. */
export function slowAnswers(facts: Facts): Observation[] {
  const list = lastOf(facts, 'list');
  const asked = list === null ? [lastOf(facts, 'chat'), lastOf(facts, 'messages')] : [list];
  return asked.flatMap((exchange) => (exchange === null ? [] : measure(exchange)));
}

function measure(exchange: Exchange): Observation[] {
  const { ttfbMs } = exchange.timings;
  if (exchange.outcome.kind !== 'answer' || ttfbMs === null || ttfbMs <= SLOW_MS) return [];
  return [
    {
      check: 'network.http',
      confidence: 'proved',
      measured: `${Math.round(ttfbMs)} ms to the first byte`,
      expected: 'the first byte of a small request within 5 s',
      evidence: [`${exchange.method} ${pathOf(exchange)}: ${Math.round(ttfbMs)} ms`],
      context: { detail: { seconds: (ttfbMs / 1000).toFixed(1), what: exchange.role } },
      exchange,
    },
  ];
}
