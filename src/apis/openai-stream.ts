import * as v from 'valibot';
import type { StreamAnswer, StreamEvent } from '../wire/types.ts';
import { parseJson } from './json.ts';
import type { ChatToolCall } from './openai.ts';
import { ChatContent, ChatUsage, argumentsText, chatUsage, contentText, reasoningChars } from './openai.ts';
import {
  ToolCallPieces,
  emptyReading,
  isErrorObject,
  readEvents,
  type EventReading,
} from './stream-reading.ts';
import type { StreamReading } from './types.ts';

const Chunk = v.looseObject({
  model: v.nullish(v.string()),
  choices: v.nullish(
    v.array(
      v.looseObject({
        delta: v.nullish(ChatContent),
        finish_reason: v.nullish(v.string()),
        error: v.nullish(v.unknown()),
      }),
    ),
  ),
  usage: v.nullish(ChatUsage),
});

/** Reads a stream of chat completion chunks (OpenAI API reference, "Streaming"), which ends with `[DONE]`. */
export function readChatStream(answer: StreamAnswer): StreamReading {
  const reading = emptyReading();
  const tools = new ToolCallPieces();
  readEvents(answer, reading, (event) => readChunk(event, reading, tools));
  return { ...reading, toolCalls: tools.list() };
}

function readChunk(event: StreamEvent, reading: StreamReading, tools: ToolCallPieces): EventReading {
  const data = event.data.trim();
  if (data === '[DONE]') return { chars: 0, terminator: true };
  const json = parseJson(data);
  if (event.event === 'error' || isErrorObject(json)) return { chars: 0, error: true };
  const parsed = v.safeParse(Chunk, json);
  if (!parsed.success) return { chars: 0, malformed: data !== '' };
  const { choices, model, usage } = parsed.output;
  reading.model ??= model ?? null;
  if (usage) reading.usage = chatUsage(usage);
  const choice = choices?.[0];
  if (!choice) return { chars: 0 };
  if (choice.error) return { chars: 0, error: true };
  if (choice.finish_reason) reading.finishReason = choice.finish_reason;
  return { chars: choice.delta ? addDelta(choice.delta, reading, tools) : 0 };
}

function addDelta(
  delta: v.InferOutput<typeof ChatContent>,
  reading: StreamReading,
  tools: ToolCallPieces,
): number {
  const text = contentText(delta.content) || (delta.refusal ?? '');
  const reasoning = reasoningChars(delta);
  reading.text += text;
  reading.reasoningChars += reasoning;
  return text.length + reasoning + addToolCalls(delta.tool_calls ?? [], tools);
}

function addToolCalls(calls: v.InferOutput<typeof ChatToolCall>[], tools: ToolCallPieces): number {
  let chars = 0;
  calls.forEach((call, position) => {
    const piece = argumentsText(call.function?.arguments);
    tools.add(call.index ?? position, {
      id: call.id ?? null,
      name: call.function?.name ?? null,
      argumentsText: piece,
    });
    chars += piece.length + (call.function?.name?.length ?? 0);
  });
  return chars;
}
