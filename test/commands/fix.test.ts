import { linkSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCli, type Ran } from '../helpers/cli.ts';
import { sandboxForTest } from '../helpers/sandbox.ts';
import { runOnTerminal } from '../helpers/terminal.ts';
import { Place } from '../settings/world.ts';

const KEY = 'sk-ar-test-0123456789abcdefghij';
const FAULTY = `# mine\nAGENTROUTER_KEY = "${KEY}"\nDATABASE_URL = "x" \n`;
const MENDED = `# mine\nAGENTROUTER_API_KEY=${KEY}\nDATABASE_URL = "x" \n`;
const LOCAL = ['--only', 'local.env-file', '--format', 'json', '--quiet'];

let place: Place;
beforeEach(() => {
  place = new Place();
});
afterEach(() => {
  place.remove();
});

const doctor = (...args: string[]): Promise<Ran> =>
  runCli(['doctor', ...LOCAL, ...args], { cwd: place.project });
const envFile = (): string => readFileSync(join(place.project, '.env'), 'utf8');

function codesOf(report: unknown): unknown[] {
  const findings: unknown =
    typeof report === 'object' && report !== null && 'findings' in report ? report.findings : null;
  if (!Array.isArray(findings)) throw new Error('no report');
  return findings.map((finding: unknown) =>
    typeof finding === 'object' && finding !== null && 'code' in finding ? finding.code : null,
  );
}

describe('doctor --fix --yes', () => {
  it('shows the changes without the key, mends the file, and reports on the mended one', async () => {
    place.write('.env', FAULTY);
    expect(codesOf((await doctor()).json).sort()).toEqual([
      'env.misspelled-name',
      'env.quoted-value',
      'env.spaces',
    ]);
    const { exitCode, stdout, stderr, json } = await doctor('--fix', '--yes');
    expect(envFile()).toBe(MENDED);
    expect(stderr.trimEnd().split('\n')).toEqual([
      '.env:2: misspelled name, quotation marks, spaces around =',
      '  - AGENTROUTER_KEY = "sk-ar-…ghij"',
      '  + AGENTROUTER_API_KEY=sk-ar-…ghij',
      'Mended .env.',
    ]);
    expect(stdout + stderr).not.toContain(KEY);
    expect(codesOf(json)).toEqual([]);
    expect(exitCode).toBe(0);
  });

  it('lets the exit code tell what remains', async () => {
    const left = `AGENTROUTER_KEY="${KEY}"\nAGENT_ROUTER_API_KEY=other\n`;
    place.write('.env', left);
    const { exitCode, stderr, json } = await doctor('--fix', '--yes');
    expect(exitCode).toBe(1);
    expect(codesOf(json)).toContain('env.misspelled-name');
    expect(envFile()).toBe(left.replaceAll('"', ''));
    expect(stderr).toContain('.env:2: AGENT_ROUTER_API_KEY may mean AGENTROUTER_API_KEY');
  });

  it('makes a broken setup work from one command', async () => {
    const sandbox = await sandboxForTest();
    const text = `AGENTROUTER_KEY="${sandbox.apiKey}"\r\nAGENTROUTER_BASE_URL = ${sandbox.baseUrl}\r\n`;
    place.write('.env', Buffer.from(`\ufeff${text}`, 'utf16le'));
    const args = ['doctor', '--format', 'json', '--no-project', '--skip', 'local.runtime'];
    expect((await runCli(args, { cwd: place.project })).exitCode).toBe(1);
    const fixed = await runCli([...args, '--fix', '--yes'], { cwd: place.project });
    expect(fixed.json).toMatchObject({ verdict: 'healthy', exitCode: 0 });
    expect(fixed.stdout + fixed.stderr).not.toContain(sandbox.apiKey);
    expect(envFile()).toBe(
      `AGENTROUTER_API_KEY=${sandbox.apiKey}\nAGENTROUTER_BASE_URL=${sandbox.baseUrl}\n`,
    );
  });

  it('follows a link, and says where it leads', async () => {
    place.write('config/real.env', FAULTY);
    symlinkSync(join('config', 'real.env'), join(place.project, '.env'));
    const { stderr } = await doctor('--fix', '--yes');
    expect(stderr).toContain(`Mended .env (a link to ${join('config', 'real.env')}).`);
    expect(readFileSync(join(place.project, 'config/real.env'), 'utf8')).toBe(MENDED);
  });

  it('shows no control character of the name to which a link leads', async () => {
    place.write('config/re\u001b[31mal.env', FAULTY);
    symlinkSync(join('config', 're\u001b[31mal.env'), join(place.project, '.env'));
    const { stderr } = await doctor('--fix', '--yes');
    expect(stderr).toContain(`Mended .env (a link to ${join('config', 'real.env')}).`);
  });

  it('mends the file that --env-file names, and no other', async () => {
    place.write('.env', FAULTY);
    place.write('other.env', FAULTY);
    await doctor('--fix', '--yes', '--env-file', 'other.env');
    expect(readFileSync(join(place.project, 'other.env'), 'utf8')).toBe(MENDED);
    expect(envFile()).toBe(FAULTY);
  });

  it.each([
    ['there is none', null, 'Nothing to mend: there is no .env.\n'],
    ['nothing is wrong', MENDED, 'Nothing to mend in .env.\n'],
    ['it is no text', '\0\0\0\u0001', 'Nothing was mended: .env cannot be read.\n'],
  ])('says so in one line where %s', async (_, text, line) => {
    if (text !== null) place.write('.env', text);
    expect((await doctor('--fix', '--yes')).stderr).toBe(line);
  });
});

