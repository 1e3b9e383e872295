import { expect, it } from 'vitest';
import { limitSummary } from '../../src/codes/limit-summary.ts';
import { answered, exchangeOf } from '../probes/exchanges.ts';
import { factsWith } from './network/facts.ts';

const told = (headers: Record<string, string>): string | null => {
  const exchange = exchangeOf('chat', answered('chat', 200, {}, headers));
  return limitSummary({ ...factsWith(null), exchanges: [exchange] });
};

it('tells the tightest window, and its end from when the answer came', () => {
  const headers = {
    'x-ratelimit-limit-requests': '100',
    'x-ratelimit-remaining-requests': '90',
    'x-ratelimit-limit-tokens': '1000',
    'x-ratelimit-remaining-tokens': '20',
    'x-ratelimit-reset-tokens': '30s',
  };
  expect(told(headers)).toBe('20 of 1000 tokens left, resets in 30 s');
});

it('tells nothing where no answer does', () => {
  expect(told({})).toBeNull();
});
