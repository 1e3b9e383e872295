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
