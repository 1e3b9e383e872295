import { CATEGORIES, CHECK_IDS } from '../checks/ids.ts';
import type { CommandLine } from '../settings/load.ts';
import type { ApiChoice, Format, RunOptions } from '../settings/types.ts';
import { UsageError, unknownOfMany } from './usage-error.ts';

const FORMATS: readonly Format[] = ['text', 'json', 'markdown'];
const APIS: readonly ApiChoice[] = ['openai', 'anthropic', 'both'];
const MAX_DURATION_MS = 24 * 60 * 60 * 1000;
const UNIT_MS = { ms: 1, s: 1000, m: 60_000 } as const;

/** What commander hands over, before anything of it is checked. */
export type RawOptions = Readonly<Record<string, unknown>>;

/** `500ms`, `30s`, `2m`; a bare number is milliseconds. */
function durationMs(option: string, value: string): number {
  const found = /^(\d+(?:\.\d+)?)(ms|s|m)?$/.exec(value.trim());
  const unit = found?.[2];
  const factor = unit === 'ms' || unit === 's' || unit === 'm' ? UNIT_MS[unit] : 1;
  const ms = Math.round(Number(found?.[1]) * factor);
  if (!found || ms < 1 || ms > MAX_DURATION_MS) {
    throw new UsageError(
      `${option} takes a duration such as 500ms, 30s or 2m, up to 24 hours, not '${value}'`,
    );
  }
  return ms;
}

/** A whole number in a range. */
export function wholeNumber(option: string, value: string, min: number, max: number): number {
  const number = /^\d+$/.test(value.trim()) ? Number(value) : Number.NaN;
  if (!(number >= min && number <= max)) {
    throw new UsageError(`${option} takes a whole number from ${min} to ${max}, not '${value}'`);
  }
  return number;
}

export function text(raw: RawOptions, name: string): string | null {
  const value = raw[name];
  return typeof value === 'string' ? value : null;
}

/** The value of an option that cannot be empty. @throws UsageError where it is: a variable that is not set, mostly. */
export function filled(raw: RawOptions, name: string, option: string): string | null {
  const value = text(raw, name);
  if (value === '') throw new UsageError(`${option} is empty. Is the variable set that it comes from?`);
  return value;
}

/** The file of `--output`; null for standard output, which is also called `-` (POSIX.1-2017, Utility Syntax, 13). */
export function outputFile(raw: RawOptions): string | null {
  const file = filled(raw, 'output', '--output');
  return file === '-' ? null : file;
}

export function flag(raw: RawOptions, name: string): boolean {
  return raw[name] === true;
}

function words(value: string | null): string[] {
  return (value ?? '')
    .split(/[\s,]+/)
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

/** A list that was given names something: an empty one would ask for nothing, not for everything. */
function namedIn(raw: RawOptions, name: string, option: string): string[] {
  const value = filled(raw, name, option);
  const named = words(value);
  if (value !== null && named.length === 0) throw new UsageError(`${option} names nothing`);
  return named;
}

const OF_CHECKS = [
  'check or category',
  [...CHECK_IDS, ...CATEGORIES],
  'All of them: agentrouter doctor --list-checks',
] as const;

function known(names: string[], [kind, allowed, whereListed]: readonly [string, readonly string[], string]) {
  for (const name of names)
    if (!allowed.includes(name)) throw unknownOfMany(kind, name, allowed, whereListed);
  return names;
}

/** The catalogue is large, and nothing else needs it before the first request is under way. */
async function knownCodes(names: string[]): Promise<string[]> {
  if (names.length === 0) return names;
  const { CODES } = await import('../codes/catalogue.ts');
  return known(names, ['code', CODES, 'A report shows the code of each finding in brackets']);
}

function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((name) => name === value);
  if (found === undefined) throw new UsageError(`${option} takes ${allowed.join(', ')}, not '${value}'`);
  return found;
}

/** Checks the options that every network command takes. @throws UsageError */
export async function runOptions(raw: RawOptions): Promise<RunOptions> {
  const duration = (option: string, name: string, defaultMs: number): number => {
    const value = text(raw, name);
    return value === null ? defaultMs : durationMs(option, value);
  };
  const timeoutMs = duration('--timeout', 'timeout', 30_000);
  return {
    format: oneOf('--format', text(raw, 'format') ?? 'text', FORMATS),
    output: outputFile(raw),
    timeoutMs,
    idleTimeoutMs: Math.min(duration('--idle-timeout', 'idleTimeout', 15_000), timeoutMs),
    deadlineMs: duration('--deadline', 'deadline', 120_000),
    retries: wholeNumber('--retries', text(raw, 'retries') ?? '1', 0, 10),
    strict: flag(raw, 'strict'),
    suppress: await knownCodes(words(text(raw, 'suppress'))),
    only: known(namedIn(raw, 'only', '--only'), OF_CHECKS),
    skip: known(words(text(raw, 'skip')), OF_CHECKS),
    free: flag(raw, 'free'),
    dryRun: flag(raw, 'dryRun'),
    api: oneOf('--api', text(raw, 'api') ?? 'both', APIS),
    verbose: flag(raw, 'verbose'),
    quiet: flag(raw, 'quiet'),
    showHttp: flag(raw, 'showHttp'),
    curl: flag(raw, 'curl'),
  };
}

/** The options that are settings; `apiKeyStdin` is what standard input held. @throws UsageError where one is empty */
export function commandLine(raw: RawOptions, apiKeyStdin: string | null): CommandLine {
  const optional = <Name extends string>(name: Name, option: string): Partial<Record<Name, string>> => {
    const value = filled(raw, name, option);
    return value === null ? {} : record(name, value);
  };
  return {
    ...optional('apiKey', '--api-key'),
    ...(apiKeyStdin === null ? {} : { apiKeyStdin }),
    ...optional('baseUrl', '--base-url'),
    ...optional('model', '--model'),
    ...optional('envFile', '--env-file'),
    ...optional('ca', '--ca'),
    ...(raw.proxy === false ? { proxy: false } : optional('proxy', '--proxy')),
    trustEnvFile: flag(raw, 'trustEnvFile'),
    allowForeignKey: flag(raw, 'allowForeignKey'),
  };
}

function record<Name extends string>(name: Name, value: string): Partial<Record<Name, string>> {
  const made: Partial<Record<Name, string>> = {};
  made[name] = value;
  return made;
}
