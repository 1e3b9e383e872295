import { describe, expect, it } from 'vitest';
import { runCli } from '../helpers/cli.ts';
import { openaiError, streamOf, type GatewayAnswer } from '../helpers/gateway-answers.ts';
import type { GatewayCall } from '../helpers/gateway.ts';
import { schemaErrors } from '../report/validate.ts';
import { gatewayForTest } from './gateway-for-test.ts';

const QUICK = ['--api', 'openai', '--idle-timeout', '600ms', '--retries', '0', '--format', 'json'];
const first = (pieces: string[]): string[] => pieces.slice(0, 3);

/** A gateway whose streams, and nothing else, go otherwise. */
const streaming = (answer: (call: GatewayCall) => GatewayAnswer) =>
  gatewayForTest({ withKey: [(call) => (call.stream ? answer(call) : null)] });

describe('stream-test', () => {
  it('draws one stream of each API, and tells how it ended', async () => {
    const gateway = await gatewayForTest();
    const { stdout, exitCode } = await runCli(['stream-test'], { env: gateway.env });
    expect(exitCode).toBe(0);
    expect(stdout).toContain('claude-3-5-haiku-20241022  ended properly');
    expect(stdout).toContain('gpt-4o-mini  ended properly');
    const streams = gateway.calls.filter(({ stream }) => stream);
    expect(streams.map(({ fields }) => fields['max_tokens'])).toEqual([64, 64]);
  });

  it('repeats, with the answer length that is asked for', async () => {
    const gateway = await gatewayForTest();
    const args = [
      'stream-test',
      '--runs',
      '3',
      '--max-tokens',
      '20',
      '--api',
      'anthropic',
      '--format',
      'json',
    ];
    const { json, exitCode } = await runCli(args, { env: gateway.env });
    expect(exitCode).toBe(0);
    expect(schemaErrors(json)).toEqual([]);
    expect(json).toHaveProperty('streams.length', 3);
    const streams = gateway.calls.filter(({ stream }) => stream);
    expect(streams.map(({ fields }) => fields['max_tokens'])).toEqual([20, 20, 20]);
  });

  it('fails where only a later run does', async () => {
    let streams = 0;
    const { env } = await streaming((call) => {
      streams += 1;
      return streams === 2 ? streamOf(call, first, { ending: 'cut' }) : streamOf(call);
    });
    const { json, exitCode } = await runCli(['stream-test', '--runs', '3', ...QUICK], { env });
    expect(exitCode).toBe(1);
    expect(json).toMatchObject({
      rootCause: 'stream.interrupted',
      streams: [{ endedBy: 'done' }, { endedBy: 'cut' }, { endedBy: 'done' }],
    });
  });

  it.each([
    ['cut', 'stream.interrupted'],
    ['hang', 'stream.stalled'],
  ] as const)('tells a stream that ends with a %s: %s', async (ending, code) => {
    const { env } = await streaming((call) => streamOf(call, first, { ending }));
    const { json, exitCode } = await runCli(['stream-test', ...QUICK], { env });
    expect(exitCode).toBe(1);
    expect(json).toMatchObject({
      rootCause: code,
      streams: [{ endedBy: ending === 'cut' ? 'cut' : 'stalled' }],
    });
  });

  it('does not repeat what was refused', async () => {
    const gateway = await streaming(() => openaiError(401, 'Incorrect API key', { code: 'invalid_api_key' }));
    const args = ['stream-test', '--runs', '20', '--api', 'openai'];
    const { exitCode } = await runCli(args, { env: gateway.env });
    expect(exitCode).toBe(1);
    expect(gateway.calls.filter(({ stream }) => stream).length).toBeLessThanOrEqual(3);
  });
});
