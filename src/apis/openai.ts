import * as v from 'valibot';
import { endedByFilter, endedByLimit } from '../evidence/finish-reason.ts';
import { promptOf, type Call } from './call.ts';
import { bodyCarriesError } from './error-object.ts';
import { OptionalName, OptionalNumber, OptionalText, tokenCount } from './fields.ts';
import { parseJson } from './json.ts';
import { reasoningChars, textOfParts } from './reasoning.ts';
import { TOOL_DESCRIPTION, TOOL_NAME, TOOL_PARAMETERS, toolCall } from './tool.ts';
import type { Completion, Reading, Usage } from './types.ts';

/** Path of a completion below the OpenAI SDK base URL (OpenAI API reference, "Create chat completion"). */
export const CHAT_PATH = '/chat/completions';

/** The body of a chat completion request: the smallest that the API accepts for this call. */
export function chatBody(call: Call): Record<string, unknown> {
  return {
    model: call.model,
    messages: [{ role: 'user', content: promptOf(call) }],
    ...(call.limitParameter === 'none' ? {} : { [call.limitParameter]: call.maxTokens }),
    ...(call.stream ? { stream: true } : {}),
    ...(call.stream && call.streamUsage ? { stream_options: { include_usage: true } } : {}),
    ...(call.tool
      ? {
          tools: [
            {
              type: 'function',
              function: { name: TOOL_NAME, description: TOOL_DESCRIPTION, parameters: TOOL_PARAMETERS },
            },
          ],
          ...chatToolChoice(call),
        }
      : {}),
  };
}

function chatToolChoice(call: Call): Record<string, unknown> {
  switch (call.toolChoice) {
    case 'forced':
      return { tool_choice: { type: 'function', function: { name: TOOL_NAME } } };
    case 'any':
      return { tool_choice: 'required' };
    case 'auto':
      return { tool_choice: 'auto' };
    case 'none':
      return {};
  }
}

export const ChatUsage = v.looseObject({
  prompt_tokens: OptionalNumber,
  completion_tokens: OptionalNumber,
  completion_tokens_details: v.fallback(v.nullish(v.looseObject({ reasoning_tokens: OptionalNumber })), null),
});

export const ChatToolCall = v.looseObject({
  index: OptionalNumber,
  id: OptionalName,
  function: v.fallback(
    v.nullish(v.looseObject({ name: OptionalName, arguments: v.nullish(v.unknown()) })),
    null,
  ),
});

/** What both a message and a streamed delta may carry. */
export const ChatContent = v.looseObject({
  content: v.nullish(v.unknown()),
  refusal: OptionalText,
  tool_calls: v.fallback(v.nullish(v.array(ChatToolCall)), null),
});

const ChatCompletion = v.looseObject({
  model: OptionalText,
  choices: v.pipe(
    v.array(
      v.looseObject({
        finish_reason: OptionalText,
        message: v.nullish(ChatContent),
        error: v.nullish(v.unknown()),
      }),
    ),
    v.minLength(1),
  ),
  usage: v.fallback(v.nullish(ChatUsage), null),
});

/** The text of a message or delta; a refusal in words is an answer too. */
export function contentText(content: v.InferOutput<typeof ChatContent>): string {
  return textOfParts(content.content) || (content.refusal ?? '');
}

export function argumentsText(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === undefined || value === null ? '' : JSON.stringify(value);
}

export function chatUsage(usage: v.InferOutput<typeof ChatUsage> | null | undefined): Usage | null {
  if (!usage) return null;
  const reasoningTokens = tokenCount(usage.completion_tokens_details?.reasoning_tokens);
  return {
    promptTokens: tokenCount(usage.prompt_tokens),
    completionTokens: tokenCount(usage.completion_tokens),
    ...(reasoningTokens > 0 ? { reasoningTokens } : {}),
  };
}

/** Reads a body as a chat completion; `other` where it is none. */
export function readChat(body: string): Reading {
  const json = parseJson(body);
  if (bodyCarriesError(json)) return { kind: 'error' };
  const parsed = v.safeParse(ChatCompletion, json);
  const choice = parsed.success ? parsed.output.choices[0] : undefined;
  if (!parsed.success || choice === undefined) return { kind: 'other' };
  if (choice.error) return { kind: 'error' };
  const finishReason = choice.finish_reason ?? null;
  // Gemini leaves the message out where reasoning took the whole limit, or a filter took the answer.
  const mayBeBare = endedByLimit(finishReason) || endedByFilter(finishReason);
  const message = choice.message ?? (mayBeBare ? {} : null);
  if (message === null) return { kind: 'other' };
  const completion: Completion = {
    kind: 'completion',
    text: contentText(message),
    reasoningChars: reasoningChars(message),
    toolCalls: (message.tool_calls ?? []).map((call) =>
      toolCall(call.id ?? null, call.function?.name ?? null, argumentsText(call.function?.arguments)),
    ),
    finishReason,
    model: parsed.output.model ?? null,
    usage: chatUsage(parsed.output.usage),
  };
  return completion;
}
