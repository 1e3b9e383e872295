import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { runCli } from '../helpers/cli.ts';
import { chatAnswer, openaiError } from '../helpers/gateway-answers.ts';
import type { GatewayCall } from '../helpers/gateway.ts';
import { schemaErrors } from '../report/validate.ts';
import { gatewayForTest } from './gateway-for-test.ts';

const MANY = Array.from({ length: 30 }, (_, index) => `gpt-4o-copy-${index}`);
const isCall = ({ kind }: GatewayCall): boolean => kind === 'chat';

describe('models', () => {
  it('lists what there is, by provider, and asks for nothing else', async () => {
    const gateway = await gatewayForTest();
    const { stdout, exitCode } = await runCli(['models'], { env: gateway.env });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      /Anthropic \(1\)\n +claude-3-5-haiku-20241022\nDeepSeek \(1\)\n[^]*OpenAI \(2\)\n/,
    );
    expect(gateway.calls.map(({ kind }) => kind)).toEqual(['list']);
  });

  it.each([
    ['gpt', ['gpt-4o', 'gpt-4o-mini']],
    ['GPT-*-mini', ['gpt-4o-mini']],
    ['anthropic', ['claude-3-5-haiku-20241022']],
    ['nothing', []],
  ])('%s keeps those whose name or provider fits', async (pattern, ids) => {
    const { env } = await gatewayForTest();
    const { json, exitCode } = await runCli(['models', pattern, '--format', 'json'], { env });
    expect(exitCode).toBe(0);
    expect(schemaErrors(json)).toEqual([]);
    expect(json).toMatchObject({ models: ids.map((id) => ({ id, probe: null })) });
    expect(json).toHaveProperty('models.length', ids.length);
  });
});

describe('models --check', () => {
  it.each([
    ['gpt-4o', 0, null, ['gpt-4o']],
    ['gpt4o-mini', 1, 'model.not-found', ['gpt-4o', 'gpt-4o-mini']],
    ['qqqqqqqq', 1, 'model.not-found', []],
  ])('%s ends with %i, and names what is near', async (name, code, rootCause, near) => {
    const { env } = await gatewayForTest();
    const { json, exitCode } = await runCli(['models', '--check', name, '--format', 'json'], { env });
    expect(exitCode).toBe(code);
    expect(json).toMatchObject({ rootCause, models: near.map((id) => ({ id })) });
    expect(json).toHaveProperty('models.length', near.length);
  });
});

describe('models --probe', () => {
  it('calls each chat model once, with a tiny request, and shows which answer', async () => {
    const gateway = await gatewayForTest({
      models: ['gpt-4o', 'claude-3-5-haiku-20241022', 'text-embedding-3-small'],
    });
    const { stdout, stderr, exitCode } = await runCli(['models', '--probe'], { env: gateway.env });
    expect(exitCode).toBe(0);
    expect(stderr).toContain('Sending 2 requests of up to 16 tokens each.\n');
    expect(stderr).not.toContain('[#');
    expect(stdout).toMatch(/✓ gpt-4o +\d+ ms/);
    expect(stdout).toMatch(/- text-embedding-3-small +not called/);
    const calls = gateway.calls.filter(isCall).map(({ model, fields }) => [model, fields['max_tokens']]);
    expect(calls.sort()).toEqual([
      ['claude-3-5-haiku-20241022', 16],
      ['gpt-4o', 16],
    ]);
  });

  it('warns of models that do not answer while others do', async () => {
    const broken = (call: GatewayCall) =>
      isCall(call) && call.model === 'gpt-4o' ? openaiError(500, 'down', { type: 'server_error' }) : null;
    const { env } = await gatewayForTest({ withKey: [broken] });
    const args = ['models', 'gpt', '--probe', '--retries', '0', '--format', 'json'];
    const { json, exitCode } = await runCli(args, { env });
    expect(exitCode).toBe(0);
    expect(json).toMatchObject({
      verdict: 'degraded',
      rootCause: null,
      findings: [{ code: 'upstream.error', severity: 'warning', measured: '1 of 2 models called: gpt-4o' }],
    });
  });

  it('is an error where none answers: a list may need no key', async () => {
    const refused = (call: GatewayCall) =>
      isCall(call) ? openaiError(401, 'Incorrect API key provided', { code: 'invalid_api_key' }) : null;
    const { env } = await gatewayForTest({ withKey: [refused], open: true });
    const { json, exitCode } = await runCli(['models', '--probe', '--format', 'json'], { env });
    expect(exitCode).toBe(1);
    expect(schemaErrors(json)).toEqual([]);
    expect(json).toMatchObject({ verdict: 'broken', rootCause: 'key.rejected' });
  });

  it('without a terminal sends more than 25 requests only with --yes', async () => {
    const gateway = await gatewayForTest({ models: MANY });
    const refused = await runCli(['models', '--probe'], { env: gateway.env });
    expect([refused.exitCode, refused.stdout]).toEqual([2, '']);
    expect(refused.stderr).toContain('more than 25 need --yes, or a pattern that fits fewer\n');
    expect(gateway.calls.map(({ kind }) => kind)).toEqual(['list']);
    expect((await runCli(['models', 'copy-1', '--probe'], { env: gateway.env })).exitCode).toBe(0);
    expect(gateway.calls.filter(isCall)).toHaveLength(11);
    expect((await runCli(['models', '--probe', '--yes'], { env: gateway.env })).exitCode).toBe(0);
    expect(gateway.calls.filter(isCall)).toHaveLength(41);
  });

  it.each([
    ['by default', [], 4],
    ['with --concurrency 1', ['--concurrency', '1'], 1],
    ['with --concurrency 12', ['--concurrency', '12'], 12],
  ])('keeps to the number of calls at once %s', async (_, more, most) => {
    let underWay = 0;
    let peak = 0;
    const held = (call: GatewayCall) => {
      if (!isCall(call)) return null;
      return (response: ServerResponse): void => {
        underWay += 1;
        peak = Math.max(peak, underWay);
        setTimeout(() => {
          underWay -= 1;
          const { body } = chatAnswer(call.model, ['ok'], false);
          response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
        }, 200);
      };
    };
    const gateway = await gatewayForTest({ models: MANY.slice(0, 24), withKey: [held] });
    const { exitCode } = await runCli(['models', '--probe', ...more], { env: gateway.env });
    expect(exitCode).toBe(0);
    expect(gateway.calls.filter(isCall)).toHaveLength(24);
    expect(peak).toBe(most);
  });
});
