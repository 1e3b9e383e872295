import type { Check } from '../checks/check.ts';
import { CHECKLIST } from '../checks/checklist.ts';
import type { CheckId } from '../checks/ids.ts';
import { UsageError } from './usage-error.ts';

/** The checks of a command, by `--only` and `--skip`. @throws UsageError where none is left. */
export function selectChecks(
  ofCommand: readonly CheckId[] | 'all',
  only: readonly string[],
  skip: readonly string[],
): Check[] {
  const named = (check: Check, names: readonly string[]): boolean =>
    names.includes(check.id) || names.includes(check.category);
  const base = CHECKLIST.filter((check) => ofCommand === 'all' || ofCommand.includes(check.id));
  const selected = base.filter((check) => (only.length === 0 || named(check, only)) && !named(check, skip));
  if (selected.length > 0) return selected;
  const allowed = base.map((check) => check.id).join(', ');
  throw new UsageError(`--only and --skip leave no check. This command runs: ${allowed}`);
}