describe('doctor --fix', () => {
  it('changes nothing without a terminal and without --yes, and says what to type', async () => {
    const path = place.write('other env', FAULTY);
    const { ino, mtimeMs } = statSync(path);
    const { stderr, exitCode, json } = await doctor('--fix', '--env-file', 'other env');
    expect(stderr).toContain('  + AGENTROUTER_API_KEY=sk-ar-…ghij\n');
    expect(stderr).toContain(
      `other env is as it was. To mend it: npx agentrouter doctor --fix --yes --env-file 'other env'\n`,
    );
    expect(statSync(path)).toMatchObject({ ino, mtimeMs });
    expect(exitCode).toBe(1);
    expect(codesOf(json)).toContain('env.misspelled-name');
  });

  it('only shows the changes with --dry-run, and does nothing with --list-checks', async () => {
    place.write('.env', FAULTY);
    const dry = await doctor('--fix', '--yes', '--dry-run');
    expect(dry.stderr).toContain('Dry run: .env is as it was.\n');
    const listed = await doctor('--fix', '--yes', '--list-checks');
    expect(listed.stderr).toBe('');
    expect([dry.exitCode, listed.exitCode]).toEqual([0, 0]);
    expect(envFile()).toBe(FAULTY);
  });

  it.each([
    ['together with --sandbox', ['--sandbox']],
    ['for another wrong option', ['--timeout', 'soon']],
    ['for a choice that leaves no check', ['--skip', 'local']],
    ['for a named file that is no text', ['--env-file', 'binary']],
  ])('is exit 2 and changes nothing %s', async (_, args) => {
    place.write('.env', FAULTY);
    place.write('binary', '\0\0\0\u0001');
    const { exitCode, stderr, stdout } = await doctor('--fix', '--yes', ...args);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/agentrouter: .+\n$/);
    expect(stdout).toBe('');
    expect(envFile()).toBe(FAULTY);
  });

  it.each([
    ['and tells what is wrong', FAULTY, 1, ['env.misspelled-name', 'env.quoted-value', 'env.spaces']],
    ['and exits as the report says', `AGENTROUTER_API_KEY="${KEY}"\n`, 0, ['env.quoted-value']],
  ])('says that the file cannot be replaced, %s', async (_, content, exit, codes) => {
    linkSync(place.write('.env', content), join(place.project, 'second'));
    const { exitCode, stderr, json } = await doctor('--fix', '--yes');
    expect(stderr).toContain(
      'agentrouter: --fix: .env was not changed: it has more than one name (hard links)\n',
    );
    expect(codesOf(json).sort()).toEqual(codes);
    expect(exitCode).toBe(exit);
    expect(envFile()).toBe(content);
  });
});

describe.skipIf(process.platform === 'win32')('doctor --fix on a terminal', () => {
  const answering = (answer: string): Promise<Ran> =>
    runOnTerminal(['doctor', '--fix', '--only', 'local.env-file'], {
      cwd: place.project,
      answers: [['[y/N]', answer]],
    });

  it.each([
    ['mends the file on yes', 'y\r', 0, MENDED],
    ['leaves it on no, and goes on', 'n\r', 1, FAULTY],
    ['leaves it without an answer, and goes on', '\r', 1, FAULTY],
    ['leaves it and stops on Ctrl-C', '\u0003', 130, FAULTY],
  ])('%s', async (_, answer, exitCode, text) => {
    place.write('.env', FAULTY);
    const ran = await answering(answer);
    expect(ran.stdout).toContain('Mend .env? [y/N]');
    expect(ran.stdout).toContain('+ AGENTROUTER_API_KEY');
    expect(ran.stdout.indexOf('+ AGENTROUTER_API_KEY')).toBeLessThan(ran.stdout.indexOf('Mend .env?'));
    expect(ran.exitCode).toBe(exitCode);
    expect(envFile()).toBe(text);
  });
});
