import { notListed } from './compared-models.ts';
import { fix, hostOf, modelOf, otherModel, said } from './fix-texts.ts';
import { modelNotFound, modelNotPermitted, modelWithoutChannel } from './model-missing.ts';
import type { Context, Family, Fix } from './types.ts';

function useModel(c: Context): Fix {
  const name = c.nearest[0] ?? otherModel(c);
  return fix(
    `Use ${c.nearest.length > 1 ? `one of ${c.nearest.join(', ')}` : name}.`,
    `export AGENTROUTER_MODEL=${name}`,
  );
}

const listed = (c: Context): Fix =>
  fix(
    `See which models ${hostOf(c)} serves.`,
    c.model === null || c.models.length > 0
      ? 'npx agentrouter models'
      : `npx agentrouter models --check ${quoted(c.model)}`,
  );

/** Safe to paste into a shell. */
function quoted(name: string): string {
  return /^[\w./:@+-]+$/.test(name) ? name : `'${name.replaceAll("'", '')}'`;
}

/** No deployment has said anything about the model yet. */
const byNameAlone = (c: Context): boolean =>
  c.status === null && c.said === null && c.models.length === 0 && c.nearest.length > 0;

export const modelAnswerCodes = {
  'model.not-found': {
    severity: 'error',
    faultDomain: 'you',
    check: 'models.requested',
    title: (c) =>
      byNameAlone(c)
        ? `${modelOf(c)} is probably misspelled`
        : `There is no model ${modelOf(c) === 'the model' ? 'of that name' : modelOf(c)}`,
    retryHelps: false,
    expected: 'the deployment knows the model',
    sign: modelNotFound,
    inFacts: notListed,
    supersedes: ['endpoint.not-found'],
    cause: (c) =>
      byNameAlone(c)
        ? `No model could be asked in this run. By its name, ${c.nearest.join(' or ')} is meant; names must match to the letter.`
        : `${hostOf(c)} does not know ${modelOf(c)}${c.nearest.length > 0 ? `; it lists ${c.nearest.join(', ')}` : ''}. Names must match to the letter.${said(c)}`,
    fixes: (c) => [
      useModel(c),
      listed(c),
      fix('Write the name as the list has it.', `model = "${c.nearest[0] ?? 'gpt-4o'}"`),
    ],
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
      fix(
        `Use a model that answers${c.workingModel === null ? '' : `: ${c.workingModel}`}.`,
        c.workingModel === null
          ? 'npx agentrouter models --probe'
          : `export AGENTROUTER_MODEL=${c.workingModel}`,
      ),
      fix('Look at the group of the key in API Keys Management; another group may have a channel.'),
      fix(
        `Ask the operator to add a channel${modelOf(c) === 'the model' ? '' : ` for ${modelOf(c)}`}, or to set its price.`,
      ),
      listed(c),
    ],
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
      fix('See which models the key may use.', 'npx agentrouter models --probe'),
      fix('Add the model to the key in API Keys Management, or create a key without a list of models.'),
      fix(
        `Use another model${c.workingModel === null ? '' : `, such as ${c.workingModel}`}.`,
        `export AGENTROUTER_MODEL=${otherModel(c)}`,
      ),
    ],
    recognised:
      'A code such as key_model_access_denied, or words that the key, team, plan or account may not use the model.',
    example: '{"error":{"message":"This token has no access to model gpt-4o","type":"new_api_error"}}',
  },
} satisfies Family;
