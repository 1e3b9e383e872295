import { USUAL_MODELS, chatModelsFor, chooseModel } from '../apis/models.ts';
import type { ModelInfo } from '../apis/types.ts';
import { isClaude, isDeepSeek, providerOf } from '../evidence/model-names.ts';
import type { Api } from '../evidence/types.ts';
import type { Setting } from '../settings/types.ts';
import type { ChosenModel, Facts } from './facts.ts';

/**
 * The model for each API: the one that the user names, else a cheap chat model of the list, else a usual name.
 * A named model that is no Claude model is not forced on the Anthropic API where Claude models are listed, unless
 * only that API is asked for.
 */
export function chooseModels(
  model: Setting,
  list: readonly ModelInfo[] | null,
  facts: Pick<Facts, 'api'>,
): Record<Api, ChosenModel> {
  const named = namedModel(model);
  const listed = (api: Api): ChosenModel => {
    const name = list === null ? null : chooseModel(api, list);
    return name === null ? { name: USUAL_MODELS[api], why: 'default' } : { name, why: 'list' };
  };
  if (named === null) return { openai: listed('openai'), anthropic: listed('anthropic') };
  const claudeListed = (list ?? []).some((entry) => isClaude(entry.id));
  const fitsAnthropic = isClaude(named.name) || facts.api === 'anthropic' || (list !== null && !claudeListed);
  return { openai: named, anthropic: fitsAnthropic ? named : listed('anthropic') };
}

function namedModel(model: Setting): ChosenModel | null {
  if (model.value === null || model.value.trim() === '' || model.source === null) return null;
  return { name: model.value, why: model.source.kind };
}

/** The DeepSeek model to ask, where one is listed or asked for. */
export function deepSeekModel(facts: Facts): string | null {
  const named = facts.chosen.openai;
  if (named !== null && named.why !== 'default' && isDeepSeek(named.name)) return named.name;
  const listed = chatModelsFor('openai', facts.models ?? []).filter((model) => isDeepSeek(model.id));
  return listed[0]?.id ?? null;
}

/** A model of another provider than `model`'s, by preference not DeepSeek's, which is asked anyway. */
export function otherProvidersModel(facts: Facts, model: string): string | null {
  const provider = providerOf(model);
  const others = chatModelsFor('openai', facts.models ?? []).filter(
    (entry) => providerOf(entry.id, entry.ownedBy) !== provider,
  );
  return (others.find((entry) => !isDeepSeek(entry.id)) ?? others[0])?.id ?? null;
}
