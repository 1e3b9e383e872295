import { describe, expect, it } from 'vitest';
import { chatStreamReader } from '../../src/apis/openai-stream.ts';
import { readRecorded } from '../../src/apis/stream-reading.ts';
import type { StreamReading } from '../../src/apis/types.ts';
import { DONE, data, delta, streamOf } from './streams.ts';

const read = (...reads: (string | Buffer)[]): StreamReading =>
  readRecorded(chatStreamReader(), streamOf(...reads));
const ROLE = delta({ role: 'assistant', content: '' });
const END = delta({}, { finish_reason: 'stop' });

describe('a chat stream', () => {
  it('is read with its text, its chunks and its end', () => {
    expect(read(ROLE, delta({ content: 'one' }), delta({ content: ' two' }), END + DONE)).toEqual({
      kind: 'stream',
      text: 'one two',
      reasoningChars: 0,
      toolCalls: [],
      finishReason: 'stop',
      model: 'gpt-4o-mini',
      usage: null,
      firstTokenMs: 20,
      contentChunks: [
        { atMs: 20, read: 1, chars: 3 },
        { atMs: 40, read: 2, chars: 4 },
      ],
      terminated: true,
      errorData: null,
      malformed: null,
      eventCount: 5,
    });
  });

  const BODY = delta({ content: 'ok' }) + END;
  it.each<[string, string]>([
    [
      'Azure: a first chunk with filter results and no choices',
      data({ model: '', choices: [], prompt_filter_results: [{ prompt_index: 0 }] }) + BODY + DONE,
    ],
    [
      'Azure: filter offsets without a delta',
      BODY + data({ choices: [{ index: 0, finish_reason: null, content_filter_offsets: {} }] }) + DONE,
    ],
    [
      'OpenAI: a last chunk with usage and no choices',
      BODY + data({ choices: [], usage: { prompt_tokens: 3, completion_tokens: 4 } }) + DONE,
    ],
    [
      'OpenRouter: comments while it waits',
      `: OPENROUTER PROCESSING\n\n: OPENROUTER PROCESSING\n\n${BODY}${DONE}`,
    ],
    ['gateways: comments, ids and retry times', `retry: 3000\n:\n\nid: 1\n${BODY}:keep-alive\n\n${DONE}`],
    [
      'gateways: an event of JSON that keeps the connection alive',
      `event: ping\ndata: {"type":"ping"}\n\n${BODY}${DONE}`,
    ],
    ['gateways: an empty object', data({}) + BODY + DONE],
    ['gateways: choices of null', data({ choices: null }) + BODY + DONE],
    [
      'gateways: no index, no finish reason, a delta of null',
      data({ choices: [{ delta: { content: 'ok' } }] }) +
        data({ choices: [{ delta: null, finish_reason: '' }] }) +
        DONE,
    ],
    [
      'gateways: usage of null in every chunk',
      data({ choices: [{ delta: { content: 'ok', tool_calls: null } }], usage: null, error: null }) + DONE,
    ],
    [
      'gateways: usage of texts',
      data({ choices: [{ delta: { content: 'ok' } }], usage: { prompt_tokens: 'n/a' } }) + DONE,
    ],
    ['gateways: a name for every event', `event: message\n${BODY}${DONE}`],
    ['gateways: fields that the standard says to ignore', `meta: x\n${BODY}${DONE}`],
    ['lines that end in CR LF', (BODY + DONE).replaceAll('\n', '\r\n')],
    ['a byte order mark', `\uFEFF${BODY}${DONE}`],
    ['no space after the colon', (BODY + DONE).replaceAll('data: ', 'data:')],
    ['a last event without its empty line', (BODY + DONE).trimEnd()],
  ])('is whole with %s', (_name, body) => {
    expect(read(body)).toMatchObject({ text: 'ok', terminated: true, errorData: null, malformed: null });
  });

  it('reads the same at whatever byte it is cut into reads', () => {
    const whole = Buffer.from(ROLE + delta({ content: 'naïve — 模型' }) + END + DONE);
    for (let at = 1; at < whole.length; at += 1) {
      expect(read(whole.subarray(0, at), whole.subarray(at))).toMatchObject({
        text: 'naïve — 模型',
        terminated: true,
        malformed: null,
      });
    }
  });

  it('takes the last usage that it is told', () => {
    const usage = (tokens: number): string =>
      data({ choices: [], usage: { prompt_tokens: 5, completion_tokens: tokens } });
    expect(read(usage(1) + delta({ content: 'ok' }) + usage(2) + DONE).usage).toEqual({
      promptTokens: 5,
      completionTokens: 2,
    });
  });

  it('counts reasoning as its first token', () => {
    const reading = read(
      ROLE,
      delta({ content: null, reasoning_content: 'hm' }),
      delta({ content: 'ok' }) + DONE,
    );
    expect(reading).toMatchObject({ reasoningChars: 2, text: 'ok', firstTokenMs: 20 });
    expect(reading.contentChunks).toHaveLength(2);
  });

  it('ends at [DONE] alone', () => {
    expect(read(delta({ content: 'ok' }) + END).terminated).toBe(false);
  });
});

