import { readMessage } from '../apis/anthropic.ts';
import { readMessageStream } from '../apis/anthropic-stream.ts';
import { readList } from '../apis/list.ts';
import { readChat } from '../apis/openai.ts';
import { readChatStream } from '../apis/openai-stream.ts';
import type { Reading } from '../apis/types.ts';
import type { HttpAnswer, Result, StreamAnswer } from '../wire/types.ts';
import type { Outcome } from './facts.ts';
import type { RequestPlan } from './requests.ts';

/** Reads what came back as an answer of the operation that was asked for. */
export function outcomeOf(request: RequestPlan, result: Result<HttpAnswer | StreamAnswer>): Outcome {
  if (!result.ok) return { kind: 'failure', failure: result.failure };
  const answer = result.value;
  if ('events' in answer) {
    const reading = request.operation === 'messages' ? readMessageStream(answer) : readChatStream(answer);
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
