import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const LIMIT_MS = 120_000;

/** A folder for everything that a benchmark writes; removed at its end. */
export const folder = mkdtempSync(join(tmpdir(), 'agentrouter-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/**
 * Tells the peak memory of a process when it ends, in KiB as the last line of standard error. Where there is `/proc`,
 * from there: elsewhere a process that was just started counts the memory of the one that started it.
 */
const HOOK = join(folder, 'peak.cjs');
const PEAK = String.raw`
const own = () => /^VmHWM:\s*(\d+)/m.exec(require('node:fs').readFileSync('/proc/self/status', 'utf8'))[1];
process.on('exit', () => {
  let peak = process.resourceUsage().maxRSS;
  try { peak = own(); } catch {}
  console.error('\n' + peak);
});`;
writeFileSync(HOOK, PEAK);

/** The command line as it is built. `npm run` starts in the root of the project. */
export const TOOL = join(process.cwd(), 'bin/agentrouter.js');

export interface Ran {
  wallMs: number;
  stdout: string;
  stderr: string;
}

/** Runs a program to its end. @throws Error where it cannot be started or is still running after two minutes */
export function run(
  program: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const { PATH } = process.env;
    const sinceMs = performance.now();
    const child = spawn(program, [...args], {
      cwd: folder,
      env: { PATH, HOME: folder, TMPDIR: folder, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const printed = { stdout: '', stderr: '' };
    const timer = setTimeout(() => child.kill('SIGKILL'), LIMIT_MS);
    for (const name of ['stdout', 'stderr'] as const)
      child[name].setEncoding('utf8').on('data', (part: string) => (printed[name] += part));
    child.on('error', reject);
    child.on('close', (_code, signal) => {
      clearTimeout(timer);
      if (signal === null) resolve({ ...printed, wallMs: performance.now() - sinceMs });
      else reject(new Error(`${program} ${args.join(' ')} was ended by ${signal}: ${printed.stderr}`));
    });
  });
}

export const node = (args: readonly string[], env?: Record<string, string>): Promise<Ran> =>
  run(process.execPath, args, env);

/** The peak memory of a Node.js process, in MiB. */
export async function peakMib(args: readonly string[], env?: Record<string, string>): Promise<number> {
  const { stderr } = await node(['--require', HOOK, ...args], env);
  return Number(stderr.trim().split('\n').at(-1)) / 1024;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** The nearest-rank percentile. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** Runs things in turn, so that whatever else the machine does meets them alike; the median of each. */
export async function inTurn<Name extends string>(
  rounds: number,
  things: Readonly<Record<Name, () => Promise<number>>>,
): Promise<Record<Name, number>> {
  const names = Object.keys(things).filter((name): name is Name => name in things);
  const seen = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1)
    for (const name of names) seen.get(name)?.push(await things[name]());
  const medians = { ...Object.fromEntries(names.map((name) => [name, median(seen.get(name) ?? [])])) };
  return hasAll(medians, names) ? medians : Promise.reject(new Error('a measurement is missing'));
}

function hasAll<Name extends string>(
  values: Record<string, number>,
  names: readonly Name[],
): values is Record<Name, number> {
  return names.every((name) => name in values);
}
