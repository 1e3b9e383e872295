import { expect, it } from 'vitest';
import { createCounter } from '../../src/sandbox/counter.ts';

it('counts each text by itself', () => {
  const count = createCounter();
  expect([count('a'), count('b'), count('a'), count('a')]).toEqual([1, 1, 2, 3]);
});

it('forgets the oldest of more than a thousand texts', () => {
  const count = createCounter();
  for (let index = 0; index <= 1000; index += 1) count(`text ${index}`);
  expect(count('text 1000')).toBe(2);
  expect(count('text 0')).toBe(1);
});
