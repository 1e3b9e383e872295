import { describe, expect, it, vi } from 'vitest';
import { runCli } from '../helpers/cli.ts';
import { startCli } from './live.ts';

describe('sandbox', () => {
  it('lists its faults', async () => {
    const { stdout, exitCode } = await runCli(['sandbox', '--list']);
    expect(exitCode).toBe(0);
    for (const code of [
      'key.rejected',
      'balance.insufficient',
      'rate.limited',
      'stream.buffered',
      'stream.not-sse',
    ])
      expect(stdout).toMatch(new RegExp(`^${code} {2,}\\S`, 'm'));
  });

  it('runs until it is interrupted, and prints what to set', async () => {
    const run = startCli(['sandbox'], {});
    await vi.waitUntil(() => run.printed.stderr.includes('Ctrl-C'), { timeout: 20_000 });
    const [, url = ''] = /^export AGENTROUTER_BASE_URL=(\S+)$/m.exec(run.printed.stdout) ?? [];
    const [, key = ''] = /^export AGENTROUTER_API_KEY=(\S+)$/m.exec(run.printed.stdout) ?? [];
    const env = { AGENTROUTER_BASE_URL: url, AGENTROUTER_API_KEY: key };
    expect((await runCli(['test-connection'], { env })).exitCode).toBe(0);
    run.kill('SIGINT');
    expect((await run.ended).exitCode).toBe(0);
    expect((await runCli(['test-connection'], { env })).exitCode).toBe(1);
  });

  it('fails as it is told', async () => {
    const run = startCli(['sandbox', '--fault', 'balance.insufficient'], {});
    await vi.waitUntil(() => run.printed.stderr.includes('Ctrl-C'), { timeout: 20_000 });
    expect(run.printed.stdout).toContain('with the fault balance.insufficient');
    run.kill('SIGTERM');
    expect((await run.ended).exitCode).toBe(0);
  });
});

describe('doctor --sandbox', () => {
  it.each([
    [['--sandbox=key.rejected'], 'key.rejected'],
    [['--sandbox', 'rate.limited'], 'rate.limited'],
    [['--sandbox'], null],
  ])('%j starts one, runs against it and stops it', async (args, rootCause) => {
    const { json, exitCode } = await runCli(['doctor', ...args, '--format', 'json']);
    expect(json).toMatchObject({ rootCause });
    expect(exitCode).toBe(rootCause === null ? 0 : 1);
  });

  it('minds nothing of its surroundings', async () => {
    const env = {
      AGENTROUTER_API_KEY: 'sk-ant-test-0001',
      AGENTROUTER_BASE_URL: 'nonsense',
      HTTP_PROXY: 'http://127.0.0.1:9',
    };
    const { json, exitCode } = await runCli(['doctor', '--sandbox', '--format', 'json'], { env });
    expect(exitCode).toBe(0);
    expect(json).toMatchObject({ verdict: 'healthy' });
  });
});
