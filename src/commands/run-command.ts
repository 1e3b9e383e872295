import type { CommandSpec } from './command-spec.ts';
import { checkOutput } from './console.ts';
import { endRunBy } from './end-of-run.ts';
import { flag, runOptions, type RawOptions } from './options.ts';
import { selectChecks } from './select.ts';
import { startRunAhead } from './start-ahead.ts';
import { surroundingsOf } from './surroundings.ts';

/**
 * Runs a network command: settings, checklist, report, output. It loads no more than it takes to know where the
 * deployment is; the rest follows while the first connection is on its way.
 *
 * @returns the exit code.
 * @throws UsageError where the command line is wrong.
 */
export async function runCommand(spec: CommandSpec, raw: RawOptions, version: string): Promise<number> {
  const options = await runOptions(raw);
  const checks = selectChecks(spec.checks, options.only, options.skip);
  if (flag(raw, 'listChecks')) return (await import('./list-checks.ts')).listChecks(checks, options);
  if (spec.present === undefined) checkOutput(options.output);
  const surroundings = spec.surroundings ?? (await surroundingsOf(raw));
  const startedMs = performance.now();
  const end = endRunBy(options.deadlineMs);
  const ahead = startRunAhead(checks, surroundings.settings, options, end.signal);
  try {
    await turnOfEvents();
    // In parts: what arrives meanwhile is timed between them.
    await import('../codes/judge.ts');
    await turnOfEvents();
    const { runChecklist } = await import('./pipeline.ts');
    return await runChecklist({ spec, checks, options, surroundings, end, ahead, startedMs, version });
  } finally {
    end.stop();
    ahead?.close();
  }
}

/** Lets the event loop send and receive once: loading code blocks it. */
function turnOfEvents(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
