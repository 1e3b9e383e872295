/** Which model to advise instead of one that fails. */

import { costRank } from '../evidence/model-cost.ts';
import { namesOtherKind } from '../evidence/model-kinds.ts';
import { providerOf } from '../evidence/model-names.ts';
import { failingProviders, fix } from './fix-texts.ts';
import { shellWord } from './local-facts.ts';
import { modelFix } from './setting-fix.ts';
import type { Context, Fix } from './types.ts';

/** The documentation's own examples, for texts about no run: cheap, and of two providers. */
const EXAMPLES = ['gpt-3.5-turbo', 'deepseek-chat'] as const;
/** Some gateways list tens of thousands; the first of them are enough to choose from. */
const MAX_LOOKED_AT = 1_000;
/** What is neither small nor dear has this rank. */
const PLAIN = 0;
const MAX_CHEAP = 2;

/** Listed chat models that did not fail, the cheapest first; the documentation's examples where there was no run. */
function untried(context: Context): string[] {
  const known: readonly string[] = context.ofRun ? context.models : EXAMPLES;
  return known
    .slice(0, MAX_LOOKED_AT)
    .filter((name) => name !== context.model && !context.failedModels.includes(name))
    .filter((name) => !namesOtherKind(name))
    .map((name) => ({ name, cost: costRank(name) }))
    .toSorted((a, b) => a.cost - b.cost)
    .map(({ name }) => name);
}

/** Cheap models that did not fail in this run, at most two; none where the list has none. */
export function cheapModels(context: Context): string[] {
  return untried(context)
    .filter((name) => costRank(name) < PLAIN)
    .slice(0, MAX_CHEAP);
}

/** A model that answered in this run, else the cheapest that did not fail; null where there is none. */
function otherModel(context: Context): string | null {
  const { workingModel, model } = context;
  return workingModel !== null && workingModel !== model ? workingModel : (untried(context)[0] ?? null);
}

/** Runs the tool calls with another model, to tell a model's fault from the gateway's; none where each was tried. */
export function otherModelsToolsFixes(context: Context): Fix[] {
  const { failedModels, modelsWithoutTools, workingModel } = context;
  const tried = [...failedModels, ...modelsWithoutTools];
  const works = workingModel !== null && modelsWithoutTools.includes(workingModel) ? null : workingModel;
  const model = otherModel({ ...context, failedModels: tried, workingModel: works });
  if (model === null) return [];
  return [
    fix(
      'See whether another model does the same.',
      `npx agentrouter doctor --only tools --model ${shellWord(model)}`,
    ),
  ];
}

/** The same of a provider none of whose models failed; null where there is none. */
function otherProvidersModel(context: Context): string | null {
  const failing = failingProviders(context);
  const isSpared = (name: string): boolean => !failing.includes(providerOf(name));
  const { workingModel } = context;
  if (workingModel !== null && isSpared(workingModel)) return workingModel;
  // Where a text names no model, one of OpenAI's is the likeliest to have failed.
  const nothingKnown = !context.ofRun && failing.length === 0;
  return (
    untried(context).find((name) => isSpared(name) && !(nothingKnown && providerOf(name) === 'OpenAI')) ??
    null
  );
}

/** Advice to take a model of a provider that does not fail; none where there is no such model. */
export function otherProviderFixes(context: Context): Fix[] {
  return adviceFor(context, otherProvidersModel(context), 'Try a model of another provider, such as');
}

/** Advice to take any other model; none where there is none that did not fail. */
export function otherModelFixes(context: Context): Fix[] {
  return adviceFor(context, otherModel(context), 'Try another model, such as');
}

function adviceFor(context: Context, model: string | null, attempt: string): Fix[] {
  if (model === null) return [];
  const text =
    model === context.workingModel ? `Use ${model} for now (it answered in this run)` : `${attempt} ${model}`;
  return [modelFix(context, model, text)];
}
