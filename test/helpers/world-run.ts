import { expect } from 'vitest';
import { CATALOGUE } from '../../src/codes/catalogue.ts';
import { runCommand } from '../../src/commands/run-command.ts';
import { commandLine } from '../../src/commands/options.ts';
import { loadSettings } from '../../src/settings/load.ts';
import { schemaErrors } from '../report/validate.ts';
import { runCli } from './cli.ts';
import { KEY } from './gateway.ts';
import { inWorld, type Bench, type Code, type Report, type Seen, type World } from './world.ts';

/** What every run promises; retries and calls that a refusal changed are not counted. */
const MAX_REQUESTS = 20;
const MAX_COSTLY = 12;
const MAX_EXPERIMENTS = 8;
const MAX_TRIES_OF_A_REFUSED_KEY = 3;
/** The Node.js that runs the tests is no part of a world. */
const ofThisMachine = ({ code, measured }: Report['findings'][number]): boolean =>
  code === 'runtime.outdated' && measured.startsWith('Node.js');

/** Runs `doctor` in a world, and holds the run to what the world says and to what every run promises. */
export async function proveWorld(world: World): Promise<void> {
  await inWorld(world, async (bench) => {
    const seen = await (world.cli === true ? runInProcess : runHere)(bench);
    expect(seen.exitCode, seen.stderr).toBe(seen.report.exitCode);
    holdsToItsPromises(world, seen);
    saysWhatItShould(world, seen);
    world.also?.(seen);
  });
}

function saysWhatItShould(world: World, { report }: Seen): void {
  const codes = report.findings.filter((finding) => !ofThisMachine(finding)).map(({ code }) => code);
  const root = world.root === undefined ? usualRoot(world.gives) : world.root;
  const told = JSON.stringify(report.findings, null, 1);
  expect({ codes: codes.toSorted(), root: report.rootCause }, told).toEqual({
    codes: [...world.gives].sort(),
    root,
  });
  if (root !== null) expect(codes[0]).toBe(root);
  for (const code of world.nearMissOf ?? []) expect(codes).not.toContain(code);
  for (const [id, status] of Object.entries(world.checks ?? {})) {
    const check = report.checks.find((one) => one.id === id);
    expect({ [id]: check?.status }, JSON.stringify(check)).toEqual({ [id]: status });
  }
}

/** The first code, where it is usually an error. */
function usualRoot([first]: readonly Code[]): Code | null {
  return first !== undefined && CATALOGUE[first].severity === 'error' ? first : null;
}

function holdsToItsPromises(world: World, { report, stdout, stderr, gateway }: Seen): void {
  expect(schemaErrors(report)).toEqual([]);
  expect(stdout + stderr).not.toContain(KEY);
  const counted = report.facts.exchanges.filter(({ attempt }) => attempt === 1);
  const experiments = counted.filter(({ role }) => role.startsWith('experiment.'));
  const usual = counted.filter((exchange) => !experiments.includes(exchange));
  expect(usual.length).toBeLessThanOrEqual(MAX_REQUESTS + adaptations(report));
  expect(usual.filter(({ costs }) => costs).length).toBeLessThanOrEqual(MAX_COSTLY + adaptations(report));
  expect(experiments.length).toBeLessThanOrEqual(MAX_EXPERIMENTS);
  for (const times of refusals(world, gateway).values())
    expect(times).toBeLessThanOrEqual(MAX_TRIES_OF_A_REFUSED_KEY);
  if (world.options?.['free'] === true) expect(gateway.calls.filter(isCostly)).toEqual([]);
}

/** How often each key was tried that the gateway refuses; a 401 may as well be of a provider behind it. */
function refusals({ gives }: World, gateway: Seen['gateway']): Map<string, number> {
  const refused = new Map<string, number>();
  if (!gives.some((code) => /^(?:key|auth)\./.test(code))) return refused;
  for (const { key, status } of gateway.calls)
    if (status === 401 && key !== null) refused.set(key, (refused.get(key) ?? 0) + 1);
  return refused;
}

/** Calls that were made again with a parameter changed. */
function adaptations(report: Report): number {
  return report.facts.exchanges.reduce((sum, { adapted }) => sum + (adapted.length > 0 ? 1 : 0), 0);
}

/** A call that a model would answer. */
function isCostly({ kind, fields }: Seen['gateway']['calls'][number]): boolean {
  return (kind === 'chat' || kind === 'messages') && 'messages' in fields;
}

async function runInProcess(bench: Bench): Promise<Seen> {
  const options: Bench['options'] = { ...bench.options, format: 'json' };
  const given = Object.entries(options).flatMap(([name, value]) =>
    value === true ? [`--${name}`] : [`--${name}`, value],
  );
  const { stdout, stderr, exitCode, json } = await runCli(['doctor', ...given], {
    cwd: bench.project,
    env: { HOME: bench.home, ...bench.env },
  });
  if (!isReport(json)) throw new Error(`no report, exit code ${exitCode}:\n${stdout}\n${stderr}`);
  return { report: json, exitCode, stdout, stderr, gateway: bench.gateway };
}

/** The same pipeline without a process of its own. */
async function runHere(bench: Bench): Promise<Seen> {
  const world = {
    env: { PATH: process.env['PATH'], ...bench.env },
    cwd: bench.project,
    home: bench.home,
    systemRoot: bench.home,
    uid: process.getuid?.() ?? null,
  };
  const raw = { quiet: true, ...Object.fromEntries(Object.entries(bench.options).map(inCamelCase)) };
  const reports: unknown[] = [];
  const exitCode = await runCommand(
    {
      ...{ name: 'doctor', checks: 'all', project: '.' },
      surroundings: { world, settings: loadSettings(commandLine(raw, null), world) },
      present: async ({ report }) => {
        // What is no JSON would be lost on the way to a user.
        reports.push(JSON.parse(JSON.stringify(report)));
        return Promise.resolve();
      },
    },
    raw,
    '0.0.0',
  );
  const [report] = reports;
  if (!isReport(report)) throw new Error('no report');
  return { report, exitCode, stdout: JSON.stringify(report), stderr: '', gateway: bench.gateway };
}

function inCamelCase([name, value]: [string, string | true]): [string, string | boolean] {
  if (name === 'no-proxy') return ['proxy', false];
  return [name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()), value];
}

function isReport(value: unknown): value is Report {
  return typeof value === 'object' && value !== null && 'findings' in value && 'checks' in value;
}
