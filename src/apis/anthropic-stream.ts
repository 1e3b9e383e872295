import * as v from 'valibot';
import type { StreamAnswer, StreamEvent } from '../wire/types.ts';
import { ContentBlock, MessageUsage, messageUsage } from './anthropic.ts';
import { parseJson } from './json.ts';
import {
  ToolCallPieces,
  emptyReading,
  isErrorObject,
  readEvents,
  type EventReading,
} from './stream-reading.ts';
import type { StreamReading } from './types.ts';

const OptionalText = v.nullish(v.string());

const Event = v.looseObject({
  type: v.string(),
  index: v.nullish(v.number()),
  message: v.nullish(v.looseObject({ model: OptionalText, usage: v.nullish(MessageUsage) })),
  content_block: v.nullish(ContentBlock),
  delta: v.nullish(
    v.looseObject({
      text: OptionalText,
      thinking: OptionalText,
      partial_json: OptionalText,
      stop_reason: OptionalText,
    }),
  ),
  usage: v.nullish(MessageUsage),
});
type MessageEvent = v.InferOutput<typeof Event>;

/** Reads a message stream (Anthropic API reference, "Streaming messages"), which ends with `message_stop`. */
export function readMessageStream(answer: StreamAnswer): StreamReading {
  const reading = emptyReading();
  const tools = new ToolCallPieces();
  readEvents(answer, reading, (event) => readEvent(event, reading, tools));
  return { ...reading, toolCalls: tools.list() };
}

function readEvent(event: StreamEvent, reading: StreamReading, tools: ToolCallPieces): EventReading {
  const data = event.data.trim();
  // Gateways that translate from the OpenAI API sometimes let its end marker through; it ends nothing here.
  if (data === '[DONE]') return { chars: 0 };
  const json = parseJson(data);
  if (event.event === 'error' || isErrorObject(json)) return { chars: 0, error: true };
  const parsed = v.safeParse(Event, json);
  if (!parsed.success) return { chars: 0, malformed: data !== '' };
  return addEvent(parsed.output, reading, tools);
}

function addEvent(event: MessageEvent, reading: StreamReading, tools: ToolCallPieces): EventReading {
  const index = event.index ?? 0;
  switch (event.type) {
    case 'message_start':
      reading.model ??= event.message?.model ?? null;
      reading.usage = messageUsage(event.message?.usage);
      return { chars: 0 };
    case 'content_block_start':
      return { chars: startBlock(event, index, tools) };
    case 'content_block_delta':
      return { chars: addDelta(event, index, reading, tools) };
    case 'message_delta':
      endMessage(event, reading);
      return { chars: 0 };
    case 'message_stop':
      return { chars: 0, terminator: true };
    default:
      return { chars: 0 };
  }
}

function startBlock(event: MessageEvent, index: number, tools: ToolCallPieces): number {
  const block = event.content_block;
  if (block?.type !== 'tool_use') return 0;
  tools.add(index, {
    id: block.id ?? null,
    name: block.name ?? null,
    argumentsText: startInput(block.input),
  });
  return block.name?.length ?? 0;
}

/** An empty `input` object is only the place that later deltas fill. */
function startInput(input: unknown): string {
  const filled = typeof input === 'object' && input !== null && Object.keys(input).length > 0;
  return filled ? JSON.stringify(input) : '';
}

function addDelta(event: MessageEvent, index: number, reading: StreamReading, tools: ToolCallPieces): number {
  const text = event.delta?.text ?? '';
  const thinking = event.delta?.thinking ?? '';
  const piece = event.delta?.partial_json ?? '';
  reading.text += text;
  reading.reasoningChars += thinking.length;
  if (piece !== '') tools.add(index, { argumentsText: piece });
  return text.length + thinking.length + piece.length;
}

function endMessage(event: MessageEvent, reading: StreamReading): void {
  reading.finishReason = event.delta?.stop_reason ?? reading.finishReason;
  const usage = messageUsage(event.usage);
  if (!usage) return;
  reading.usage = {
    promptTokens: usage.promptTokens || (reading.usage?.promptTokens ?? 0),
    completionTokens: usage.completionTokens,
  };
}
