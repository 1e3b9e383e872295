import { describe, expect, it } from 'vitest';
import { answerCodes } from '../../../src/codes/classify.ts';
import { EMPTY_CONTEXT } from '../../../src/codes/context.ts';
import type { CodeEntry, Context } from '../../../src/codes/types.ts';

const KNOWN: Context = {
  ...EMPTY_CONTEXT,
  host: 'gateway.example',
  baseUrl: 'https://gateway.example/v1',
  openaiBaseUrl: 'https://gateway.example/v1',
  anthropicBaseUrl: 'https://gateway.example',
  model: 'gpt4',
  models: ['gpt-4o', 'gpt-4o-mini', 'claude-sonnet-4-5', 'deepseek-chat'],
  nearest: ['gpt-4o'],
  workingModel: 'deepseek-chat',
  keyShown: 'sk-ar-…9f2c',
  keySource: '.env:1',
  said: 'Something went wrong',
  provider: 'OpenAI',
  requestId: 'req-1',
  waitMs: 27_000,
  resetAt: '2026-01-01T12:00:27.000Z',
};

const ENTRIES: [string, CodeEntry][] = Object.entries(answerCodes);

function textsOf(code: string, context: Context): string {
  const entry = ENTRIES.find(([name]) => name === code)![1];
  const title = typeof entry.title === 'string' ? entry.title : entry.title(context);
  const fixes = entry.fixes(context).flatMap((fix) => [fix.text, fix.command ?? '']);
  return [title, entry.cause(context), entry.expected, entry.recognised, entry.example, ...fixes].join('\n');
}

describe('the texts of codes', () => {
  it.each(ENTRIES)('%s reads well with and without the values of a user', (code, entry) => {
    for (const context of [EMPTY_CONTEXT, KNOWN]) {
      const fixes = entry.fixes(context);
      expect(textsOf(code, context)).not.toMatch(
        /\bundefined\b|: null\b(?!})| null |NaN|\[object|\.\.(?!\.)(?<!\.\.\.)\s/,
      );
      expect(typeof entry.title === 'string' ? entry.title : entry.title(context)).not.toMatch(/[.!]$/);
      expect(fixes.some(({ command }) => command !== null)).toBe(true);
    }
  });

  it('quote the server, name the host and offer a model that works', () => {
    expect(textsOf('model.not-found', KNOWN)).toMatch(/gateway\.example does not know gpt4; it lists gpt-4o/);
    expect(textsOf('upstream.error', KNOWN)).toContain('The server said: "Something went wrong"');
    expect(textsOf('upstream.error', KNOWN)).toContain('AGENTROUTER_MODEL=deepseek-chat');
  });

  it('tell a wait in seconds and clock time, and a reset in the past as past', () => {
    expect(textsOf('rate.limited', KNOWN)).toContain('Wait 27 s (until 2026-01-01 12:00:27 UTC)');
    const past = { ...KNOWN, waitMs: 0 };
    expect(textsOf('rate.limited', past)).toContain('(until 2026-01-01 12:00:27 UTC) has passed');
  });
});
