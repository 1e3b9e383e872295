import { listedButNotServed, notListed } from './compared-models.ts';
import { fix, hostOf, modelOf, said } from './fix-texts.ts';
import { shellWord } from './local-facts.ts';
import { otherModelFixes } from './models-to-try.ts';
import { modelFix } from './setting-fix.ts';
import { modelNotFound, modelNotPermitted, modelWithoutChannel } from './model-missing.ts';
import type { Context, Family, Fix } from './types.ts';

/** A name near the one that was asked for, else any model that is better than none. */
function useModel(c: Context): Fix[] {
  const [name] = c.nearest.filter((near) => !c.failedModels.includes(near));
  if (name === undefined) return otherModelFixes(c);
  return [modelFix(c, name, c.nearest.length > 1 ? `Use one of ${c.nearest.join(', ')}` : `Use ${name}`)];
}

const SEE_LIST: Fix = fix('See which models there are.', 'npx agentrouter models');
const SEE_ANSWERS: Fix = fix('See which models answer.', 'npx agentrouter models --probe');

const checkName = (c: Context): Fix =>
  c.model === null || c.models.length > 0
    ? SEE_LIST
    : fix('See whether the deployment has it.', `npx agentrouter models --check ${shellWord(c.model)}`);

/** The list has the name, and calls of it are refused all the same. */
const isListed = (c: Context): boolean => c.detail['listed'] !== undefined;

/** No deployment has said anything about the model yet. */
const byNameAlone = (c: Context): boolean =>
  c.status === null && c.said === null && c.models.length === 0 && c.nearest.length > 0;

export const modelAnswerCodes = {
  'model.not-found': {
    severity: 'error',
    faultDomain: 'you',
    check: 'models.requested',
    title: (c) =>
      isListed(c)
        ? `${modelOf(c)} is listed, but not served`
        : byNameAlone(c)
          ? `${modelOf(c)} is probably misspelled`
          : `There is no model ${modelOf(c) === 'the model' ? 'of that name' : modelOf(c)}`,
    retryHelps: false,
    expected: 'the deployment knows the model',
    sign: modelNotFound,
    inFacts: (facts, verdictsOf) => [...notListed(facts), ...listedButNotServed(facts, verdictsOf)],
    supersedes: ['endpoint.not-found'],
    cause: (c) => {
      if (isListed(c))
        return `The list of ${hostOf(c)} has ${modelOf(c)}, and a call of it is refused as if it did not exist. Its route in the gateway is missing or points to a name that the provider does not know.${said(c)}`;
      if (byNameAlone(c))
        return `No model could be asked in this run. By its name, ${c.nearest.join(' or ')} is meant; names must match to the letter.`;
      return `${hostOf(c)} does not know ${modelOf(c)}${c.nearest.length > 0 ? `; it lists ${c.nearest.join(', ')}` : ''}. Names must match to the letter.${said(c)}`;
    },
    fixes: (c) =>
      isListed(c)
        ? [
            ...otherModelFixes(c).slice(0, c.workingModel === null ? 0 : 1),
            SEE_ANSWERS,
            fix(
              `Tell the operator that ${modelOf(c)} is listed and not served. This collects what to send, without secrets:`,
              'npx agentrouter support-dump --output support.md',
            ),
          ]
        : [...useModel(c), checkName(c)],
    further: () => [fix('In code, write the name as the list has it.', 'model = "gpt-4o"')],
    recognised:
      'A code such as model_not_found, or words that the model does not exist, is unknown or is no longer served, whatever the status.',
    example: '{"error":{"message":"The model `gpt4` does not exist","code":"model_not_found"}}',
  },
  'model.no-channel': {
    severity: 'error',
    faultDomain: 'gateway',
    check: 'models.requested',
    title: (c) => `The gateway has no usable upstream for ${modelOf(c)}`,
    retryHelps: false,
    expected: 'the gateway has a channel for the model and your group',
    sign: modelWithoutChannel,
    supersedes: ['model.not-found', 'upstream.unavailable'],
    cause: (c) =>
      `${hostOf(c)} knows the request and has nobody to pass it to: no channel for ${modelOf(c)}, none for the group of your key, or no price set by the operator. Despite the status this is no outage.${said(c)}`,
    fixes: (c) => [
      ...(c.workingModel === null ? [SEE_ANSWERS] : otherModelFixes(c)),
      fix('Look at the group of the key in API Keys Management; another group may have a channel.'),
      fix(
        `Ask the operator to add a channel${modelOf(c) === 'the model' ? '' : ` for ${modelOf(c)}`}, or to set its price.`,
      ),
    ],
    further: () => [SEE_LIST],
    recognised:
      'Words that no channel, provider or endpoint is available for the model or the group, or that the operator set no price.',
    example:
      '{"error":{"message":"No available channel for model gpt-4o under group default","code":"model_not_found"}}',
  },
  'model.not-permitted': {
    severity: 'error',
    faultDomain: 'account',
    check: 'models.requested',
    title: (c) => `The key may not use ${modelOf(c)}`,
    retryHelps: false,
    expected: 'the key may use the model',
    sign: modelNotPermitted,
    supersedes: ['key.rejected', 'key.forbidden', 'model.not-found'],
    cause: (c) =>
      `The key is good, and its list of models, its plan or its team does not include ${modelOf(c)}.${said(c)}`,
    fixes: (c) => [
      ...(c.workingModel === null ? [] : otherModelFixes(c)),
      fix('See which models the key may use.', 'npx agentrouter models --probe'),
      fix('Add the model to the key in API Keys Management, or create a key without a list of models.'),
    ],
    recognised:
      'A code such as key_model_access_denied, or words that the key, team, plan or account may not use the model.',
    example: '{"error":{"message":"This token has no access to model gpt-4o","type":"new_api_error"}}',
  },
} satisfies Family;
