import { describe, expect, it } from 'vitest';
import { runCli } from '../helpers/cli.ts';
import type { GatewayCall } from '../helpers/gateway.ts';
import { schemaErrors } from '../report/validate.ts';
import { gatewayForTest, silence } from './gateway-for-test.ts';

const COMMANDS = ['doctor', 'test-connection', 'check-key', 'models', 'stream-test', 'support-dump'];
/** The process starts, and ends once the deadline is over; the rest is room for a busy machine. */
const SOON_MS = 20_000;

describe('--deadline', () => {
  it.each(COMMANDS)(
    'ends %s against a server that never answers, with an error that names it',
    async (command) => {
      const { env } = await gatewayForTest({ rules: [silence()] });
      const args = [command, '--deadline', '700ms', '--format', 'json'];
      const { json, exitCode } = await runCli(args, { env, timeoutMs: SOON_MS });
      expect(exitCode).toBe(1);
      expect(schemaErrors(json)).toEqual([]);
      expect(json).toMatchObject({
        verdict: 'broken',
        exitCode: 1,
        rootCause: 'http.timeout',
        endedBy: 'deadline',
      });
      expect(json).toHaveProperty('findings.0.title', 'The run was not done at its deadline of 700ms');
      expect(json).toHaveProperty('findings.0.confidence', 'possible');
    },
  );

  it('fails the first check that it cut, and says of the others why they did not run', async () => {
    const slow = silence(({ kind }: GatewayCall) => kind === 'chat' || kind === 'messages');
    const { env } = await gatewayForTest({ rules: [slow] });
    const { json } = await runCli(['doctor', '--deadline', '1500ms', '--format', 'json'], { env });
    expect(json).toHaveProperty(
      'checks',
      expect.arrayContaining([
        expect.objectContaining({ id: 'models.list', status: 'pass' }),
        expect.objectContaining({ id: 'access.bearer', status: 'fail', skippedBecause: null }),
        expect.objectContaining({
          id: 'tools.openai',
          status: 'skip',
          skippedBecause: 'the deadline of the run',
        }),
      ]),
    );
    expect(json).toHaveProperty('findings.0.check', 'access.bearer');
  });

  it('counts for calls beside the checks as well', async () => {
    const { env } = await gatewayForTest({ rules: [silence(({ kind }) => kind === 'chat')] });
    const args = ['models', '--probe', '--deadline', '1500ms', '--format', 'json'];
    const { json, exitCode } = await runCli(args, { env });
    expect(exitCode).toBe(1);
    expect(json).toMatchObject({ rootCause: 'http.timeout', endedBy: 'deadline' });
    expect(json).toHaveProperty('models.0.id');
  });

  it('is no green verdict where only suppressed errors were found', async () => {
    const { env } = await gatewayForTest({
      rules: [silence(({ kind, stream }) => kind === 'messages' && stream)],
      auth: ['x-api-key'],
    });
    const args = ['doctor', '--deadline', '3s', '--suppress', 'auth.bearer-rejected,key.rejected'];
    const { json, exitCode } = await runCli([...args, '--format', 'json'], { env });
    expect(json).toMatchObject({ verdict: 'broken', rootCause: 'http.timeout' });
    expect(exitCode).toBe(1);
  });

  it('leaves the cause that was found first the root cause', async () => {
    const { env } = await gatewayForTest({
      rules: [silence(({ kind, stream }) => kind === 'messages' && stream)],
      auth: ['x-api-key'],
    });
    const { json } = await runCli(['doctor', '--deadline', '3s', '--format', 'json'], { env });
    expect(json).toMatchObject({ rootCause: 'auth.bearer-rejected', endedBy: 'deadline' });
  });
});

describe('--timeout', () => {
  it('bounds one request, and the run goes on', async () => {
    const { env } = await gatewayForTest({ rules: [silence(({ kind }) => kind === 'list')] });
    const args = ['test-connection', '--timeout', '400ms', '--format', 'json'];
    const { json, exitCode } = await runCli(args, { env });
    expect(exitCode).toBe(1);
    expect(json).toMatchObject({ rootCause: 'http.timeout', facts: { limits: { timeoutMs: 400 } } });
    expect(json).not.toHaveProperty('endedBy');
  });
});

describe('--idle-timeout', () => {
  const stalling = {
    rules: [
      ({ stream }: GatewayCall) =>
        stream
          ? {
              pieces: [': wait\n\n'],
              ending: 'hang' as const,
              headers: { 'content-type': 'text/event-stream' },
            }
          : null,
    ],
  };

  it('ends a stream that falls silent', async () => {
    const { env } = await gatewayForTest(stalling);
    const args = ['stream-test', '--idle-timeout', '500ms', '--format', 'json', '--retries', '0'];
    const { json, exitCode } = await runCli(args, { env });
    expect(exitCode).toBe(1);
    expect(json).toMatchObject({
      rootCause: 'stream.stalled',
      streams: [{ endedBy: 'stalled' }, { endedBy: 'stalled' }],
    });
  });

  it('is never above --timeout', async () => {
    const { env } = await gatewayForTest(stalling);
    const args = ['stream-test', '--idle-timeout', '1m', '--timeout', '600ms', '--format', 'json'];
    const { json } = await runCli(args, { env });
    expect(json).toMatchObject({
      rootCause: 'stream.stalled',
      facts: { limits: { timeoutMs: 600, idleTimeoutMs: 600 } },
    });
  });
});
