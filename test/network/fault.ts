import { appendFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Code, Report } from '../helpers/world.ts';
import { isInstalled, Namespace, withoutNamespaces } from '../helpers/namespace.ts';
import { SANDBOX_KEY } from './programs.ts';

/** A fault of the network, and what the tool has to say of it. */
export interface Fault {
  /** The fault, as a sentence. */
  name: string;
  /** The programs without which it cannot be caused. */
  needs?: readonly string[];
  arrange: (net: Namespace) => void | Promise<void>;
  url: string;
  env?: Readonly<Record<string, string>> | ((net: Namespace) => Readonly<Record<string, string>>);
  command?: 'test-connection' | 'doctor' | 'stream-test';
  options?: readonly string[];
  /** Every code that is to be found, the root cause first; no other may be. */
  gives: readonly Code[];
  /** The root cause. Default: the first of `gives`; null where none is an error. */
  root?: Code | null;
  /** What the findings have to tell, each somewhere in their text. */
  tells?: readonly (string | RegExp)[];
  /** What they must not tell. */
  hides?: readonly (string | RegExp)[];
  also?: (report: NetworkReport, net: Namespace) => void | Promise<void>;
}

/** A report with the facts of the way. */
export interface NetworkReport extends Report {
  durationMs: number;
  settings: { name: string; value: string }[];
  facts: Report['facts'] & { network: Way };
}

interface Way {
  proxy: { url: string; decidedBy: string } | null;
  dns: { answer: { addresses: { address: string }[]; durationMs: number } | null } | null;
  tcp: { address: string; connectedMs: number | null }[] | null;
}

/** Long enough for a busy machine, and short enough for a suite of silences. */
const TIMEOUT_MS = 2500;
/** How much longer than `--timeout` a report on a silent host may take. */
const MAX_BEYOND_TIMEOUT_MS = 1000;
/** Starting Node.js and ending it, on a busy machine. */
const MAX_PROCESS_MS = 4000;

/** One test for each fault; by name skipped where this machine cannot cause it. */
export function proveFaults(faults: readonly Fault[]): void {
  for (const fault of faults) {
    const missing = (fault.needs ?? []).filter((program) => !isInstalled(program));
    const lacks = missing.length === 0 ? null : `not installed: ${missing.join(', ')}`;
    const reason = withoutNamespaces() ?? lacks;
    it.skipIf(reason !== null)(`${fault.name}${reason === null ? '' : ` (${reason})`}`, () => prove(fault));
  }
}

async function prove(fault: Fault): Promise<void> {
  const net = await Namespace.make();
  try {
    await fault.arrange(net);
    const { report, processMs } = await run(fault, net);
    note(fault, report);
    holds(fault, report);
    // However silent the network, nothing keeps the process after its report.
    expect(processMs - report.durationMs).toBeLessThan(MAX_PROCESS_MS);
    await fault.also?.(report, net);
  } finally {
    await net.close();
  }
}

async function run(fault: Fault, net: Namespace): Promise<{ report: NetworkReport; processMs: number }> {
  const own = typeof fault.env === 'function' ? fault.env(net) : (fault.env ?? {});
  const env = { AGENTROUTER_BASE_URL: fault.url, AGENTROUTER_API_KEY: SANDBOX_KEY, ...own };
  const options = [
    '--format',
    'json',
    '--timeout',
    String(TIMEOUT_MS),
    '--retries',
    '0',
    ...(fault.options ?? []),
  ];
  const sinceMs = performance.now();
  const ran = await net.cli([fault.command ?? 'test-connection', ...options], env);
  const processMs = performance.now() - sinceMs;
  if (!isReport(ran.json)) throw new Error(`no report:\n${ran.stdout}\n${ran.stderr}`);
  expect(ran.exitCode).toBe(ran.json.exitCode);
  return { report: ran.json, processMs };
}

function holds(fault: Fault, report: NetworkReport): void {
  const findings = report.findings.filter(({ code }) => code !== 'runtime.outdated');
  const told = JSON.stringify({ findings, checks: report.checks }, null, 1);
  const codes = findings.map(({ code }) => code);
  const root = fault.root === undefined ? (fault.gives[0] ?? null) : fault.root;
  const expected = { codes: [...fault.gives].sort(), root };
  expect({ codes: codes.toSorted(), root: report.rootCause }, told).toEqual(expected);
  const text = JSON.stringify(findings);
  for (const part of fault.tells ?? []) expect(text, told).toMatch(part);
  for (const part of fault.hides ?? []) expect(text, told).not.toMatch(part);
}

/** For faults that are silences: the whole report comes within the limit of one request and a second. */
export function endsInTime({ durationMs }: NetworkReport): void {
  expect(durationMs).toBeLessThan(TIMEOUT_MS + MAX_BEYOND_TIMEOUT_MS);
}

/** Appends one line of a table, fault, codes and milliseconds, to the file that `NETWORK_TABLE` names. */
function note({ name }: Fault, { findings, durationMs }: NetworkReport): void {
  const file = process.env['NETWORK_TABLE'] ?? '';
  if (file === '') return;
  const codes = findings.map(({ code }) => code).join(', ');
  appendFileSync(file, `| ${name} | ${codes === '' ? 'healthy' : codes} | ${durationMs} |\n`);
}

function isReport(value: unknown): value is NetworkReport {
  return typeof value === 'object' && value !== null && 'findings' in value && 'rootCause' in value;
}
