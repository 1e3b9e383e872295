import { array, boolean, nullable, number, object, optional, parse, string } from 'valibot';
import { describe, expect, it } from 'vitest';
import { runCli } from '../helpers/cli.ts';
import { gatewayForTest } from './gateway-for-test.ts';

const REQUEST = object({
  method: string(),
  url: string(),
  purpose: string(),
  maxTokens: nullable(number()),
  costs: boolean(),
});
const PLAN = object({
  requests: array(REQUEST),
  eachModel: optional(REQUEST),
  totals: object({ requests: number(), canCost: number(), mostAnswerTokens: number() }),
});

/** What a line of a plan and a request that came have in common. */
const line = (method: string, path: string, tokens: unknown): string =>
  `${method} ${path} ${typeof tokens === 'number' ? tokens : '-'}`;

describe('--dry-run', () => {
  it.each([
    'doctor',
    'doctor --free',
    'doctor --api openai',
    'doctor --model deepseek-chat --api openai',
    'doctor --api anthropic',
    'doctor --only streaming,network.http',
    'doctor --skip tools,upstream,models.deepseek',
    'test-connection',
    'check-key',
    'check-key --free',
    'models claude',
    'models --check gpt-4o',
    'stream-test',
    'stream-test --runs 2 --max-tokens 100 --api openai',
  ])('lists exactly what a healthy run then sends, and sends nothing itself: %s', async (words) => {
    const gateway = await gatewayForTest();
    const args = words.split(' ');
    const dry = await runCli([...args, '--dry-run', '--format', 'json'], { env: gateway.env });
    expect(dry.exitCode).toBe(0);
    expect(gateway.calls).toEqual([]);
    const plan = parse(PLAN, dry.json);

    const run = await runCli([...args, '--format', 'json'], { env: gateway.env });
    expect(run.json).toMatchObject({ verdict: 'healthy' });
    const planned = plan.requests.map(({ method, url, maxTokens }) =>
      line(method, new URL(url).pathname, maxTokens),
    );
    const sent = gateway.calls.map(({ method, path, fields }) =>
      line(method, path, fields['max_tokens'] ?? fields['max_completion_tokens']),
    );
    expect(planned.sort()).toEqual(sent.sort());
    const sum = plan.requests.reduce(
      (total, { costs, maxTokens }) => total + (costs ? (maxTokens ?? 0) : 0),
      0,
    );
    expect(plan.totals).toEqual({
      requests: sent.length,
      canCost: plan.requests.filter(({ costs }) => costs).length,
      mostAnswerTokens: sum,
    });
  });

  it('keeps to the allowance of a healthy doctor', async () => {
    const { env } = await gatewayForTest();
    const { json } = await runCli(['doctor', '--dry-run', '--format', 'json'], { env });
    const { totals } = parse(PLAN, json);
    expect(totals.requests).toBeLessThanOrEqual(20);
    expect(totals.canCost).toBeLessThanOrEqual(12);
  });

  it('with --free lists nothing that can cost', async () => {
    const { env } = await gatewayForTest();
    const { json } = await runCli(['doctor', '--free', '--dry-run', '--format', 'json'], { env });
    expect(parse(PLAN, json).totals).toMatchObject({ canCost: 0, mostAnswerTokens: 0 });
  });

  it('tells of calls whose number only the list will show', async () => {
    const gateway = await gatewayForTest();
    const { json } = await runCli(['models', '--probe', '--dry-run', '--format', 'json'], {
      env: gateway.env,
    });
    expect(parse(PLAN, json).eachModel).toMatchObject({ method: 'POST', maxTokens: 16, costs: true });
    const { stdout } = await runCli(['models', '--probe', '--dry-run'], { env: gateway.env });
    expect(stdout).toContain('for each listed chat model that fits: POST');
    expect(gateway.calls).toEqual([]);
  });

  it('says in text what it can cost at most, and that nothing has been sent', async () => {
    const { env } = await gatewayForTest();
    const { stdout, exitCode } = await runCli(['stream-test', '--dry-run'], { env });
    expect(exitCode).toBe(0);
    expect(stdout).toContain(
      '3 requests; 2 can cost money: at most 128 answer tokens in all, and a few prompt tokens each.',
    );
    expect(stdout).toContain('and retries. Nothing has been sent.');
  });

  it('works without a base URL', async () => {
    const { stdout, exitCode } = await runCli(['doctor', '--dry-run']);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('(no base URL)/v1/models');
  });
});
