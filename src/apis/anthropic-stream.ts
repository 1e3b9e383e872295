import * as v from 'valibot';
import type { StreamEvent } from '../wire/types.ts';
import { ContentBlock, MessageUsage, blockReasoningChars, messageUsage } from './anthropic.ts';
import { eventIsError } from './error-object.ts';
import { OptionalNumber, OptionalText } from './fields.ts';
import { parseJson } from './json.ts';
import {
  ToolCallPieces,
  emptyReading,
  streamReader,
  type EventReading,
  type StreamReader,
} from './stream-reading.ts';
import type { StreamReading, ToolCall } from './types.ts';

const Event = v.looseObject({
  type: v.string(),
  index: OptionalNumber,
  message: v.fallback(v.nullish(v.looseObject({ model: OptionalText, usage: MessageUsage })), null),
  content_block: v.nullish(ContentBlock),
  delta: v.nullish(
    v.looseObject({
      text: OptionalText,
      thinking: OptionalText,
      signature: OptionalText,
      partial_json: OptionalText,
      stop_reason: OptionalText,
    }),
  ),
  usage: MessageUsage,
});
type MessageEvent = v.InferOutput<typeof Event>;

/** Events that carry the answer; the SDKs pass over them where no `event:` line names them. */
const CARRIES_ANSWER = /^(?:message|content_block)_/;

interface OpenBlock {
  type: string;
  /** The input of a tool call as its block began; deltas replace it. */
  input: string;
  hasDeltas: boolean;
}

/** What was read of a message so far. */
interface State {
  reading: StreamReading;
  tools: ToolCallPieces;
  blocks: Map<number, OpenBlock>;
}

/** Reads a message stream (Anthropic API reference, "Streaming messages"), which ends with `message_stop`. */
export function messageStreamReader(): StreamReader {
  const state: State = { reading: emptyReading(), tools: new ToolCallPieces(), blocks: new Map() };
  return streamReader(
    state.reading,
    (event) => readEvent(event, state),
    () => toolCallsOf(state),
  );
}

function toolCallsOf({ tools, blocks }: State): ToolCall[] {
  for (const [index, block] of blocks) {
    if (block.type === 'tool_use' && !block.hasDeltas) tools.add(index, { argumentsText: block.input });
  }
  return tools.list();
}

function readEvent(event: StreamEvent, state: State): EventReading {
  const data = event.data.trim();
  // Gateways that translate from the OpenAI API sometimes let its end marker through; it ends nothing here.
  if (event.event === 'ping' || data === '' || data === '[DONE]') return { chars: 0 };
  const json = parseJson(data);
  if (event.event === 'error' || eventIsError(json)) return { chars: 0, error: true };
  const parsed = v.safeParse(Event, json);
  if (!parsed.success) return { chars: 0, malformed: true };
  const unnamed = event.event === null && CARRIES_ANSWER.test(parsed.output.type);
  return {
    ...addEvent(parsed.output, state),
    ...(unnamed ? { malformed: 'without an event: line, so SDKs pass over it' } : {}),
  };
}

function addEvent(event: MessageEvent, state: State): EventReading {
  const { reading } = state;
  switch (event.type) {
    case 'message_start':
      reading.model ??= event.message?.model ?? null;
      reading.usage = messageUsage(event.message?.usage);
      return { chars: 0 };
    case 'content_block_start':
      return { chars: startBlock(event, state) };
    case 'content_block_delta':
      return { chars: addDelta(event, state) };
    case 'message_delta':
      endMessage(event, reading);
      return { chars: 0 };
    case 'message_stop':
      return { chars: 0, terminator: true };
    default:
      return { chars: 0 };
  }
}

function startBlock(event: MessageEvent, { reading, tools, blocks }: State): number {
  const block = event.content_block;
  if (!block) return 0;
  const index = event.index ?? 0;
  blocks.set(index, { type: block.type, input: JSON.stringify(block.input ?? {}), hasDeltas: false });
  const reasoning = blockReasoningChars(block);
  const text = block.type === 'text' ? (block.text ?? '') : '';
  reading.text += text;
  reading.reasoningChars += reasoning;
  if (block.type !== 'tool_use') return text.length + reasoning;
  tools.add(index, { id: block.id ?? null, name: block.name ?? null });
  return block.name?.length ?? 0;
}

function addDelta(event: MessageEvent, { reading, tools, blocks }: State): number {
  const index = event.index ?? 0;
  const block = blocks.get(index);
  const text = event.delta?.text ?? '';
  const thinking = event.delta?.thinking ?? '';
  // The input of a server's own tool (`server_tool_use`) is no call for the user to answer.
  const piece = block === undefined || block.type === 'tool_use' ? (event.delta?.partial_json ?? '') : '';
  reading.text += text;
  reading.reasoningChars += thinking.length;
  // Where the reasoning itself is left out, its signature is all that shows it.
  if (reading.reasoningChars === 0) reading.reasoningChars = event.delta?.signature?.length ?? 0;
  if (piece !== '') {
    tools.add(index, { argumentsText: piece });
    if (block !== undefined) block.hasDeltas = true;
  }
  return text.length + thinking.length + piece.length;
}

function endMessage(event: MessageEvent, reading: StreamReading): void {
  reading.finishReason = event.delta?.stop_reason ?? reading.finishReason;
  const usage = messageUsage(event.usage);
  if (!usage) return;
  reading.usage = {
    promptTokens: usage.promptTokens || (reading.usage?.promptTokens ?? 0),
    completionTokens: usage.completionTokens || (reading.usage?.completionTokens ?? 0),
  };
}
