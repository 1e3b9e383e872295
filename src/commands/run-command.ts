import { setTimeout as pause } from 'node:timers/promises';
import type { HeadStart } from '../wire/head-start.ts';
import type { CommandSpec } from './command-spec.ts';
import { checkOutput } from './output-file.ts';
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
    if (ahead !== null) await letNearOnesAnswer(ahead);
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

/** Longer than a lookup in this machine's own files or cache takes, and too short for anyone to notice. */
const NEAR_LOOKUP_MS = 10;
/** Longer than connecting to this machine or to the next one takes. */
const NEAR_CONNECT_MS = 3;

/** Waits for a moment: times that were measured while code is being loaded would hold its time as well. */
async function letNearOnesAnswer({ lookedUp }: HeadStart): Promise<void> {
  await Promise.race([lookedUp, pause(NEAR_LOOKUP_MS)]);
  await pause(NEAR_CONNECT_MS);
}

/** Lets the event loop send and receive once: loading code blocks it. */
function turnOfEvents(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
