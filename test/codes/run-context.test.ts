import { describe, expect, it } from 'vitest';
import type { ModelInfo } from '../../src/apis/types.ts';
import { contextOf } from '../../src/codes/context.ts';
import { judge } from '../../src/codes/judge.ts';
import type { Exchange, Facts, Outcome, Role } from '../../src/probes/facts.ts';
import { answered, exchangeOf } from '../probes/exchanges.ts';
import { factsWith } from './network/facts.ts';

const NOW = Date.parse('2026-06-01T00:00:00Z');
const COMPLETION = { choices: [{ message: { role: 'assistant', content: 'Yes' }, finish_reason: 'stop' }] };
const MESSAGE = { type: 'message', role: 'assistant', content: [{ type: 'text', text: 'Yes' }] };

const named = (id: string): ModelInfo => ({ id, ownedBy: null, endpoints: null, contextTokens: null });

function asked(role: Role, model: string, outcome: Outcome): Exchange {
  const exchange = exchangeOf(role, outcome);
  return { ...exchange, ask: { ...exchange.ask, model } };
}

const factsOf = (exchanges: Exchange[], models: readonly string[] = []): Facts => ({
  ...factsWith(null),
  exchanges,
  models: models.map(named),
});

describe('the model that is advised', () => {
  const failed = asked('chat', 'gpt-x', answered('chat', 500, { error: { message: 'Internal error' } }));
  const claude = asked('messages', 'claude-x', answered('messages', 200, MESSAGE));
  const deepseek = asked('deepseek', 'deepseek-x', answered('deepseek', 200, COMPLETION));

  it('is one that answered on the API that failed', () => {
    expect(contextOf(factsOf([failed, claude, deepseek]), failed, NOW).workingModel).toBe('deepseek-x');
  });
  it('is else one that answered on the other API', () => {
    expect(contextOf(factsOf([failed, claude]), failed, NOW).workingModel).toBe('claude-x');
  });
});

describe('a list whose end was not seen', () => {
  const list = (cut: boolean): Exchange =>
    exchangeOf('list', {
      kind: 'answer',
      answer: { status: 200, headers: {}, body: '{}', bodyBytes: 2, truncated: false },
      reading: { kind: 'list', models: [named('gpt-x')], ...(cut ? { cut: true as const } : {}) },
    });
  const codes = (cut: boolean): string[] =>
    judge(factsOf([list(cut)], ['gpt-x']), NOW).findings.map(({ code }) => code);

  it('shows the absence of no model', () => {
    expect(codes(false)).toContain('deepseek.not-configured');
    expect(codes(true)).not.toContain('deepseek.not-configured');
  });
});
