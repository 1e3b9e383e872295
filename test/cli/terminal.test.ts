import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Ran } from '../helpers/cli.ts';
import { KEY } from '../helpers/gateway.ts';
import { tempFolderForFile } from '../helpers/temp-folder.ts';
import { gatewayForTest } from './gateway-for-test.ts';
import { runOnTerminal } from '../helpers/terminal.ts';

const folder = tempFolderForFile();
const CTRL_C = '\u0003';
const CTRL_D = '\u0004';

describe.skipIf(process.platform === 'win32')('on a terminal', () => {
  it('shows colour and a spinner that resolves into lines', async () => {
    const { env } = await gatewayForTest();
    const { stdout, exitCode } = await runOnTerminal(['doctor'], { env });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/\u001b\[\d+m/);
    expect(stdout).toMatch(/[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]/);
    expect(stdout).toMatch(/-.* network +5 ended, no fault so far/);
  });

  it.each([{ NO_COLOR: '1' }, { FORCE_COLOR: '0' }])('shows no colour with %j', async (more) => {
    const { env } = await gatewayForTest();
    const { stdout } = await runOnTerminal(['test-connection'], { env: { ...env, ...more } });
    expect(stdout).toContain('Healthy');
    expect(stdout).not.toMatch(/\u001b\[\d+m/);
  });

  it.each([
    ['of no width', 0, {}],
    ['with TERM=dumb', 100, { TERM: 'dumb' }],
  ])('%s redraws nothing', async (_, columns, more) => {
    const { env } = await gatewayForTest();
    const { stdout } = await runOnTerminal(['test-connection'], { columns, env: { ...env, ...more } });
    expect(stdout).toContain('Healthy');
    expect(stdout).not.toContain('\u001b[');
  });

  it('takes no key from what is typed', async () => {
    const { stdout, exitCode } = await runOnTerminal(['check-key', '--api-key-stdin']);
    expect(exitCode).toBe(2);
    expect(stdout).toContain('--api-key-stdin reads standard input; pipe the text in');
  });
});

describe.skipIf(process.platform === 'win32')('models --probe on a terminal', () => {
  it.each([
    ['yes', 'y\r', 0, 4],
    ['no', 'n\r', 0, 0],
    ['nothing', '\r', 0, 0],
    ['the end of the input', CTRL_D, 0, 0],
    ['Ctrl-C', CTRL_C, 130, 0],
  ])('asks, and on %s goes by the answer', async (_, typed, code, calls) => {
    const gateway = await gatewayForTest();
    const answers = [['[y/N]', typed]] as const;
    const { stdout, exitCode } = await runOnTerminal(['models', '--probe'], { env: gateway.env, answers });
    expect(stdout).toContain('This sends 4 requests of up to 16 tokens each. Go on? [y/N]');
    expect(stdout).toContain('claude-3-5-haiku-20241022');
    expect(stdout.includes('] 4/4')).toBe(calls > 0);
    expect([exitCode, gateway.calls.filter(({ kind }) => kind === 'chat').length]).toEqual([code, calls]);
  });
});

describe.skipIf(process.platform === 'win32')('a key from outside, and a host that only .env names', () => {
  const HOST = 'http://gateway.invalid:9';
  const answering = (typed: string): Promise<Ran> => {
    const cwd = mkdtempSync(join(folder, 'project-'));
    writeFileSync(join(cwd, '.env'), `AGENTROUTER_BASE_URL=${HOST}\n`);
    return runOnTerminal(['check-key', '--only', 'local.settings'], {
      cwd,
      answers: [['[y/N]', typed]],
      env: { AGENTROUTER_API_KEY: KEY, NO_COLOR: '1' },
    });
  };

  it.each([
    ['yes', 'y\r', 0, false],
    ['no', 'n\r', 1, true],
    ['the end of the input', CTRL_D, 1, true],
    ['Ctrl-C', CTRL_C, 130, false],
  ])('are asked about, and on %s it goes by the answer', async (_, typed, code, finding) => {
    const { stdout, exitCode } = await answering(typed);
    expect(stdout.replace(/\s+/g, ' ')).toContain(`only its .env names ${HOST}. Send the key there? [y/N]`);
    expect(stdout.includes('[env.untrusted-url]')).toBe(finding);
    expect(stdout).not.toContain('a bug in this tool');
    expect(exitCode).toBe(code);
  });
});
