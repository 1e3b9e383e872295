import { completionReply } from '../openai-form.ts';
import { messageReply } from '../anthropic-form.ts';
import { answerOf } from '../answer.ts';
import { plainFrame } from '../frames.ts';
import type { Answer, Fault, Frame, ModelAsk, StreamReply } from '../types.ts';

const BUFFER_MS = 1200;
const SLOW_TOKEN_MS = 10_500;
const EMPTY: Answer = { words: [], reasoningTokens: 0, toolCall: null, cut: false, completionTokens: 0 };

/** The frames up to the middle of the content. */
function firstHalf(reply: StreamReply): Frame[] {
  const content = reply.frames.filter((frame) => frame.content);
  const middle = content[Math.floor(content.length / 2)];
  return middle === undefined
    ? reply.frames.slice(0, -1)
    : reply.frames.slice(0, reply.frames.indexOf(middle));
}

function heldBack(reply: StreamReply): StreamReply {
  const usualMs = reply.frames.reduce((sum, frame) => sum + frame.afterMs, 0);
  const whole = {
    ...plainFrame(reply.frames.map((frame) => frame.text).join('')),
    afterMs: Math.max(usualMs, BUFFER_MS),
  };
  return { ...reply, frames: [whole] };
}

function slowToStart(reply: StreamReply): StreamReply {
  const first = reply.frames.findIndex((frame) => frame.content);
  const frames = reply.frames.map((frame, index) =>
    index === first ? { ...frame, afterMs: SLOW_TOKEN_MS } : frame,
  );
  return { ...reply, frames };
}

function errorEvent(ask: ModelAsk): Frame {
  const error = { message: 'An error occurred while streaming the answer', type: 'server_error' };
  return ask.api === 'openai'
    ? plainFrame(`data: ${JSON.stringify({ error: { ...error, code: 'stream_error' } })}\n\n`)
    : plainFrame(
        `event: error\ndata: ${JSON.stringify({ type: 'error', error: { ...error, type: 'api_error' } })}\n\n`,
      );
}

function garbled(reply: StreamReply): StreamReply {
  const before = firstHalf(reply);
  const frames = reply.frames.map((frame, index) => {
    if (index !== before.length) return frame;
    const text = frame.text.trimEnd();
    return { ...frame, text: `${text.slice(0, text.length - 20)}\n\n` };
  });
  return { ...reply, frames };
}

export const STREAM_FAULTS = {
  'stream.not-sse': {
    summary: 'answers with one JSON body where a stream was asked for',
    stream: (_reply, ask) =>
      ask.api === 'openai' ? completionReply(answerOf(ask), ask) : messageReply(answerOf(ask), ask),
  },
  'stream.buffered': {
    summary: 'holds every stream back and sends it in one piece',
    stream: heldBack,
  },
  'stream.interrupted': {
    summary: 'cuts every stream in the middle',
    stream: (reply) => ({ ...reply, frames: firstHalf(reply), ending: 'cut' }),
  },
  'stream.no-terminator': {
    summary: 'ends every stream in order, without its end marker',
    stream: (reply) => ({ ...reply, frames: reply.frames.slice(0, -1) }),
  },
  'stream.stalled': {
    summary: 'falls silent in the middle of every stream',
    stream: (reply) => ({ ...reply, frames: firstHalf(reply), ending: 'hang' }),
  },
  'stream.error-event': {
    summary: 'sends an error in the middle of every stream',
    stream: (reply, ask) => ({ ...reply, frames: [...firstHalf(reply), errorEvent(ask)] }),
  },
  'stream.malformed': {
    summary: 'sends an event that is no valid JSON in every stream',
    stream: garbled,
  },
  'stream.empty': {
    summary: 'ends every stream in order, with nothing in it',
    answer: (answer, ask) => (ask.stream ? EMPTY : answer),
  },
  'stream.slow-first-token': {
    summary: 'takes over 10 s to the first token of every stream',
    stream: slowToStart,
  },
} satisfies Record<string, Fault>;
