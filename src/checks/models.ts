import { nearest } from '../evidence/nearest.ts';
import { isDeepSeek } from '../evidence/model-names.ts';
import { pathMissing } from '../codes/compared-paths.ts';
import { lastOf } from '../codes/roles.ts';
import type { Facts } from '../probes/facts.ts';
import { succeeded } from '../probes/succeeded.ts';
import { askPlain, costsMoney, firstReason, apiNotAsked, type Bench, type Check } from './check.ts';
import { lookNextDoor } from './next-door.ts';

const NEEDS_KEY = ['network.http', 'local.key-format', 'local.settings'] as const;

/** Where neither the list nor a call finds the API, it is looked for next door. */
async function gatherList({ probes, facts, verdictsOf }: Bench): Promise<void> {
  const list = await probes.list();
  if (!pathMissing(list, verdictsOf)) return;
  if (!facts.free && probes.hasKey) {
    const call = await askPlain({ probes, facts });
    if (!pathMissing(call, verdictsOf)) return;
  }
  await lookNextDoor(probes, list);
}

function namedModel(facts: Facts): string | null {
  if (facts.checkedModel !== null) return facts.checkedModel;
  const { openai, anthropic } = facts.chosen;
  const named = [openai, anthropic].find(
    (model) => model !== null && model.why !== 'list' && model.why !== 'default',
  );
  return named?.name ?? null;
}

/** Checks of which models can be had. */
export const modelsChecks: readonly Check[] = [
  {
    id: 'models.list',
    category: 'models',
    title: 'The models can be listed',
    needs: NEEDS_KEY,
    sends: ['list', 'experiment.path'],
    gather: gatherList,
    summary: ({ models }) => `${models?.length ?? 0} models`,
  },
  {
    id: 'models.requested',
    category: 'models',
    title: 'The model asked for can be used',
    needs: NEEDS_KEY,
    sends: ['list', 'chat', 'messages'],
    undecided: (facts) => {
      const named = namedModel(facts);
      if (named === null) return 'no model was asked for';
      const listed = (facts.models ?? []).some((model) => model.id === named);
      const called = facts.exchanges.some(
        (exchange) => exchange.ask.model === named && succeeded(exchange.outcome),
      );
      if (listed || called) return null;
      return facts.free ? '--free' : 'no call to it was answered';
    },
    gather: async ({ probes, facts }) => {
      await probes.chosen();
      if (!facts.free) await askPlain({ probes, facts });
    },
    summary: (facts) => {
      const named = namedModel(facts) ?? '';
      const listed = (facts.models ?? []).some((model) => model.id === named);
      return listed ? named : `${named} answers, though it is not listed${nearNames(facts, named)}`;
    },
  },
  {
    id: 'models.deepseek',
    category: 'models',
    title: 'DeepSeek models answer',
    needs: ['access.bearer'],
    heeds: ['access.balance', 'access.rate-limit'],
    sends: ['deepseek'],
    notApplicable: firstReason(apiNotAsked('openai'), costsMoney),
    undecided: (facts) => {
      const exchange = lastOf(facts, 'deepseek');
      if (exchange === null) return 'no DeepSeek model is listed';
      return succeeded(exchange.outcome) ? null : `${exchange.ask.model ?? 'the model'} did not answer`;
    },
    gather: async ({ probes }) => {
      await probes.deepseek();
    },
    summary: (facts) => lastOf(facts, 'deepseek')?.ask.model ?? '',
  },
];

function nearNames(facts: Facts, named: string): string {
  if (isDeepSeek(named)) return '';
  const [near] = nearest(
    named,
    (facts.models ?? []).map((model) => model.id),
    1,
  );
  return near === undefined ? '' : ` (listed: ${near})`;
}
