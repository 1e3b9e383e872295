import type { AnswerEvidence } from '../evidence/types.ts';
import { endedByLimit } from '../evidence/finish-reason.ts';
import { LIMIT, OTHER_CAUSE, minimumIn, refusesLimit, tooSmall } from './adapt-words.ts';
import type { Call, LimitParameter } from './call.ts';
import type { ToolCall } from './types.ts';

/** A call that a deployment refused, changed so that it may be accepted; `note` tells what was changed. */
export interface Adaptation {
  call: Call;
  note: string;
}

/** Larger minimums than this are not followed: the run promises small answers. */
const MAX_MINIMUM_TOKENS = 256;
/** What a reasoning model is given, step by step, when it refuses a small limit without saying how much it wants. */
const ROOMY_TOKENS = [64, 256] as const;
/** Enough for one tool call with a word of reasoning before it. */
const TOOL_TOKENS = 256;

/** Statuses that speak of the key, the money, the time or the rate, never of a parameter. */
const NEVER_OF_PARAMETERS = new Set([401, 402, 403, 408, 413, 429]);

/**
 * Finds what to leave out or replace after a refusal that names an optional parameter of ours.
 *
 * @param refusal an answer, or an error inside a stream, that carries an error.
 * @returns null where the refusal names none of our optional parameters, is about something else, or what it wants
 * was tried already.
 */
export function adaptCall(
  call: Call,
  refusal: Pick<AnswerEvidence, 'status' | 'errors' | 'text'>,
): Adaptation | null {
  if (NEVER_OF_PARAMETERS.has(refusal.status ?? 0)) return null;
  const said = wordsOf(refusal);
  if (OTHER_CAUSE.test(said)) return null;
  return adaptStreamOptions(call, said) ?? adaptToolChoice(call, said) ?? adaptLimit(call, said);
}

/** One line an error, each with the parameter that it names beside its words. */
function wordsOf(refusal: Pick<AnswerEvidence, 'errors' | 'text'>): string {
  if (refusal.errors.length === 0) return refusal.text;
  return refusal.errors
    .map(({ param, message }) => `${param === null ? '' : `${param}: `}${message}`.replace(/\s+/g, ' '))
    .join('\n');
}

/**
 * A tool call that the small answer limit cut short says nothing about tools: it gets room once.
 *
 * @param finishReason as the answer gave it.
 */
export function adaptCutToolCall(
  call: Call,
  finishReason: string | null,
  toolCalls: readonly ToolCall[],
): Adaptation | null {
  if (!call.tool || !endedByLimit(finishReason) || call.maxTokens >= TOOL_TOKENS) return null;
  const whole = toolCalls.length > 0 && toolCalls.every((tool) => tool.argumentsProblem === null);
  return whole ? null : withRoom(call, TOOL_TOKENS);
}

function withRoom(call: Call, maxTokens: number): Adaptation {
  return { call: { ...call, maxTokens }, note: `token limit raised to ${maxTokens}` };
}

function adaptStreamOptions(call: Call, said: string): Adaptation | null {
  if (!call.stream || !call.streamUsage || call.api !== 'openai') return null;
  if (!/stream_options|include_usage/i.test(said)) return null;
  return { call: { ...call, streamUsage: false }, note: 'stream_options left out' };
}

/** From the strictest choice to none at all; a refusal of every forced choice leads straight to `auto`. */
function adaptToolChoice(call: Call, said: string): Adaptation | null {
  if (!call.tool || call.toolChoice === 'none' || !/tool[ _]?choice/i.test(said)) return null;
  // The first is an answer of the model (Groq), the second asks for a server setting (vLLM).
  if (/did not call|enable-auto-tool-choice/i.test(said)) return null;
  const forcedIsRefused = /\brequired\b|\bany\b|thinking|force/i.test(said);
  const next = (
    {
      forced: forcedIsRefused && !/toolChoice\.tool\b/.test(said) ? 'auto' : 'any',
      any: 'auto',
      auto: 'none',
    } as const
  )[call.toolChoice];
  const words = { any: 'asks for any tool', auto: 'is auto', none: 'left out' }[next];
  return { call: { ...call, toolChoice: next }, note: `tool_choice ${words}` };
}

function adaptLimit(call: Call, said: string): Adaptation | null {
  if (!LIMIT.test(said)) return null;
  const minimum = minimumIn(said);
  if (minimum !== null && minimum > call.maxTokens && minimum <= MAX_MINIMUM_TOKENS) {
    return withRoom(call, minimum);
  }
  const room = ROOMY_TOKENS.find((tokens) => tokens > call.maxTokens);
  if (tooSmall(said)) return room === undefined ? null : withRoom(call, room);
  return refusesLimit(said) ? otherLimitParameter(call) : null;
}

function otherLimitParameter(call: Call): Adaptation | null {
  if (call.api !== 'openai' || call.limitParameter === 'none') return null;
  const refused = [...(call.refusedLimits ?? []), call.limitParameter];
  const left: LimitParameter[] = ['max_tokens', 'max_completion_tokens', 'none'];
  const next = left.find((parameter) => !refused.includes(parameter));
  if (next === undefined) return null;
  const note = next === 'none' ? 'no token limit' : `${next} instead of ${call.limitParameter}`;
  return { call: { ...call, limitParameter: next, refusedLimits: refused }, note };
}
