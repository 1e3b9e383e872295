import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli, runProgram } from '../helpers/cli.ts';
import { tempFolderForFile } from '../helpers/temp-folder.ts';
import { gatewayForTest } from './gateway-for-test.ts';

const folder = tempFolderForFile();
const DURATION = 'takes a duration such as 500ms, 30s or 2m, up to 24 hours';

const ALL_FAULTS = 'All of them: agentrouter sandbox --list\n';

describe('a wrong command line ends with 2 and one line on standard error that says what is allowed', () => {
  it.each([
    ['doctr', "unknown command 'doctr'. Did you mean doctor? Allowed: doctor, test-connection,"],
    ['help doctr', "unknown command 'doctr'. Did you mean doctor? Allowed: doctor,"],
    ['compare a b', "unknown command 'compare'. Allowed: doctor,"],
    ['doctor check-key', 'too many arguments'],
    [
      'doctor extra',
      "too many arguments for 'doctor'. Expected 0 arguments but got 1. See agentrouter doctor --help",
    ],
    ['models one two', 'too many arguments'],
    ['--verbose doctor', "option '--verbose' belongs after the command: agentrouter doctor --verbose"],
    ['--formt', "unknown option '--formt'. Allowed: --version, --help"],
    ['doctor --formt json', "unknown option '--formt'. Did you mean --format? Allowed: --base-url,"],
    ['doctor --wait 5s', "unknown option '--wait'"],
    ['check-key --probe', "unknown option '--probe'"],
    ['doctor --format', "option '--format <format>' argument missing"],
    ['doctor --format yaml', "--format takes text, json, markdown, not 'yaml'"],
    ['doctor --format junit', "--format takes text, json, markdown, not 'junit'"],
    ['doctor --api both,openai', "--api takes openai, anthropic, both, not 'both,openai'"],
    [
      'doctor --only network.dnss',
      "unknown check or category 'network.dnss'. Did you mean network.dns? All of them: agentrouter doctor --list-checks\n",
    ],
    [
      'doctor --skip netwrk',
      "unknown check or category 'netwrk'. Did you mean network? All of them: agentrouter doctor --list-checks\n",
    ],
    [
      'doctor --skip nothing',
      "unknown check or category 'nothing'. All of them: agentrouter doctor --list-checks\n",
    ],
    [
      'doctor --only network.dns --skip network',
      '--only and --skip leave no check. This command runs: local.runtime,',
    ],
    ['check-key --only tools', '--only and --skip leave no check. This command runs: local.settings,'],
    ['doctor --only=', '--only is empty'],
    ['doctor --only=,', '--only names nothing'],
    [
      'doctor --suppress key.rejectd',
      "unknown code 'key.rejectd'. Did you mean key.rejected? A report shows the code of each finding in brackets\n",
    ],
    ['doctor --timeout 0', `--timeout ${DURATION}, not '0'`],
    ['doctor --timeout -5', `--timeout ${DURATION}, not '-5'`],
    ['doctor --timeout soon', `--timeout ${DURATION}, not 'soon'`],
    ['doctor --timeout 1e3', `--timeout ${DURATION}, not '1e3'`],
    ['doctor --timeout 2h', `--timeout ${DURATION}, not '2h'`],
    ['doctor --timeout 0.2ms', `--timeout ${DURATION}, not '0.2ms'`],
    ['doctor --idle-timeout 99999999999999999999', `--idle-timeout ${DURATION}`],
    ['doctor --deadline=', `--deadline ${DURATION}, not ''`],
    ['doctor --retries -1', "--retries takes a whole number from 0 to 10, not '-1'"],
    ['doctor --retries 1.5', "--retries takes a whole number from 0 to 10, not '1.5'"],
    ['models --concurrency 0', "--concurrency takes a whole number from 1 to 64, not '0'"],
    ['models --probe --free', '--probe sends calls that cost money; leave --free out'],
    ['models --check=', '--check takes the name of a model'],
    ['stream-test --runs 0', "--runs takes a whole number from 1 to 100, not '0'"],
    ['stream-test --max-tokens 5000', "--max-tokens takes a whole number from 1 to 4096, not '5000'"],
    ['doctor --sandbox=nope', `unknown fault 'nope'. ${ALL_FAULTS}`],
    ['doctor --sandbox rate.limitd', `unknown fault 'rate.limitd'. Did you mean rate.limited? ${ALL_FAULTS}`],
    ['sandbox --fault nope', `unknown fault 'nope'. ${ALL_FAULTS}`],
    [
      'sandbox --fault rate.exceeded',
      `unknown fault 'rate.exceeded'. Those of its family: rate.limited, rate.nearly-exhausted. ${ALL_FAULTS}`,
    ],
    [
      'sandbox --fault tls.expired,http.slow',
      "unknown fault 'tls.expired,http.slow'. It takes one at a time. ",
    ],
    ['sandbox --fault=', '--fault is empty'],
    ['sandbox --port 65536', "--port takes a whole number from 0 to 65535, not '65536'"],
    ['doctor --project /no/such/folder', '--project: there is no folder /no/such/folder'],
    ['doctor --project /dev/null/folder', '--project: there is no folder /dev/null/folder'],
    ['doctor --api-key=', '--api-key is empty'],
    ['doctor --base-url=', '--base-url is empty'],
    ['doctor --api-key a --api-key-stdin', '--api-key and --api-key-stdin both name the key'],
    ['doctor --api-key-stdin', '--api-key-stdin: there is no key on standard input'],
    ['doctor --ca /no/such/file', '--ca: cannot read /no/such/file: no such file'],
    ['doctor --ca /', '--ca: / is a folder'],
    ['doctor --output /no/such/folder/x', '--output: cannot write /no/such/folder/x: no such folder'],
    ['doctor --output /', '--output: cannot write /: it is a folder'],
    ['doctor --output=', '--output is empty'],
  ])('%s', async (line, words) => {
    const { stdout, stderr, exitCode } = await runCli(line.split(' '));
    expect(stderr).toContain(`agentrouter: ${words}`);
    expect(stderr).toMatch(/^[^\n]+\n$/);
    expect([exitCode, stdout]).toEqual([2, '']);
  });

  it('no command at all: the help instead, on standard error', async () => {
    const { stdout, stderr, exitCode } = await runCli([]);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^Usage: agentrouter/);
  });

  it('a port in use', async () => {
    const { port } = await gatewayForTest();
    const { stderr, exitCode } = await runCli(['sandbox', '--port', String(port)]);
    expect([exitCode, stderr]).toEqual([
      2,
      `agentrouter: --port ${port}: the port is in use. Without --port it takes a free one\n`,
    ]);
  });

  it('and shows no key that stood on it', async () => {
    const key = 'Zq81xKpl0Wm37TyBv92';
    for (const line of [
      `doctor --api-kye=${key}`,
      `doctor --api-kye ${key}`,
      `doctor --api-key ${key} ${key}`,
    ]) {
      const { stdout, stderr, exitCode } = await runCli(line.split(' '));
      expect(exitCode).toBe(2);
      expect(stdout + stderr).not.toContain(key);
    }
  });
});

