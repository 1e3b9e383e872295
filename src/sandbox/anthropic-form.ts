import { contentFrame, inPieces, plainFrame } from './frames.ts';
import { newId } from './ids.ts';
import { isObject, parseJson } from './json.ts';
import { jsonReply } from './replies.ts';
import type { Answer, Frame, ModelAsk, Reply, StreamReply } from './types.ts';

function stopReason(answer: Answer): string {
  if (answer.cut) return 'max_tokens';
  return answer.toolCall === null ? 'end_turn' : 'tool_use';
}

function envelope(ask: ModelAsk): object {
  return { id: newId('msg_'), type: 'message', role: 'assistant', model: ask.model.id };
}

function contentBlocks(answer: Answer): object[] {
  const { toolCall } = answer;
  if (toolCall !== null) {
    const input = parseJson(toolCall.argumentsText);
    return [
      { type: 'tool_use', id: newId('toolu_'), name: toolCall.name, input: isObject(input) ? input : {} },
    ];
  }
  return answer.words.length === 0 ? [] : [{ type: 'text', text: answer.words.join('') }];
}

/** An answer as a message object (Anthropic API reference, "Messages"). */
export function messageReply(answer: Answer, ask: ModelAsk): Reply {
  return jsonReply(200, {
    ...envelope(ask),
    content: contentBlocks(answer),
    stop_reason: stopReason(answer),
    stop_sequence: null,
    usage: { input_tokens: ask.promptTokens, output_tokens: answer.completionTokens },
  });
}

function event(value: { type: string; [field: string]: unknown }): string {
  return `event: ${value.type}\ndata: ${JSON.stringify(value)}\n\n`;
}

function blockFrames(block: object, deltas: object[]): Frame[] {
  return [
    plainFrame(event({ type: 'content_block_start', index: 0, content_block: block })),
    plainFrame(event({ type: 'ping' })),
    ...deltas.map((delta) => contentFrame(event({ type: 'content_block_delta', index: 0, delta }))),
    plainFrame(event({ type: 'content_block_stop', index: 0 })),
  ];
}

function contentFrames(answer: Answer): Frame[] {
  const { toolCall } = answer;
  if (toolCall !== null) {
    return blockFrames(
      { type: 'tool_use', id: newId('toolu_'), name: toolCall.name, input: {} },
      inPieces(toolCall.argumentsText).map((piece) => ({ type: 'input_json_delta', partial_json: piece })),
    );
  }
  if (answer.words.length === 0) return [plainFrame(event({ type: 'ping' }))];
  return blockFrames(
    { type: 'text', text: '' },
    answer.words.map((text) => ({ type: 'text_delta', text })),
  );
}

/** An answer as an event stream (Anthropic API reference, "Streaming Messages"). */
export function messageEventsReply(answer: Answer, ask: ModelAsk): StreamReply {
  const message = {
    ...envelope(ask),
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage: { input_tokens: ask.promptTokens, output_tokens: 1 },
  };
  const end = {
    type: 'message_delta',
    delta: { stop_reason: stopReason(answer), stop_sequence: null },
    usage: { output_tokens: answer.completionTokens },
  };
  return {
    kind: 'stream',
    headers: { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' },
    frames: [
      plainFrame(event({ type: 'message_start', message })),
      ...contentFrames(answer),
      plainFrame(event(end)),
      plainFrame(event({ type: 'message_stop' })),
    ],
    ending: 'end',
  };
}
