import { parse } from 'dotenv';
import { describe, expect, it } from 'vitest';
import { lintEnv } from '../../src/settings/env-lines.ts';

const line = (text: string) => lintEnv(text).lines[0];

describe('the lint of a line', () => {
  it.each([
    ['AGENTROUTER_API_KEY=abc', { line: 1, column: 1, quote: null, spacesAroundEquals: false, empty: false }],
    ['  export AGENTROUTER_API_KEY=abc', { column: 10, exported: true }],
    ["\n\nAGENTROUTER_API_KEY='abc'", { line: 3, column: 1, quote: "'" }],
    ['AGENTROUTER_API_KEY="abc', { quote: null }],
    ['AGENTROUTER_API_KEY =abc', { spacesAroundEquals: true }],
    ['AGENTROUTER_API_KEY= abc', { spacesAroundEquals: true }],
    ['AGENTROUTER_API_KEY=', { empty: true, spacesAroundEquals: false, trailingSpaces: false }],
    ['AGENTROUTER_API_KEY=abc\t', { trailingSpaces: true }],
    ['AGENTROUTER_API_KEY=abc\u00a0', { trailingSpaces: true }],
    ['AGENTROUTER_API_KEY=abc # note', { trailingSpaces: false }],
    ['AGENTROUTER_API_KEY=abc\r\nX=1\r\n', { carriageReturn: true }],
    ['AGENTROUTER_BASE_URL=<url>', { placeholder: true }],
    ['AGENTROUTER_API_KEY abc', { name: null, known: 'AGENTROUTER_API_KEY' }],
    ['OPENAI_APIKEY=abc', { known: 'OPENAI_API_KEY', misspelled: true }],
  ])('%j', (text, expected) => {
    expect(line(text)).toMatchObject(expected);
  });

  it('follows values over several lines, and counts lines after them rightly', () => {
    const text = 'CERT="one\ntwo\n"\nAGENTROUTER_MODEL=m\nno assignment\n';
    expect(lintEnv(text).lines.map((entry) => [entry.line, entry.name])).toEqual([
      [4, 'AGENTROUTER_MODEL'],
      [5, null],
    ]);
  });
});

/** Small numbers from a seed (mulberry32), so that a failure can be seen again. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

describe('values', () => {
  it('are those of dotenv for any mixture of pieces', () => {
    const pieces = [
      'AGENTROUTER_API_KEY',
      'AGENTROUTER_MODEL',
      'OTHER',
      '=',
      ':',
      ' ',
      '\n',
      '\r\n',
      '\r',
      '"',
      "'",
      '`',
      '#',
      'a b',
      '\\"',
      '\\n',
      'export ',
      '\t',
      'é',
    ];
    for (let seed = 1; seed <= 3000; seed += 1) {
      const random = randomFrom(seed);
      const text = Array.from({ length: 14 }, () => pieces[Math.floor(random() * pieces.length)]).join('');
      const expected = parse(text);
      const values = Object.fromEntries(lintEnv(text).assignments.map(({ name, value }) => [name, value]));
      for (const name of ['AGENTROUTER_API_KEY', 'AGENTROUTER_MODEL']) {
        expect(values[name], `seed ${seed}: ${JSON.stringify(text)}`).toBe(expected[name]);
      }
    }
  });
});
