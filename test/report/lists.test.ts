import { describe, expect, test } from 'vitest';
import { renderPlan, type Plan } from '../../src/report/dry-run.ts';
import { renderCheckList } from '../../src/report/list-checks.ts';
import { checks } from './samples.ts';

const plan: Plan = {
  requests: [
    { method: 'GET', url: 'https://h/v1/models', purpose: 'list the models', maxTokens: null, costs: false },
    { method: 'POST', url: 'https://h/v1/chat/completions', purpose: 'one call', maxTokens: 16, costs: true },
    { method: 'POST', url: 'https://h/v1/messages', purpose: 'one stream', maxTokens: 64, costs: true },
  ],
};

describe('a dry run', () => {
  test('lists each request with its purpose, and the most that all can cost', () => {
    const lines = renderPlan(plan, 'text').split('\n');
    expect(lines).toContain('  1. GET https://h/v1/models');
    expect(lines).toContain('     one stream, at most 64 answer tokens');
    expect(lines).toContain(
      '3 requests; 2 can cost money: at most 80 answer tokens in all, and a few prompt tokens each.',
    );
  });
  test('says where nothing can cost', () => {
    expect(renderPlan({ requests: plan.requests.slice(0, 1) }, 'text')).toContain(
      '1 request; none of them can cost money.',
    );
  });
  test('is the same as JSON and in a Markdown block', () => {
    expect(JSON.parse(renderPlan(plan, 'json'))).toEqual({
      requests: plan.requests,
      totals: { requests: 3, canCost: 2, mostAnswerTokens: 80 },
    });
    expect(renderPlan(plan, 'markdown')).toMatch(/^```\nA healthy run would send:[^]*```\n$/);
  });
});

describe('--list-checks', () => {
  const items = checks().map(({ id, title, category }) => ({ id, title, category }));
  test('gives ids and titles by category', () => {
    const text = renderCheckList(items, 'text');
    expect(text).toMatch(/^local\n {2}local\.runtime +State of local\.runtime\n/);
    expect(text).toMatch(/\n\nnetwork\n {2}network\.dns +State/);
    expect(text.endsWith('\n\n28 checks\n')).toBe(true);
  });
  test('gives the same as JSON', () => {
    expect(JSON.parse(renderCheckList(items, 'json'))).toEqual({ checks: items });
  });
});
