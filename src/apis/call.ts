import type { Api } from '../evidence/types.ts';

export type LimitParameter = 'max_tokens' | 'max_completion_tokens' | 'none';

/** A request to a model, before it takes the form of either API. */
export interface Call {
  api: Api;
  model: string;
  /** The most tokens that the answer may have. */
  maxTokens: number;
  stream: boolean;
  /** Offer the one tool and force its use. */
  tool: boolean;
  /** Which parameter carries the limit; the Anthropic API knows only `max_tokens`, `none` leaves it out. */
  limitParameter: LimitParameter;
  /** Limit parameters that were refused already. */
  refusedLimits?: readonly LimitParameter[];
  /** `forced` names the tool, `any` wants some tool, `auto` leaves it to the model, `none` leaves the parameter out. */
  toolChoice: 'forced' | 'any' | 'auto' | 'none';
  /** Ask for usage inside a stream (OpenAI only). */
  streamUsage: boolean;
  /** A longer answer, for judging a stream; otherwise one word is asked for. */
  long: boolean;
}

const SHORT_PROMPT = 'Reply with the word: ok';
const LONG_PROMPT = 'Count from one to forty in words.';
const TOOL_PROMPT = 'What is the weather in Paris? Use the tool.';

export function promptOf(call: Call): string {
  if (call.tool) return TOOL_PROMPT;
  return call.long ? LONG_PROMPT : SHORT_PROMPT;
}
