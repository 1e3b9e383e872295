import type { Check } from '../checks/check.ts';
import { CATEGORIES, type Category } from '../checks/ids.ts';
import type { CheckResult, CheckStatus } from '../checks/result.ts';
import type { RunObserver } from '../checks/run.ts';
import { createProgress } from '../report/progress.ts';
import { faceOf } from './face.ts';
import type { RunOptions, World } from '../settings/types.ts';

const WORST: readonly CheckStatus[] = ['fail', 'warn', 'pass', 'skip'];

/** Shows on standard error, category by category, how far a run is. */
export async function watchProgress(
  checks: readonly Check[],
  options: RunOptions,
  world: World,
): Promise<{ observer: RunObserver; stop: () => void }> {
  if (options.quiet) return { observer: { started: ignore, finished: ignore }, stop: ignore };
  const progress = await createProgress(process.stderr, faceOf(process.stderr, options, world));
  const open = new Map<Category, CheckResult[]>();
  const sizeOf = (category: Category): number => checks.filter((check) => check.category === category).length;
  for (const category of CATEGORIES) if (sizeOf(category) > 0) open.set(category, []);
  const begun = new Set<Category>();
  return {
    observer: {
      started: ({ category }) => {
        if (!begun.has(category)) progress.start(category);
        begun.add(category);
      },
      finished: (result) => {
        const results = open.get(result.category) ?? [];
        results.push(result);
        if (results.length < sizeOf(result.category)) return;
        const worst = worstOf(results);
        // What comes later may still fault a check of this category: a tick would promise too much.
        if (worst === 'pass')
          progress.done(result.category, 'skip', `${results.length} ended, no fault so far`);
        else progress.done(result.category, worst, lineOf(results));
      },
    },
    stop: () => progress.stop(),
  };
}

const ignore = (): void => undefined;

function worstOf(results: readonly CheckResult[]): CheckStatus {
  return WORST.find((status) => results.some((result) => result.status === status)) ?? 'skip';
}

function lineOf(results: readonly CheckResult[]): string {
  const count = (status: CheckStatus, word: string): string[] => {
    const number = results.filter((result) => result.status === status).length;
    return number === 0 ? [] : [`${number} ${word}`];
  };
  return [
    ...count('fail', 'failed'),
    ...count('warn', 'warned'),
    ...count('pass', 'passed'),
    ...count('skip', 'skipped'),
  ].join(', ');
}
