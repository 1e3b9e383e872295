import { isDeepSeek, isMisspelledDeepseek } from '../evidence/model-names.ts';
import { nearest } from '../evidence/nearest.ts';
import { usualNameFor } from '../evidence/usual-names.ts';
import type { Facts } from '../probes/facts.ts';
import { lastOf, pathOf } from './roles.ts';
import type { Observation, VerdictsOf } from './types.ts';

const MAX_NEAREST = 3;

/** The name that `models --check` asks about, where the list does not have it. */
export function notListed(facts: Facts): Observation[] {
  const name = facts.checkedModel;
  if (name === null) return slipUnseen(facts);
  if (facts.models === null || isMisspelledDeepseek(name) || endUnseen(facts)) return [];
  return facts.models.some((model) => model.id === name) ? [] : [absent(facts, name)];
}

/** The same for a name that means DeepSeek. */
export function deepSeekNotListed(facts: Facts): Observation[] {
  const name = facts.checkedModel;
  if (name === null || !isMisspelledDeepseek(name)) return misspelledUnseen(facts);
  if (facts.models === null || endUnseen(facts)) return [];
  return facts.models.some((model) => model.id === name) ? [] : [absent(facts, name)];
}

/** A named model that could not be asked in this run, because the way to the deployment is broken. */
function unseenModel(facts: Facts): { name: string; source: string } | null {
  const setting = facts.settings.settings.find((entry) => entry.name === 'AGENTROUTER_MODEL');
  const name = setting?.shown ?? '';
  const asked = facts.exchanges.some((exchange) => exchange.ask.model === name);
  if (name === '' || asked || facts.models !== null || facts.free) return null;
  return { name, source: setting?.source ?? 'a setting' };
}

const BY_NAME_ALONE = 'told by the name alone: no model could be asked in this run';

/** A name that no gateway routes to DeepSeek is told beside what is broken on the way. */
function misspelledUnseen(facts: Facts): Observation[] {
  const model = unseenModel(facts);
  if (model === null || !isMisspelledDeepseek(model.name)) return [];
  return [
    {
      check: 'models.deepseek',
      confidence: 'likely',
      measured: `the model asked for is ${model.name} (${model.source})`,
      expected: 'deepseek in one word',
      evidence: [BY_NAME_ALONE],
      context: { model: model.name },
    },
  ];
}

/** A slip in a usual name likewise; a gateway may know it all the same, so it is a warning. */
function slipUnseen(facts: Facts): Observation[] {
  const model = unseenModel(facts);
  const usual = model === null ? null : usualNameFor(model.name);
  if (model === null || usual === null) return [];
  return [
    {
      check: 'models.requested',
      severity: 'warning',
      confidence: 'possible',
      measured: `the model asked for is ${model.name} (${model.source})`,
      expected: `usually called ${usual}`,
      evidence: [BY_NAME_ALONE],
      context: { model: model.name, nearest: [usual] },
    },
  ];
}

/** A call of a listed model is refused as unknown: the list promises what the gateway does not keep. */
export function listedButNotServed(facts: Facts, verdictsOf: VerdictsOf): Observation[] {
  const isListed = (name: string | null): boolean => (facts.models ?? []).some((model) => model.id === name);
  return (['chat', 'messages'] as const)
    .map((role) => lastOf(facts, role))
    .filter((exchange) => exchange !== null)
    .filter((exchange) => verdictsOf(exchange)[0]?.code === 'model.not-found')
    .filter(({ ask }) => isListed(ask.model))
    .map((exchange) => ({
      check: 'models.requested',
      faultDomain: 'gateway',
      confidence: 'proved',
      measured: verdictsOf(exchange)[0]?.measured ?? 'refused as unknown',
      expected: 'every model of the list is served',
      evidence: [
        `GET /models lists ${exchange.ask.model ?? ''}`,
        `${exchange.method} ${pathOf(exchange)} (${exchange.ask.model ?? ''}): ${verdictsOf(exchange)[0]?.sign.why ?? ''}`,
      ],
      context: { detail: { listed: 'yes' } },
      exchange,
      explainsExchange: true,
    }));
}

/** The list goes on, and its end could not be had: what is not in it may exist all the same. */
function endUnseen(facts: Facts): boolean {
  const lists = facts.exchanges.flatMap(({ outcome }) =>
    outcome.kind === 'answer' && outcome.reading.kind === 'list' ? [outcome.reading] : [],
  );
  const last = lists.at(-1);
  return last?.nextAfter !== undefined || lists.some(({ cut }) => cut === true);
}

function absent(facts: Facts, name: string): Observation {
  const names = (facts.models ?? []).map((model) => model.id);
  const near = nearest(name, names, MAX_NEAREST);
  return {
    check: 'models.requested',
    confidence: 'likely',
    measured: `${name} is not among the ${names.length} models listed`,
    expected: 'a model of the list',
    evidence: [
      `GET /models lists ${names.length} models`,
      near.length === 0 ? '' : `nearest: ${near.join(', ')}`,
    ],
    context: { model: name, nearest: near },
  };
}

/** No DeepSeek model is listed, and none was asked for: worth knowing, nothing wrong. */
export function noDeepSeekListed(facts: Facts): Observation[] {
  const asked = [facts.chosen.openai, facts.chosen.anthropic].some(
    (model) => model !== null && model.why !== 'list' && model.why !== 'default' && isDeepSeek(model.name),
  );
  if (facts.models === null || facts.models.length === 0 || asked || facts.command === 'models') return [];
  if (facts.models.some((model) => isDeepSeek(model.id)) || endUnseen(facts)) return [];
  return [
    {
      check: 'models.deepseek',
      severity: 'info',
      confidence: 'likely',
      measured: `none of the ${facts.models.length} models listed is DeepSeek's`,
      expected: 'a DeepSeek model, where one is wanted',
      evidence: [`GET /models lists ${facts.models.length} models`],
    },
  ];
}
