import { homedir } from 'node:os';
import type { World } from './types.ts';

/** Environment variables that decide how output looks. */
interface TerminalFacts {
  /** Set to anything but the empty string (no-color.org). */
  noColor: boolean;
  /** Null where unset; `0` and `false` switch colour off, anything else on. */
  forceColor: boolean | null;
  ci: boolean;
  githubActions: boolean;
}

/** The surroundings of this process. The only place that reads `process.env`. */
export function readWorld(): World {
  return {
    env: canonical(process.env),
    cwd: workingDirectory(),
    home: homedir(),
    uid: process.getuid?.() ?? null,
  };
}

/** A folder that was deleted under a running shell has no name any more; the home folder stands in for it. */
function workingDirectory(): string {
  try {
    return process.cwd();
  } catch {
    return homedir();
  }
}

/** Windows ignores the case of variable names; everything else here compares them exactly. */
function canonical(env: NodeJS.ProcessEnv): Readonly<Record<string, string | undefined>> {
  if (process.platform !== 'win32') return { ...env };
  return Object.fromEntries(Object.entries(env).map(([name, value]) => [name.toUpperCase(), value]));
}

const isOn = (value: string | undefined) =>
  value !== undefined && !['', '0', 'false'].includes(value.toLowerCase());

/** `NO_COLOR`, `FORCE_COLOR`, `CI` and `GITHUB_ACTIONS` as this environment sets them. */
export function terminalFacts(env: World['env']): TerminalFacts {
  const force = env['FORCE_COLOR'];
  return {
    noColor: (env['NO_COLOR'] ?? '') !== '',
    forceColor: force === undefined ? null : !['0', 'false'].includes(force.toLowerCase()),
    ci: isOn(env['CI']),
    githubActions: isOn(env['GITHUB_ACTIONS']),
  };
}
