import type { Exchange, Facts, Role } from '../probes/facts.ts';
import { succeeded } from '../probes/succeeded.ts';
import { answerOf, saidBy } from './context.ts';
import { gatewayFamily } from './gateway-family.ts';
import { callOf, lastOf, pathOf, statusOf } from './roles.ts';
import type { Observation, VerdictsOf } from './types.ts';

/** Codes by which an answer says that it did not take the key, or did not see one. */
const REFUSALS = new Set([
  'key.rejected',
  'key.disabled',
  'key.bad-format',
  'auth.header-stripped',
  'auth.bearer-rejected',
  'auth.x-api-key-rejected',
]);
/** Codes that a gateway names only once it has taken the key. A rate is often kept by address, before any key is read. */
const BEYOND_KEY = /^(?:balance|model|request|deepseek|tools)\./;
/** Families that read `Authorization` only. */
const BEARER_ONLY = new Set([
  'one-api',
  'openai',
  'openrouter',
  'deepseek',
  'moonshot',
  'vllm',
  'llama.cpp',
  'ollama',
]);

/** Was the key of this exchange refused, as far as its answer tells? */
export function keyRefused(exchange: Exchange | null, verdictsOf: VerdictsOf): boolean {
  if (exchange === null || exchange.ask.key === 'none') return false;
  return REFUSALS.has(verdictsOf(exchange)[0]?.code ?? '');
}

/** Was the key taken: the call worked, or failed for something that comes after the key? */
export function keyTaken(exchange: Exchange | null, verdictsOf: VerdictsOf): boolean {
  if (exchange?.ask.key !== 'real') return false;
  return succeeded(exchange.outcome) || BEYOND_KEY.test(verdictsOf(exchange)[0]?.code ?? '');
}

function comparison(taken: Exchange, refused: Exchange): string[] {
  const tell = (exchange: Exchange): string =>
    `${exchange.ask.auth === 'bearer' ? 'Authorization: Bearer' : 'x-api-key'} on ${pathOf(exchange)}: status ${statusOf(exchange)}`;
  return [tell(refused), tell(taken)];
}

/** One call, two headers: `Bearer` is refused and `x-api-key` is taken. */
export function bearerRejected(facts: Facts, verdictsOf: VerdictsOf): Observation[] {
  const refused = lastOf(facts, 'chat') ?? lastOf(facts, 'list');
  const same = lastOf(facts, 'experiment.chat.x-api-key');
  const other = lastOf(facts, 'messages');
  const taken = [same, other].find((exchange) => keyTaken(exchange, verdictsOf)) ?? null;
  if (refused === null || taken === null || !keyRefused(refused, verdictsOf)) return [];
  return [
    {
      check: 'access.bearer',
      confidence: taken === same ? 'proved' : 'likely',
      measured: `Bearer refused with ${statusOf(refused)}, x-api-key accepted`,
      expected: 'both headers accepted',
      evidence: comparison(taken, refused),
      exchange: refused,
      explainsExchange: true,
    },
  ];
}

/** One call, two headers: `x-api-key` is refused and `Bearer` is taken. */
export function xApiKeyRejected(facts: Facts, verdictsOf: VerdictsOf): Observation[] {
  const refused = callOf(facts, 'messages');
  const taken = lastOf(facts, 'experiment.messages.bearer');
  if (refused === null || taken === null) return [];
  if (!keyRefused(refused, verdictsOf) || !keyTaken(taken, verdictsOf)) return [];
  const { family } = gatewayFamily(facts);
  return [
    {
      check: 'access.x-api-key',
      severity: BEARER_ONLY.has(family) ? 'info' : 'warning',
      confidence: 'proved',
      measured: `x-api-key refused with ${statusOf(refused)}, Bearer accepted`,
      expected: 'both headers accepted',
      evidence: comparison(taken, refused),
      exchange: refused,
      explainsExchange: true,
    },
  ];
}

/**
 * The key is good on one API, and the other refuses it under both headers: then the refusal is of the key that the
 * gateway itself uses there.
 */
export function refusedBehindGateway(facts: Facts, verdictsOf: VerdictsOf): Observation[] {
  const pairs: [Role, Role, Role][] = [
    ['messages', 'experiment.messages.bearer', 'chat'],
    ['chat', 'experiment.chat.x-api-key', 'messages'],
  ];
  const ofGateway = new Set(madeUpKeys(facts).map(wordsOf));
  return pairs.flatMap(([one, again, other]): Observation[] => {
    const [refused, repeated, good] = [lastOf(facts, one), lastOf(facts, again), lastOf(facts, other)];
    if (refused === null || good === null || !succeeded(good.outcome)) return [];
    if (!keyRefused(refused, verdictsOf) || !keyRefused(repeated, verdictsOf)) return [];
    return [
      {
        check: one === 'messages' ? 'requests.messages' : 'requests.chat',
        confidence: ofGateway.has(wordsOf(refused)) ? 'possible' : 'likely',
        measured: `status ${statusOf(refused)} for ${refused.ask.model ?? 'the model'} under both headers`,
        expected: 'the key that works elsewhere works here',
        evidence: [`the same key works on ${pathOf(good)}`, `both headers are refused on ${pathOf(refused)}`],
        exchange: refused,
        explainsExchange: true,
      },
    ];
  });
}

/** Whoever refuses a key that nobody issued is the gateway: words of its own tell little of what is behind it. */
function madeUpKeys(facts: Facts): Exchange[] {
  return facts.exchanges.filter(({ ask, outcome }) => ask.key === 'made-up' && outcome.kind === 'answer');
}

function wordsOf(exchange: Exchange): string {
  const answer = answerOf(exchange);
  return answer === null ? '' : `${answer.status ?? ''} ${saidBy(answer) ?? ''}`;
}

/** A key that nobody issued gets a real answer. */
export function notEnforced(facts: Facts): Observation[] {
  const accepted = facts.exchanges.find(
    ({ role, outcome }) => (role === 'chat.made-up' || role === 'messages.made-up') && succeeded(outcome),
  );
  if (accepted === undefined) return [];
  return [
    {
      check: 'access.rejects-invalid-key',
      confidence: 'proved',
      measured: `status ${statusOf(accepted)} and an answer for a made-up key`,
      expected: '401 for a made-up key',
      evidence: [`POST ${pathOf(accepted)} with a made-up key was answered by the model`],
      exchange: accepted,
    },
  ];
}
