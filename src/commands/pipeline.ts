import { CHECKLIST } from '../checks/checklist.ts';
import type { CheckId } from '../checks/ids.ts';
import { runChecks } from '../checks/run.ts';
import { createRedactor } from '../report/redact.ts';
import type { RunOptions } from '../settings/types.ts';
import type { HeadStart } from '../wire/head-start.ts';
import { buildReport } from './build-report.ts';
import type { CommandSpec, Outcome } from './command-spec.ts';
import { writeResult } from './console.ts';
import type { EndOfRun } from './end-of-run.ts';
import { printPlan } from './plan.ts';
import { watchProgress } from './progress.ts';
import { renderReport } from './render.ts';
import { judgeRun } from './run-findings.ts';
import { openSession } from './session.ts';
import type { Surroundings } from './surroundings.ts';

/** A run as it is begun. */
interface BegunRun {
  spec: CommandSpec;
  checks: readonly CheckId[];
  options: RunOptions;
  surroundings: Surroundings;
  end: EndOfRun;
  ahead: HeadStart | null;
  /** A reading of `performance.now()`. */
  startedMs: number;
  version: string;
}

/**
 * Goes through the checklist of a run, and tells what came of it.
 *
 * @returns the exit code.
 */
export async function runChecklist(run: BegunRun): Promise<number> {
  const { spec, options, end, version } = run;
  const { world, settings } = run.surroundings;
  const checks = CHECKLIST.filter(({ id }) => run.checks.includes(id));
  const redactor = createRedactor(settings.secrets);
  const session = await openSession({
    ...spec,
    command: spec.name,
    settings,
    options,
    world,
    version,
    signal: end.signal,
    ahead: run.ahead,
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
      durationMs: Math.round(performance.now() - run.startedMs),
      version,
      strict: options.strict,
      endedBy,
      extra,
    });
    const outcome: Outcome = { report: redactor.value(report), options, settings, world, redactor };
    await (spec.present ?? print)(outcome);
    return report.exitCode;
  } finally {
    await session.close();
  }
}

async function print({ report, options, world }: Outcome): Promise<void> {
  await writeResult(await renderReport(report, options, world), options.output);
}
