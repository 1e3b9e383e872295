import { createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runCli } from '../helpers/cli.ts';

const KEY = 'sk-ar-test-0123456789abcdefghijklmnopqrst9f2c';

/** A port that counts who connects, and cuts every connection. */
async function countingPort(): Promise<{ port: number; connections: () => number }> {
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { port: address.port, connections: () => connections };
}

interface Case {
  title: string;
  /** What follows the port in the base URL. */
  path?: string;
  args?: string[];
}

const NOTHING_SENT: readonly Case[] = [
  { title: 'a base URL with /v1 twice', path: '/v1/v1' },
  { title: 'a base URL with the path of an endpoint', path: '/v1/chat/completions' },
  { title: 'a base URL with white space', path: '/v1 ' },
  { title: 'a variable that nothing filled in', path: '/${PREFIX}' },
  { title: '--dry-run', args: ['--dry-run'] },
  { title: '--list-checks', args: ['--list-checks'] },
  { title: 'checks of this side alone', args: ['--only', 'local'] },
  { title: 'an unknown code to suppress', args: ['--suppress', 'no.such-code'] },
];

describe.for(['doctor', 'check-key'])('%s connects to nothing', (command) => {
  it.for(NOTHING_SENT)('with $title', async ({ path = '', args = [] }) => {
    const { port, connections } = await countingPort();
    await runCli([command, '--quiet', '--retries', '0', ...args], {
      env: {
        AGENTROUTER_BASE_URL: `http://127.0.0.1:${port}${path}`,
        AGENTROUTER_API_KEY: KEY,
      },
    });
    expect(connections()).toBe(0);
  });
});

it('A port is connected to where nothing on this side is wrong', async () => {
  const { port, connections } = await countingPort();
  await runCli(['check-key', '--quiet', '--retries', '0'], {
    env: { AGENTROUTER_BASE_URL: `http://127.0.0.1:${port}`, AGENTROUTER_API_KEY: KEY },
  });
  expect(connections()).toBeGreaterThan(0);
});
