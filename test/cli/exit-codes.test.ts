import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { runCli } from '../helpers/cli.ts';
import { openaiError } from '../helpers/gateway-answers.ts';
import { onAll } from '../helpers/gateway-rules.ts';
import { schemaErrors } from '../report/validate.ts';
import { called, gatewayForTest, silence } from './gateway-for-test.ts';
import { startCli } from './live.ts';

/** Lets a process begin with a script of ours. */
const preload = (script: string): string => `--import=data:text/javascript,${encodeURIComponent(script)}`;

const FORMATS = ['text', 'json', 'markdown'] as const;

describe('the exit code', () => {
  it.each(FORMATS)('is 0 where nothing is wrong, and 1 with an error, as %s', async (format) => {
    const healthy = await runCli(['doctor', '--sandbox', '--format', format]);
    const broken = await runCli(['doctor', '--sandbox=key.rejected', '--format', format]);
    expect([healthy.exitCode, broken.exitCode]).toEqual([0, 1]);
  });

  it('is 0 with a warning, and 1 with a warning under --strict', async () => {
    const args = ['check-key', '--format', 'json'];
    const { env } = await gatewayForTest({ grantedUsd: 100, usedUsd: 99.9 });
    const lenient = await runCli(args, { env });
    const strict = await runCli([...args, '--strict'], { env });
    expect(lenient.json).toMatchObject({ verdict: 'degraded', exitCode: 0, rootCause: null });
    expect(lenient.exitCode).toBe(0);
    expect(strict.json).toMatchObject({ verdict: 'degraded', exitCode: 1, rootCause: null });
    expect(strict.exitCode).toBe(1);
  });

  it.each(['doctor', 'check-key', 'models', 'stream-test', 'test-connection'])(
    'is 1 for %s where every request meets the same failure of the server',
    async (command) => {
      const { env } = await gatewayForTest({ rules: [onAll(openaiError(500, 'Internal error'))] });
      const { json, exitCode } = await runCli([command, '--format', 'json'], { env });
      expect(exitCode).toBe(1);
      expect(json).toMatchObject({ verdict: 'broken', rootCause: 'upstream.error' });
    },
  );

  it('stands in the report as well', async () => {
    const { json, exitCode } = await runCli(['doctor', '--sandbox=balance.insufficient', '--format', 'json']);
    expect(json).toMatchObject({ verdict: 'broken', exitCode, rootCause: 'balance.insufficient' });
  });
});

describe('--suppress', () => {
  it('leaves a finding in the report, and counts it no more', async () => {
    const args = ['doctor', '--sandbox=key.rejected', '--suppress', 'key.rejected', '--format', 'json'];
    const { json, exitCode } = await runCli(args);
    expect(exitCode).toBe(0);
    expect(schemaErrors(json)).toEqual([]);
    expect(json).toMatchObject({
      verdict: 'healthy',
      exitCode: 0,
      rootCause: null,
    });
    expect(json).toHaveProperty(
      'findings.0',
      expect.objectContaining({ code: 'key.rejected', suppressed: true }),
    );
  });

  it('says in the first line that something was suppressed', async () => {
    const { stdout } = await runCli(['doctor', '--sandbox=key.rejected', '--suppress', 'key.rejected']);
    expect(stdout).toMatch(/^✓ Nothing wrong but what is suppressed/);
    expect(stdout).toContain('key.rejected, suppressed');
    expect(stdout).toContain('Suppressed, not counted: key.rejected');
  });

  it('takes several codes, and leaves others counted', async () => {
    const { env } = await gatewayForTest({ grantedUsd: 100, usedUsd: 99.9 });
    const args = ['check-key', '--strict', '--suppress'];
    const named = await runCli([...args, 'balance.low,rate.limited'], { env });
    const other = await runCli([...args, 'rate.limited http.slow'], { env });
    expect([named.exitCode, other.exitCode]).toEqual([0, 1]);
  });
});

