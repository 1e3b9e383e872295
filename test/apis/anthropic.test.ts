import { describe, expect, it } from 'vitest';
import { readMessage } from '../../src/apis/anthropic.ts';
import type { Completion } from '../../src/apis/types.ts';

function completionOf(body: object): Completion {
  const reading = readMessage(JSON.stringify(body));
  if (reading.kind !== 'completion') throw new Error(`read as ${reading.kind}`);
  return reading;
}

const message = (content: unknown, more: object = {}): object => ({
  id: 'msg_1',
  type: 'message',
  role: 'assistant',
  model: 'claude-3-5-haiku-20241022',
  content,
  stop_reason: 'end_turn',
  stop_sequence: null,
  usage: { input_tokens: 12, output_tokens: 2 },
  ...more,
});
const TEXT = { type: 'text', text: 'ok' };

describe('messages', () => {
  it('reads a plain one', () => {
    expect(completionOf(message([TEXT]))).toEqual({
      kind: 'completion',
      text: 'ok',
      reasoningChars: 0,
      toolCalls: [],
      finishReason: 'end_turn',
      model: 'claude-3-5-haiku-20241022',
      usage: { promptTokens: 12, completionTokens: 2 },
    });
  });

  it.each<[string, object]>([
    ['citations of null', message([{ ...TEXT, citations: null }])],
    ['thinking and its signature', message([{ type: 'thinking', thinking: 'hm', signature: 'EqQB' }, TEXT])],
    ['hidden thinking', message([{ type: 'redacted_thinking', data: 'EmwKAhgB' }, TEXT])],
    [
      'a search of the server',
      message([
        { type: 'server_tool_use', id: 'srvtoolu_1', name: 'web_search', input: { query: 'x' } },
        {
          type: 'web_search_tool_result',
          tool_use_id: 'srvtoolu_1',
          content: [{ type: 'web_search_result', url: 'u' }],
        },
        TEXT,
      ]),
    ],
    ['a block of an unknown type', message([{ type: 'hologram', text: { deep: 1 } }, TEXT])],
    ['no type', { content: [TEXT] }],
    ['a type of null', message([TEXT], { type: null })],
    ['usage of nulls', message([TEXT], { usage: { input_tokens: null, output_tokens: null } })],
    ['usage of texts', message([TEXT], { usage: { input_tokens: '12', output_tokens: '' } })],
    ['usage that is a text', message([TEXT], { usage: 'unknown' })],
    ['an error of null', message([TEXT], { error: null })],
    ['a stop reason that is a number', message([TEXT], { stop_reason: 1 })],
  ])('with %s are answers', (_name, body) => {
    expect(completionOf(body)).toMatchObject({ text: 'ok', toolCalls: [] });
  });

  it('may be empty', () => {
    expect(completionOf(message([], { stop_reason: 'max_tokens' }))).toMatchObject({
      text: '',
      finishReason: 'max_tokens',
    });
  });

  it.each<[string, object, number]>([
    ['thinking', { type: 'thinking', thinking: 'I think', signature: 'EqQB' }, 7],
    ['thinking whose text is left out', { type: 'thinking', thinking: '', signature: 'EqQB' }, 4],
    ['redacted thinking', { type: 'redacted_thinking', data: 'EmwKAhgB' }, 8],
  ])('count %s as reasoning', (_name, block, chars) => {
    expect(completionOf(message([block])).reasoningChars).toBe(chars);
  });
});

describe('tool calls of messages', () => {
  const use = (input: unknown): object => ({ type: 'tool_use', id: 'toolu_1', name: 'get_weather', input });

  it('come with their input', () => {
    const [only] = completionOf(message([use({ city: 'Paris' })], { stop_reason: 'tool_use' })).toolCalls;
    expect(only).toEqual({
      id: 'toolu_1',
      name: 'get_weather',
      argumentsText: '{"city":"Paris"}',
      argumentsProblem: null,
    });
  });

  it.each<[string, unknown, string]>([
    ['nothing', undefined, 'the arguments are not a JSON object'],
    ['an empty object', {}, 'the required field "city" is absent'],
    ['a text of JSON, which SDKs do not parse', '{"city":"Paris"}', 'the arguments are not a JSON object'],
  ])('with %s as input say what is wrong', (_name, input, problem) => {
    expect(completionOf(message([use(input)])).toolCalls[0]?.argumentsProblem).toBe(problem);
  });

  it('of the server itself are none of ours', () => {
    const own = { type: 'server_tool_use', id: 'srvtoolu_1', name: 'web_search', input: { query: 'x' } };
    expect(completionOf(message([own])).toolCalls).toEqual([]);
  });
});

describe('bodies that are no message', () => {
  it.each<[string, string, 'error' | 'other']>([
    ['an error', '{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}', 'error'],
    ['an error of a gateway', '{"error":{"message":"no","type":"new_api_error"}}', 'error'],
    ['a chat completion', '{"choices":[{"message":{"content":"ok"}}]}', 'other'],
    ['content as a text', '{"type":"message","content":"ok"}', 'other'],
    ['no content', '{"type":"message"}', 'other'],
    ['a page', '<html></html>', 'other'],
  ])('%s is read as that', (_name, body, kind) => {
    expect(readMessage(body).kind).toBe(kind);
  });
});
