import * as v from 'valibot';
import { promptOf, type Call } from './call.ts';
import { bodyCarriesError } from './error-object.ts';
import { OptionalName, OptionalNumber, OptionalText, tokenCount } from './fields.ts';
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

export const MessageUsage = v.fallback(
  v.nullish(v.looseObject({ input_tokens: OptionalNumber, output_tokens: OptionalNumber })),
  null,
);

export const ContentBlock = v.looseObject({
  type: v.string(),
  text: OptionalText,
  thinking: OptionalText,
  /** Reasoning that is sent encrypted: of `redacted_thinking`, and of `thinking` whose text is left out. */
  data: OptionalText,
  signature: OptionalText,
  id: OptionalName,
  name: OptionalName,
  input: v.nullish(v.unknown()),
});
type Block = v.InferOutput<typeof ContentBlock>;

const Message = v.looseObject({
  type: v.nullish(v.literal('message')),
  content: v.array(ContentBlock),
  stop_reason: OptionalText,
  model: OptionalText,
  usage: MessageUsage,
});

export function messageUsage(usage: v.InferOutput<typeof MessageUsage>): Usage | null {
  if (!usage) return null;
  return {
    promptTokens: tokenCount(usage.input_tokens),
    completionTokens: tokenCount(usage.output_tokens),
  };
}

/** Characters of reasoning in a block: of its text, else of what stands for it in encrypted form. */
export function blockReasoningChars(block: Block): number {
  if (block.type === 'redacted_thinking') return block.data?.length ?? 0;
  return (block.thinking || block.signature || '').length;
}

/** Reads a body as a message; `other` where it is none. */
export function readMessage(body: string): Reading {
  const json = parseJson(body);
  if (bodyCarriesError(json)) return { kind: 'error' };
  const parsed = v.safeParse(Message, json);
  if (!parsed.success) return { kind: 'other' };
  const { content, stop_reason, model, usage } = parsed.output;
  return {
    kind: 'completion',
    text: content.map((block) => (block.type === 'text' ? (block.text ?? '') : '')).join(''),
    reasoningChars: content.reduce((sum, block) => sum + blockReasoningChars(block), 0),
    toolCalls: content
      .filter((block) => block.type === 'tool_use')
      .map((block) => toolCall(block.id ?? null, block.name ?? null, JSON.stringify(block.input ?? null))),
    finishReason: stop_reason ?? null,
    model: model ?? null,
    usage: messageUsage(usage),
  };
}
