import { expect, it } from 'vitest';
import type { Outcome } from '../../src/probes/facts.ts';
import { succeeded } from '../../src/probes/succeeded.ts';
import { DONE, data, delta } from '../apis/streams.ts';
import { answered, failed, streamed } from './exchanges.ts';

const ANSWER = { choices: [{ message: { role: 'assistant', content: 'ok' }, finish_reason: 'stop' }] };
const MESSAGE = { type: 'message', content: [{ type: 'text', text: 'ok' }] };
const WORD = delta({ content: 'one' });

it.each<[string, Outcome]>([
  ['a completion', answered('chat', 200, ANSWER)],
  ['a completion under 201', answered('chat', 201, ANSWER)],
  [
    'a completion that says nothing',
    answered('chat', 200, { choices: [{ message: { content: '' }, finish_reason: 'length' }] }),
  ],
  ['a message', answered('messages', 200, MESSAGE)],
  ['a list', answered('list', 200, { object: 'list', data: [] })],
  ['a whole stream', streamed('stream.openai', WORD + DONE)],
  ['a stream without its end marker', streamed('stream.openai', WORD)],
  ['a stream that is cut after its end marker', streamed('stream.openai', WORD + DONE, 'cut')],
  ['one body where a stream was asked for', answered('stream.openai', 200, ANSWER)],
])('%s is an answer', (_name, outcome) => {
  expect(succeeded(outcome)).toBe(true);
});

it.each<[string, Outcome]>([
  ['a failure', failed('ECONNREFUSED')],
  ['a completion under an error status', answered('chat', 500, ANSWER)],
  ['a redirect', answered('list', 302, '')],
  ['an error under 200', answered('chat', 200, { error: { message: 'no' } })],
  ['a page', answered('list', 200, '<!doctype html><title>Console</title>')],
  ['an answer of the other API', answered('messages', 200, ANSWER)],
  ['a balance, which no role reads here', answered('balance.usage', 200, { total_usage: 1 })],
  ['a stream with an error', streamed('stream.openai', WORD + data({ error: 'no' }) + DONE)],
  ['a stream that was cut', streamed('stream.openai', WORD, 'cut')],
  ['a stream that stalled', streamed('stream.openai', WORD, 'idle')],
  ['a stream that the run ended', streamed('stream.openai', WORD, 'deadline')],
  ['a stream under an error status', streamed('stream.openai', WORD + DONE, 'end', 500)],
])('%s is none', (_name, outcome) => {
  expect(succeeded(outcome)).toBe(false);
});