describe('an interrupt', () => {
  const half = { rules: [silence(({ kind }) => kind === 'chat' || kind === 'messages')] };

  it.each(FORMATS)('ends with 130, and prints what is known so far as %s', async (format) => {
    const gateway = await gatewayForTest(half);
    const run = startCli(['doctor', '--format', format], gateway.env);
    await called(gateway, ({ kind }) => kind === 'messages');
    run.kill('SIGINT');
    const { stdout, exitCode } = await run.ended;
    expect(exitCode).toBe(130);
    expect(stdout).toContain(format === 'json' ? '"models.list"' : 'models');
    expect(stdout).toContain('interrupted');
  });

  it('leaves no green verdict behind', async () => {
    const gateway = await gatewayForTest(half);
    const run = startCli(['doctor'], gateway.env);
    await called(gateway, ({ kind }) => kind === 'messages');
    run.kill('SIGINT');
    const { stdout } = await run.ended;
    expect(stdout).toMatch(/^⚠ Interrupted with \d+ of 28 checks not done; nothing wrong up to then/);
  });

  it('is told in the JSON report, which stays valid', async () => {
    const gateway = await gatewayForTest(half);
    const run = startCli(['doctor', '--format', 'json'], gateway.env);
    await called(gateway, ({ kind }) => kind === 'messages');
    run.kill('SIGINT');
    const report: unknown = JSON.parse((await run.ended).stdout);
    expect(schemaErrors(report)).toEqual([]);
    expect(report).toMatchObject({ exitCode: 130, endedBy: 'interrupt' });
  });

  it('keeps an error that was found before it', async () => {
    const rules = [silence(({ stream, kind }) => stream && kind === 'messages')];
    const gateway = await gatewayForTest({ rules, auth: ['x-api-key'] });
    const run = startCli(['doctor', '--format', 'json'], gateway.env);
    await called(gateway, ({ stream }) => stream);
    run.kill('SIGTERM');
    const { stdout, exitCode } = await run.ended;
    expect(exitCode).toBe(130);
    expect(JSON.parse(stdout)).toMatchObject({
      verdict: 'broken',
      exitCode: 130,
      rootCause: 'auth.bearer-rejected',
    });
  });

  it('ends the process at once when it comes a second time', async () => {
    const gateway = await gatewayForTest({ rules: [silence()] });
    // The first interrupt comes to nothing.
    const run = startCli(['doctor', '--quiet'], {
      ...gateway.env,
      NODE_OPTIONS: preload('AbortController.prototype.abort = () => {}'),
    });
    await called(gateway, () => true);
    run.kill('SIGINT');
    await expect(Promise.race([run.ended, sleep(500, 'still running')])).resolves.toBe('still running');
    run.kill('SIGINT');
    const { stdout, exitCode } = await run.ended;
    expect(exitCode).toBe(130);
    expect(stdout).toBe('');
  });
});

describe('a bug in this tool', () => {
  const env = {
    NODE_OPTIONS: preload(`const { stringify } = JSON;
      JSON.stringify = () => {
        JSON.stringify = stringify;
        throw new Error('it broke for sk-ar-test-0123456789abcdef');
      };`),
  };

  it('ends with 3, one short message and how to report it', async () => {
    const { stdout, stderr, exitCode } = await runCli(['doctor', '--list-checks', '--format', 'json'], {
      env,
    });
    expect(exitCode).toBe(3);
    expect(stdout).toBe('');
    expect(stderr).toMatch(
      /^agentrouter: a bug in this tool: it broke for sk-ar-…cdef\. Please report it .+\n$/,
    );
    expect(stderr).toContain('https://github.com/');
  });

  it('shows the stack only with --verbose', async () => {
    const args = ['doctor', '--list-checks', '--format', 'json', '--verbose'];
    const { stderr, exitCode } = await runCli(args, { env });
    expect(exitCode).toBe(3);
    expect(stderr).toMatch(/\n {4}at /);
    expect(stderr).not.toContain('0123456789abcdef');
  });

  it('is told in the same way where it happens outside of any command', async () => {
    const { env: world } = await gatewayForTest({ rules: [silence()] });
    const { stderr, exitCode } = await runCli(['doctor', '--quiet'], {
      env: {
        ...world,
        NODE_OPTIONS: preload('setTimeout(() => { throw new Error("it broke later") }, 300)'),
      },
    });
    expect(exitCode).toBe(3);
    expect(stderr).toMatch(/^agentrouter: a bug in this tool: it broke later\. Please report it .+\n$/);
  });
});
