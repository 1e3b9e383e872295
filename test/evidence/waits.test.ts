import { describe, expect, it } from 'vitest';
import { toAnswerEvidence } from '../../src/evidence/answer.ts';
import { NOTHING_ASKED } from '../../src/evidence/nothing-asked.ts';
import { requestIdOf } from '../../src/evidence/request-id.ts';
import type { Ask } from '../../src/evidence/types.ts';
import { limitWindows } from '../../src/evidence/waits-windows.ts';
import { waitOf } from '../../src/evidence/waits.ts';

const NOW = Date.parse('2026-11-22T14:05:00Z');
const ASK: Ask = { ...NOTHING_ASKED, api: 'openai', operation: 'chat' };

function wait(headers: Record<string, string>, body: unknown = '') {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return waitOf(toAnswerEvidence(ASK, { status: 429, headers, body: text }), NOW);
}

const inWords = (message: string) => wait({}, { error: { message } }).waitMs;

describe('a wait is read from headers', () => {
  it.each<[Record<string, string>, number]>([
    [{ 'retry-after': '30' }, 30_000],
    [{ 'retry-after': 'Sun, 22 Nov 2026 14:06:00 GMT' }, 60_000],
    [{ 'retry-after-ms': '1500', 'retry-after': '2' }, 1_500],
    [{ 'X-Retry-In': '1.5s' }, 1_500],
    [{ 'x-ratelimit-reset': String(NOW / 1_000 + 90) }, 90_000],
    [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW + 7_000) }, 7_000],
    [{ 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '7m12s' }, 432_000],
    [{ 'x-ratelimit-remaining-tokens': '0', 'x-ratelimit-reset-tokens': '120ms' }, 120],
    [
      {
        'anthropic-ratelimit-requests-remaining': '0',
        'anthropic-ratelimit-requests-reset': '2026-11-22T14:06:00Z',
      },
      60_000,
    ],
    [{ 'ratelimit-remaining': '0', 'ratelimit-reset': '23' }, 23_000],
    [{ ratelimit: '"default";r=0;t=12' }, 12_000],
    [{ 'reset-at': '2026-11-22 14:06:00 UTC' }, 60_000],
  ])('%j', (headers, waitMs) => {
    const withRemaining =
      'x-ratelimit-reset' in headers ? { 'x-ratelimit-remaining': '0', ...headers } : headers;
    expect(wait(withRemaining).waitMs).toBe(waitMs);
  });

  it('and of several windows the used-up one counts', () => {
    const headers = {
      'x-ratelimit-remaining-requests': '9',
      'x-ratelimit-reset-requests': '1h',
      'x-ratelimit-remaining-tokens': '0',
      'x-ratelimit-reset-tokens': '6s',
    };
    expect(wait(headers).waitMs).toBe(6_000);
  });

  it('and a reset in the past is told as past', () => {
    expect(wait({ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1640000000' })).toMatchObject({
      waitMs: 0,
      resetAt: '2021-12-20T11:33:20.000Z',
    });
  });
});

describe('a wait is read from the body', () => {
  it.each<[unknown, number]>([
    [[{ error: { message: 'x', details: [{ retryDelay: '12.5s' }] } }], 12_500],
    [{ error: { message: 'x', metadata: { headers: { 'X-RateLimit-Reset': String(NOW + 5_000) } } } }, 5_000],
    [{ error: 'x', resetAt: '2026-11-22T14:17:00.000Z', remainingMinutes: 12 }, 720_000],
    [{ error: 'x', remainingMinutes: 3 }, 180_000],
  ])('%j', (body, waitMs) => {
    expect(wait({}, body).waitMs).toBe(waitMs);
  });
});

describe('a wait is read from words', () => {
  it.each([
    ['Please try again in 26.604s.', 26_604],
    ['Please try again in 7m12s. Visit us', 432_000],
    ['Please retry after 27 seconds.', 27_000],
    ['Expected available in 53 seconds.', 53_000],
    ['No deployments available, Try again in 60 seconds', 60_000],
    ['已达到限制，将在 12 分钟后重置', 720_000],
    ['请在30秒后重试', 30_000],
    ['Quota will be replenished in 00:12:33', 753_000],
    ['You will regain access on 2026-11-23 at 00:00 UTC.', 35_700_000],
    ['Limit resets at: 2026-11-22 14:06:00 UTC', 60_000],
  ])('%s', (message, waitMs) => {
    expect(inWords(message)).toBe(waitMs);
  });

  it('and not from other numbers', () => {
    expect(inWords('Limit 200, used 200, requested 1')).toBeNull();
    expect(inWords('Upgrade in 3 clicks')).toBeNull();
    expect(wait({ 'retry-after': 'soon' }).waitMs).toBeNull();
  });
});

describe('rate-limit windows', () => {
  it.each<[Record<string, string>, string, number, number | null]>([
    [{ 'x-ratelimit-limit': '100', 'x-ratelimit-remaining': '4' }, 'requests', 4, 100],
    [{ 'x-ratelimit-limit-tokens': '9', 'x-ratelimit-remaining-tokens': '3' }, 'tokens', 3, 9],
    [
      { 'anthropic-ratelimit-input-tokens-limit': '9', 'anthropic-ratelimit-input-tokens-remaining': '3' },
      'input-tokens',
      3,
      9,
    ],
    [{ 'x-ratelimit-limit-minute': '5', 'x-ratelimit-remaining-minute': '2' }, 'minute', 2, 5],
    [{ ratelimit: 'limit=100, remaining=7, reset=9' }, 'requests', 7, 100],
    [{ ratelimit: '"day";r=7;t=9', 'ratelimit-policy': '"day";q=50;w=86400' }, 'day', 7, 50],
    [{ 'x-ratelimit-remaining': '7' }, 'requests', 7, null],
  ])('%j', (headers, name, remaining, limit) => {
    expect(limitWindows(headers, NOW)).toMatchObject([{ name, remaining, limit }]);
  });

  it('need a remainder that is a number', () => {
    expect(limitWindows({ 'x-ratelimit-limit': '100', 'x-ratelimit-remaining': 'many' }, NOW)).toEqual([]);
  });
});

describe('the id of a request', () => {
  it('is the gateway’s own before that of what stands in front', () => {
    expect(requestIdOf({ 'cf-ray': 'ray', 'x-request-id': 'own' })).toBe('own');
    expect(requestIdOf({ 'cf-ray': 'ray' })).toBe('ray');
  });

  it('is found in the text, and null where there is none', () => {
    expect(requestIdOf({}, 'no channel (request id: 2026abcdef)')).toBe('2026abcdef');
    expect(requestIdOf({ 'x-request-id': 'has spaces' }, '')).toBeNull();
  });
});
