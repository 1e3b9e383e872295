import type { Api } from '../evidence/types.ts';
import { keyRefused } from '../codes/compared-auth.ts';
import { lastOf } from '../codes/roles.ts';
import type { Facts } from '../probes/facts.ts';
import { apiNotAsked, costsMoney, firstReason, type Check } from './check.ts';

const ROLES = { openai: 'stream.openai', anthropic: 'stream.anthropic' } as const;

function summary(facts: Facts, api: Api): string {
  const outcome = lastOf(facts, ROLES[api])?.outcome;
  if (outcome?.kind !== 'stream') return '';
  const { reading } = outcome;
  if (reading.contentChunks.length === 0) return 'its few tokens went into hidden reasoning';
  return `${reading.chunkCount ?? reading.contentChunks.length} chunks, first token after ${Math.round(reading.firstTokenMs ?? 0)} ms`;
}

const check = (id: 'streaming.openai' | 'streaming.anthropic', api: Api, title: string): Check => ({
  id,
  category: 'streaming',
  title,
  needs: [api === 'openai' ? 'requests.chat' : 'requests.messages'],
  sends: [ROLES[api]],
  notApplicable: firstReason(apiNotAsked(api), costsMoney),
  gather: async ({ probes, facts, verdictsOf }) => {
    const streamed = await probes.ask(ROLES[api]);
    // Where no plain call was made, nothing has told the key from the header yet.
    const isFirst = lastOf(facts, 'messages') === null;
    if (api === 'anthropic' && isFirst && keyRefused(streamed, verdictsOf))
      await probes.experiment('experiment.messages.bearer');
  },
  summary: (facts) => summary(facts, api),
});

/** Checks that answers can be streamed. */
export const streamingChecks: readonly Check[] = [
  check('streaming.openai', 'openai', 'A chat completion streams to its end'),
  check('streaming.anthropic', 'anthropic', 'A message streams to its end'),
];
