import type { Exchange, Facts } from '../probes/facts.ts';
import { succeeded } from '../probes/succeeded.ts';
import { callOf, CHECK_OF_ROLE, lastOf, pathOf } from './roles.ts';
import type { Observation, VerdictsOf } from './types.ts';

/** What an answer shows when the path is not one of the API. */
const NO_SUCH_PATH = new Set([
  'endpoint.not-found',
  'endpoint.openai-missing',
  'endpoint.anthropic-missing',
  'url.dashboard',
  'url.wrong-path',
  'url.redirects',
  'http.not-json',
]);

/** Did this exchange fail because its path is no path of the API? */
export function pathMissing(exchange: Exchange | null, verdictsOf: VerdictsOf): boolean {
  return exchange !== null && NO_SUCH_PATH.has(verdictsOf(exchange)[0]?.code ?? '');
}

/** The base URLs of both SDKs, out of the address under which the list was found. */
function basesOf(listUrl: string): { openai: string; anthropic: string } {
  const openai = listUrl.replace(/\/models$/, '');
  return { openai, anthropic: openai.replace(/\/v1$/, '') };
}

/** The API answers under a neighbouring path of the same host. */
export function apiElsewhere(facts: Facts, verdictsOf: VerdictsOf): Observation[] {
  const asked = lastOf(facts, 'chat') ?? lastOf(facts, 'list');
  const found = facts.exchanges.find(
    (exchange) => exchange.role === 'experiment.path' && isApiAnswer(exchange, verdictsOf),
  );
  if (asked === null || found === undefined || !pathMissing(asked, verdictsOf)) return [];
  const bases = basesOf(found.url);
  return [
    {
      check: 'local.base-url',
      confidence: 'proved',
      measured: `${pathOf(asked)} is not served`,
      expected: `the API under ${new URL(bases.openai).pathname}`,
      evidence: [
        `${pathOf(asked)}: ${verdictsOf(asked)[0]?.measured ?? 'no answer of the API'}`,
        `${pathOf(found)}: the API answers`,
      ],
      context: {
        openaiBaseUrl: bases.openai,
        anthropicBaseUrl: bases.anthropic,
        detail: { found: bases.openai },
      },
      exchange: asked,
    },
  ];
}

/** A list, or the API's own refusal of a key in JSON: either way the API lives there. */
function isApiAnswer(exchange: Exchange, verdictsOf: VerdictsOf): boolean {
  if (succeeded(exchange.outcome)) return true;
  const code = verdictsOf(exchange)[0]?.code ?? '';
  return (
    /^(?:key|balance|rate)\./.test(code) &&
    exchange.outcome.kind === 'answer' &&
    exchange.outcome.answer.body.trimStart().startsWith('{')
  );
}

/** The Anthropic API is not served, while the OpenAI API works. */
export function anthropicMissing(facts: Facts, verdictsOf: VerdictsOf): Observation[] {
  return missing(facts, verdictsOf, 'messages', 'chat');
}

/** The OpenAI API is not served, while the Anthropic API works. */
export function openaiMissing(facts: Facts, verdictsOf: VerdictsOf): Observation[] {
  return missing(facts, verdictsOf, 'chat', 'messages');
}

function missing(
  facts: Facts,
  verdictsOf: VerdictsOf,
  absent: 'chat' | 'messages',
  present: 'chat' | 'messages',
): Observation[] {
  const exchange = callOf(facts, absent);
  const insteadOf = absent === 'messages' ? 'list' : 'experiment.messages.other-model';
  const other = callOf(facts, present) ?? lastOf(facts, insteadOf);
  if (exchange === null || other === null || !succeeded(other.outcome) || !pathMissing(exchange, verdictsOf))
    return [];
  const asked = facts.api === (absent === 'chat' ? 'openai' : 'anthropic');
  return [
    {
      check: CHECK_OF_ROLE[exchange.role] ?? 'network.http',
      severity: asked ? 'error' : 'warning',
      confidence: 'proved',
      measured: `${pathOf(exchange)}: ${verdictsOf(exchange)[0]?.measured ?? 'no answer'}`,
      expected: `${pathOf(exchange)} is served`,
      evidence: [`${pathOf(other)} works`, `${pathOf(exchange)} does not`],
      exchange,
      explainsExchange: true,
    },
  ];
}
