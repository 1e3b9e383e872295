import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runCli } from '../helpers/cli.ts';
import { tempFolderForFile } from '../helpers/temp-folder.ts';
import { FORMS as NAMED_FORMS } from '../report/secret-forms.ts';

const folder = tempFolderForFile();
/** Of a form that no pattern knows, so that only the value itself can be recognised. */
const KEY = 'Tq7/Zb41+xWm08kLp=Rv53&y';
const PASSWORD = 'pa55/Wort%41!x';
const COMMANDS = ['doctor', 'test-connection', 'check-key', 'models', 'stream-test', 'support-dump'];

/** Every form in which a secret could be written back. */
const FORMS = Object.values(NAMED_FORMS);

/** A deployment that says back what it was sent, in every header and body and in many forms. */
async function startEcho(status: number): Promise<{ server: Server; port: number; keys: Set<string> }> {
  const keys = new Set<string>();
  const server = createServer((request, response) => {
    request.resume();
    const sent = request.headers.authorization?.replace('Bearer ', '') ?? request.headers['x-api-key'] ?? '';
    const key = String(sent);
    keys.add(key);
    const said = FORMS.map((form) => form(key)).join(' | ');
    const body =
      status === 200
        ? { object: 'list', data: [{ id: `model-${key}`, owned_by: said }], key, [key]: key, said }
        : { error: { message: `Incorrect API key provided: ${said}`, type: key, code: key, param: said } };
    response.writeHead(status, {
      'content-type': 'application/json',
      'x-request-id': key,
      'x-echo': said,
      server: `echo/${key}`,
      'set-cookie': `session=${encodeURIComponent(key)}; Path=/`,
      location: `/${encodeURIComponent(key)}`,
      'x-ratelimit-limit-requests': key,
      'www-authenticate': `Bearer realm="${key}"`,
    });
    response.end(JSON.stringify(body));
  });
  return { server, port: await listening(server), keys };
}

/** Starts a server on loopback until the test is over; gives its port. */
async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

function leaks(output: string, secret: string): string[] {
  return [...new Set(FORMS.map((form) => form(secret)))].filter((form) => output.includes(form));
}

describe('a deployment that says the key back', () => {
  it.each([200, 401, 500])(
    'with status %i finds it in no output of any command and format',
    async (status) => {
      const { port, keys } = await startEcho(status);
      const env = { AGENTROUTER_API_KEY: KEY, AGENTROUTER_BASE_URL: `http://127.0.0.1:${port}` };
      for (const command of COMMANDS) {
        for (const format of ['text', 'json', 'markdown']) {
          const args = [command, '--format', format, '--verbose', '--show-http', '--curl', '--retries', '0'];
          const { stdout, stderr } = await runCli(args, { env });
          expect(leaks(stdout + stderr, KEY), `${command} as ${format}`).toEqual([]);
          expect(stdout.length).toBeGreaterThan(100);
        }
      }
      expect(keys).toContain(KEY);
    },
    120_000,
  );

  it('finds it in no file that is written', async () => {
    const { port } = await startEcho(401);
    const output = join(folder, 'report.json');
    const env = { AGENTROUTER_API_KEY: KEY, AGENTROUTER_BASE_URL: `http://127.0.0.1:${port}` };
    await runCli(['check-key', '--format', 'json', '--output', output], { env });
    expect(leaks(readFileSync(output, 'utf8'), KEY)).toEqual([]);
  });
});

describe('a stream that says the key back in two pieces', () => {
  it('leaves neither of them in any output', async () => {
    const key = 'sk-ar-Ab3dEf6hIj9lMn2pQr5tUv8xYz1cDe4f';
    const pieces = [key.slice(0, 22), key.slice(22)];
    const events = pieces.map(
      (content) => `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content } }] })}\n\n`,
    );
    const server = createServer((request, response) => {
      request.resume();
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.end(`${events.join('')}data: [DONE]\n\n`);
    });
    const port = await listening(server);
    const env = { AGENTROUTER_API_KEY: key, AGENTROUTER_BASE_URL: `http://127.0.0.1:${port}` };
    for (const command of ['stream-test', 'doctor', 'support-dump']) {
      const args = [command, '--model', 'gpt-4o-mini', '--show-http', '--verbose', '--retries', '0'];
      for (const format of ['text', 'json', 'markdown']) {
        const { stdout, stderr } = await runCli([...args, '--format', format], { env });
        for (const piece of [key, pieces[0]?.slice(6) ?? '', pieces[1]?.slice(0, -4) ?? ''])
          expect(stdout + stderr, `${command} as ${format}`).not.toContain(piece);
      }
    }
  }, 60_000);
});

describe('a password in a URL', () => {
  it('of the deployment or a proxy is in no output', async () => {
    const { port } = await startEcho(401);
    const userinfo = `ann:${encodeURIComponent(PASSWORD)}`;
    const env = { AGENTROUTER_API_KEY: KEY, AGENTROUTER_BASE_URL: `http://${userinfo}@127.0.0.1:${port}` };
    const proxy = `http://${userinfo}@127.0.0.1:${port}`;
    for (const args of [
      ['doctor'],
      ['doctor', '--proxy', proxy],
      ['doctor', '--dry-run'],
      ['support-dump'],
    ]) {
      for (const format of ['text', 'json', 'markdown']) {
        const { stdout, stderr } = await runCli(
          [...args, '--format', format, '--verbose', '--show-http', '--curl'],
          { env },
        );
        expect(
          [...leaks(stdout + stderr, PASSWORD), ...leaks(stdout + stderr, KEY)],
          `${args.join(' ')} as ${format}`,
        ).toEqual([]);
      }
    }
  }, 60_000);
});

describe('a wrong command line', () => {
  it('shows no secret of the environment, and none that it names itself', async () => {
    const env = { AGENTROUTER_API_KEY: KEY };
    for (const args of [
      ['doctor', '--timeout', KEY],
      ['doctor', '--format', KEY],
      ['doctor', '--only', KEY],
      ['doctor', '--output', `/no/such/${KEY}`],
      ['doctor', `--ca=/no/such/${KEY}`],
      [KEY],
      ['doctor', KEY],
    ]) {
      const { stdout, stderr, exitCode } = await runCli(args, { env });
      expect(exitCode).toBe(2);
      expect(leaks(stdout + stderr, KEY), args.join(' ')).toEqual([]);
    }
  });
});
