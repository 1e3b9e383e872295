import * as v from 'valibot';
import type { StreamEvent } from '../wire/types.ts';
import { eventIsError } from './error-object.ts';
import { OptionalText } from './fields.ts';
import { parseJson } from './json.ts';
import { ChatContent, ChatUsage, argumentsText, chatUsage, contentText } from './openai.ts';
import type { ChatToolCall } from './openai.ts';
import { reasoningChars } from './reasoning.ts';
import {
  ToolCallPieces,
  emptyReading,
  streamReader,
  type EventReading,
  type StreamReader,
} from './stream-reading.ts';
import type { StreamReading } from './types.ts';

const Chunk = v.looseObject({
  model: OptionalText,
  choices: v.nullish(
    v.array(
      v.looseObject({
        delta: v.nullish(ChatContent),
        finish_reason: OptionalText,
        error: v.nullish(v.unknown()),
      }),
    ),
  ),
  usage: v.fallback(v.nullish(ChatUsage), null),
});

/** Events of the other APIs that a gateway may send in place of chunks; no chat client understands them. */
const FOREIGN = /^(?:message_|content_block_|response\.)/;

/** Reads a stream of chat completion chunks (OpenAI API reference, "Streaming"), which ends with `[DONE]`. */
export function chatStreamReader(): StreamReader {
  const reading = emptyReading();
  const tools = new ToolCallPieces();
  return streamReader(
    reading,
    (event) => readChunk(event, reading, tools),
    () => tools.list(),
  );
}

function readChunk(event: StreamEvent, reading: StreamReading, tools: ToolCallPieces): EventReading {
  const data = event.data.trim();
  if (data.startsWith('[DONE]')) return { chars: 0, terminator: true };
  const json = parseJson(data);
  if (event.event === 'error' || eventIsError(json)) return { chars: 0, error: true };
  const parsed = v.safeParse(Chunk, json);
  // The official SDKs parse every event as JSON, so an event without data stops them as well.
  if (!parsed.success || isForeign(json)) return { chars: 0, malformed: true };
  const { choices, model, usage } = parsed.output;
  reading.model ??= model || null;
  if (usage) reading.usage = chatUsage(usage);
  const choice = choices?.[0];
  if (!choice) return { chars: 0 };
  if (choice.error) return { chars: 0, error: true };
  if (choice.finish_reason) reading.finishReason = choice.finish_reason;
  return { chars: choice.delta ? addDelta(choice.delta, reading, tools) : 0 };
}

function isForeign(json: unknown): boolean {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return true;
  return 'type' in json && typeof json.type === 'string' && !('choices' in json) && FOREIGN.test(json.type);
}

function addDelta(
  delta: v.InferOutput<typeof ChatContent>,
  reading: StreamReading,
  tools: ToolCallPieces,
): number {
  const text = contentText(delta);
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
