import { describe, expect, it } from 'vitest';
import { runCli } from '../helpers/cli.ts';

const NETWORK = ['doctor', 'test-connection', 'check-key', 'models', 'stream-test', 'support-dump'];
const COMMANDS = [...NETWORK, 'sandbox', 'explain'];

const SHARED = [
  ...['--base-url', '--api-key', '--api-key-stdin', '--model', '--env-file', '--trust-env-file'],
  ...['--allow-foreign-key', '--proxy', '--no-proxy', '--ca', '--api', '--format', '--output', '--timeout'],
  ...['--idle-timeout', '--deadline', '--retries', '--strict', '--suppress', '--list-checks', '--dry-run'],
  ...['--only', '--skip', '--free', '--verbose', '--quiet', '--show-http', '--curl', '--help'],
];
const OWN: Readonly<Record<string, readonly string[]>> = {
  doctor: ['--sandbox', '--project', '--no-project', '--fix', '--yes'],
  models: ['--check', '--probe', '--concurrency', '--yes'],
  'stream-test': ['--runs', '--max-tokens'],
  'support-dump': ['--redact-hosts'],
  sandbox: ['--port', '--fault', '--list', '--help'],
  explain: ['--file', '--format', '--verbose', '--help'],
};

const optionsIn = (help: string): string[] =>
  [...help.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)/gm)].map(([, name]) => name ?? '');

async function helpOf(command: string): Promise<string> {
  const { stdout, stderr, exitCode } = await runCli([command, '--help']);
  expect([exitCode, stderr]).toEqual([0, '']);
  return stdout;
}

describe('--help', () => {
  it('of the program names every command that works, and no other', async () => {
    const { stdout, exitCode } = await runCli(['--help']);
    expect(exitCode).toBe(0);
    const commands = stdout.slice(stdout.indexOf('Commands:'), stdout.indexOf('Examples:'));
    expect([...commands.matchAll(/^ {2}([a-z-]+)/gm)].map(([, name]) => name).sort()).toEqual(
      [...COMMANDS, 'help'].sort(),
    );
  });

  it.each(COMMANDS)('of %s names every option that works, and no other', async (command) => {
    const shared = NETWORK.includes(command) ? SHARED : [];
    expect(optionsIn(await helpOf(command)).sort()).toEqual([...shared, ...(OWN[command] ?? [])].sort());
  });

  it.each(NETWORK)('of %s has examples that are right', async (command) => {
    const examples = [...(await helpOf(command)).matchAll(/^ {2}\$ (?:.* \| )?agentrouter (.+)$/gm)];
    expect(examples.length).toBeGreaterThan(0);
    for (const [, line = ''] of examples) {
      const args = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
      expect(args[0]).toBe(command);
      const { exitCode } = await runCli([...args.filter((arg) => arg !== '--fix'), '--list-checks'], {
        stdin: 'sk-ar-test',
      });
      expect(exitCode, line).toBe(0);
    }
  });

  it('keeps within a terminal of 80 columns', async () => {
    for (const command of COMMANDS) {
      const lines = (await helpOf(command)).split('\n').filter((line) => !line.startsWith('  $ '));
      expect(Math.max(...lines.map((line) => line.length)), command).toBeLessThanOrEqual(80);
    }
  });

  it.each([
    [['-h'], ['--help']],
    [['help'], ['--help']],
    [
      ['help', 'doctor'],
      ['doctor', '--help'],
    ],
    [
      ['doctor', '-h'],
      ['doctor', '--help'],
    ],
  ])('is what %j shows', async (args, long) => {
    const [short, full] = [await runCli(args), await runCli(long)];
    expect(short).toEqual(full);
    expect(short.exitCode).toBe(0);
  });
});

describe('--version', () => {
  it.each(['-V', '--version'])('%s prints the version alone', async (option) => {
    const { stdout, stderr, exitCode } = await runCli([option]);
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
