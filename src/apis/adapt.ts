import type { Call } from './call.ts';
import type { ToolCall } from './types.ts';

/** A call that a deployment refused, changed so that it may be accepted; `note` tells what was changed. */
export interface Adaptation {
  call: Call;
  note: string;
}

/** Larger minimums than this are not followed: the run promises small answers. */
const MAX_MINIMUM_TOKENS = 256;
/** What a reasoning model is given when it refuses the small limit without saying how much it wants. */
const ROOMY_TOKENS = 64;

/** Enough for one tool call with a word of reasoning before it. */
const TOOL_TOKENS = 256;

const LIMIT = /max_(?:completion_|output_)?tokens|maxOutputTokens|max tokens|max_new_tokens/i;
const REFUSAL =
  /unsupported|not supported|unrecogni[sz]ed|unknown|unexpected|not permitted|not allowed|extra (?:inputs|fields)|does not support|doesn't support|cannot be used|invalid|may not|must|only|incompatible|deprecated|不支持|无效|未知/i;

/**
 * Finds what to leave out or replace after a refusal that names an optional parameter of ours.
 *
 * @param status of the refusal; only 400, 404, 422 and 5xx refuse parameters.
 * @param said all words of the refusal.
 * @returns null where the refusal names none of our optional parameters, or what it wants was tried already.
 */
export function adaptCall(call: Call, status: number, said: string): Adaptation | null {
  if (status === 401 || status === 402 || status === 403 || status === 429) return null;
  if (!REFUSAL.test(said) && !LIMIT.test(said)) return null;
  return adaptStreamOptions(call, said) ?? adaptToolChoice(call, said) ?? adaptLimit(call, said);
}

/**
 * A tool call that the small answer limit cut short says nothing about tools: it gets room once.
 *
 * @param finishReason as the answer gave it; `length` (OpenAI) and `max_tokens` (Anthropic) mean cut.
 */
export function adaptCutToolCall(
  call: Call,
  finishReason: string | null,
  toolCalls: readonly ToolCall[],
): Adaptation | null {
  const cut = finishReason === 'length' || finishReason === 'max_tokens';
  if (!call.tool || !cut || call.maxTokens >= TOOL_TOKENS) return null;
  const whole = toolCalls.length > 0 && toolCalls.every((tool) => tool.argumentsProblem === null);
  return whole
    ? null
    : { call: { ...call, maxTokens: TOOL_TOKENS }, note: `token limit raised to ${TOOL_TOKENS}` };
}

function adaptStreamOptions(call: Call, said: string): Adaptation | null {
  if (!call.stream || !call.streamUsage || !/stream_options|include_usage/i.test(said)) return null;
  return { call: { ...call, streamUsage: false }, note: 'stream_options left out' };
}

function adaptToolChoice(call: Call, said: string): Adaptation | null {
  if (!call.tool || call.toolChoice === 'none' || !/tool[ _]?choice/i.test(said)) return null;
  const next = ({ forced: 'any', any: 'auto', auto: 'none' } as const)[call.toolChoice];
  const words = { any: 'asks for any tool', auto: 'is auto', none: 'left out' }[next];
  return { call: { ...call, toolChoice: next }, note: `tool_choice ${words}` };
}

function adaptLimit(call: Call, said: string): Adaptation | null {
  if (!LIMIT.test(said)) return null;
  if (call.limitParameter === 'max_tokens' && call.api === 'openai' && /max_completion_tokens/i.test(said)) {
    return {
      call: { ...call, limitParameter: 'max_completion_tokens' },
      note: 'max_completion_tokens instead of max_tokens',
    };
  }
  const minimum = minimumIn(said);
  if (minimum !== null && minimum > call.maxTokens && minimum <= MAX_MINIMUM_TOKENS) {
    return { call: { ...call, maxTokens: minimum }, note: `token limit raised to ${minimum}` };
  }
  if (tooSmall(said) && call.maxTokens < ROOMY_TOKENS) {
    return { call: { ...call, maxTokens: ROOMY_TOKENS }, note: `token limit raised to ${ROOMY_TOKENS}` };
  }
  return adaptLimitParameter(call, said);
}

function adaptLimitParameter(call: Call, said: string): Adaptation | null {
  if (call.api === 'anthropic' || call.limitParameter === 'none' || !REFUSAL.test(said)) return null;
  if (call.limitParameter === 'max_completion_tokens' && /max_completion_tokens/i.test(said)) {
    return {
      call: { ...call, limitParameter: 'max_tokens' },
      note: 'max_tokens instead of max_completion_tokens',
    };
  }
  return call.limitParameter === 'max_tokens' &&
    /unsupported|not supported|unrecogni[sz]ed|unknown|extra/i.test(said)
    ? {
        call: { ...call, limitParameter: 'max_completion_tokens' },
        note: 'max_completion_tokens instead of max_tokens',
      }
    : null;
}

function minimumIn(said: string): number | null {
  const found =
    /(?:at least|minimum(?: value)?(?: is| of)?|>=|greater than or equal to|expected a value >=|不能小于|至少)\D{0,20}(\d{1,4})/i.exec(
      said,
    );
  return found?.[1] === undefined ? null : Number(found[1]);
}

/** Reasoning models that ran out before a word: OpenAI answers 400 "max_tokens or model output limit was reached". */
function tooSmall(said: string): boolean {
  return /output limit was reached|too (?:small|low|short)|below (?:the )?minimum|could not finish|budget_tokens/i.test(
    said,
  );
}
