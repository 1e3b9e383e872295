import { describe, expect, it } from 'vitest';
import { messageStreamReader } from '../../src/apis/anthropic-stream.ts';
import { readRecorded } from '../../src/apis/stream-reading.ts';
import type { StreamReading } from '../../src/apis/types.ts';
import { MESSAGE_START, block, data, messageEnd, named, streamOf } from './streams.ts';

const read = (...reads: string[]): StreamReading => readRecorded(messageStreamReader(), streamOf(...reads));
const TEXT = { type: 'text', text: '' };
const text = (words: string): object => ({ type: 'text_delta', text: words });
const BLOCK = block(0, TEXT, text('ok'));

describe('a message stream', () => {
  it('is read with its text, its chunks and its end', () => {
    const reading = read(MESSAGE_START, block(0, TEXT, text('one'), text(' two')), messageEnd());
    expect(reading).toEqual({
      kind: 'stream',
      text: 'one two',
      reasoningChars: 0,
      toolCalls: [],
      finishReason: 'end_turn',
      model: 'claude-3-5-haiku-20241022',
      usage: { promptTokens: 12, completionTokens: 9 },
      firstTokenMs: 20,
      contentChunks: [
        { atMs: 20, read: 1, chars: 3 },
        { atMs: 20, read: 1, chars: 4 },
      ],
      terminated: true,
      errorData: null,
      malformed: null,
      eventCount: 7,
    });
  });

  it.each<[string, string]>([
    ['pings', named('ping') + MESSAGE_START + named('ping') + BLOCK + messageEnd()],
    [
      'pings of words, which SDKs pass over',
      `event: ping\ndata: pong\n\n${MESSAGE_START}${BLOCK}${messageEnd()}`,
    ],
    ['comments', `: keep-alive\n\n${MESSAGE_START}${BLOCK}: x\n\n${messageEnd()}`],
    ['events of unknown types', MESSAGE_START + named('hologram', { depth: 3 }) + BLOCK + messageEnd()],
    [
      'deltas of unknown types',
      MESSAGE_START + block(0, TEXT, { type: 'hologram_delta', hologram: {} }, text('ok')) + messageEnd(),
    ],
    [
      'citations',
      MESSAGE_START +
        block(0, TEXT, { type: 'citations_delta', citation: { cited_text: 'x' } }, text('ok')) +
        messageEnd(),
    ],
    ['text in the start of its block', MESSAGE_START + block(0, { type: 'text', text: 'ok' }) + messageEnd()],
    ['an end marker of the other API after its own', MESSAGE_START + BLOCK + messageEnd() + data('[DONE]')],
    [
      'usage of nulls',
      MESSAGE_START + BLOCK + messageEnd('end_turn', { input_tokens: null, output_tokens: null }),
    ],
    ['usage of a text', MESSAGE_START + BLOCK + messageEnd('end_turn', 'none')],
    ['no usage', MESSAGE_START + BLOCK + messageEnd('end_turn', null)],
    [
      'an index that is a text',
      (MESSAGE_START + BLOCK + messageEnd()).replaceAll('"index":0', '"index":"0"'),
    ],
    ['a message of null', named('message_start', { message: null }) + BLOCK + messageEnd()],
    ['lines that end in CR LF', (MESSAGE_START + BLOCK + messageEnd()).replaceAll('\n', '\r\n')],
  ])('is whole with %s', (_name, body) => {
    expect(read(body)).toMatchObject({ text: 'ok', terminated: true, errorData: null, malformed: null });
  });

  it('keeps the usage of its start where the end tells none', () => {
    expect(read(MESSAGE_START + BLOCK + messageEnd('end_turn', {})).usage).toEqual({
      promptTokens: 12,
      completionTokens: 1,
    });
  });

  it.each<[string, string, number]>([
    [
      'thinking',
      block(
        0,
        { type: 'thinking', thinking: '' },
        { type: 'thinking_delta', thinking: 'I think' },
        { type: 'signature_delta', signature: 'EqQB' },
      ),
      7,
    ],
    [
      'thinking of which only the signature is sent',
      block(0, { type: 'thinking', thinking: '' }, { type: 'signature_delta', signature: 'EqQB' }),
      4,
    ],
    ['redacted thinking', block(0, { type: 'redacted_thinking', data: 'EmwKAhgB' }), 8],
  ])('counts %s as reasoning', (_name, thinking, chars) => {
    expect(read(MESSAGE_START + thinking + messageEnd('max_tokens'))).toMatchObject({
      reasoningChars: chars,
      text: '',
      finishReason: 'max_tokens',
      malformed: null,
    });
  });

  it('is not ended by the end marker of the other API', () => {
    expect(read(MESSAGE_START + BLOCK + data('[DONE]'))).toMatchObject({
      terminated: false,
      malformed: null,
    });
  });
});

