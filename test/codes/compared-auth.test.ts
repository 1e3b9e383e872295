import { describe, expect, it } from 'vitest';
import { judge } from '../../src/codes/judge.ts';
import type { Facts, Role } from '../../src/probes/facts.ts';
import { answered, exchangeOf } from '../probes/exchanges.ts';
import { factsWith } from './network/facts.ts';

const NOW = Date.parse('2026-06-01T00:00:00Z');
const refused = (role: Role, message: string) =>
  exchangeOf(role, answered(role, 401, { error: { message, type: 'authentication_error' } }));

/** The key works on one API; on the other it is refused with these words, under both headers. */
function findings(words: string, ofMadeUpKey: string) {
  const works = answered('chat', 200, { choices: [{ message: { role: 'assistant', content: 'Yes' } }] });
  const facts: Facts = {
    ...factsWith(null),
    exchanges: [
      exchangeOf('chat', works),
      refused('chat.made-up', ofMadeUpKey),
      refused('messages', words),
      refused('experiment.messages.bearer', words),
    ],
  };
  return judge(facts, NOW).findings.map(({ code, confidence }) => [code, confidence]);
}

describe('a key that works on one API and is refused on the other', () => {
  it('is likely refused by somebody behind the gateway where the words are not the gateway’s', () => {
    expect(findings('invalid x-api-key', 'Unknown virtual key')).toContainEqual([
      'upstream.key-invalid',
      'likely',
    ]);
  });
  it('is only possibly so where the gateway words it for a made-up key in the same way', () => {
    expect(findings('Invalid API key', 'Invalid API key')).toContainEqual([
      'upstream.key-invalid',
      'possible',
    ]);
  });
});

describe('a key that Bearer cannot carry', () => {
  const limited = (role: Role, message: string, status: number) =>
    exchangeOf(role, answered(role, status, { error: { message, type: 'api_error' } }));
  /** Bearer is refused, and the same call with `x-api-key` is answered like this. */
  const codesWith = (message: string, status: number): string[] => {
    const exchanges = [
      refused('chat', 'Invalid API key'),
      limited('experiment.chat.x-api-key', message, status),
      refused('messages', 'Invalid API key'),
    ];
    return judge({ ...factsWith(null), exchanges }, NOW).findings.map(({ code }) => code);
  };

  it('is proved by a complaint that only a taken key gets', () => {
    expect(codesWith('Insufficient balance', 402)).toContain('auth.bearer-rejected');
  });
  it('is not proved by a limit that may be kept by address, before any key is read', () => {
    expect(codesWith('Rate limit exceeded', 429)).not.toContain('auth.bearer-rejected');
  });
});
