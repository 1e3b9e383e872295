import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished, vi } from 'vitest';

const BIN = fileURLToPath(new URL('../../bin/agentrouter.js', import.meta.url));

/** A command that is still running. */
export interface LiveRun {
  /** What it has printed so far. */
  printed: Readonly<Record<'stdout' | 'stderr', string>>;
  kill: (signal: NodeJS.Signals) => void;
  ended: Promise<{ stdout: string; stderr: string; exitCode: number | null }>;
}

/** Starts the command line and leaves it running; it is killed when its test is over. */
export function startCli(args: readonly string[], env: Record<string, string>): LiveRun {
  const home = mkdtempSync(join(tmpdir(), 'agentrouter-live-'));
  const child = spawn(process.execPath, [BIN, ...args], {
    cwd: home,
    env: { PATH: process.env['PATH'], HOME: home, LANG: 'C.UTF-8', ...env },
  });
  const printed = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (chunk: string) => (printed[name] += chunk));
  child.stdin.end();
  onTestFinished(() => {
    child.kill('SIGKILL');
    rmSync(home, { recursive: true, force: true });
  });
  return {
    printed,
    kill: (signal) => void child.kill(signal),
    ended: new Promise((resolve) => child.on('close', (exitCode) => resolve({ ...printed, exitCode }))),
  };
}

/** A sandbox that is ready. */
export async function startSandbox(...args: string[]): Promise<LiveRun> {
  const run = startCli(['sandbox', ...args], {});
  await vi.waitUntil(() => run.printed.stderr.includes('Ctrl-C'), { timeout: 20_000 });
  return run;
}

/** The variables that a sandbox says should be set. */
export function exportedBy({ printed }: LiveRun): Record<string, string> {
  const lines = printed.stdout.matchAll(/^export (\w+)=(\S+)$/gm);
  return Object.fromEntries([...lines].map(([, name = '', value = '']) => [name, value]));
}
