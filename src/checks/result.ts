import type { Outline } from '../codes/judge.ts';
import { CHECK_OF_ROLE } from '../codes/roles.ts';
import type { Facts } from '../probes/facts.ts';
import { succeeded } from '../probes/succeeded.ts';
import type { Check } from './check.ts';
import type { Category, CheckId } from './ids.ts';

export type CheckStatus = 'pass' | 'warn' | 'fail' | 'skip';

/** How one check ended, as reports carry it. */
export interface CheckResult {
  id: CheckId;
  title: string;
  category: Category;
  status: CheckStatus;
  durationMs: number;
  /** What was found, in a few words; the code of what is wrong, where something is. */
  summary: string;
  /** The check or option because of which it did not run, or why nothing could be concluded. */
  skippedBecause: string | null;
}

/** What became of a check in this run, before its facts are judged. */
export type Course =
  | { kind: 'gathered'; durationMs: number }
  /** Held back by another check. */
  | { kind: 'held'; by: CheckId }
  /** `by`: what would have held it back, and holds back what needs it. */
  | { kind: 'not-applicable'; why: string; by: CheckId | null }
  /** The run ended first. */
  | { kind: 'cut'; why: string };

/**
 * Judges how a check ended. Pure.
 *
 * @param given checks that it needs and that are not looked at in this run.
 */
export function resultOf(
  check: Check,
  course: Course,
  facts: Facts,
  outline: Outline,
  given: readonly CheckId[] = [],
): CheckResult {
  const { status, summary, skippedBecause } = standing(check, course, facts, outline, given);
  return {
    id: check.id,
    title: check.title,
    category: check.category,
    status,
    durationMs: course.kind === 'gathered' ? course.durationMs : 0,
    summary,
    skippedBecause,
  };
}

type Standing = Pick<CheckResult, 'status' | 'summary' | 'skippedBecause'>;

const skip = (because: string, summary: string): Standing => ({
  status: 'skip',
  summary,
  skippedBecause: because,
});

function standing(
  check: Check,
  course: Course,
  facts: Facts,
  outline: Outline,
  given: readonly CheckId[],
): Standing {
  const met = outline.own.get(check.id);
  if (met !== undefined && met.severity !== 'info') {
    return { status: met.severity === 'error' ? 'fail' : 'warn', summary: met.code, skippedBecause: null };
  }
  switch (course.kind) {
    case 'held':
      return skip(course.by, '');
    case 'not-applicable':
    case 'cut':
      return skip(course.why, course.why);
    case 'gathered':
      break;
  }
  const blamed = outline.blamed.get(check.id);
  if (blamed !== undefined && check.holds?.(facts) !== true) return skip(blamed, '');
  // What was taken as given has failed on the way: without an answer of its own there is nothing to tick.
  const broken = given.find((id) => outline.own.get(id)?.severity === 'error');
  if (broken !== undefined && !hasAnswer(check, facts)) return skip(broken, '');
  const undecided = check.undecided?.(facts, outline) ?? null;
  if (undecided !== null) return skip(undecided, undecided);
  return { status: 'pass', summary: check.summary(facts), skippedBecause: null };
}

function hasAnswer({ id }: Check, { exchanges }: Facts): boolean {
  return exchanges.some(({ role, outcome }) => CHECK_OF_ROLE[role] === id && succeeded(outcome));
}
