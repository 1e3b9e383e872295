import { isDeepSeek, isMisspelledDeepseek } from '../evidence/model-names.ts';
import { nearest } from '../evidence/nearest.ts';
import { usualNameFor } from '../evidence/usual-names.ts';
import type { Facts } from '../probes/facts.ts';
import { succeeded } from '../probes/succeeded.ts';
import type { ModelCall } from '../project/sources/types.ts';
import { fromHits, inLanguage, sourcesOf, atPlace, type Hit } from './code-places.ts';
import { targetOf } from './code-target.ts';
import { fix } from './fix-texts.ts';
import { detail } from './local-facts.ts';
import { openaiClient } from './sdk-snippets.ts';
import type { Context, Family, Observation } from './types.ts';

const LISTED = 'a model that the deployment serves';
const ONE_WORD = 'deepseek in one word, as in deepseek-chat';
const BY_OPENAI = 'DeepSeek models are called with the OpenAI SDK';

function hasAnswered(model: string, api: ModelCall['api'] | null, facts: Facts): boolean {
  return facts.exchanges.some(
    ({ ask, outcome }) => ask.model === model && (api === null || ask.api === api) && succeeded(outcome),
  );
}

type Asked = ModelCall['models'][number] & { call: ModelCall };

/** Every model that a call names, each with its call. */
function asked(facts: Facts): Asked[] {
  return sourcesOf(facts).calls.flatMap((call) => call.models.map((model) => ({ ...model, call })));
}

function hit({ call, name, place }: Asked, shown: string, more: Record<string, string> = {}): Hit[] {
  return [{ place, language: call.language, shown, detail: { model: name, ...more } }];
}

/** The name that was probably meant, and what tells so; null where the name is right, or may be. */
function meant({ call, name }: Asked, facts: Facts): { right: string; by: 'list' | 'name' } | null {
  const target = targetOf(call.on, call.api, facts);
  const listed = (facts.models ?? []).map(({ id }) => id);
  if (target === 'here' && listed.length > 0) {
    const [right] = listed.includes(name) ? [] : nearest(name, listed, 1);
    return right === undefined ? null : { right, by: 'list' };
  }
  const usual = target === 'here' || target === 'provider' ? usualNameFor(name) : null;
  return usual === null ? null : { right: usual, by: 'name' };
}

function misspelled(facts: Facts): Observation[] {
  const hits = asked(facts).flatMap((one): Hit[] => {
    const { name } = one;
    if (name === '' || isMisspelledDeepseek(name) || hasAnswered(name, null, facts)) return [];
    const found = meant(one, facts);
    if (found === null) return [];
    const shown = found.by === 'list' ? `model ${name}, which is not listed` : `model ${name}`;
    return hit(one, `${shown}; near it: ${found.right}`, found);
  });
  const byList = hits.some((one) => one.detail?.['by'] === 'list');
  return fromHits(hits, {
    measured: byList ? 'a model that is not listed, and near one that is' : 'a usual model name with a slip',
    expected: LISTED,
    confidence: byList ? 'likely' : 'possible',
  });
}

function misspelledDeepseek(facts: Facts): Observation[] {
  const hits = asked(facts).flatMap((one): Hit[] => {
    const { call, name } = one;
    const target = targetOf(call.on, call.api, facts);
    const served = facts.models?.some(({ id }) => id === name) === true || hasAnswered(name, null, facts);
    if (!isMisspelledDeepseek(name) || served || (target !== 'here' && target !== 'provider')) return [];
    const [right = 'deepseek-chat'] = nearest(
      name,
      (facts.models ?? []).map(({ id }) => id).filter(isDeepSeek),
      1,
    );
    return hit(one, `model ${name}`, { right });
  });
  return fromHits(hits, { measured: 'a name that is not routed to DeepSeek', expected: ONE_WORD });
}

function throughAnthropic(facts: Facts): Observation[] {
  const hits = asked(facts).flatMap((one): Hit[] => {
    const { call, name } = one;
    const target = targetOf(call.on, call.api, facts);
    const concerned = call.api === 'anthropic' && (target === 'here' || target === 'provider');
    const served = facts.exchanges.some(
      ({ ask, outcome }) => ask.api === 'anthropic' && isDeepSeek(ask.model ?? '') && succeeded(outcome),
    );
    return concerned && isDeepSeek(name) && !served ? hit(one, `model ${name} on an Anthropic client`) : [];
  });
  return fromHits(hits, { measured: 'a DeepSeek model on an Anthropic client', expected: BY_OPENAI });
}

function modelLine(c: Context, otherwise: string): string {
  const right = detail(c, 'right', otherwise);
  return inLanguage(c, { python: `model="${right}"`, node: `model: '${right}'` });
}

/** Model names in the project's code. */
export const codeModelCodes = {
  'code.model-misspelled': {
    severity: 'warning',
    faultDomain: 'you',
    check: 'local.sources',
    title: (c) =>
      c.detail['by'] === 'list'
        ? `The code asks for ${detail(c, 'model', 'a model')}, which is not listed`
        : `The code asks for ${detail(c, 'model', 'a model')}, which looks misspelled`,
    retryHelps: false,
    expected: LISTED,
    inFacts: misspelled,
    cause: (c) =>
      `The deployment knows models by their exact names. The name${atPlace(c)} is near ${detail(c, 'right', 'one that exists')}, and not the same.`,
    fixes: (c) => [
      fix('Write the name as the deployment has it.', modelLine(c, 'gpt-4o')),
      fix('See what there is.', `npx agentrouter models --check ${detail(c, 'model', 'gpt4')}`),
    ],
    recognised:
      'A call in the code names a model that is not in the list and near one of it, or without a list a usual name with a slip.',
    example: 'model = "gpt4"',
  },
  'code.deepseek-misspelled': {
    severity: 'warning',
    faultDomain: 'you',
    check: 'local.sources',
    title: (c) => `The code asks for ${detail(c, 'model', 'deep-seek-…')}, which is not routed to DeepSeek`,
    retryHelps: false,
    expected: ONE_WORD,
    inFacts: misspelledDeepseek,
    cause: (c) =>
      `The gateway sends a request to DeepSeek when the name contains deepseek in one word. The name${atPlace(c)} does not.`,
    fixes: (c) => [fix('Write deepseek in one word.', modelLine(c, 'deepseek-chat'))],
    recognised: 'A call in the code names a near miss of a DeepSeek model.',
    example: 'model = "deep-seek-chat"',
  },
  'code.deepseek-wrong-sdk': {
    severity: 'warning',
    faultDomain: 'you',
    check: 'local.sources',
    title: 'The code calls a DeepSeek model with the Anthropic SDK',
    retryHelps: false,
    expected: BY_OPENAI,
    inFacts: throughAnthropic,
    cause: (c) =>
      `The gateway serves DeepSeek models in the format of the OpenAI API. The call${atPlace(c)} uses the Anthropic format.`,
    fixes: (c) => {
      const named = detail(c, 'model', 'deepseek-chat');
      const model = isMisspelledDeepseek(named) ? 'deepseek-chat' : named;
      return [
        fix(
          'Use the OpenAI SDK for this model.',
          inLanguage(c, {
            python: `${openaiClient(c).python}\nclient.chat.completions.create(model="${model}", messages=messages)`,
            node: `${openaiClient(c).node}\nawait client.chat.completions.create({ model: "${model}", messages });`,
          }),
        ),
      ];
    },
    recognised: 'A call on an Anthropic client names a DeepSeek model, and no such call was seen to work.',
    example: 'Anthropic().messages.create(model="deepseek-chat", …)',
  },
} satisfies Family;
