import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { runCli, runProgram } from '../helpers/cli.ts';
import { exportedBy, startSandbox, type LiveRun } from './live.ts';

function curlLine({ printed }: LiveRun): string {
  return /^curl .*$/m.exec(printed.stdout)?.[0] ?? 'no curl line';
}

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
    const run = await startSandbox();
    const env = exportedBy(run);
    expect((await runCli(['test-connection'], { env })).exitCode).toBe(0);
    run.kill('SIGINT');
    expect((await run.ended).exitCode).toBe(0);
    expect((await runCli(['test-connection'], { env })).exitCode).toBe(1);
  });

  it('fails as it is told, and shows each request', async () => {
    const run = await startSandbox('--fault', 'balance.insufficient');
    expect(run.printed.stdout).toContain('Fault balance.insufficient: answers 402');
    const [{ stdout }] = await Promise.all([
      runProgram('sh', ['-c', curlLine(run)], { env: exportedBy(run) }),
      vi.waitUntil(() => run.printed.stderr.includes('GET /v1/models 200\n'), { timeout: 20_000 }),
    ]);
    expect(stdout).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    run.kill('SIGTERM');
    expect((await run.ended).exitCode).toBe(0);
  });

  it('tells how to trust its CA, and takes the file away at its end', async () => {
    const run = await startSandbox('--fault', 'tls.expiring-soon');
    const env = exportedBy(run);
    expect(env['AGENTROUTER_BASE_URL']).toMatch(/^https:/);
    const ca = env['SSL_CERT_FILE'] ?? '';
    expect(env['NODE_EXTRA_CA_CERTS']).toBe(ca);
    expect((await runProgram('sh', ['-c', curlLine(run)], { env })).stdout).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    const { json } = await runCli(['test-connection', '--format', 'json'], { env });
    expect(json).toMatchObject({ verdict: 'degraded', findings: [{ code: 'tls.expiring-soon' }] });
    run.kill('SIGHUP');
    expect((await run.ended).exitCode).toBe(0);
    expect(existsSync(dirname(ca))).toBe(false);
  });

  it('keeps a CA that is not trusted apart, as the remedy', async () => {
    const run = await startSandbox('--fault', 'tls.untrusted-ca');
    const env = exportedBy(run);
    expect(Object.keys(env)).toEqual(['AGENTROUTER_BASE_URL', 'AGENTROUTER_API_KEY']);
    const [, ca = ''] = /^The CA to trust as the remedy: (\S+)$/m.exec(run.printed.stdout) ?? [];
    expect((await runCli(['test-connection'], { env })).exitCode).toBe(1);
    expect((await runCli(['test-connection', '--ca', ca], { env })).exitCode).toBe(0);
  });

  it('names the proxy that leads to it', async () => {
    const env = exportedBy(await startSandbox('--fault', 'proxy.auth-required'));
    const { json } = await runCli(['test-connection', '--format', 'json'], { env });
    expect(json).toMatchObject({ rootCause: 'proxy.auth-required' });
    expect((await runCli(['test-connection', '--no-proxy'], { env })).exitCode).toBe(0);
  });

  it('has nothing left of two faults at once', async () => {
    const { stderr, exitCode } = await runCli(['sandbox', '--fault', 'tls.expired', '--fault', 'http.slow']);
    expect(stderr).toContain("unknown fault 'tls.expired,http.slow'. It takes one at a time.");
    expect(exitCode).toBe(2);
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
