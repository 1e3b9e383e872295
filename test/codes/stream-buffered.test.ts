import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { chatStreamReader } from '../../src/apis/openai-stream.ts';
import { readRecorded } from '../../src/apis/stream-reading.ts';
import { streamVerdicts } from '../../src/codes/stream-verdict.ts';
import type { StreamAnswer } from '../../src/wire/types.ts';
import { DONE, data, delta, recorded } from '../apis/streams.ts';
import { httpServer, post, valueOf, wireWith } from '../wire/harness.ts';

const chat = (answer: StreamAnswer): string[] =>
  streamVerdicts(answer, readRecorded(chatStreamReader(), answer)).map((verdict) => verdict.code);

const ROLE = delta({ role: 'assistant', content: '' });
const words = (count: number): string =>
  Array.from({ length: count }, () => delta({ content: 'one ' })).join('');
const stop = (): string => delta({}, { finish_reason: 'stop' });
const END = stop() + DONE;

describe('stream.buffered', () => {
  it.each<[string, [number, string][]]>([
    ['five chunks in one read after a second', [[1_000, ROLE + words(5) + END]]],
    [
      'many chunks in two reads within 50 ms',
      [
        [2_000, words(30)],
        [2_050, words(30) + END],
      ],
    ],
    [
      'a role early, and then everything',
      [
        [100, ROLE],
        [1_200, words(40) + END],
      ],
    ],
    [
      'an end that comes later',
      [
        [3_000, words(40)],
        [3_500, END],
      ],
    ],
  ])('is %s', (_name, reads) => {
    expect(chat(recorded(reads))).toEqual(['stream.buffered']);
  });

  it.each<[string, [number, string][]]>([
    ['a burst of four chunks after a slow first token', [[4_000, words(4) + END]]],
    ['a short answer in one packet', [[1_500, ROLE + words(1) + END]]],
    ['a fast provider', [[400, words(64) + END]]],
    ['less than a second of silence', [[999, words(40) + END]]],
    [
      'three reads',
      [
        [2_000, words(20)],
        [2_010, words(20)],
        [2_020, words(20) + END],
      ],
    ],
    [
      'two reads that are further apart',
      [
        [2_000, words(20)],
        [2_051, words(20) + END],
      ],
    ],
    [
      'comments that came while it waited',
      [
        [500, ': OPENROUTER PROCESSING\n\n'],
        [1_000, ': OPENROUTER PROCESSING\n\n'],
        [1_600, words(40) + END],
      ],
    ],
    [
      'chunks without content beside four with it',
      [[2_000, ROLE + words(4) + data({ choices: [] }) + stop() + DONE]],
    ],
  ])('is not %s', (_name, reads) => {
    expect(chat(recorded(reads))).toEqual([]);
  });

  it('counts reasoning and tool arguments as content', () => {
    const reasoning = Array.from({ length: 5 }, () => delta({ reasoning_content: 'hm' })).join('');
    expect(chat(recorded([[1_500, reasoning + END]]))).toEqual(['stream.buffered']);
  });

  it('tells what was measured', () => {
    const answer = recorded([[1_500, words(40) + END]]);
    expect(streamVerdicts(answer, readRecorded(chatStreamReader(), answer))).toEqual([
      {
        code: 'stream.buffered',
        measured: '40 chunks in 1 read within 0 ms, after 1.5 s of silence',
      },
    ]);
  });
});

describe('streams of a real server', () => {
  const EVENTS = { 'content-type': 'text/event-stream' };
  const answered = async (
    answer: (response: ServerResponse) => Promise<void> | void,
  ): Promise<StreamAnswer> => {
    const port = await httpServer((_request, response) => void answer(response.writeHead(200, EVENTS)));
    const got = valueOf((await wireWith().stream(post(`http://127.0.0.1:${port}/`))).result);
    if (!('events' in got)) throw new Error('no stream came');
    return got;
  };

  it('are buffered where everything comes at once after silence', async () => {
    const answer = await answered(async (response) => {
      response.flushHeaders();
      await sleep(1_100);
      response.end(ROLE + words(40) + END);
    });
    expect(chat(answer)).toEqual(['stream.buffered']);
  });

  it('are not where the provider is fast', async () => {
    expect(chat(await answered((response) => void response.end(ROLE + words(40) + END)))).toEqual([]);
  });

  it('are not where the first token is slow and the answer short', async () => {
    const answer = await answered(async (response) => {
      await sleep(1_100);
      response.end(ROLE + words(4) + END);
    });
    expect(chat(answer)).toEqual([]);
  });

  it('are not where chunks come as they are made', async () => {
    const answer = await answered(async (response) => {
      await sleep(1_050);
      for (let part = 0; part < 8; part += 1) {
        response.write(words(2));
        await sleep(20);
      }
      response.end(END);
    });
    expect(chat(answer)).toEqual([]);
  });

  it('are whole where the connection breaks after the end marker, and cut where it breaks before', async () => {
    const brokenAfter = (text: string): Promise<StreamAnswer> =>
      answered(async (response) => {
        response.write(text);
        await sleep(20);
        response.destroy();
      });
    expect(chat(await brokenAfter(ROLE + words(2) + END))).toEqual([]);
    expect(chat(await brokenAfter(ROLE + words(2)))).toEqual(['stream.interrupted']);
  });
});
