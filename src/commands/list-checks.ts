import type { Check } from '../checks/check.ts';
import { renderCheckList } from '../report/list-checks.ts';
import type { RunOptions } from '../settings/types.ts';
import { writeResult } from './console.ts';

/** `--list-checks`: which checks a command runs. Sends nothing. */
export async function listChecks(checks: readonly Check[], options: RunOptions): Promise<number> {
  const items = checks.map(({ id, title, category }) => ({ id, title, category }));
  await writeResult(renderCheckList(items, options.format), options.output);
  return 0;
}
