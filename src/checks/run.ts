import { CUT_BY_DEADLINE } from '../codes/deadline.ts';
import { verdictsOf } from '../codes/judge.ts';
import type { Probes } from '../probes/probes.ts';
import type { Check } from './check.ts';
import { createOutlines } from './outlines.ts';
import { isCheckId, type CheckId } from './ids.ts';
import { resultOf, type CheckResult, type Course } from './result.ts';

/** Hears of a run while it goes on. */
export interface RunObserver {
  started: (check: Check) => void;
  /** How it stands now; what comes later may still explain it better. */
  finished: (result: CheckResult) => void;
}

/**
 * Runs checks in the order of what they need, independent ones side by side. A check whose need failed is held back.
 * What is not in `checks` counts as given, except that local faults hold back whatever needs them, however far off.
 *
 * @param all the whole checklist.
 * @param signal ends the run: what has not begun by then is cut, and its reason says why.
 */
export async function runChecks(
  checks: readonly Check[],
  all: readonly Check[],
  probes: Probes,
  observer: RunObserver,
  signal: AbortSignal,
): Promise<(facts: Probes['facts']) => CheckResult[]> {
  const { facts } = probes;
  const bench = { probes, facts, verdictsOf };
  const outline = createOutlines();
  const courses = new Map<CheckId, Course>();
  const running = new Map<CheckId, Promise<void>>();
  const known = new Map(all.map((check) => [check.id, check]));
  const judged = new Set([...all.filter(({ category }) => category === 'local'), ...checks]);

  /** What a check needs of what is looked at in this run, directly or through what is not. */
  const needsOf = (check: Check): Check[] => lookedAt(check.needs);

  const lookedAt = (ids: readonly CheckId[]): Check[] =>
    ids.flatMap((id) => {
      const found = known.get(id);
      if (found === undefined) return [];
      return judged.has(found) ? [found] : needsOf(found);
    });

  /** The same of what is not looked at. */
  const givenFor = (of: CheckId): CheckId[] =>
    (known.get(of)?.needs ?? []).flatMap((id) => {
      const found = known.get(id);
      return found === undefined || judged.has(found) ? [] : [id, ...givenFor(id)];
    });

  /** The check because of which what needs all these makes no sense; null where it does. */
  const holderAmong = (needs: readonly Check[]): CheckId | null => {
    for (const needed of needs) {
      const need = needed.id;
      const course = courses.get(need) ?? { kind: 'gathered', durationMs: 0 };
      if (course.kind === 'held') return course.by;
      if (course.kind === 'not-applicable' && course.by !== null) return course.by;
      const now = outline(facts);
      const blamed = now.blamed.get(need);
      const result = resultOf(needed, course, facts, now);
      const gathered = course.kind === 'gathered';
      if (result.status === 'fail') return need;
      const holds = needed.holds?.(facts);
      if (!gathered || holds === true) continue;
      if (blamed !== undefined) return blamed;
      if (holds === false) return isCheckId(result.skippedBecause) ? result.skippedBecause : need;
    }
    return null;
  };

  const settle = async (check: Check): Promise<Course> => {
    const by = holderAmong([...needsOf(check), ...lookedAt(check.heeds ?? [])]);
    const why = check.notApplicable?.(facts) ?? null;
    if (why !== null) return { kind: 'not-applicable', why, by };
    if (by !== null) return { kind: 'held', by };
    if (hasEnded(signal)) return { kind: 'cut', why: endOf(signal) };
    observer.started(check);
    const startedMs = performance.now();
    await check.gather(bench);
    return hasEnded(signal)
      ? { kind: 'cut', why: endOf(signal) }
      : { kind: 'gathered', durationMs: Math.round(performance.now() - startedMs) };
  };

  const startAll = (needed: readonly Check[]): Promise<unknown> =>
    Promise.all(needed.filter((need) => checks.includes(need)).map(start));

  const askBeside = async ({ beside }: Check): Promise<void> => {
    if (beside === undefined) return;
    const needs = lookedAt(beside.needs);
    await startAll(needs);
    if (holderAmong(needs) === null && !hasEnded(signal)) await beside.gather(bench);
  };

  const start = (check: Check): Promise<void> => {
    const begun = running.get(check.id);
    if (begun !== undefined) return begun;
    const promise = Promise.all([startAll(needsOf(check)), askBeside(check)]).then(async () => {
      const course = await settle(check);
      courses.set(check.id, course);
      observer.finished(resultOf(check, course, facts, outline(facts), givenFor(check.id)));
    });
    running.set(check.id, promise);
    return promise;
  };

  await Promise.all(checks.map(start));
  const results = (gathered: Probes['facts']): CheckResult[] => {
    const end = outline(gathered);
    return checks.map((check) => {
      const course = courses.get(check.id) ?? { kind: 'cut', why: endOf(signal) };
      return resultOf(check, course, gathered, end, givenFor(check.id));
    });
  };
  // What was taken as given tells causes apart by requests of its own: they are needed where only effects are asked for.
  const troubled = results(facts).filter(
    ({ id, category, status, skippedBecause }) =>
      courses.get(id)?.kind === 'gathered' &&
      category !== 'local' &&
      category !== 'network' &&
      !UNREACHED.test(skippedBecause ?? '') &&
      (status === 'fail' || isCheckId(skippedBecause)),
  );
  // Where the API is on another path, the list finds out.
  const explaining = new Set<string | null>(
    troubled.flatMap(({ id, skippedBecause }) => ['models.list', skippedBecause, ...givenFor(id)]),
  );
  for (const check of all.filter((one) => !judged.has(one) && explaining.has(one.id))) {
    const applies = (check.notApplicable?.(facts) ?? null) === null;
    if (applies && !hasEnded(signal)) await check.gather(bench);
  }
  return results;
}

/** Where nothing is reached there is nothing more to ask. */
const UNREACHED = /^network\.(?:dns|tcp|proxy|http)$/;

/** Why a check did not run to its end, where the user broke off. */
const CUT_BY_INTERRUPT = 'interrupted';

function hasEnded(signal: AbortSignal): boolean {
  return signal.aborted;
}

function endOf(signal: AbortSignal): string {
  return signal.reason === 'interrupt' ? CUT_BY_INTERRUPT : CUT_BY_DEADLINE;
}
