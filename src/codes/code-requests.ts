import type { Facts } from '../probes/facts.ts';
import { fromHits, inLanguage, sourcesOf, atPlace, type Hit } from './code-places.ts';
import { targetOf } from './code-target.ts';
import { fix } from './fix-texts.ts';
import { detail } from './local-facts.ts';
import type { Family, Observation } from './types.ts';

const WITH_LIMIT = 'max_tokens in every call of messages.create';
const WHOLE = 'a role and a content in every message';

function withoutLimit(facts: Facts): Observation[] {
  const hits = sourcesOf(facts)
    .calls.filter((call) => call.lacksMaxTokens && targetOf(call.on, call.api, facts) !== null)
    .map(({ place, language }): Hit => ({ place, language, shown: 'messages.create without max_tokens' }));
  return fromHits(hits, { measured: 'messages.create without max_tokens', expected: WITH_LIMIT });
}

function incompleteMessages(facts: Facts): Observation[] {
  const hits = sourcesOf(facts)
    .calls.filter((call) => targetOf(call.on, call.api, facts) !== null)
    .flatMap(({ incompleteMessages, language }) =>
      incompleteMessages.map(({ place, lacks }): Hit => ({
        place,
        language,
        shown: `a message without ${lacks}`,
        detail: { lacks },
      })),
    );
  return fromHits(hits, { measured: 'a message that lacks its role or its content', expected: WHOLE });
}

/** Parameters of calls in the project's code. */
export const codeRequestCodes = {
  'code.missing-max-tokens': {
    severity: 'warning',
    faultDomain: 'you',
    check: 'local.sources',
    title: 'A call with the Anthropic SDK has no max_tokens',
    retryHelps: false,
    expected: WITH_LIMIT,
    inFacts: withoutLimit,
    cause: (c) =>
      `The Anthropic API requires max_tokens, and the OpenAI API does not. The call${atPlace(c)} fails with status 400, or in the SDK itself.`,
    fixes: (c) => [
      fix(
        'Add the limit to the call.',
        inLanguage(c, { python: 'max_tokens=1024,', node: 'max_tokens: 1024,' }),
      ),
    ],
    recognised:
      'messages.create of an Anthropic client is called with model and messages, and without max_tokens.',
    example: 'client.messages.create(model="claude-3-5-sonnet-20241022", messages=messages)',
  },
  'code.incomplete-message': {
    severity: 'warning',
    faultDomain: 'you',
    check: 'local.sources',
    title: 'A message in the code lacks its role or its content',
    retryHelps: false,
    expected: WHOLE,
    inFacts: incompleteMessages,
    cause: (c) =>
      `Each message needs a role and a content. The one${atPlace(c)} has no ${detail(c, 'lacks', 'role or content')}, so the call fails with status 400.`,
    fixes: (c) => [
      fix(
        'Give each message both.',
        inLanguage(c, {
          python: 'messages=[{"role": "user", "content": "Hello"}]',
          node: "messages: [{ role: 'user', content: 'Hello' }]",
        }),
      ),
    ],
    recognised:
      'A message that the code writes out whole, in a call of either API, has no role or no content.',
    example: 'messages = [{"content": "Hello"}]',
  },
} satisfies Family;
