import type { CheckId } from '../checks/ids.ts';
import { CHECKLIST } from '../checks/checklist.ts';
import { runChecks } from '../checks/run.ts';
import type { CheckResult } from '../checks/result.ts';
import type { Facts } from '../probes/facts.ts';
import type { Probes } from '../probes/probes.ts';
import { createRedactor, type Redactor } from '../report/redact.ts';
import type { Report } from '../report/types.ts';
import type { RunOptions, Settings, World } from '../settings/types.ts';
import { buildReport } from './build-report.ts';
import { checkOutput, writeResult } from './console.ts';
import { endRunBy } from './end-of-run.ts';
import { listChecks } from './list-checks.ts';
import { flag, runOptions, type RawOptions } from './options.ts';
import { printPlan } from './plan.ts';
import { watchProgress } from './progress.ts';
import { renderReport } from './render.ts';
import { judgeRun } from './run-findings.ts';
import { selectChecks } from './select.ts';
import { openSession } from './session.ts';
import { surroundingsOf, type Surroundings } from './surroundings.ts';

/** How a run ended, for a command that tells it in its own way. */
export interface Outcome {
  /** Redacted. */
  report: Report;
  options: RunOptions;
  settings: Settings;
  world: World;
  /** For what is told beside the report. */
  redactor: Redactor;
}

/** What is particular to one network command. */
export interface CommandSpec {
  name: string;
  /** The checks that it runs. */
  checks: readonly CheckId[] | 'all';
  /** Settings and surroundings, where not those of the process (`--sandbox`). */
  surroundings?: Surroundings;
  project: string | null;
  checkedModel?: string | null;
  atOnce?: number;
  /** The answer limit of streams, where not the usual one. */
  streamTokens?: number;
  /** How many streams of each API. */
  streamRuns?: number;
  /** Each listed chat model is called, beside the checks. */
  probesModels?: boolean;
  /** Only the list is asked for; nothing that costs is sent by a check. */
  listOnly?: boolean;
  /** What it does beside the checklist; runs after it, while the connections are still open. */
  more?: (run: {
    probes: Probes;
    facts: Facts;
    results: CheckResult[];
    options: RunOptions;
    world: World;
    signal: AbortSignal;
  }) => Promise<Pick<Report, 'models' | 'streams'>>;
  /** Renders and writes the report, in place of `--format` and `--output`. */
  present?: (outcome: Outcome) => Promise<void>;
}

/**
 * Runs a network command: settings, checklist, report, output.
 *
 * @returns the exit code.
 * @throws UsageError where the command line is wrong.
 */
export async function runCommand(spec: CommandSpec, raw: RawOptions, version: string): Promise<number> {
  const options = runOptions(raw);
  const checks = selectChecks(spec.checks, options.only, options.skip);
  if (flag(raw, 'listChecks')) return listChecks(checks, options);
  if (spec.present === undefined) checkOutput(options.output);
  const { world, settings } = spec.surroundings ?? (await surroundingsOf(raw));
  const redactor = createRedactor(settings.secrets);
  const startedMs = performance.now();
  const end = endRunBy(options.deadlineMs);
  const session = await openSession({
    ...spec,
    command: spec.name,
    settings,
    options,
    world,
    version,
    signal: end.signal,
  });
  try {
    if (options.dryRun) return await printPlan({ ...spec, checks, facts: session.facts }, options, redactor);
    const progress = await watchProgress(checks, options, world);
    const resultsOf = await runChecks(checks, CHECKLIST, session.probes, progress.observer, end.signal);
    await session.probes.project();
    progress.stop();
    const results = resultsOf(session.facts);
    const cutBefore = end.endedBy() !== null;
    const extra =
      (await spec.more?.({
        probes: session.probes,
        facts: session.facts,
        results,
        options,
        world,
        signal: end.signal,
      })) ?? {};
    const endedBy = end.endedBy();
    const report = buildReport({
      facts: session.facts,
      settings,
      ...judgeRun({
        facts: session.facts,
        results: resultsOf(session.facts),
        suppress: options.suppress,
        deadlineMs: options.deadlineMs,
        moreCut: !cutBefore && endedBy === 'deadline',
      }),
      durationMs: Math.round(performance.now() - startedMs),
      version,
      strict: options.strict,
      endedBy,
      extra,
    });
    const outcome: Outcome = { report: redactor.value(report), options, settings, world, redactor };
    await (spec.present ?? print)(outcome);
    return report.exitCode;
  } finally {
    end.stop();
    await session.close();
  }
}

async function print({ report, options, world }: Outcome): Promise<void> {
  await writeResult(await renderReport(report, options, world), options.output);
}
