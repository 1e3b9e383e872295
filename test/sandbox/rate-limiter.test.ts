import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createRateLimiter } from '../../src/sandbox/rate-limiter.ts';

beforeEach(() => vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-01-01T00:00:00Z') }));
afterEach(() => vi.useRealTimers());

const IN_ONE_MINUTE_S = Date.parse('2026-01-01T00:01:00Z') / 1000;

it('lets as many requests through as the minute has', () => {
  const limiter = createRateLimiter(2, 0);
  expect([limiter.take(), limiter.take(), limiter.take()]).toEqual([true, true, false]);
  expect(limiter.headers()).toEqual({
    'x-ratelimit-limit': '2',
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset': String(IN_ONE_MINUTE_S),
  });
});

it('starts anew when the minute is over, less what others use', () => {
  const limiter = createRateLimiter(3, 2);
  expect([limiter.take(), limiter.take()]).toEqual([true, false]);
  vi.setSystemTime(new Date('2026-01-01T00:01:00Z'));
  expect([limiter.take(), limiter.take()]).toEqual([true, false]);
  expect(limiter.headers()['x-ratelimit-reset']).toBe(String(IN_ONE_MINUTE_S + 60));
});
