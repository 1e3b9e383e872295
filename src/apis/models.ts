import { isClaude, isDeepSeek } from '../evidence/model-names.ts';
import type { Api } from '../evidence/types.ts';
import { DEAR, costRank } from '../evidence/model-cost.ts';
import { namesOtherKind } from '../evidence/model-kinds.ts';
import type { ModelInfo } from './types.ts';

/** Kinds of endpoint, as new-api and others list them, by which a model can be asked to chat through each API. */
const CHAT_ENDPOINTS: Record<Api, RegExp> = {
  openai: /^(?:openai|chat|openai-chat|.*chat[-_./]?completions?|text[-_]generation)$/i,
  anthropic: /anthropic|messages|claude/i,
};

/** Lists without endpoint kinds say nothing of them. */
function servedThrough(api: Api, { endpoints }: ModelInfo): boolean {
  return (
    endpoints === null || endpoints.length === 0 || endpoints.some((type) => CHAT_ENDPOINTS[api].test(type))
  );
}

/** Chat models of a list for one API, cheapest and plainest first; equal ones keep their order. */
export function chatModelsFor(api: Api, models: readonly ModelInfo[]): ModelInfo[] {
  return models
    .filter((model) => !namesOtherKind(model.id) && servedThrough(api, model))
    .map((model) => ({ model, rank: costRank(model.id) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ model }) => model);
}

/**
 * A cheap chat model for an API: for the Anthropic API a Claude model where one is listed, for the OpenAI API one that
 * is neither Claude nor DeepSeek, which have checks of their own, where such a one is cheap. Null where the list has no
 * chat model.
 */
export function chooseModel(api: Api, models: readonly ModelInfo[]): string | null {
  const candidates = chatModelsFor(api, models).map((model) => model.id);
  const preferred =
    api === 'anthropic'
      ? (candidates.find(isClaude) ?? candidates.find((model) => !isDeepSeek(model)))
      : candidates.find((model) => !isClaude(model) && !isDeepSeek(model) && costRank(model) < DEAR);
  return preferred ?? candidates[0] ?? null;
}

/** What is asked where no list can be had: the name that most gateways serve. */
export const USUAL_MODELS: Record<Api, string> = {
  openai: 'gpt-4o-mini',
  anthropic: 'claude-3-5-haiku-20241022',
};

/** Models that take `max_completion_tokens` and refuse `max_tokens` (OpenAI's reasoning models). */
export function wantsCompletionLimit(model: string): boolean {
  return /(?:^|\/)(?:o\d(?:-|$)|gpt-[5-9])/i.test(model);
}
