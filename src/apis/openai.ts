import * as v from 'valibot';
import { promptOf, type Call } from './call.ts';
import { parseJson } from './json.ts';
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

const OptionalText = v.nullish(v.string());

export const ChatUsage = v.looseObject({
  prompt_tokens: v.nullish(v.number()),
  completion_tokens: v.nullish(v.number()),
});

export const ChatToolCall = v.looseObject({
  index: v.nullish(v.number()),
  id: OptionalText,
  function: v.nullish(v.looseObject({ name: OptionalText, arguments: v.nullish(v.unknown()) })),
});

/** What both a message and a streamed delta may carry; reasoning stands under either name, by gateway. */
export const ChatContent = v.looseObject({
  content: v.nullish(v.unknown()),
  reasoning_content: OptionalText,
  reasoning: v.nullish(v.unknown()),
  refusal: OptionalText,
  tool_calls: v.nullish(v.array(ChatToolCall)),
});

const ChatCompletion = v.looseObject({
  model: OptionalText,
  choices: v.pipe(
    v.array(
      v.looseObject({ finish_reason: OptionalText, message: ChatContent, error: v.nullish(v.unknown()) }),
    ),
    v.minLength(1),
  ),
  usage: v.nullish(ChatUsage),
});

/** Content is a text, or an array of parts that have texts. */
export function contentText(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content.map((part: unknown) => partText(part)).join('');
}

function partText(part: unknown): string {
  if (typeof part !== 'object' || part === null || !('text' in part)) return '';
  return typeof part.text === 'string' ? part.text : '';
}

export function argumentsText(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === undefined || value === null ? '' : JSON.stringify(value);
}

export function chatUsage(usage: v.InferOutput<typeof ChatUsage> | null | undefined): Usage | null {
  if (!usage) return null;
  return { promptTokens: usage.prompt_tokens ?? 0, completionTokens: usage.completion_tokens ?? 0 };
}

/** Characters of reasoning beside the text: `reasoning_content` (DeepSeek) or `reasoning` (OpenRouter, vLLM). */
export function reasoningChars(content: v.InferOutput<typeof ChatContent>): number {
  if (content.reasoning_content) return content.reasoning_content.length;
  return typeof content.reasoning === 'string' ? content.reasoning.length : 0;
}

/** Reads a body as a chat completion; `other` where it is none. */
export function readChat(body: string): Reading {
  const parsed = v.safeParse(ChatCompletion, parseJson(body));
  if (!parsed.success) return { kind: 'other' };
  const { choices, model, usage } = parsed.output;
  const choice = choices[0];
  if (choice === undefined) return { kind: 'other' };
  if (choice.error) return { kind: 'error' };
  const { message } = choice;
  const completion: Completion = {
    kind: 'completion',
    text: contentText(message.content) || (message.refusal ?? ''),
    reasoningChars: reasoningChars(message),
    toolCalls: (message.tool_calls ?? []).map((call) =>
      toolCall(call.id ?? null, call.function?.name ?? null, argumentsText(call.function?.arguments)),
    ),
    finishReason: choice.finish_reason ?? null,
    model: model ?? null,
    usage: chatUsage(usage),
  };
  return completion;
}
