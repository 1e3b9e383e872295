import { describe, expect, it } from 'vitest';
import { keyFacts, shownKey } from '../../src/settings/key-shape.ts';

describe('a key as reports show it', () => {
  it.each([
    ['sk-ar-test-0123456789abcdef9f2c', 'sk-ar-…9f2c'],
    ['sk-test-0123456789abcdef9f2c', 'sk-…9f2c'],
    ['AIzatest-0123456789abcdef9f2c', 'AIz…9f2c'],
    ['sk-ar-short', 'sk-ar-…'],
    ['hunter2', '…'],
    ['sk-ar-test-0123456789abcde\u001b[2J', 'sk-ar-…?[2J'],
  ])('%j is %s', (key, shown) => {
    expect(shownKey(key)).toBe(shown);
  });
});

describe('the provider of a key', () => {
  it.each([
    ['sk-ant-api03-x', 'Anthropic'],
    ['sk-or-v1-x', 'OpenRouter'],
    ['sk-proj-x', 'OpenAI'],
    ['sk-abcdefT3BlbkFJabcdef', 'OpenAI'],
    ['AIzaSyTest0123456789', 'Google'],
    ['xai-x', 'xAI'],
    ['pk-lf-x', 'Langfuse'],
    [' sk-ant-x', 'Anthropic'],
    ['"sk-ant-x"', 'Anthropic'],
    ['sk-ar-T3BlbkFJ0123', null],
    ['sk-0123456789', null],
    ['my-sk-ant-x', null],
  ])('of %j is %s', (key, provider) => {
    expect(keyFacts(key).otherProvider).toBe(provider);
  });
});

describe('a stand-in of the documentation', () => {
  it.each([
    'sk-ar-your-api-key',
    'your-api-key',
    'YOUR_API_KEY',
    '<your key>',
    'changeme',
    'sk-ar-xxxxxxxx',
    'sk-ar-...',
    'sk-ar-YOUR_KEY_HERE',
    'your_agentrouter_key_here',
    'Bearer YOUR_API_KEY',
  ])('%s', (key) => {
    expect(keyFacts(key)).toMatchObject({ placeholder: true, masked: false });
  });

  it.each([
    'sk-ar-test-0123456789',
    'sk-ar-abc123',
    'sk-ar-yourk3y9f8a7b',
    'sk-ar-abc...9f2c',
    '${MY_KEY}',
    '{"type":"service"}',
  ])('is not %s', (key) => {
    expect(keyFacts(key).placeholder).toBe(false);
  });
});

it('takes a huge value without trouble', () => {
  expect(keyFacts(' "'.repeat(500_000)).hiddenCharacters.length).toBeLessThanOrEqual(50);
});
