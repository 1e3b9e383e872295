import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The built command line. */
export const BIN = fileURLToPath(new URL('../../bin/agentrouter.js', import.meta.url));
const DEFAULT_TIMEOUT_MS = 30_000;
const MAX_OUTPUT_CHARS = 16 * 1024 * 1024;

interface RunOptions {
  /** Added to an environment that has nothing but a PATH, a HOME and a folder for temporary files. */
  env?: Record<string, string>;
  /** Default: an empty folder, which is gone afterwards. */
  cwd?: string;
  /** What standard input holds; none by default. */
  stdin?: string;
  timeoutMs?: number;
}

export interface Ran {
  stdout: string;
  stderr: string;
  exitCode: number | null;
  /** What standard output holds, where it is one JSON value. */
  json?: unknown;
}

/** Runs the built command line as its users do: a process of its own, with a home and a working folder of its own. */
export function runCli(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  return runProgram(process.execPath, [BIN, ...args], options);
}

/**
 * Runs any program in the same clean surroundings.
 *
 * @throws Error where it does not start, prints without end, or is still running after `timeoutMs`; it is killed then.
 */
export async function runProgram(
  program: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<Ran> {
  const home = mkdtempSync(join(tmpdir(), 'agentrouter-home-'));
  const empty = options.cwd === undefined ? mkdtempSync(join(tmpdir(), 'agentrouter-cwd-')) : null;
  try {
    return await finished(program, args, options, home, options.cwd ?? empty ?? home);
  } finally {
    for (const folder of [home, empty]) if (folder !== null) rmSync(folder, { recursive: true, force: true });
  }
}

function finished(
  program: string,
  args: readonly string[],
  { env = {}, stdin, timeoutMs = DEFAULT_TIMEOUT_MS }: RunOptions,
  home: string,
  cwd: string,
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...args], { cwd, env: { ...cleanEnvironment(home), ...env } });
    const printed = { stdout: '', stderr: '' };
    const giveUp = (why: string): void => {
      child.kill('SIGKILL');
      reject(
        new Error(
          `${[program, ...args].join(' ')} ${why}\n${printed.stdout.slice(-2000)}\n${printed.stderr}`,
        ),
      );
    };
    const timer = setTimeout(() => giveUp(`was still running after ${timeoutMs} ms`), timeoutMs);
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (chunk: string) => {
        printed[name] += chunk;
        if (printed[name].length > MAX_OUTPUT_CHARS) giveUp('printed without end');
      });
    }
    child.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.on('close', (exitCode) => {
      clearTimeout(timer);
      resolve({ ...printed, exitCode, ...asJson(printed.stdout) });
    });
    // A program that never reads its input may be gone before it is written.
    child.stdin.on('error', () => undefined);
    child.stdin.end(stdin ?? '');
  });
}

function cleanEnvironment(home: string): NodeJS.ProcessEnv {
  const { PATH, SystemRoot } = process.env;
  return {
    PATH,
    SystemRoot,
    HOME: home,
    USERPROFILE: home,
    TMPDIR: home,
    TEMP: home,
    LANG: 'C.UTF-8',
    TZ: 'UTC',
  };
}

function asJson(text: string): { json?: unknown } {
  if (!/^[[{]/.test(text)) return {};
  try {
    return { json: JSON.parse(text) };
  } catch {
    return {};
  }
}
