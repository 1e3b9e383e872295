import { anyOf } from '../evidence/any-of.ts';
import type { AnswerEvidence } from '../evidence/types.ts';
import { anthropicMissing, openaiMissing } from './compared-paths.ts';
import { endpointMissing } from './endpoint-missing.ts';
import { fix, hostOf } from './fix-texts.ts';
import { strongest, type Rule } from './rules.ts';
import { anthropicClient, baseUrlsFix, clientsFix, openaiClient } from './sdk-snippets.ts';
import { findAddressFix } from './setting-fix.ts';
import type { Family, Sign } from './types.ts';

const NO_ANTHROPIC: readonly Rule[] = [
  { weight: 80, words: /^not implemented\b/i, when: (answer) => answer.ask.operation === 'messages' },
  {
    weight: 88,
    words: anyOf(
      /(?:anthropic|messages|claude) (?:api|endpoint|format|protocol)[^.\n]{0,30}(?:not (?:supported|available|enabled|implemented)|unsupported)/i,
      /not (?:supported|available) (?:on|by|in|via|through|for|with) (?:the )?(?:\/v1\/messages|anthropic|messages)/i,
      /only supports? (?:the )?(?:openai|chat completions?)\b/i,
      /(?:does not|doesn't) support (?:the )?(?:anthropic|messages) (?:api|format|endpoint)/i,
    ),
  },
];

const NO_OPENAI: readonly Rule[] = [
  {
    weight: 88,
    words: anyOf(
      /(?:openai|chat completions?) (?:api|endpoint|format|protocol)[^.\n]{0,30}(?:not (?:supported|available|enabled|implemented)|unsupported)/i,
      /only (?:the )?(?:anthropic|messages) (?:api|format) is supported/i,
      /only supports? (?:the )?(?:anthropic|messages)\b/i,
    ),
  },
];

/** A missing path below what a path that is missing altogether weighs: only a comparison can tell one API from both. */
function missingPath(answer: AnswerEvidence, operation: 'chat' | 'messages'): Sign | null {
  if (answer.ask.operation !== operation) return null;
  const missing = endpointMissing(answer);
  return missing === null ? null : { ...missing, weight: Math.max(10, missing.weight - 20) };
}

export const endpointCodes = {
  'endpoint.not-found': {
    severity: 'error',
    faultDomain: 'you',
    check: 'local.base-url',
    title: (c) => `${hostOf(c)} does not serve this path`,
    retryHelps: false,
    expected: 'the paths of the API are served',
    sign: endpointMissing,
    cause: (c) =>
      `Something answers at ${hostOf(c)}, but not under this path. Mostly the base URL is not quite right: /v1 is missing or doubled, a prefix such as /api is left out, or it is another server.`,
    fixes: (c) =>
      c.ofRun
        ? [findAddressFix()]
        : [
            baseUrlsFix(c, 'Give each SDK its own base URL: with /v1 for OpenAI, without for Anthropic.'),
            fix('See which paths of this host answer.', 'npx agentrouter test-connection'),
            findAddressFix(),
          ],
    further: (c) => [clientsFix(c, 'In whole:')],
    recognised:
      'Status 404, 405 or 501, or words that the route, URL or endpoint does not exist, and the words are not about the model.',
    example: '{"error":{"message":"Invalid URL (POST /chat/completions)"}}',
  },
  'endpoint.openai-missing': {
    severity: 'warning',
    faultDomain: 'gateway',
    check: 'requests.chat',
    title: (c) => `${hostOf(c)} serves only the Anthropic API`,
    retryHelps: false,
    expected: '/v1/chat/completions is served',
    severityIn: ({ api }) => (api === 'openai' ? 'error' : 'warning'),
    sign: (answer) => strongest(answer, NO_OPENAI) ?? missingPath(answer, 'chat'),
    inFacts: openaiMissing,
    supersedes: ['endpoint.not-found'],
    cause: (c) => `/v1/messages answers at ${hostOf(c)}, /v1/chat/completions does not.`,
    fixes: (c) => [
      fix('Use the Anthropic SDK.', anthropicClient(c).python),
      fix('In Node:', anthropicClient(c).node),
      fix('Ask the operator whether the OpenAI API can be switched on.'),
    ],
    recognised:
      'The path of the OpenAI API is missing while that of the Anthropic API works, or the server says so.',
    example: 'POST /v1/chat/completions: 404, POST /v1/messages: 200',
  },
  'endpoint.anthropic-missing': {
    severity: 'warning',
    faultDomain: 'gateway',
    check: 'requests.messages',
    title: (c) => `${hostOf(c)} serves only the OpenAI API`,
    retryHelps: false,
    expected: '/v1/messages is served',
    severityIn: ({ api }) => (api === 'anthropic' ? 'error' : 'warning'),
    sign: (answer) => strongest(answer, NO_ANTHROPIC) ?? missingPath(answer, 'messages'),
    inFacts: anthropicMissing,
    supersedes: ['endpoint.not-found'],
    cause: (c) =>
      `/v1/chat/completions answers at ${hostOf(c)}, /v1/messages does not. Clients such as Claude Code need it.`,
    fixes: (c) => [
      fix('Use the OpenAI SDK.', openaiClient(c).python),
      fix('In Node:', openaiClient(c).node),
      fix('Ask the operator whether the Anthropic API can be switched on, for this model too.'),
    ],
    recognised:
      'The path of the Anthropic API is missing or not implemented while that of the OpenAI API works.',
    example: 'POST /v1/messages: 404 "Invalid URL (POST /v1/messages)"',
  },
} satisfies Family;
