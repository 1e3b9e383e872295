import { describe, expect, it } from 'vitest';
import { judge } from '../../src/codes/judge.ts';
import type { Facts, Outcome } from '../../src/probes/facts.ts';
import { answered, exchangeOf } from '../probes/exchanges.ts';
import { factsWith } from './network/facts.ts';

const NOW = Date.parse('2026-06-01T00:00:00Z');
const OK = answered('fallback', 200, {
  choices: [{ message: { role: 'assistant', content: 'Yes' }, finish_reason: 'stop' }],
});

/** Every call with the key gets this answer; `more` is what a second model got. */
function confidences(status: number, error: object, more = answered('fallback', status, { error })): object {
  const facts: Facts = {
    ...factsWith(null),
    exchanges: [
      exchangeOf('chat', answered('chat', status, { error })),
      exchangeOf('messages', answered('messages', status, { error })),
      exchangeOf('fallback', more),
    ],
  };
  return Object.fromEntries(judge(facts, NOW).findings.map(({ code, confidence }) => [code, confidence]));
}

describe('a refusal under both headers', () => {
  it('proves that the key is rejected where the server says so', () => {
    const said = { message: 'Invalid API key', code: 'invalid_api_key' };
    expect(confidences(401, said)).toMatchObject({ 'key.rejected': 'proved' });
  });
  it('proves nothing where the server leaves another cause open', () => {
    const said = { message: 'Access denied due to invalid API key or wrong API endpoint', code: '401' };
    expect(confidences(401, said)).toMatchObject({ 'key.rejected': 'likely' });
  });
  it('proves nothing where only the status says so', () => {
    expect(confidences(401, { message: 'Request stopped by rule 7' })).toMatchObject({
      'key.rejected': 'possible',
    });
  });
});

describe('another provider that answers', () => {
  it('proves that one provider fails, and not that a key is the reason', () => {
    const said = { message: 'Upstream API key is not configured or invalid' };
    expect(confidences(500, said, OK)).toMatchObject({ 'upstream.key-invalid': 'likely' });
    expect(confidences(500, { message: 'Internal server error' }, OK)).toMatchObject({
      'upstream.error': 'proved',
    });
  });
});

describe('another provider that fails as well', () => {
  const evidenceFor = (more: Outcome): readonly string[] => {
    const busy = { message: 'Internal server error' };
    const facts: Facts = {
      ...factsWith(null),
      exchanges: [exchangeOf('chat', answered('chat', 500, { error: busy })), exchangeOf('fallback', more)],
    };
    return judge(facts, NOW).findings.find(({ code }) => code === 'upstream.error')?.evidence ?? [];
  };
  it('is told once where it says the same', () => {
    const same = answered('fallback', 500, { error: { message: 'Internal server error' } });
    expect(evidenceFor(same).join()).not.toContain('fails as well');
  });
  it('is told where it says something else', () => {
    const other = answered('fallback', 404, { error: { message: 'no such model', code: 'model_not_found' } });
    expect(evidenceFor(other).join()).toContain('fails as well');
  });
});
