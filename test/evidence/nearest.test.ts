import { expect, it } from 'vitest';
import { nearest } from '../../src/evidence/nearest.ts';

const MODELS = [
  'gpt-4o',
  'gpt-4o-mini',
  'claude-3-5-sonnet-20241022',
  'deepseek-chat',
  'text-embedding-3-small',
];

it.each([
  ['gpt4o', ['gpt-4o', 'gpt-4o-mini']],
  ['deep-seek-chat', ['deepseek-chat']],
  ['claude-3.5-sonnet', ['claude-3-5-sonnet-20241022']],
  ['gpt-4o', ['gpt-4o-mini']],
  ['llama-70b', []],
  ['', []],
])('the names nearest to %j are %j', (name, expected) => {
  expect(nearest(name, MODELS)).toEqual(expected);
});

it('gives no more names than asked for', () => {
  expect(nearest('model', ['model-1', 'model-2', 'model-3'], 2)).toHaveLength(2);
});
