import type { Exchange, Facts } from '../probes/facts.ts';
import { lastOf, statusOf } from './roles.ts';
import type { Observation, Verdict, VerdictsOf } from './types.ts';

/** Statuses with which proxies refuse a host, or say that they cannot reach it. */
const REFUSING = new Set([403, 502, 503, 504]);
/** Above this, words or headers of the answer itself tell the cause. */
const STATUS_ALONE = 50;

/**
 * Could a proxy have made this answer? A plain request goes to the proxy itself and not through a tunnel
 * (RFC 9112, section 3.2.2), so its own refusal looks like one of the deployment; a gateway would refuse in JSON.
 */
export function mayBeOfProxy(facts: Facts, exchange: Exchange | null): exchange is Exchange {
  if (facts.network === null || facts.network.tls || facts.network.proxy === null) return false;
  if (exchange?.outcome.kind !== 'answer') return false;
  const { status, body } = exchange.outcome.answer;
  return REFUSING.has(status) && !/^\s*[[{"]/.test(body);
}

/** A plain request refused by nothing but its status, by way of a proxy. */
export function refusedInPlain(facts: Facts, verdictsOf: VerdictsOf): Observation[] {
  const list = lastOf(facts, 'list');
  if (!mayBeOfProxy(facts, list)) return [];
  const direct = lastOf(facts, 'experiment.without-proxy');
  const answersDirectly = direct !== null && direct.outcome.kind !== 'failure';
  if (answersDirectly && statusOf(direct) === statusOf(list)) return [];
  if (!answersDirectly && !saysNothing(verdictsOf(list)[0])) return [];
  const proxy = facts.network?.proxy?.url ?? 'the proxy';
  return [
    {
      check: 'network.proxy',
      confidence: answersDirectly ? 'proved' : 'possible',
      measured: `status ${statusOf(list)} by way of ${proxy}, and no JSON`,
      expected: 'a proxy that connects to the deployment',
      evidence: [`plain http goes to ${proxy} itself, so the answer may be its own`],
      context: { detail: { proxyStatus: statusOf(list) } },
      exchange: list,
      explainsExchange: true,
    },
  ];
}

function saysNothing(verdict: Verdict | undefined): boolean {
  const refused = /^(?:key\.forbidden|access\.client-blocked)$/.test(verdict?.code ?? '');
  return refused && (verdict?.sign.weight ?? 0) <= STATUS_ALONE;
}
