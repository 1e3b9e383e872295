/** The checklist on a terminal, by category. */

import { CATEGORIES } from '../checks/ids.ts';
import { cellWidth, table } from './layout.ts';
import type { Paper } from './paint.ts';
import type { CheckResult, Report } from './types.ts';
import { reasonText, skippedByReason, summaryOf } from './wording.ts';

/** Below this width the category stands on a line of its own. */
const NARROW_CELLS = 70;

function rowsOf(checks: readonly CheckResult[], report: Report, paper: Paper): string[][] {
  const ran = checks
    .filter((check) => check.status !== 'skip')
    .map((check) => [paper.sign(check.status), check.title, paper.faint(summaryOf(check, report.findings))]);
  const skipped = skippedByReason(checks).map(({ reason, ids }) => [
    paper.sign('skip'),
    paper.faint(ids.join(', ')),
    paper.faint(reasonText(reason)),
  ]);
  return [...ran, ...skipped];
}

/** Every check that ran with its sign and summary; those that did not, together by what kept them from it. */
export function checklistLines(report: Report, paper: Paper): string[] {
  const groups = CATEGORIES.map((category) => ({
    category,
    rows: rowsOf(
      report.checks.filter((check) => check.category === category),
      report,
      paper,
    ),
  })).filter(({ rows }) => rows.length > 0);
  const { width } = paper.face;
  if (width < NARROW_CELLS) {
    return groups.flatMap(({ category, rows }) => [
      paper.strong(category),
      ...rows.flatMap(([sign = '', title = '', summary = '']) =>
        table([[sign, summary === '' ? title : `${title}: ${summary}`]], { width, indent: 2 }),
      ),
    ]);
  }
  const signCells = Math.max(0, ...groups.flatMap(({ rows }) => rows.map(([sign = '']) => cellWidth(sign))));
  return table(
    groups.flatMap(({ category, rows }) =>
      rows.map(([sign = '', title = '', summary = ''], index) => [
        index === 0 ? paper.strong(category) : '',
        sign + ' '.repeat(signCells - cellWidth(sign)),
        title,
        summary,
      ]),
    ),
    { width },
  );
}
