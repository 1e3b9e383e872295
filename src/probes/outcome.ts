import { readMessage } from '../apis/anthropic.ts';
import { messageStreamReader } from '../apis/anthropic-stream.ts';
import { readList } from '../apis/list.ts';
import { readChat } from '../apis/openai.ts';
import { chatStreamReader } from '../apis/openai-stream.ts';
import { readRecorded, type StreamReader } from '../apis/stream-reading.ts';
import type { Reading } from '../apis/types.ts';
import type { HttpAnswer, Result, StreamAnswer } from '../wire/types.ts';
import type { Outcome } from './facts.ts';
import type { RequestPlan } from './requests.ts';

/** What reads the events of a request's stream. */
export function readerFor(request: RequestPlan): StreamReader {
  return request.operation === 'messages' ? messageStreamReader() : chatStreamReader();
}

/**
 * Reads what came back as an answer of the operation that was asked for.
 *
 * @param reader what has read the events of a stream as they came; without it those that were recorded are read.
 */
export function outcomeOf(
  request: RequestPlan,
  result: Result<HttpAnswer | StreamAnswer>,
  reader?: StreamReader,
): Outcome {
  if (!result.ok) return { kind: 'failure', failure: result.failure };
  const answer = result.value;
  if ('events' in answer) {
    const reading = reader?.finish(answer.invalidLines) ?? readRecorded(readerFor(request), answer);
    return { kind: 'stream', answer, reading };
  }
  return { kind: 'answer', answer, reading: readingOf(request, answer) };
}

function readingOf(request: RequestPlan, answer: HttpAnswer): Reading {
  switch (request.operation) {
    case 'list':
      return readList(answer.body);
    case 'chat':
      return readChat(answer.body);
    case 'messages':
      return readMessage(answer.body);
    case 'balance':
      return { kind: 'other' };
  }
}