describe('tool calls of a message stream', () => {
  const USE = { type: 'tool_use', id: 'toolu_1', name: 'get_weather', input: {} };
  const input = (json: string): object => ({ type: 'input_json_delta', partial_json: json });
  const calls = (...blocks: string[]): StreamReading['toolCalls'] =>
    read(MESSAGE_START + blocks.join('') + messageEnd('tool_use')).toolCalls;
  const WHOLE = {
    id: 'toolu_1',
    name: 'get_weather',
    argumentsText: '{"city":"Paris"}',
    argumentsProblem: null,
  };

  it.each<[string, string[]]>([
    ['deltas, the first of them empty', [block(0, USE, input(''), input('{"city":'), input('"Paris"}'))]],
    ['one input in the start', [block(0, { ...USE, input: { city: 'Paris' } })]],
    [
      'an input in the start and deltas, which count',
      [block(0, { ...USE, input: { city: 'Paris' } }, input('{"city":"Paris"}'))],
    ],
    ['an empty text as input, and deltas', [block(0, { ...USE, input: '' }, input('{"city":"Paris"}'))]],
    ['text before it', [block(0, TEXT, text('Let me see.')), block(1, USE, input('{"city":"Paris"}'))]],
    [
      'a search of the server before it',
      [
        block(0, { type: 'server_tool_use', id: 's', name: 'web_search', input: {} }, input('{"query":"x"}')),
        block(1, USE, input('{"city":"Paris"}')),
      ],
    ],
  ])('are put together from %s', (_name, blocks) => {
    expect(calls(...blocks)).toEqual([WHOLE]);
  });

  it('without any input lack what the tool requires', () => {
    expect(calls(block(0, USE))[0]?.argumentsProblem).toBe('the required field "city" is absent');
  });

  it('cut short are no valid JSON', () => {
    expect(calls(block(0, USE, input('{"city":"Pa')))[0]?.argumentsProblem).toBe(
      'the arguments are not valid JSON',
    );
  });
});

describe('faults of a message stream', () => {
  const ERROR = { error: { type: 'overloaded_error', message: 'Overloaded' } };

  it.each<[string, string]>([
    ['named', named('error', ERROR)],
    ['without a name', data({ type: 'error', ...ERROR })],
    ['of a gateway', data({ error: { message: 'Overloaded', type: 'new_api_error' } })],
    ['in words', 'event: error\ndata: Overloaded\n\n'],
  ])('an error %s is found', (_name, event) => {
    expect(read(MESSAGE_START + BLOCK + event)).toMatchObject({ malformed: null, terminated: false });
    expect(read(MESSAGE_START + BLOCK + event).errorData).toContain('verloaded');
  });

  it.each<[string, string, RegExp]>([
    ['cut JSON', 'event: content_block_delta\ndata: {"type":"content_bl\n\n', /^\{"type":"content_bl$/],
    ['words under an unknown name, at which SDKs stop', 'event: keepalive\ndata: ok\n\n', /^ok$/],
    ['chunks of the other API', data({ choices: [{ delta: { content: 'ok' } }] }), /^\{"choices"/],
    [
      'no event names, so that SDKs pass over everything',
      data({ type: 'message_start', message: {} }),
      /^\(without an event: line.*message_start/,
    ],
  ])('%s is malformed', (_name, event, sample) => {
    expect(read(event + messageEnd()).malformed).toMatch(sample);
  });
});
