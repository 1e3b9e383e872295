import { createServer } from 'node:net';
import { spawn } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import { folder, inTurn, node, TOOL } from './run.ts';
import type { Measure } from './measure.ts';

export const KEY = 'sk-ar-bench-0123456789abcdefghijklmnopqrstuv';

const wall = async (...args: string[]): Promise<number> => (await node(args)).wallMs;

/** Wall time of the smallest commands, and until a network command opens its first connection. */
export async function startUp(rounds: number): Promise<Measure[]> {
  const ms = await inTurn(rounds, {
    base: () => wall('-e', '0'),
    version: () => wall(TOOL, '--version'),
    help: () => wall(TOOL, '--help'),
    first: firstConnection,
  });
  const against = 'node -e 0';
  return [
    {
      name: '--version',
      ratio: ms.version / ms.base,
      target: 1.15,
      against,
      detail: `${Math.round(ms.version)} ms`,
    },
    { name: '--help', ratio: ms.help / ms.base, target: 1.25, against, detail: `${Math.round(ms.help)} ms` },
    {
      name: 'first packet of doctor',
      ratio: ms.first / ms.base,
      target: 2,
      against,
      detail: `${Math.round(ms.first)} ms`,
    },
  ];
}

/** How long after its start a `doctor` opens its first connection, in ms. */
export function firstConnection(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const sinceMs = performance.now();
      const child = spawn(process.execPath, [TOOL, 'doctor', '--quiet', '--retries', '0'], {
        cwd: folder,
        stdio: 'ignore',
        env: { HOME: folder, AGENTROUTER_BASE_URL: urlOf(server.address()), AGENTROUTER_API_KEY: KEY },
      });
      child.on('error', reject);
      server.once('connection', () => {
        const ms = performance.now() - sinceMs;
        child.kill('SIGKILL');
        child.once('close', () => server.close(() => resolve(ms)));
      });
    });
  });
}

export function urlOf(address: string | AddressInfo | null): string {
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return `http://127.0.0.1:${address.port}`;
}
