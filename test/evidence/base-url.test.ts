import { describe, expect, it } from 'vitest';
import { parseBaseUrl, withoutCredentials } from '../../src/evidence/base-url.ts';

describe('a base URL as typed', () => {
  it.each([
    ['https://h.test', 'https://h.test/v1', 'https://h.test', ['no-v1']],
    ['https://h.test/v1/', 'https://h.test/v1', 'https://h.test', ['had-v1']],
    ['https://h.test/api/v1', 'https://h.test/api/v1', 'https://h.test/api', ['had-v1']],
    [
      'https://h.test/proxy/openai/v1',
      'https://h.test/proxy/openai/v1',
      'https://h.test/proxy/openai',
      ['had-v1'],
    ],
    ['https://h.test/v1/v1', 'https://h.test/v1', 'https://h.test', ['double-v1']],
    [
      'https://h.test/v1/chat/completions',
      'https://h.test/v1',
      'https://h.test',
      ['endpoint-included', 'had-v1'],
    ],
    [
      'https://h.test/api/paas/v4',
      'https://h.test/api/paas/v4',
      'https://h.test/api/paas/v4',
      ['other-version'],
    ],
    [
      'https://h.test/v1beta/openai',
      'https://h.test/v1beta/openai',
      'https://h.test/v1beta/openai',
      ['other-version'],
    ],
    [
      'HTTP://[::1]:3000//v1?a=b#c',
      'http://[::1]:3000/v1',
      'http://[::1]:3000',
      ['query', 'fragment', 'double-slash', 'had-v1'],
    ],
    ['http://[2001:db8::10]', 'http://[2001:db8::10]/v1', 'http://[2001:db8::10]', ['no-v1']],
    ['https://u:p@h.test', 'https://h.test/v1', 'https://h.test', ['credentials', 'no-v1']],
  ])('%s is understood', (typed, openaiBaseUrl, anthropicBaseUrl, notes) => {
    expect(parseBaseUrl(typed)).toMatchObject({ ok: true, openaiBaseUrl, anthropicBaseUrl, notes });
  });

  it.each([
    ['', 'is empty', null],
    ['h.test/v1', 'has no scheme', 'https://h.test/v1'],
    ['localhost:3000/v1', 'has no scheme', 'http://localhost:3000/v1'],
    ['https://https://h.test', 'has two schemes', 'https://h.test'],
    ['https:/h.test', 'does not begin with https://', 'https://h.test'],
    ['htps://h.test', 'has the scheme htps, and only http and https are possible', 'https://h.test'],
    ['https://h.test:0', 'has a port that is no number from 1 to 65535', null],
    ['<https://h.test>', 'stands in angle brackets', 'https://h.test'],
    ['sk-ar-test-0123456789', 'is a key, not an address', null],
    ['"https://h.test"', 'has quotation marks in its value', 'https://h.test'],
    ['https://h.test ', 'ends with a character that no URL has: space (U+0020)', 'https://h.test'],
    ['https://${HOST}/v1', 'still contains the unexpanded variable ${HOST}', null],
    ['https://h..test', 'has a host name that cannot exist', null],
    ['https://', 'has no host', null],
    ['file:///etc/hosts', 'has the scheme file, and only http and https are possible', null],
  ])('%j is refused with a reason and what was meant', (typed, reason, suggestion) => {
    expect(parseBaseUrl(typed)).toEqual({ ok: false, reason, suggestion });
  });
});

describe('a URL without its credentials', () => {
  it.each([
    ['https://u:p@h.test/v1', 'https://h.test/v1'],
    ['u:p@h.test', 'h.test'],
    ['http://u:p/w@h.test', 'http://h.test'],
    ['https://h.test:8080/v1/@scope', 'https://h.test:8080/v1/@scope'],
    ['https://h.test/v1', 'https://h.test/v1'],
  ])('%s is %s', (typed, shown) => {
    expect(withoutCredentials(typed)).toBe(shown);
  });
});
