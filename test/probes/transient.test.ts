import { describe, expect, it } from 'vitest';
import { pauseBeforeRetry } from '../../src/probes/transient.ts';
import { DONE, delta } from '../apis/streams.ts';
import { answered, failed, streamed } from './exchanges.ts';

const ERROR = { error: { message: 'no' } };

describe('what is tried again', () => {
  it.each([408, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529, 530])('a status of %i', (status) => {
    expect(pauseBeforeRetry(answered('chat', status, ERROR), 100, null)).toBe(400);
  });

  it.each(['ECONNRESET', 'CLOSED', 'UND_ERR_SOCKET', 'EPIPE', 'EAI_AGAIN'])('a failure with %s', (code) => {
    expect(pauseBeforeRetry(failed(code), 100, null)).toBe(400);
  });

  it('a stream that was cut', () => {
    const cut = streamed('stream.openai', delta({ content: 'one' }), 'cut');
    expect(pauseBeforeRetry(cut, 100, null)).toBe(400);
  });

  it('a rate limit that lifts within two seconds, after that time', () => {
    expect(pauseBeforeRetry(answered('chat', 429, ERROR), 100, 1_500)).toBe(1_500);
    expect(pauseBeforeRetry(answered('chat', 429, ERROR), 100, 0)).toBe(400);
  });
});

describe('what is not tried again', () => {
  it.each([200, 301, 400, 401, 402, 403, 404, 405, 407, 413, 422, 501, 525, 526])(
    'a status of %i',
    (status) => {
      expect(pauseBeforeRetry(answered('chat', status, ERROR), 100, 500)).toBeNull();
    },
  );

  it.each([
    'TIMEOUT',
    'DEADLINE',
    'ABORTED',
    'ECONNREFUSED',
    'ENOTFOUND',
    'CERT_HAS_EXPIRED',
    'PROXY_AUTH',
    'NOT_HTTP',
    'TOO_LARGE',
  ])('a failure with %s', (code) => {
    expect(pauseBeforeRetry(failed(code), 100, null)).toBeNull();
  });

  it('a stream that ended, stalled, or was cut after its end marker', () => {
    const text = delta({ content: 'one' });
    expect(pauseBeforeRetry(streamed('stream.openai', text + DONE), 100, null)).toBeNull();
    expect(pauseBeforeRetry(streamed('stream.openai', text, 'idle'), 100, null)).toBeNull();
    expect(pauseBeforeRetry(streamed('stream.openai', text + DONE, 'cut'), 100, null)).toBeNull();
  });

  it('a rate limit that lasts, or does not tell', () => {
    expect(pauseBeforeRetry(answered('chat', 429, ERROR), 100, 2_001)).toBeNull();
    expect(pauseBeforeRetry(answered('chat', 429, ERROR), 100, null)).toBeNull();
  });

  it('anything that took more than five seconds', () => {
    expect(pauseBeforeRetry(answered('chat', 502, ERROR), 5_000, null)).toBe(400);
    expect(pauseBeforeRetry(answered('chat', 502, ERROR), 5_001, null)).toBeNull();
    expect(pauseBeforeRetry(failed('ECONNRESET'), 5_001, null)).toBeNull();
  });
});
