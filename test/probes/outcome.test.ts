import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../src/probes/outcome.ts';
import { REQUESTS } from '../../src/probes/requests.ts';
import { DONE, MESSAGE_START, block, delta, messageEnd, recorded } from '../apis/streams.ts';
import { answered, failed, streamed } from './exchanges.ts';

const CHAT = { choices: [{ message: { content: 'ok' } }] };
const MESSAGE = { content: [{ type: 'text', text: 'ok' }] };
const LIST = { data: [{ id: 'acme-1' }] };

describe('what came back', () => {
  it('is read as an answer of the operation that was asked for', () => {
    expect(answered('chat', 200, CHAT)).toMatchObject({
      kind: 'answer',
      reading: { kind: 'completion', text: 'ok' },
    });
    expect(answered('messages', 200, MESSAGE)).toMatchObject({ reading: { kind: 'completion', text: 'ok' } });
    expect(answered('list', 200, LIST)).toMatchObject({
      reading: { kind: 'list', models: [{ id: 'acme-1' }] },
    });
    expect(answered('chat', 200, LIST)).toMatchObject({ reading: { kind: 'other' } });
    expect(answered('balance.usage', 200, { total_usage: 1 })).toMatchObject({ reading: { kind: 'other' } });
  });

  it('is read whatever its status, which is judged elsewhere', () => {
    expect(answered('chat', 500, CHAT)).toMatchObject({
      answer: { status: 500 },
      reading: { kind: 'completion' },
    });
    expect(answered('chat', 200, { error: { message: 'no' } })).toMatchObject({ reading: { kind: 'error' } });
  });

  it('is read as a stream of that API', () => {
    const message = MESSAGE_START + block(0, { type: 'text', text: 'ok' }) + messageEnd();
    expect(streamed('stream.openai', delta({ content: 'ok' }) + DONE)).toMatchObject({
      kind: 'stream',
      reading: { text: 'ok', terminated: true },
    });
    expect(streamed('stream.anthropic', message)).toMatchObject({
      kind: 'stream',
      reading: { text: 'ok', terminated: true },
    });
    expect(streamed('tools.anthropic.stream', message)).toMatchObject({ reading: { text: 'ok' } });
  });

  it('is a stream also where none was asked for', () => {
    const value = recorded([[10, delta({ content: 'ok' }) + DONE]]);
    expect(outcomeOf(REQUESTS.chat, { ok: true, value }).kind).toBe('stream');
  });

  it('stays a failure', () => {
    const failure = failed('ECONNREFUSED');
    if (failure.kind !== 'failure') throw new Error('no failure');
    expect(outcomeOf(REQUESTS.chat, { ok: false, failure: failure.failure })).toEqual(failure);
  });
});
