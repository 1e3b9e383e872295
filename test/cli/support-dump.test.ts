import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { readFile } from 'node:fs/promises';
import { connect, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCli, type Ran } from '../helpers/cli.ts';
import { sandboxForTest } from '../helpers/sandbox.ts';
import { tempFolderForFile } from '../helpers/temp-folder.ts';
import { charsInForm, foldedReport, sectionOf } from '../report/support-dump-samples.ts';
import { schemaErrors } from '../report/validate.ts';

const KEY = 'sk-ar-test-Ab3dEf6hIj9lMn2pQr5tUv8x9f2c';
const PASSWORD = 'hunter22-Zq/7:w';
const COOKIE = 'c00kie-Value-771';
const TOKEN = 'ghp_0123456789abcdefABCDEF0123456789abcd';
const USER = 'qlovelace';
const EMAIL = 'ada.king@engine-works.org';
const HOST = 'llm.engine-works.internal';
const ADDRESS = '10.44.3.2';

const folder = tempFolderForFile();
const home = join(folder, 'homes', USER);

function bodyOf(request: IncomingMessage): Promise<string> {
  return new Promise((resolve) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => resolve(body));
  });
}

/** A deployment that says back all that it was sent, and more than it should; a proxy to itself as well. */
async function startEcho(): Promise<Server> {
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const said = `${JSON.stringify(request.headers)} ${body} ${USER} at ${home}/app, ${EMAIL}, ${TOKEN}, ${HOST} is ${ADDRESS}`;
      const basic = Buffer.from(`ops:${KEY}`).toString('base64');
      response.writeHead(500, {
        'content-type': 'application/json',
        'set-cookie': `sid=${COOKIE}; Path=/`,
        'x-debug': `Basic ${basic}`,
        'x-request-id': 'req-echo-1',
        via: '1.1 qcachebox (squid)',
      });
      response.end(
        JSON.stringify({ error: { message: said, type: 'server_error', code: 'internal_error' } }),
      );
    });
  });
  server.on('connect', (_request, socket) => {
    const inner = connect(portOf(server), '127.0.0.1', () => socket.write('HTTP/1.1 200 OK\r\n\r\n'));
    inner.pipe(socket).pipe(inner);
    for (const end of [inner, socket]) end.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server does not listen');
  return address.port;
}

let echo: Server;
beforeAll(async () => {
  mkdirSync(home, { recursive: true });
  echo = await startEcho();
});
afterAll(() => {
  echo.closeAllConnections();
  echo.close();
});

/** Runs against the echoing deployment, which only its proxy can find. */
function dumpOfEcho(...options: string[]): Promise<Ran> {
  return runCli(['support-dump', '--retries', '0', '--quiet', ...options], {
    cwd: home,
    env: {
      ...{ HOME: home, USERPROFILE: home, USER, TZ: 'Asia/Tokyo' },
      AGENTROUTER_API_KEY: KEY,
      AGENTROUTER_BASE_URL: `http://${HOST}`,
      HTTP_PROXY: `http://${USER}:${encodeURIComponent(PASSWORD)}@127.0.0.1:${portOf(echo)}`,
    },
  });
}

const SECRETS = [
  ...[KEY, KEY.slice(12, -4), PASSWORD, encodeURIComponent(PASSWORD), COOKIE, TOKEN],
  ...[Buffer.from(`ops:${KEY}`).toString('base64').slice(4, -4), USER, home, EMAIL, 'ada.king'],
];
const HOSTS = [HOST, 'engine-works', ADDRESS, 'qcachebox'];

function leaked(output: Ran, values: readonly string[]): string[] {
  const all = (output.stdout + output.stderr).toLowerCase();
  return values.filter((value) => all.includes(value.toLowerCase()));
}

describe('agentrouter support-dump', () => {
  test('answers the five points for a faulty deployment, and exits as doctor does', async () => {
    const sandbox = await sandboxForTest({ fault: 'key.rejected' });
    const env = { AGENTROUTER_BASE_URL: sandbox.baseUrl, AGENTROUTER_API_KEY: sandbox.apiKey };
    const { stdout, exitCode } = await runCli(['support-dump', '--quiet'], { env });
    expect(exitCode).toBe(1);
    expect(sectionOf(stdout, 'Error message')).toContain('`key.rejected`');
    expect(sectionOf(stdout, 'Error message')).toContain('"message":"Invalid API key"');
    expect(sectionOf(stdout, 'Request parameters')).toContain('"max_tokens":16');
    expect(sectionOf(stdout, 'SDK versions')).toContain('No OpenAI or Anthropic SDK was found');
    expect(sectionOf(stdout, 'Python and Node.js versions')).toContain(process.versions.node);
    expect(sectionOf(stdout, 'Operating system').trim()).toMatch(/^`.+`$/);
    expect(sectionOf(stdout, 'Times and request ids')).toMatch(/\| 401 \| \d+ ms \| `req_\w+` \|/);
    expect(schemaErrors(foldedReport(stdout))).toEqual([]);
    expect(stdout).not.toContain(sandbox.apiKey);
  });

  test.each(['markdown', 'json', 'text'])('names no project folder outside home, as %s', async (format) => {
    const project = join(folder, 'acme-merger');
    mkdirSync(join(project, 'src'), { recursive: true });
    writeFileSync(join(project, '.git'), '');
    const env = { HOME: home, USERPROFILE: home };
    const args = ['support-dump', '--only', 'local', '--verbose', '--format', format];
    const { stdout, stderr } = await runCli(args, { cwd: join(project, 'src'), env });
    expect(stdout).toContain('env.file-missing');
    expect(stdout + stderr).not.toContain('acme-merger');
  });

  test('exits with 0 where nothing is wrong, and fits an issue', async () => {
    const sandbox = await sandboxForTest();
    const env = { AGENTROUTER_BASE_URL: sandbox.baseUrl, AGENTROUTER_API_KEY: sandbox.apiKey };
    const { stdout, exitCode } = await runCli(['support-dump', '--quiet'], { env });
    expect(exitCode).toBe(0);
    expect(stdout).toContain('# Support dump: Healthy');
    expect(charsInForm(stdout)).toBeLessThanOrEqual(65_536);
    expect(sectionOf(stdout, 'Left out')).toContain('`facts`');
  });

  test('gives nothing away that a server says back', async () => {
    const ran = await dumpOfEcho();
    expect(ran.exitCode).toBe(1);
    expect(leaked(ran, SECRETS)).toEqual([]);
    expect(sectionOf(ran.stdout, 'Raw exchanges')).toContain('set-cookie: sid=***');
    expect(sectionOf(ran.stdout, 'Times and request ids')).toMatch(/\+09:00 \(Asia\/Tokyo\)/);
    expect(leaked(ran, [HOST])).toEqual([HOST]);
    const hidden = sectionOf(ran.stdout, 'Hidden');
    for (const kind of [
      'keys and tokens',
      'passwords, cookies',
      'home folder',
      'user names',
      'e-mail addresses',
    ])
      expect(hidden).toContain(`| ${kind}`);
  });

  test.each(['markdown', 'json', 'text'])(
    'hides hosts everywhere with --redact-hosts, as %s',
    async (format) => {
      const ran = await dumpOfEcho(
        '--redact-hosts',
        '--verbose',
        '--show-http',
        '--curl',
        '--format',
        format,
      );
      expect(leaked(ran, [...SECRETS, ...HOSTS])).toEqual([]);
      expect(ran.stdout).toMatch(/http:\/\/redacted-host-1\/v1/);
      expect(ran.stdout).toMatch(/redacted-ip-1/);
      if (format === 'json') expect(schemaErrors(ran.json)).toEqual([]);
    },
  );

  test('lists checks and requests like any network command, and sends nothing', async () => {
    const env = { AGENTROUTER_BASE_URL: 'http://127.0.0.1:9', AGENTROUTER_API_KEY: KEY };
    expect((await runCli(['support-dump', '--list-checks'], { env })).stdout).toContain('requests.chat');
    const plan = await runCli(['support-dump', '--dry-run'], { env });
    expect(plan.exitCode).toBe(0);
    expect(plan.stdout).toContain('http://127.0.0.1:9/v1/chat/completions');
  });

  test('says in its help what the exit code is', async () => {
    expect((await runCli(['support-dump', '--help'])).stdout).toContain(
      'Exit code: 1 where doctor finds an error, else 0',
    );
  });
});

describe('--output', () => {
  const offline = (...options: string[]): Promise<Ran> =>
    runCli(['support-dump', '--only', 'local', ...options], {
      cwd: folder,
      env: { AGENTROUTER_API_KEY: KEY },
    });
  const unfinished = (): string[] => readdirSync(folder).filter((name) => name.endsWith('.tmp'));

  test.skipIf(process.platform === 'win32')(
    'writes a file for its owner only, whatever mode it had',
    async () => {
      const path = join(folder, 'old.md');
      writeFileSync(path, 'x'.repeat(300_000), { mode: 0o644 });
      const { stdout, stderr, exitCode } = await offline('--output', 'old.md');
      expect(statSync(path).mode & 0o777).toBe(0o600);
      expect(readFileSync(path, 'utf8')).toMatch(/^# Support dump: [^]*\n## Hidden\n/);
      expect(readFileSync(path, 'utf8')).not.toContain('xxxx');
      expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 1 });
      expect(stderr).toContain('Written to old.md');
      expect(unfinished()).toEqual([]);
    },
  );

  test.skipIf(process.platform === 'win32')('writes behind a link, and lets the link be', async () => {
    const real = join(folder, 'real.md');
    writeFileSync(real, 'old');
    symlinkSync(real, join(folder, 'link.md'));
    await offline('--output', 'link.md');
    expect(readFileSync(real, 'utf8')).toContain('# Support dump');
    expect(statSync(real).mode & 0o777).toBe(0o600);
  });

  test.skipIf(process.platform === 'win32')('writes into a pipe, and lets the pipe be', async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const [read] = await Promise.all([readFile(pipe, 'utf8'), offline('--output', 'pipe')]);
    expect(read).toContain('# Support dump');
    expect(statSync(pipe).isFIFO()).toBe(true);
  });

  test.each([['no-such-folder/support.md'], ['.']])(
    'that cannot be written is said before anything is sent: %s',
    async (path) => {
      const { stdout, stderr, exitCode } = await offline('--output', path);
      expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
      expect(stderr).toContain(`agentrouter: --output: cannot write ${path}: `);
      expect(unfinished()).toEqual([]);
    },
  );

  test('leaves the old file whole where the command line is wrong', async () => {
    const path = join(folder, 'kept.md');
    writeFileSync(path, 'kept');
    const { exitCode } = await offline('--output', 'kept.md', '--only', 'nonsense');
    expect(exitCode).toBe(2);
    expect(readFileSync(path, 'utf8')).toBe('kept');
    await offline('--output', 'new.md', '--only', 'nonsense');
    expect(existsSync(join(folder, 'new.md'))).toBe(false);
  });
});
