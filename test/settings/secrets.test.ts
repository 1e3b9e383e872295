import { expect, it } from 'vitest';
import { knownSecrets } from '../../src/settings/secrets.ts';

const KEY = 'sk-ar-test-0123456789abcdefghij';

it.each([`AGENTROUTER_API_KEY=${KEY}`, `export OPENAI_API_KEY=${KEY}`])(
  'a whole line in place of a key gives its value only, so that advice can show the name: %s',
  (line) => {
    expect(knownSecrets([line], [], { AGENTROUTER_API_KEY: line })).toEqual([KEY]);
  },
);

it.each(['ABCDEFGH_KEY=', 'ABCDEFGH=abcdefgh'])('what only looks like a line stays whole: %s', (key) => {
  expect(knownSecrets([key], [], {})).toEqual([key]);
});
