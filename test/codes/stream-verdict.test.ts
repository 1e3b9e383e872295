import { describe, expect, it } from 'vitest';
import { chatStreamReader } from '../../src/apis/openai-stream.ts';
import { messageStreamReader } from '../../src/apis/anthropic-stream.ts';
import { readRecorded } from '../../src/apis/stream-reading.ts';
import { streamVerdicts } from '../../src/codes/stream-verdict.ts';
import type { StreamAnswer } from '../../src/wire/types.ts';
import { DONE, MESSAGE_START, block, data, delta, messageEnd, named, recorded } from '../apis/streams.ts';

const chat = (answer: StreamAnswer): string[] =>
  streamVerdicts(answer, readRecorded(chatStreamReader(), answer)).map((verdict) => verdict.code);
const message = (answer: StreamAnswer): string[] =>
  streamVerdicts(answer, readRecorded(messageStreamReader(), answer)).map((verdict) => verdict.code);
const measured = (answer: StreamAnswer): string | undefined =>
  streamVerdicts(answer, readRecorded(chatStreamReader(), answer))[0]?.measured;

const ROLE = delta({ role: 'assistant', content: '' });
const word = (text = 'one '): string => delta({ content: text });
const words = (count: number): string => Array.from({ length: count }, () => word()).join('');
const stop = (reason = 'stop'): string => delta({}, { finish_reason: reason });
const END = stop() + DONE;

describe('a stream without fault', () => {
  it.each<[string, StreamAnswer]>([
    [
      'chunks over time',
      recorded([
        [300, ROLE],
        [320, word()],
        [350, word()],
        [400, END],
      ]),
    ],
    ['one chunk', recorded([[300, ROLE + word() + END]])],
    ['a cut after the end marker', recorded([[300, ROLE + word() + END]], { end: 'cut' })],
    [
      'silence after the end marker',
      recorded([[300, ROLE + word() + END]], { end: 'idle', endedAtMs: 15_300 }),
    ],
    ['a size limit after the end marker', recorded([[300, word() + END]], { end: 'too-large' })],
    [
      'a parameter of the content type',
      recorded([[300, word() + END]], { headers: { 'content-type': 'text/event-stream; charset=utf-8' } }),
    ],
    [
      'a content type in capitals',
      recorded([[300, word() + END]], { headers: { 'content-type': 'Text/Event-Stream' } }),
    ],
    [
      'exactly 10 s to the first token',
      recorded([
        [10_000, word()],
        [10_100, END],
      ]),
    ],
  ])('has no verdict: %s', (_name, answer) => {
    expect(chat(answer)).toEqual([]);
  });

  it('has no verdict on the Anthropic API either', () => {
    const text = block(0, { type: 'text', text: '' }, { type: 'text_delta', text: 'one' });
    expect(
      message(
        recorded([
          [200, MESSAGE_START],
          [300, text],
          [320, messageEnd()],
        ]),
      ),
    ).toEqual([]);
  });
});

describe('streams that broke', () => {
  it('are interrupted where they are cut before the end marker', () => {
    const answer = recorded([[300, ROLE + word()]], { end: 'cut', endedAtMs: 900 });
    expect(chat(answer)).toEqual(['stream.interrupted']);
    expect(measured(answer)).toBe('cut after 1 chunk and 900 ms');
  });

  it('are interrupted and not malformed where the cut is inside an event', () => {
    expect(chat(recorded([[300, `${word()}data: {"choices":[{"del`]], { end: 'cut' }))).toEqual([
      'stream.interrupted',
    ]);
  });

  it('are interrupted and not empty where nothing came before the cut', () => {
    expect(chat(recorded([[300, ROLE]], { end: 'cut' }))).toEqual(['stream.interrupted']);
  });

  it('are stalled where they fall silent', () => {
    const answer = recorded([[300, word()]], { end: 'idle', endedAtMs: 15_300 });
    expect(chat(answer)).toEqual(['stream.stalled']);
    expect(measured(answer)).toBe('no bytes for 15.0 s after 1 chunk');
  });

  it('are too large where the size limit stopped the reading', () => {
    expect(chat(recorded([[300, words(9)]], { end: 'too-large' }))).toEqual(['http.too-large']);
  });

  it('say nothing where the run itself ended first', () => {
    expect(chat(recorded([[300, ROLE]], { end: 'deadline' }))).toEqual([]);
  });

  it('end without their marker, in order', () => {
    expect(chat(recorded([[300, word() + stop()]]))).toEqual(['stream.no-terminator']);
    expect(message(recorded([[300, MESSAGE_START + block(0, { type: 'text', text: 'one' })]]))).toEqual([
      'stream.no-terminator',
    ]);
  });
});

