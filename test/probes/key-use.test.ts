import { describe, expect, it } from 'vitest';
import { keyMayBeSent } from '../../src/probes/key-use.ts';
import { keyFacts } from '../../src/settings/key-shape.ts';
import type { SettingsFacts } from '../../src/settings/types.ts';
import { factsWith } from '../codes/network/facts.ts';

function mayBeSent(key: string | null, host = 'gateway.example', more: Partial<SettingsFacts> = {}): boolean {
  const { settings } = factsWith(null, { settings: { key: key === null ? null : keyFacts(key), ...more } });
  return keyMayBeSent(settings, host);
}
const GOOD = 'sk-ar-test-0123456789abcdef0123456789abcdef';
const OPENAI = `sk-proj-${'Ab3'.repeat(16)}`;
const ANTHROPIC = `sk-ant-api03-${'Ab3'.repeat(20)}`;

describe('a key is sent', () => {
  it.each<[string, string]>([
    ['an AgentRouter key', GOOD],
    ['a key of another shape, which some gateways have', 'sk-0123456789abcdef0123456789abcdef'],
    ['a key that looks like nothing known', 'hunter2-and-more'],
  ])('%s', (_name, key) => {
    expect(mayBeSent(key)).toBe(true);
  });

  it.each<[string, string]>([
    [OPENAI, 'api.openai.com'],
    [ANTHROPIC, 'api.anthropic.com'],
  ])("to its own provider's host", (key, host) => {
    expect(mayBeSent(key, host)).toBe(true);
    expect(mayBeSent(key)).toBe(false);
    expect(mayBeSent(key, `${host}.evil.example`)).toBe(false);
    expect(mayBeSent(key, `not${host}`)).toBe(false);
  });

  it("to another host than its provider's where that was allowed", () => {
    expect(mayBeSent(OPENAI, 'gateway.example', { allowForeignKey: true })).toBe(true);
  });
});

describe('a key is not sent', () => {
  it.each<[string, string | null]>([
    ['that is absent', null],
    ['that is empty', ''],
    ['with a newline', `${GOOD}\n`],
    ['with a space', `${GOOD} `],
    ['with a zero-width character', `${GOOD}\u200B`],
    ['that begins with Bearer', `Bearer ${GOOD}`],
    ['in its shortened form', 'sk-ar-abc...'],
    ['that is the example of the documentation', 'sk-ar-your-api-key'],
  ])('%s', (_name, key) => {
    expect(mayBeSent(key)).toBe(false);
    expect(mayBeSent(key, 'gateway.example', { allowForeignKey: true })).toBe(false);
  });

  it('to a host that nobody vouched for', () => {
    expect(mayBeSent(GOOD, 'gateway.example', { untrustedUrl: true })).toBe(false);
  });
});
