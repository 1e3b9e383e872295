import { describe, expect, it } from 'vitest';
import { CATALOGUE, CODES } from '../../src/codes/catalogue.ts';
import { EMPTY_CONTEXT } from '../../src/codes/context.ts';
import type { CodeEntry, Context, Severity } from '../../src/codes/types.ts';
import { CONTRACT_CODES } from './contract-codes.ts';

const LETTER: Readonly<Record<Severity, string>> = { error: 'E', warning: 'W', info: 'I' };
const MAX_TITLE_CHARS = 100;
/** More than these nobody reads in the middle of a failure; `explain CODE` has the rest. */
const MAX_FIXES = 4;

/** A run in which everything is known. */
const FULL_CONTEXT: Context = {
  ...EMPTY_CONTEXT,
  host: 'gateway.example.com',
  port: 443,
  baseUrl: 'https://gateway.example.com',
  openaiBaseUrl: 'https://gateway.example.com/v1',
  anthropicBaseUrl: 'https://gateway.example.com',
  model: 'gpt-4o-mni',
  models: ['gpt-4o-mini', 'claude-3-5-haiku-latest', 'deepseek-chat'],
  nearest: ['gpt-4o-mini'],
  workingModel: 'claude-3-5-haiku-latest',
  keyShown: 'sk-ar-…9f2c',
  keySource: '.env:1',
  baseUrlSource: '.env:2',
  status: 400,
  said: 'that did not work',
  provider: 'OpenAI',
  requestId: 'req_1',
  waitMs: 20_000,
  resetAt: '2026-01-01T00:00:20.000Z',
};

const ENTRIES: [string, CodeEntry][] = CODES.map((code) => [code, CATALOGUE[code]]);

/** What a user reads of a code when it is found. */
function wordsOf(entry: CodeEntry, context: Context): string[] {
  const advice = [...entry.fixes(context), ...(entry.further?.(context) ?? [])];
  return [titleOf(entry, context), entry.cause(context), ...advice.map(({ text }) => text)];
}

function titleOf({ title }: CodeEntry, context: Context): string {
  return typeof title === 'string' ? title : title(context);
}

describe('the catalogue of codes', () => {
  it('has every code that users rely on, and no other', () => {
    expect([...CODES].sort()).toEqual(Object.keys(CONTRACT_CODES).sort());
  });

  it('gives each code a severity that it may have', () => {
    const wrong = ENTRIES.filter(
      ([code, { severity }]) => !(CONTRACT_CODES[code] ?? '').split('/').includes(LETTER[severity]),
    );
    expect(wrong.map(([code, { severity }]) => `${code}: ${severity}`)).toEqual([]);
  });

  it.for(ENTRIES)('has words and a fix for %s, whatever is known', ([, entry]) => {
    for (const context of [EMPTY_CONTEXT, FULL_CONTEXT]) {
      expect(entry.fixes(context).length).toBeGreaterThan(0);
      expect(entry.fixes(context).length).toBeLessThanOrEqual(MAX_FIXES);
      for (const text of wordsOf(entry, context)) {
        expect(text.trim()).not.toBe('');
        expect(text).not.toMatch(/\b(undefined|null|NaN)\b|\[object|\$\{/);
        expect(text).not.toMatch(/!(?=\s|$)|\p{Extended_Pictographic}/u);
      }
      expect(titleOf(entry, context).length).toBeLessThanOrEqual(MAX_TITLE_CHARS);
      expect(titleOf(entry, context)).not.toMatch(/\.$/);
    }
    for (const text of [entry.expected, entry.recognised, entry.example]) expect(text.trim()).not.toBe('');
  });
});