describe('stream.error-event', () => {
  const ERROR = data({ error: { message: 'The server had an error' } });

  it.each<[string, Partial<StreamAnswer>]>([
    ['an orderly end', {}],
    ['a cut', { end: 'cut' }],
    ['silence', { end: 'idle' }],
  ])('goes before what follows: %s', (_name, more) => {
    expect(chat(recorded([[300, word() + ERROR]], more))).toEqual(['stream.error-event']);
  });

  it('stands also where the end marker follows', () => {
    expect(chat(recorded([[300, ERROR + DONE]]))).toEqual(['stream.error-event']);
    expect(measured(recorded([[300, word() + ERROR + DONE]]))).toBe('an error after 1 chunk');
    expect(
      message(recorded([[300, MESSAGE_START + named('error', { error: { type: 'api_error' } })]])),
    ).toEqual(['stream.error-event']);
  });
});

describe('stream.malformed', () => {
  it('is an event that is no JSON, whatever else is right', () => {
    expect(chat(recorded([[300, word() + data('{"choices":[{"delta"') + word() + END]]))).toEqual([
      'stream.malformed',
    ]);
  });

  it('is an Anthropic stream whose events have no names', () => {
    const text = MESSAGE_START + block(0, { type: 'text', text: 'one' }) + messageEnd();
    expect(message(recorded([[300, text.replace(/^event: .*\n/gm, '')]]))).toEqual(['stream.malformed']);
  });
});

describe('stream.empty', () => {
  it.each<[string, string]>([
    ['a role alone', ROLE + END],
    ['only the end marker', DONE],
    ['nothing at all', ''],
    ['usage alone', data({ choices: [], usage: { prompt_tokens: 5, completion_tokens: 0 } }) + DONE],
  ])('is a stream of %s', (_name, text) => {
    expect(chat(recorded([[300, text]]))).toEqual(['stream.empty']);
  });

  it.each<[string, string]>([
    ['reasoning that spent the limit', delta({ reasoning_content: 'hm' }) + stop('length') + DONE],
    ['hidden reasoning that spent the limit', ROLE + stop('length') + DONE],
    ['the same in the words of Gemini', ROLE + stop('MAX_TOKENS') + DONE],
    [
      'hidden reasoning that the usage tells',
      ROLE +
        stop() +
        data({
          choices: [],
          usage: { completion_tokens: 9, completion_tokens_details: { reasoning_tokens: 9 } },
        }) +
        DONE,
    ],
    ['a refusal in words', delta({ refusal: 'I cannot.' }) + END],
    [
      'a tool call',
      delta({ tool_calls: [{ index: 0, id: 'a', function: { name: 'get_weather', arguments: '{}' } }] }) +
        stop('tool_calls') +
        DONE,
    ],
  ])('is not a stream of %s', (_name, text) => {
    expect(chat(recorded([[300, text]]))).toEqual([]);
  });

  it('is not a message of thinking that is kept back', () => {
    const hidden = block(0, { type: 'redacted_thinking', data: 'EmwKAhgB' });
    const signed = block(
      0,
      { type: 'thinking', thinking: '' },
      { type: 'signature_delta', signature: 'EqQB' },
    );
    expect(message(recorded([[300, MESSAGE_START + hidden + messageEnd()]]))).toEqual([]);
    expect(message(recorded([[300, MESSAGE_START + signed + messageEnd()]]))).toEqual([]);
    expect(message(recorded([[300, MESSAGE_START + messageEnd('max_tokens')]]))).toEqual([]);
    expect(message(recorded([[300, MESSAGE_START + messageEnd()]]))).toEqual(['stream.empty']);
  });

  it('names the content policy where that took the answer', () => {
    expect(chat(recorded([[300, ROLE + stop('content_filter') + DONE]]))).toEqual([
      'request.content-filtered',
    ]);
    expect(message(recorded([[300, MESSAGE_START + messageEnd('refusal')]]))).toEqual([
      'request.content-filtered',
    ]);
  });
});

describe('warnings of a whole stream', () => {
  it('name a wrong content type of right events', () => {
    const verdicts = (headers: Record<string, string>): unknown => {
      const answer = recorded([[300, word() + END]], { headers });
      return streamVerdicts(answer, readRecorded(chatStreamReader(), answer));
    };
    expect(verdicts({ 'content-type': 'application/json' })).toEqual([
      {
        code: 'stream.not-sse',
        severity: 'warning',
        measured: 'right events under content type application/json',
      },
    ]);
    expect(verdicts({})).toMatchObject([{ measured: 'right events under content type (none)' }]);
  });

  it('name a first token after more than 10 s', () => {
    const answer = recorded([
      [10_500, word()],
      [10_600, END],
    ]);
    expect(chat(answer)).toEqual(['stream.slow-first-token']);
    expect(measured(answer)).toBe('10.5 s to the first token');
  });

  it('stand beside each other and beside a missing end marker, but not beside a broken stream', () => {
    const headers = { 'content-type': 'text/plain' };
    const late: [number, string][] = [[12_000, words(40) + stop()]];
    expect(chat(recorded(late, { headers }))).toEqual([
      'stream.no-terminator',
      'stream.not-sse',
      'stream.buffered',
      'stream.slow-first-token',
    ]);
    expect(chat(recorded(late, { headers, end: 'cut' }))).toEqual(['stream.interrupted']);
  });
});
