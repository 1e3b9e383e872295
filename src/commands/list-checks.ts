import { CHECKLIST } from '../checks/checklist.ts';
import type { CheckId } from '../checks/ids.ts';
import { renderCheckList } from '../report/list-checks.ts';
import type { RunOptions } from '../settings/types.ts';
import { writeResult } from './console.ts';

/** `--list-checks`: which checks a command runs. Sends nothing. */
export async function listChecks(ids: readonly CheckId[], options: RunOptions): Promise<number> {
  const checks = CHECKLIST.filter(({ id }) => ids.includes(id));
  const items = checks.map(({ id, title, category }) => ({ id, title, category }));
  await writeResult(renderCheckList(items, options.format), options.output);
  return 0;
}
