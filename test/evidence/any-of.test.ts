import { expect, it } from 'vitest';
import { anyOf } from '../../src/evidence/any-of.ts';

it('matches what any of its parts does, the first that fits', () => {
  const either = anyOf(/too (?<how>fast|slow)/i, /slow down/i);
  expect(either.exec('You are TOO FAST, slow down')?.groups).toEqual({ how: 'FAST' });
  expect(either.test('please slow down')).toBe(true);
  expect(either.test('all is well')).toBe(false);
});

it('refuses parts of different flags, whose meaning would change', () => {
  expect(() => anyOf(/a/i, /b/)).toThrow('flags');
});