describe('tool calls of a chat stream', () => {
  const piece = (fields: object): string => delta({ tool_calls: [fields] });
  const whole = { name: 'get_weather', argumentsText: '{"city":"Paris"}', argumentsProblem: null };

  it.each<[string, string]>([
    [
      'OpenAI: id and name once',
      piece({ index: 0, id: 'a', type: 'function', function: { name: 'get_weather', arguments: '' } }) +
        piece({ index: 0, function: { arguments: '{"city":' } }) +
        piece({ index: 0, function: { arguments: '"Paris"}' } }),
    ],
    [
      'id and name in every piece',
      piece({ index: 0, id: 'a', function: { name: 'get_weather', arguments: '{"city":' } }) +
        piece({ index: 0, id: 'a', function: { name: 'get_weather', arguments: '"Paris"}' } }),
    ],
    [
      'empty ids and names afterwards',
      piece({ index: 0, id: 'a', function: { name: 'get_weather', arguments: '{"city":' } }) +
        piece({ index: 0, id: '', function: { name: '', arguments: '"Paris"}' } }),
    ],
    [
      'an empty name first',
      piece({ index: 0, id: '', function: { name: '' } }) +
        piece({ index: 0, id: 'a', function: { name: 'get_weather', arguments: '{"city":"Paris"}' } }),
    ],
    [
      'another id in every piece',
      piece({ index: 0, id: 'a', function: { name: 'get_weather', arguments: '{"city":' } }) +
        piece({ index: 0, id: 'b', function: { arguments: '"Paris"}' } }),
    ],
    [
      'no index',
      piece({ id: 'a', function: { name: 'get_weather', arguments: '{"city":' } }) +
        piece({ function: { arguments: '"Paris"}' } }),
    ],
    [
      'an index that is a text, and arguments as an object',
      piece({ index: '0', id: 'a', function: { name: 'get_weather', arguments: { city: 'Paris' } } }),
    ],
    [
      'text beside it',
      delta({ content: 'Let me see. ' }) +
        piece({ index: 0, id: 'a', function: { name: 'get_weather', arguments: '{"city":"Paris"}' } }),
    ],
  ])('are put together: %s', (_name, body) => {
    expect(read(body + DONE).toolCalls).toEqual([{ id: 'a', ...whole }]);
  });

  it('are kept apart, also where all have the index 0', () => {
    const one = (id: string, index: number): string =>
      piece({ index, id, function: { name: 'get_weather', arguments: '{"city":"Paris"}' } });
    expect(
      read(one('a', 0) + one('b', 0) + DONE).toolCalls.map((call) => [call.id, call.argumentsProblem]),
    ).toEqual([
      ['a', null],
      ['b', null],
    ]);
    expect(read(one('a', 1) + one('b', 2) + DONE).toolCalls.map((call) => call.id)).toEqual(['a', 'b']);
  });

  it('count as content', () => {
    const reading = read(
      piece({ index: 0, id: 'a', function: { name: 'get_weather', arguments: '{}' } }) + DONE,
    );
    expect(reading.contentChunks).toEqual([{ atMs: 0, read: 0, chars: 13 }]);
  });
});

describe('errors in a chat stream', () => {
  it.each<[string, string]>([
    ['an object', data({ error: { message: 'The server had an error' } })],
    ['a text', data({ error: 'The server had an error' })],
    [
      'an object beside choices',
      data({
        error: { code: 502, message: 'The server had an error' },
        choices: [{ delta: { content: '' }, finish_reason: 'error' }],
      }),
    ],
    [
      'an error in the choice',
      data({ choices: [{ delta: {}, error: { message: 'The server had an error' } }] }),
    ],
    ['an event named error', 'event: error\ndata: The server had an error\n\n'],
    ['a list, as Gemini has it', data([{ error: { code: 503, message: 'The server had an error' } }])],
    [
      'a flat error, as vLLM has it',
      data({ object: 'error', message: 'The server had an error', code: 500 }),
    ],
    ['a failure, as Portkey has it', data({ status: 'failure', message: 'The server had an error' })],
    [
      'a field of that name, as llama.cpp had it',
      'error: {"code":500,"message":"The server had an error"}\n\n',
    ],
  ])('are found as %s', (_name, event) => {
    const reading = read(delta({ content: 'one' }) + event);
    expect(reading.errorData).toContain('The server had an error');
    expect(reading.malformed).toBeNull();
  });

  it('are kept from the first one, whatever follows', () => {
    expect(read(data({ error: 'first' }) + data({ error: 'second' }) + DONE).errorData).toBe(
      '{"error":"first"}',
    );
  });
});

describe('events that no chat client understands', () => {
  it.each<[string, string, string]>([
    ['cut JSON', data('{"choices":[{"delta":{"con'), '{"choices":[{"delta":{"con'],
    ['words', data('hello'), 'hello'],
    ['no data, at which the official SDKs stop', 'data:\n\n', '(an event without data)'],
    ['a JSON text', data('"hello"'), '"hello"'],
    ['choices that are no list', data({ choices: { delta: {} } }), '{"choices":{"delta":{}}}'],
    [
      'events of the other API',
      data({ type: 'content_block_delta', delta: { text: 'ok' } }),
      '{"type":"content_block_delta","delta":{"text":"ok"}}',
    ],
    ['a page', '<html><body>502</body></html>\n', '<html><body>502</body></html>'],
    [
      'JSON without a field',
      '{"choices":[{"delta":{"content":"ok"}}]}\n',
      '{"choices":[{"delta":{"content":"ok"}}]}',
    ],
  ])('are named: %s', (_name, event, sample) => {
    expect(read(delta({ content: 'one' }) + event + DONE)).toMatchObject({
      malformed: sample,
      errorData: null,
    });
  });

  it('are shown to 200 characters', () => {
    expect(read(data('x'.repeat(5_000))).malformed).toHaveLength(200);
  });
});
