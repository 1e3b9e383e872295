import * as v from 'valibot';
import { promptOf, type Call } from './call.ts';
import { parseJson } from './json.ts';
import { TOOL_DESCRIPTION, TOOL_NAME, TOOL_PARAMETERS, toolCall } from './tool.ts';
import type { Reading, Usage } from './types.ts';

/** Path of a message below the Anthropic SDK base URL (Anthropic API reference, "Create a message"). */
export const MESSAGES_PATH = '/v1/messages';
/** The version header that every request must carry (Anthropic API reference, "Versions"). */
export const ANTHROPIC_VERSION = '2023-06-01';

/** The body of a message request: the smallest that the API accepts for this call. */
export function messagesBody(call: Call): Record<string, unknown> {
  return {
    model: call.model,
    max_tokens: call.maxTokens,
    messages: [{ role: 'user', content: promptOf(call) }],
    ...(call.stream ? { stream: true } : {}),
    ...(call.tool
      ? {
          tools: [{ name: TOOL_NAME, description: TOOL_DESCRIPTION, input_schema: TOOL_PARAMETERS }],
          ...messagesToolChoice(call),
        }
      : {}),
  };
}

function messagesToolChoice(call: Call): Record<string, unknown> {
  switch (call.toolChoice) {
    case 'forced':
      return { tool_choice: { type: 'tool', name: TOOL_NAME } };
    case 'any':
      return { tool_choice: { type: 'any' } };
    case 'auto':
      return { tool_choice: { type: 'auto' } };
    case 'none':
      return {};
  }
}

const OptionalText = v.nullish(v.string());

export const MessageUsage = v.looseObject({
  input_tokens: v.nullish(v.number()),
  output_tokens: v.nullish(v.number()),
});

export const ContentBlock = v.looseObject({
  type: v.string(),
  text: OptionalText,
  thinking: OptionalText,
  id: OptionalText,
  name: OptionalText,
  input: v.nullish(v.unknown()),
});

const Message = v.looseObject({
  type: v.optional(v.literal('message')),
  content: v.array(ContentBlock),
  stop_reason: OptionalText,
  model: OptionalText,
  usage: v.nullish(MessageUsage),
});

export function messageUsage(usage: v.InferOutput<typeof MessageUsage> | null | undefined): Usage | null {
  if (!usage) return null;
  return { promptTokens: usage.input_tokens ?? 0, completionTokens: usage.output_tokens ?? 0 };
}

/** Reads a body as a message; `other` where it is none. */
export function readMessage(body: string): Reading {
  const parsed = v.safeParse(Message, parseJson(body));
  if (!parsed.success) return { kind: 'other' };
  const { content, stop_reason, model, usage } = parsed.output;
  return {
    kind: 'completion',
    text: content.map((block) => (block.type === 'text' ? (block.text ?? '') : '')).join(''),
    reasoningChars: content.reduce((sum, block) => sum + (block.thinking?.length ?? 0), 0),
    toolCalls: content
      .filter((block) => block.type === 'tool_use')
      .map((block) => toolCall(block.id ?? null, block.name ?? null, JSON.stringify(block.input ?? null))),
    finishReason: stop_reason ?? null,
    model: model ?? null,
    usage: messageUsage(usage),
  };
}
