import { describe, expect, it } from 'vitest';
import { runCli } from '../helpers/cli.ts';
import { KEY } from '../helpers/gateway.ts';
import { gatewayForTest } from './gateway-for-test.ts';

describe('test-connection', () => {
  it.each([
    ['without /v1', '', ''],
    ['with /v1', '', '/v1'],
    ['with a prefix', '/llm/gateway', ''],
    ['with a prefix and /v1', '/llm/gateway', '/v1'],
  ])('takes a base URL %s, and says what each SDK needs', async (_, prefix, end) => {
    const gateway = await gatewayForTest({ prefix });
    const args = ['test-connection', '--base-url', gateway.url + end, '--format', 'json'];
    const { json, exitCode } = await runCli(args, { env: { AGENTROUTER_API_KEY: KEY } });
    expect(exitCode).toBe(0);
    expect(json).toMatchObject({
      target: { openaiBaseUrl: `${gateway.url}/v1`, anthropicBaseUrl: gateway.url },
    });
    expect(gateway.calls.map(({ path }) => path)).toEqual(['/v1/models']);
  });
});

describe('check-key', () => {
  it('tells the key in its short form, and the balance', async () => {
    const { env } = await gatewayForTest();
    const { stdout, exitCode } = await runCli(['check-key'], { env });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^Key +sk-ar-…wxyz, \d+ characters, from environment$/m);
    expect(stdout).toMatch(/^Balance +90\.00 USD left, 100\.00 USD granted/m);
    expect(stdout).not.toContain(KEY);
  });

  it('is broken with another key', async () => {
    const { env } = await gatewayForTest();
    const wrong = { ...env, AGENTROUTER_API_KEY: 'sk-ar-test-another-key-0001' };
    const { json, exitCode } = await runCli(['check-key', '--format', 'json'], { env: wrong });
    expect(exitCode).toBe(1);
    expect(json).toMatchObject({ rootCause: 'key.rejected' });
  });

  it.each([
    [{ open: true }, 'auth.not-enforced', 'degraded'],
    [{ auth: ['bearer'] as const }, 'auth.x-api-key-rejected', 'degraded'],
    [{ auth: ['x-api-key'] as const }, 'auth.bearer-rejected', 'broken'],
  ])('tells of a gateway with %j: %s', async (options, code, verdict) => {
    const { env } = await gatewayForTest(options);
    const { json } = await runCli(['check-key', '--format', 'json'], { env });
    expect(json).toMatchObject({ verdict });
    expect(json).toHaveProperty('findings.0.code', code);
  });
});

describe('a key and a URL', () => {
  const COMMANDS = ['doctor', 'test-connection', 'check-key', 'models', 'stream-test', 'support-dump'];

  it.each(COMMANDS)('that are nowhere are findings of %s, never a stack', async (command) => {
    const { json, stderr, exitCode } = await runCli([command, '--format', 'json']);
    expect(exitCode).toBe(1);
    expect(json).toMatchObject({ verdict: 'broken' });
    expect(stderr).not.toMatch(/\n {4}at /);
  });

  it.each(COMMANDS)('of which only the key is there send nothing anywhere: %s', async (command) => {
    const args = [command, '--format', 'json'];
    const { json } = await runCli(args, { env: { AGENTROUTER_API_KEY: KEY } });
    expect(json).toMatchObject({ requests: [], facts: { exchanges: [] } });
  });

  it('may come as options; that the key then shows in the process list is told', async () => {
    const gateway = await gatewayForTest();
    const args = ['check-key', '--base-url', gateway.url, '--api-key', KEY];
    const { stdout, stderr, exitCode } = await runCli(args);
    expect(exitCode).toBe(0);
    expect(stderr).toContain('--api-key shows the key in the process list.');
    expect(stdout + stderr).not.toContain(KEY);
  });

  it.each([
    ['as it stands', KEY, 0, null],
    ['less a final newline', `${KEY}\n`, 0, null],
    ['less a final newline of Windows', `${KEY}\r\n`, 0, null],
    ['but less no second one', `${KEY}\n\n`, 1, 'key.hidden-characters'],
  ])('may come from standard input: %s', async (_, stdin, code, rootCause) => {
    const gateway = await gatewayForTest();
    const args = ['check-key', '--base-url', gateway.url, '--api-key-stdin', '--format', 'json'];
    const { json, exitCode } = await runCli(args, { stdin });
    expect(exitCode).toBe(code);
    expect(json).toMatchObject({ rootCause });
  });
});
