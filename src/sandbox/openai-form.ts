import { contentFrame, inPieces, plainFrame } from './frames.ts';
import { newId } from './ids.ts';
import { jsonReply } from './replies.ts';
import type { Answer, ModelAsk, Reply, StreamReply } from './types.ts';

function finishReason(answer: Answer): string {
  if (answer.cut) return 'length';
  return answer.toolCall === null ? 'stop' : 'tool_calls';
}

function usage(answer: Answer, ask: ModelAsk): object {
  return {
    prompt_tokens: ask.promptTokens,
    completion_tokens: answer.completionTokens,
    total_tokens: ask.promptTokens + answer.completionTokens,
    completion_tokens_details: { reasoning_tokens: answer.reasoningTokens },
  };
}

/** DeepSeek shows its reasoning beside the answer, OpenAI does not. */
function reasoningText(answer: Answer, ask: ModelAsk): string | null {
  if (ask.model.ownedBy !== 'deepseek' || answer.reasoningTokens === 0) return null;
  return Array.from({ length: answer.reasoningTokens }, () => 'hm').join(' ');
}

/** An answer as a chat completion object (OpenAI API reference, "The chat completion object"). */
export function completionReply(answer: Answer, ask: ModelAsk): Reply {
  const { toolCall } = answer;
  const reasoning = reasoningText(answer, ask);
  const message = {
    role: 'assistant',
    content: toolCall === null ? answer.words.join('') : null,
    refusal: null,
    ...(reasoning === null ? {} : { reasoning_content: reasoning }),
    ...(toolCall === null
      ? {}
      : {
          tool_calls: [
            {
              id: newId('call_'),
              type: 'function',
              function: { name: toolCall.name, arguments: toolCall.argumentsText },
            },
          ],
        }),
  };
  return jsonReply(200, {
    id: newId('chatcmpl-'),
    object: 'chat.completion',
    created: Math.floor(Date.now() / 1000),
    model: ask.model.id,
    choices: [{ index: 0, message, logprobs: null, finish_reason: finishReason(answer) }],
    usage: usage(answer, ask),
  });
}

/** The deltas of an answer in order, the role first. */
function deltas(answer: Answer, ask: ModelAsk): object[] {
  const { toolCall } = answer;
  const reasoning = reasoningText(answer, ask);
  const start = toolCall === null ? { role: 'assistant', content: '' } : { role: 'assistant', content: null };
  const thinking = reasoning === null ? [] : [{ reasoning_content: reasoning }];
  if (toolCall === null) return [start, ...thinking, ...answer.words.map((content) => ({ content }))];
  const head = {
    index: 0,
    id: newId('call_'),
    type: 'function',
    function: { name: toolCall.name, arguments: '' },
  };
  const pieces = inPieces(toolCall.argumentsText).map((piece) => ({
    tool_calls: [{ index: 0, function: { arguments: piece } }],
  }));
  return [start, ...thinking, { tool_calls: [head] }, ...pieces];
}

/** An answer as a stream of chunks (OpenAI API reference, "The chat completion chunk object"). */
export function chunksReply(answer: Answer, ask: ModelAsk): StreamReply {
  const base = {
    id: newId('chatcmpl-'),
    object: 'chat.completion.chunk',
    created: Math.floor(Date.now() / 1000),
    model: ask.model.id,
  };
  const usageField = ask.streamUsage ? { usage: null } : {};
  const chunk = (delta: object, finish: string | null): string => {
    const choices = [{ index: 0, delta, logprobs: null, finish_reason: finish }];
    return `data: ${JSON.stringify({ ...base, choices, ...usageField })}\n\n`;
  };
  const [start = {}, ...content] = deltas(answer, ask);
  const usageChunk = `data: ${JSON.stringify({ ...base, choices: [], usage: usage(answer, ask) })}\n\n`;
  return {
    kind: 'stream',
    headers: { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' },
    frames: [
      plainFrame(chunk(start, null)),
      ...content.map((delta) => contentFrame(chunk(delta, null))),
      plainFrame(chunk({}, finishReason(answer))),
      ...(ask.streamUsage ? [plainFrame(usageChunk)] : []),
      plainFrame('data: [DONE]\n\n'),
    ],
    ending: 'end',
  };
}
