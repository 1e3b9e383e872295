import { providerOf } from '../evidence/model-names.ts';
import type { Exchange, Facts, Role } from '../probes/facts.ts';
import { succeeded } from '../probes/succeeded.ts';
import { keyTaken } from './compared-auth.ts';
import { CHECK_OF_ROLE, answered, callOf, lastOf, pathOf, statusOf, unfinished } from './roles.ts';
import type { Observation, VerdictsOf } from './types.ts';

/** Failures that may hit one provider and spare another. */
const OF_ONE_PROVIDER =
  /^upstream\.|^(?:model\.no-channel|deepseek\.not-configured|balance\.insufficient|rate\.limited|access\.region-blocked)$/;
const OTHERS: readonly Role[] = [
  'experiment.chat.other-model',
  'experiment.messages.other-model',
  'fallback',
  'deepseek',
  'chat',
  'messages',
];

/** The model that was asked for or chosen fails, and another provider's answers. */
export function onlyPartWorks(facts: Facts, verdictsOf: VerdictsOf): Observation[] {
  return [...failingMain(facts, verdictsOf), ...failingOthers(facts, verdictsOf)];
}

function failingMain(facts: Facts, verdictsOf: VerdictsOf): Observation[] {
  return (['chat', 'messages'] as const).flatMap((role) => {
    const failing = lastOf(facts, role);
    if (failing === null || !OF_ONE_PROVIDER.test(verdictsOf(failing)[0]?.code ?? '')) return [];
    const provider = providerOf(failing.ask.model ?? '');
    const working = OTHERS.map((other) => lastOf(facts, other))
      .filter(answered)
      .find((exchange) => providerOf(exchange.ask.model ?? '') !== provider);
    return working === undefined ? [] : [partial(failing, working, verdictsOf)];
  });
}

/** The main call works, and the model that was to stand in for it does not. */
function failingOthers(facts: Facts, verdictsOf: VerdictsOf): Observation[] {
  const main = lastOf(facts, 'chat');
  if (!answered(main)) return [];
  for (const role of ['fallback', 'deepseek'] as const) {
    const failing = lastOf(facts, role);
    if (failing === null || answered(failing) || unfinished(failing)) continue;
    return [partial(failing, main, verdictsOf)];
  }
  return [];
}

function partial(failing: Exchange, working: Exchange, verdictsOf: VerdictsOf): Observation {
  const [verdict] = verdictsOf(failing);
  const [bad, good] = [failing.ask.model ?? 'one model', working.ask.model ?? 'another model'];
  return {
    check: 'upstream.fallback',
    confidence: 'proved',
    measured: `${bad} fails (${verdict?.code ?? 'unknown'}), ${good} answers`,
    expected: 'every provider answers',
    evidence: [`${bad}: ${verdict?.measured ?? 'no answer'}`, `${good}: answered`],
    context: { workingModel: good, model: bad, detail: { inner: verdict?.code ?? 'unknown' } },
    exchange: failing,
  };
}

/** The same request failed and then worked. */
export function failedThenWorked(facts: Facts): Observation[] {
  return facts.exchanges.flatMap((exchange, index): Observation[] => {
    if (exchange.attempt < 2 || !answered(exchange)) return [];
    const before = facts.exchanges.slice(0, index).findLast((earlier) => isSameRequest(earlier, exchange));
    // A limit that our own burst ran into and that lifted at once is no fault of the deployment.
    if (before === undefined || (before.outcome.kind === 'answer' && before.outcome.answer.status === 429))
      return [];
    return [
      {
        check: CHECK_OF_ROLE[exchange.role] ?? 'upstream.fallback',
        confidence: 'proved',
        measured: `${failureOf(before)}, then status ${statusOf(exchange)}`,
        expected: 'the same answer every time',
        evidence: [
          `${exchange.method} ${pathOf(exchange)}: ${failureOf(before)}, answered on try ${exchange.attempt}`,
        ],
        exchange,
      },
    ];
  });
}

function isSameRequest(one: Exchange, other: Exchange): boolean {
  return one.role === other.role && one.url === other.url && one.ask.model === other.ask.model;
}

function failureOf(exchange: Exchange): string {
  const { outcome } = exchange;
  if (outcome.kind === 'failure') return outcome.failure.code;
  return outcome.kind === 'stream' ? 'the stream was cut' : `status ${outcome.answer.status}`;
}

/** The list cannot be had, although calls work. */
export function listUnavailable(facts: Facts, verdictsOf: VerdictsOf): Observation[] {
  const list = lastOf(facts, 'list');
  const working = (['chat', 'messages'] as const)
    .map((role) => callOf(facts, role))
    .find((exchange) => keyTaken(exchange, verdictsOf));
  const [verdict] = list === null ? [] : verdictsOf(list);
  if (list === null || working === undefined || working === null || verdict === undefined) return [];
  // One cause for both, such as an empty wallet, is no fault of the list.
  if (!succeeded(working.outcome) && verdictsOf(working)[0]?.code === verdict.code) return [];
  if (answered(lastOf(facts, 'experiment.list.x-api-key'))) return [];
  return [
    {
      check: 'models.list',
      confidence: 'proved',
      measured: verdict.measured,
      expected: 'a list of models',
      evidence: [`GET ${pathOf(list)}: ${verdict.sign.why}`, `${pathOf(working)} is served all the same`],
      exchange: list,
      explainsExchange: true,
    },
  ];
}
