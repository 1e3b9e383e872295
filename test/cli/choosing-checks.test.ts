import { describe, expect, it } from 'vitest';
import { CHECK_IDS } from '../../src/checks/ids.ts';
import { runCli } from '../helpers/cli.ts';
import { array, object, parse, string } from 'valibot';
import { gatewayForTest } from './gateway-for-test.ts';

const CHECKS = object({ checks: array(object({ id: string(), title: string(), category: string() })) });

async function listed(...args: string[]): Promise<string[]> {
  const { json, exitCode } = await runCli([...args, '--list-checks', '--format', 'json']);
  expect(exitCode).toBe(0);
  return parse(CHECKS, json).checks.map(({ id }) => id);
}

describe('--list-checks', () => {
  it('names every check of doctor in order, and sends nothing', async () => {
    const gateway = await gatewayForTest();
    const { stdout, exitCode } = await runCli(['doctor', '--list-checks'], { env: gateway.env });
    expect(exitCode).toBe(0);
    expect(stdout.match(/[a-z]+\.[a-z-]+/g)?.filter((id) => CHECK_IDS.some((known) => known === id))).toEqual(
      CHECK_IDS,
    );
    expect(stdout).toContain(`${CHECK_IDS.length} checks`);
    expect(gateway.calls).toEqual([]);
  });

  it('is JSON where asked for', async () => {
    expect(await listed('doctor')).toEqual(CHECK_IDS);
  });

  it('needs no key, and reads no standard input', async () => {
    expect(await listed('check-key', '--api-key-stdin')).toContain('access.bearer');
  });

  it('goes by --only and --skip', async () => {
    expect(await listed('doctor', '--only', 'network', '--skip', 'network.tls network.proxy')).toEqual([
      'network.dns',
      'network.tcp',
      'network.http',
    ]);
  });
});

describe('--only and --skip', () => {
  it('take ids and categories, separated by commas or spaces', async () => {
    const { env } = await gatewayForTest();
    const args = [
      'doctor',
      '--format',
      'json',
      '--only',
      'streaming,tools.openai',
      '--skip',
      'streaming.anthropic',
    ];
    const { json } = await runCli(args, { env });
    expect(json).toMatchObject({
      checks: [
        { id: 'streaming.openai', status: 'pass' },
        { id: 'tools.openai', status: 'pass' },
      ],
    });
  });

  it('send only what the chosen checks need', async () => {
    const gateway = await gatewayForTest();
    await runCli(['doctor', '--only', 'local,network'], { env: gateway.env });
    expect(gateway.calls.map(({ kind }) => kind)).toEqual(['list']);
  });

  it('still tell why a chosen check cannot run', async () => {
    const { json, exitCode } = await runCli(['doctor', '--only', 'streaming.openai', '--format', 'json']);
    expect(exitCode).toBe(1);
    expect(json).toMatchObject({ verdict: 'broken', checks: [{ id: 'streaming.openai', status: 'skip' }] });
  });
});

describe('--free and --api', () => {
  it('--free sends nothing that can cost, and passes no check for it', async () => {
    const gateway = await gatewayForTest();
    const { json } = await runCli(['doctor', '--free', '--format', 'json'], { env: gateway.env });
    const asked = gateway.calls.filter(({ kind }) => kind === 'chat' || kind === 'messages');
    expect(asked.filter(({ fields }) => fields['messages'] !== undefined)).toEqual([]);
    expect(json).toMatchObject({ usage: { promptTokens: 0, completionTokens: 0 } });
    expect(json).toHaveProperty(
      'checks',
      expect.arrayContaining([
        expect.objectContaining({ id: 'requests.chat', status: 'skip', skippedBecause: '--free' }),
        expect.objectContaining({ id: 'streaming.openai', status: 'skip', skippedBecause: '--free' }),
      ]),
    );
  });

  it.each([
    ['openai', 'messages'],
    ['anthropic', 'chat'],
  ])('--api %s makes no call of kind %s', async (api, other) => {
    const gateway = await gatewayForTest();
    const { exitCode } = await runCli(['doctor', '--api', api], { env: gateway.env });
    expect(exitCode).toBe(0);
    expect(gateway.calls.filter(({ kind }) => kind === other)).toEqual([]);
  });
});
