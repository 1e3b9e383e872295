import { anyOf } from '../evidence/any-of.ts';
import { isDeepSeek, isMisspelledDeepseek } from '../evidence/model-names.ts';
import type { AnswerEvidence } from '../evidence/types.ts';
import { deepSeekNotListed, noDeepSeekListed } from './compared-models.ts';
import { endpointMissing } from './endpoint-missing.ts';
import { fix, hostOf, modelOf, said } from './fix-texts.ts';
import { otherModelFixes } from './models-to-try.ts';
import { modelFix } from './setting-fix.ts';
import { modelInQuestion, modelNotFound, modelWithoutChannel } from './model-missing.ts';
import { heavier, strongest, type Rule } from './rules.ts';
import { openaiClient } from './sdk-snippets.ts';
import type { Context, Family, Sign } from './types.ts';

const USUAL = /^deepseek-(?:chat|reasoner|coder)$/i;

const NOT_CONFIGURED: readonly Rule[] = [
  {
    weight: 95,
    words:
      /DEEPSEEK_API_KEY|deepseek[^.\n]{0,30}(?:not configured|is not set up|未配置|disabled)|no deepseek (?:api )?key/i,
    unless: /your api key/i,
  },
];

const REFUSES_ANTHROPIC: readonly Rule[] = [
  {
    weight: 90,
    words: anyOf(
      /(?:(?:does not|doesn't|not|cannot be|can't be) (?:support(?:ed)?|available|used|served|called|reached)|unavailable)[^.\n]{0,40}(?:anthropic|messages|claude)/i,
      /(?:\buse|only|instead)\b[^.\n]{0,40}(?:chat[/ ]completions|openai[- ](?:compatible |style )?(?:api|endpoint|format))/i,
      /not implemented|unsupported (?:api|endpoint|relay)/i,
      /不支持[^。\n]{0,12}(?:anthropic|claude|messages)/i,
    ),
  },
];

/** Anthropic's own way to say that it has no such model, and the names of its API, for texts that do not tell what was asked. */
const ANTHROPIC_WORDS = /\/v1\/messages|anthropic|^model: \S+$/im;

function misspelled(answer: AnswerEvidence): Sign | null {
  const model = modelInQuestion(answer);
  if (model === null || !isMisspelledDeepseek(model)) return null;
  const missing = heavier(modelNotFound(answer), modelWithoutChannel(answer));
  if (missing === null) return null;
  return {
    weight: Math.min(100, missing.weight + 3),
    why: `the model is called ${model}; ${missing.why}`,
    detail: { model },
  };
}

function notConfigured(answer: AnswerEvidence): Sign | null {
  const said = strongest(answer, NOT_CONFIGURED);
  const model = modelInQuestion(answer);
  if (said !== null || model === null || !/deepseek/i.test(model) || isMisspelledDeepseek(model)) return said;
  // LiteLLM wants a prefix (`openai/…`), LlamaIndex one of its own list: neither has asked a server.
  if (wrongApi(answer) !== null || /llm provider not provided|valid openai model name/i.test(answer.text))
    return null;
  const channel = modelWithoutChannel(answer);
  const missing = modelNotFound(answer);
  const routed = channel === null ? null : { ...channel, weight: Math.min(100, channel.weight + 2) };
  const known =
    missing === null ? null : { ...missing, weight: missing.weight + (USUAL.test(model) ? 1 : -6) };
  const found = heavier(routed, known);
  return found === null
    ? null
    : { weight: found.weight, why: `${model} was asked for; ${found.why}`, detail: { model } };
}

function wrongApi(answer: AnswerEvidence): Sign | null {
  const model = modelInQuestion(answer);
  const { operation, api } = answer.ask;
  const anthropic =
    operation === 'messages' ||
    api === 'anthropic' ||
    (operation === null && ANTHROPIC_WORDS.test(answer.text));
  if (model === null || !/deep[-_ ]?seek/i.test(model) || !anthropic) return null;
  const refused = [
    strongest(answer, REFUSES_ANTHROPIC),
    noSuchModelAtAnthropic(answer),
    endpointMissing(answer),
  ].reduce(heavier, null);
  return refused === null
    ? null
    : {
        weight: Math.min(95, refused.weight + 5),
        why: `${model} through the Anthropic API; ${refused.why}`,
        detail: { model },
      };
}

