import { chmodSync, mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BIN, runCli, runProgram } from '../helpers/cli.ts';
import { Place } from '../settings/world.ts';

const HUNDRED_MEGABYTES = 100 * 1024 * 1024;
/** Far above the two seconds that reading may take: a machine under load starts programs slowly. */
const NEVER_SO_LONG_MS = 15_000;

let place: Place;
beforeEach(() => {
  place = new Place();
  place.write('requirements.txt', 'anthropic\n');
  place.write('.venv/lib/python3.12/site-packages/openai-1.99.0.dist-info/METADATA', 'Version: 1.99.0\n');
});
afterEach(() => {
  place.remove();
});

const huge = (path: string) => () => truncateSync(place.write(path, ''), HUNDRED_MEGABYTES);
const folder = (path: string) => () => void mkdirSync(join(place.project, path), { recursive: true });
const circle = (path: string) => () => symlinkSync(path, join(place.project, path));
const file = (path: string, content: string | Buffer) => () => void place.write(path, content);

/** A folder for the front of the PATH with one program in it. */
function program(name: string, script: string): string {
  const bin = join(place.home, 'bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(bin, name), 0o755);
  return `${bin}${delimiter}${process.env['PATH'] ?? ''}`;
}

async function look(env: Record<string, string> = {}) {
  const startedAt = Date.now();
  const given = {
    ...{ AGENTROUTER_API_KEY: 'sk-ar-0123456789abcdefghij', AGENTROUTER_BASE_URL: 'http://127.0.0.1:9' },
    ...{ HOME: place.home, ...env },
  };
  const { stdout, stderr, exitCode } = await runCli(
    [
      'doctor',
      '--only',
      'local',
      '--verbose',
      '--suppress',
      'env.file-exposed,env.bad-encoding,runtime.outdated',
    ],
    { cwd: place.project, env: given },
  );
  expect(Date.now() - startedAt).toBeLessThan(NEVER_SO_LONG_MS);
  expect(exitCode, stdout + stderr).toBe(0);
  const [, passedOver = ''] = /^Passed over\n((?: .*\n)+)/m.exec(stdout) ?? [];
  return { stdout, passedOver: passedOver.replace(/\s+/g, ' ').trim() };
}

describe('what cannot be used is passed over with a note, and nothing else is lost', () => {
  it.each([
    ['a .env that is a folder', folder('.env'), '.env was passed over: it is a folder.'],
    ['a .env of 100 MB', huge('.env'), '.env was passed over: it is larger than 1 MiB.'],
    ['a .env with NUL bytes', file('.env', 'A=1\0\n'), '.env was passed over: it is no text file.'],
    ['a .env that links to itself', circle('.env'), '.env was passed over: it cannot be read.'],
    [
      'a pyproject.toml that is a folder',
      folder('pyproject.toml'),
      'pyproject.toml was passed over: it is no file',
    ],
    [
      'a package.json of 100 MB',
      huge('package.json'),
      'package.json was passed over: it is larger than 1 MiB.',
    ],
    [
      'a package.json that links to itself',
      circle('package.json'),
      'package.json was passed over: it is no file',
    ],
    [
      'a binary Pipfile',
      file('Pipfile', Buffer.from([1, 0, 2, 255])),
      'Pipfile was passed over: it is no text.',
    ],
    [
      'a package-lock.json of 100 MB',
      huge('package-lock.json'),
      'package-lock.json was passed over: it is larger',
    ],
  ])('%s', async (_, arrange, note) => {
    arrange();
    const { stdout, passedOver } = await look();
    expect(passedOver).toContain(note);
    // What the other files say is told all the same.
    expect(stdout).toContain('openai 1.99.0 (python)');
    expect(stdout).toContain('sdk.anthropic-missing');
  });

  it.each([
    ['lone surrogates in .env', file('.env', Buffer.from('A=\xed\xa0\x80\n', 'latin1'))],
    ['lone surrogates in package.json', file('package.json', '{"dependencies":{"\\ud800":"1"}}')],
    ['a node_modules that links to itself', circle('node_modules')],
    ['packages that link to each other', () => linkPackages()],
    ['a node_modules that is a file', file('node_modules', 'x')],
    ['a requirements folder that links to itself', circle('requirements')],
  ])('%s brings nothing down', async (_, arrange) => {
    arrange();
    const { stdout } = await look();
    expect(stdout).toContain('openai 1.99.0 (python)');
    expect(stdout).toContain('sdk.anthropic-missing');
  });

  it.skipIf(process.platform === 'win32')(
    'a folder that may not be entered brings nothing down',
    async () => {
      mkdirSync(join(place.project, 'data'), { mode: 0 });
      const line = [process.execPath, BIN, 'doctor', '--only', 'local.env-file'];
      // Root enters every folder, but for these two rights.
      const bare = ['--bounding-set=-dac_override,-dac_read_search', ...line];
      const { stdout, stderr } = await (process.getuid?.() === 0
        ? runProgram('setpriv', bare, { cwd: place.project })
        : runCli(line.slice(2), { cwd: place.project }));
      expect(stderr).not.toContain('a bug in this tool');
      expect(stdout).toContain('env.file-missing');
    },
  );

  function linkPackages(): void {
    mkdirSync(join(place.project, 'node_modules/openai'), { recursive: true });
    symlinkSync('../openai', join(place.project, 'node_modules/openai/node_modules'));
    symlinkSync('../openai/package.json', join(place.project, 'node_modules/openai/package.json'));
  }
});

describe('a program that does not answer', () => {
  beforeEach(() => {
    place.write('.env', 'AGENTROUTER_MODEL=gpt-4o-mini\n');
  });

  it.each([
    ['hangs', 'sleep 60'],
    ['prints rubbish', 'head -c 4000 /dev/urandom'],
    ['prints without end', 'yes'],
  ])('is given up with a note: a python3 that %s', async (_, script) => {
    const without = new Place();
    try {
      const { stdout } = await runCli(['doctor', '--only', 'local', '--verbose'], {
        cwd: without.project,
        env: { PATH: program('python3', script), HOME: without.home },
      });
      expect(stdout).toContain('The python3 on the PATH did not answer as a Python does');
    } finally {
      without.remove();
    }
  });

  it('is given up with a note: a git that hangs', async () => {
    const { passedOver } = await look({ PATH: program('git', 'sleep 60') });
    expect(passedOver).toBe('git did not answer, so whether it ignores .env is not known.');
  });

  it('leaves nothing behind: a git that has started another program', async () => {
    const file = join(place.home, 'child');
    await look({ PATH: program('git', `sleep 60 & echo $! > '${file}'; wait`) });
    const { stdout } = await runProgram('ps', ['-o', 'stat=', '-p', readFileSync(file, 'utf8').trim()]);
    // One that has ended may still be listed, as a zombie, until somebody asks how.
    expect(stdout.trim()).toMatch(/^(?:Z.*)?$/);
  });

  it('is done without, with a note: no git at all', async () => {
    const bin = join(place.home, 'only-node');
    mkdirSync(bin);
    symlinkSync(process.execPath, join(bin, 'node'));
    const { passedOver } = await look({ PATH: bin });
    expect(passedOver).toBe('git did not answer, so whether it ignores .env is not known.');
  });
});