describe('an env file that cannot be read', () => {
  it('ends with 2 and one line', async () => {
    const bin = join(import.meta.dirname, '../../bin/agentrouter.js');
    // The -- keeps Node.js from taking the option for its own.
    const args = ['--', bin, 'doctor', '--env-file', '/no/such/file'];
    const { stdout, stderr, exitCode } = await runProgram(process.execPath, args);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toBe('agentrouter: --env-file /no/such/file: there is no such file.\n');
  });

  it('ends with an error and one line where Node.js itself looks for it first', async () => {
    const { stdout, stderr, exitCode } = await runCli(['doctor', '--env-file', '/no/such/file']);
    expect(exitCode).toBeGreaterThan(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^[^\n]*\/no\/such\/file[^\n]*\n$/);
  });
});

describe('where the command line turns out wrong', () => {
  it('nothing is sent', async () => {
    const gateway = await gatewayForTest();
    const wrong = [
      ['doctor', '--output', '/no/such/folder/x'],
      ['doctor', '--ca', '/no/such/file'],
      ['models', '--probe', '--free'],
      ['stream-test', '--runs', 'many'],
    ];
    for (const args of wrong) expect((await runCli(args, { env: gateway.env })).exitCode).toBe(2);
    expect(gateway.calls).toEqual([]);
  });

  it('the file of --output stays as it was', async () => {
    const present = join(folder, 'present.json');
    const absent = join(folder, 'absent.json');
    writeFileSync(present, 'as it was');
    for (const output of [present, absent]) {
      const { exitCode } = await runCli(['doctor', '--output', output, '--ca', '/no/such/file']);
      expect(exitCode).toBe(2);
    }
    expect(readFileSync(present, 'utf8')).toBe('as it was');
    expect(existsSync(absent)).toBe(false);
  });
});

describe('a duration', () => {
  it.each(['1', '500ms', '1.5s', '2m', '24h'.replace('24h', '1440m')])('may be %s', async (value) => {
    const args = [
      'doctor',
      '--timeout',
      value,
      '--idle-timeout',
      value,
      '--deadline',
      value,
      '--list-checks',
    ];
    expect((await runCli(args)).exitCode).toBe(0);
  });
});
