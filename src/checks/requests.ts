import { OTHER_USUAL_MODELS } from '../evidence/model-names.ts';
import { lastOf, unfinished } from '../codes/roles.ts';
import type { Api } from '../evidence/types.ts';
import type { Exchange, Facts } from '../probes/facts.ts';
import { succeeded } from '../probes/succeeded.ts';
import { apiNotAsked, costsMoney, firstReason, type Bench, type Check } from './check.ts';

const ROLES = { openai: 'chat', anthropic: 'messages' } as const;

/** Without a list the first name is a guess; a refusal of that name says nothing about the deployment. */
async function gatherCall({ probes, facts, verdictsOf }: Bench, api: Api): Promise<void> {
  const role = ROLES[api];
  const exchange = await probes.ask(role);
  if (facts.chosen[api]?.why !== 'default') return;
  if (!/^(?:model|deepseek)\./.test(verdictsOf(exchange)[0]?.code ?? '')) return;
  for (const model of OTHER_USUAL_MODELS[api]) {
    const other = await probes.experiment(`experiment.${role}.other-model`, { model });
    if (other === null) return;
    if (!succeeded(other.outcome)) continue;
    facts.chosen = { ...facts.chosen, [api]: { name: model, why: 'default' } };
    await probes.askAgain(role, null);
    return;
  }
}

/** The call of an API; for messages the one with Bearer, where only that is taken. */
function answeredCall(facts: Facts, api: Api): Exchange | null {
  const bearer = api === 'anthropic' ? lastOf(facts, 'experiment.messages.bearer') : null;
  return bearer !== null && succeeded(bearer.outcome) ? bearer : lastOf(facts, ROLES[api]);
}

function undecided(facts: Facts, api: Api): string | null {
  const exchange = answeredCall(facts, api);
  if (exchange === null || unfinished(exchange) || succeeded(exchange.outcome)) return null;
  return facts.chosen[api]?.why === 'default'
    ? 'no model is known: the list cannot be had; name one with --model'
    : 'the call was not answered';
}

function summary(facts: Facts, api: Api): string {
  const exchange = answeredCall(facts, api);
  if (exchange === null) return '';
  const adapted = exchange.adapted.length === 0 ? '' : ` (${exchange.adapted.join(', ')})`;
  return `${exchange.ask.model ?? 'a model'} answered in ${Math.round(exchange.timings.totalMs)} ms${adapted}`;
}

const check = (id: 'requests.chat' | 'requests.messages', api: Api, title: string): Check => ({
  id,
  category: 'requests',
  title,
  needs: [
    'network.http',
    'local.key-format',
    'local.settings',
    api === 'openai' ? 'access.bearer' : 'access.x-api-key',
  ],
  sends: [
    ROLES[api],
    ...(api === 'openai'
      ? (['experiment.chat.other-model'] as const)
      : (['experiment.messages.other-model'] as const)),
  ],
  notApplicable: firstReason(apiNotAsked(api), costsMoney),
  undecided: (facts) => undecided(facts, api),
  holds: (facts) => {
    const exchange = answeredCall(facts, api);
    return exchange !== null && succeeded(exchange.outcome);
  },
  gather: (bench) => gatherCall(bench, api),
  summary: (facts) => summary(facts, api),
});

/** Checks that one plain call of each API is answered. */
export const requestsChecks: readonly Check[] = [
  check('requests.chat', 'openai', 'A chat completion is answered'),
  check('requests.messages', 'anthropic', 'A message is answered'),
];
