import { CHECK_IDS, type CheckId } from '../checks/ids.ts';
import { UsageError } from './usage-error.ts';

/** The checks of a command, by `--only` and `--skip`. @throws UsageError where none is left. */
export function selectChecks(
  ofCommand: readonly CheckId[] | 'all',
  only: readonly string[],
  skip: readonly string[],
): CheckId[] {
  // The name of its category begins a check's own.
  const named = (id: CheckId, names: readonly string[]): boolean =>
    names.some((name) => id === name || id.startsWith(`${name}.`));
  const base = ofCommand === 'all' ? [...CHECK_IDS] : ofCommand;
  const selected = base.filter((id) => (only.length === 0 || named(id, only)) && !named(id, skip));
  if (selected.length > 0) return selected;
  throw new UsageError(`--only and --skip leave no check. This command runs: ${base.join(', ')}`);
}
