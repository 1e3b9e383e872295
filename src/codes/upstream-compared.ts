import { failedThenWorked, listUnavailable, onlyPartWorks } from './compared-upstream.ts';
import { openaiUrl, fix } from './fix-texts.ts';
import { RETRY_AFTER_SERVER_ERROR, RETRY_AFTER_SERVER_ERROR_NODE } from './sdk-snippets.ts';
import { modelFix } from './setting-fix.ts';
import type { Family } from './types.ts';
import { saysFlaky } from './pasted-words/answers.ts';

/** Codes that show only when several calls are compared. */
export const upstreamComparedCodes = {
  'upstream.partial': {
    severity: 'warning',
    faultDomain: 'provider',
    check: 'upstream.fallback',
    title: (c) => `${c.model ?? 'One model'} fails, ${c.workingModel ?? 'another'} works`,
    retryHelps: true,
    expected: 'every provider answers',
    inFacts: onlyPartWorks,
    cause: (c) =>
      `The gateway itself is up: ${c.workingModel ?? 'a model of another provider'} answers through it. The fault lies with the provider of ${c.model ?? 'the other model'}, or with how the gateway is set up for it${c.detail['inner'] === undefined ? '' : ` (${c.detail['inner']})`}.`,
    fixes: (c) => [
      c.workingModel === null
        ? fix('Use a model that works for now.', 'npx agentrouter models --probe')
        : modelFix(c, c.workingModel, `Use ${c.workingModel} for now`),
      ...(c.detail['inner'] === undefined
        ? []
        : [fix('Read why the other one fails.', `npx agentrouter explain ${c.detail['inner']}`)]),
    ],
    recognised:
      'The model that was asked for or chosen fails, and a model of another provider answers in the same run.',
    example: 'Claude models answer, every GPT model gives 500',
  },
  'upstream.flaky': {
    severity: 'warning',
    faultDomain: 'provider',
    check: null,
    title: 'The same request failed and then worked',
    retryHelps: true,
    expected: 'the same answer every time',
    inFacts: failedThenWorked,
    textSign: saysFlaky,
    cause: () =>
      'Something behind the gateway fails now and then: one of several upstreams, or a provider that is having trouble.',
    fixes: (c) => [
      fix(
        'Let the SDK retry.',
        `client = OpenAI(base_url="${openaiUrl(c)}", max_retries=3)  # Python\nnew OpenAI({ baseURL: "${openaiUrl(c)}", maxRetries: 3 })  // Node`,
      ),
      fix('Measure how often it happens.', 'npx agentrouter stream-test --runs 5'),
    ],
    further: () => [RETRY_AFTER_SERVER_ERROR, RETRY_AFTER_SERVER_ERROR_NODE],
    recognised:
      'A request failed in a way that can pass (5xx, a cut connection), and the same request then worked.',
    example: 'Sometimes 502, and a moment later the same call is fine',
  },
  'model.list-unavailable': {
    severity: 'warning',
    faultDomain: 'gateway',
    check: 'models.list',
    title: 'The list of models cannot be had, although calls work',
    retryHelps: false,
    expected: 'a list of models',
    inFacts: listUnavailable,
    cause: () =>
      'Calls to models work, but /v1/models does not. Tools that fill a menu from the list stay empty.',
    fixes: (c) => [
      modelFix(c, c.workingModel ?? 'gpt-4o-mini', 'Name the model yourself'),
      fix('Ask the operator to serve GET /v1/models.'),
    ],
    recognised: 'GET /v1/models fails, and a call to a model works.',
    example: 'No models found, although chatting works',
  },
} satisfies Family;