/** The gateway passed the request on to Anthropic, which has no such model. */
function noSuchModelAtAnthropic(answer: AnswerEvidence): Sign | null {
  return strongest(answer, [{ weight: 88, id: /^not_found_error$/, words: /^model: \S*deep[-_ ]?seek/i }]);
}

const deepSeekName = (c: Context): string => c.nearest.find(isDeepSeek) ?? 'deepseek-chat';

export const deepseekCodes = {
  'deepseek.misspelled': {
    severity: 'error',
    faultDomain: 'you',
    check: 'models.deepseek',
    title: (c) => `${modelOf(c)} is not routed to DeepSeek`,
    retryHelps: false,
    expected: 'the name contains deepseek, as in deepseek-chat',
    sign: misspelled,
    inFacts: deepSeekNotListed,
    supersedes: ['model.not-found', 'model.no-channel'],
    cause: (c) =>
      `The gateway sends a request to DeepSeek when the name contains deepseek in one word. ${modelOf(c)} does not match a DeepSeek model.`,
    fixes: (c) => [
      modelFix(c, deepSeekName(c), 'Write deepseek in one word, with a hyphen after it'),
      fix('In code as well:', `model = "${deepSeekName(c)}"`),
      fix('See how the deployment calls them.', 'npx agentrouter models deepseek'),
    ],
    recognised: 'The model is refused as unknown, and its name is a near miss of a DeepSeek one.',
    example: 'model = "deep-seek-chat"',
  },
  'deepseek.not-configured': {
    severity: 'error',
    faultDomain: 'gateway',
    check: 'models.deepseek',
    title: 'The server is not set up for DeepSeek',
    retryHelps: false,
    expected: 'the server has a key and a route for DeepSeek',
    sign: notConfigured,
    inFacts: noDeepSeekListed,
    supersedes: ['model.no-channel'],
    cause: (c) =>
      `${hostOf(c)} lists or routes no DeepSeek model. On a self-hosted server DEEPSEEK_API_KEY is probably not set.${said(c)}`,
    fixes: (c) => [
      fix(
        "Self-hosted: set DeepSeek's key in the server's own `.env` and restart it.",
        'DEEPSEEK_API_KEY=...',
      ),
      fix('Otherwise ask the administrator to set up DeepSeek.'),
      ...(c.workingModel === null
        ? [fix('Until then use a model that is served.', 'npx agentrouter models --probe')]
        : otherModelFixes(c)),
    ],
    recognised:
      'A DeepSeek model with a proper name has no channel or is unknown, or the server says that its DeepSeek key is missing.',
    example: '{"error":{"message":"No available channel for model deepseek-chat under group default"}}',
  },
  'deepseek.wrong-api': {
    severity: 'error',
    faultDomain: 'you',
    check: 'models.deepseek',
    title: 'This DeepSeek model is not served through the Anthropic API',
    retryHelps: false,
    expected: 'DeepSeek models are called through the OpenAI API',
    severityIn: ({ api }) => (api === 'anthropic' ? 'error' : 'info'),
    sign: wrongApi,
    supersedes: ['endpoint.anthropic-missing', 'upstream.error'],
    cause: (c) =>
      `The gateway serves ${modelOf(c)} in the format of the OpenAI API only, and the request came through /v1/messages.${said(c)}`,
    fixes: (c) => [
      fix(
        'Use the OpenAI SDK for DeepSeek models.',
        `${openaiClient(c).python}\nclient.chat.completions.create(model="${c.model ?? 'deepseek-chat'}", messages=[{"role": "user", "content": "Hello"}])`,
      ),
      fix('In Node:', openaiClient(c).node),
      fix('With the Anthropic SDK, use a Claude model.', 'npx agentrouter models claude'),
    ],
    recognised:
      'A DeepSeek model is asked for through /v1/messages, and the refusal is about the API or the path.',
    example: 'POST /v1/messages with deepseek-chat: 500 "not implemented"',
  },
} satisfies Family;
