/** The checklist on a terminal, by category. */

import { CATEGORIES } from '../checks/ids.ts';
import { table } from './layout.ts';
import type { Paper } from './paint.ts';
import type { CheckResult, Report } from './types.ts';
import { reasonText, skippedByReason, summaryOf } from './wording.ts';

/** Below this width the category stands on a line of its own. */
const NARROW_CELLS = 70;

type Row = [sign: string, title: string, summary: string];

interface Group {
  name: string;
  rows: Row[];
}

function rowsOf(checks: readonly CheckResult[], report: Report, paper: Paper): Row[] {
  const ran = checks
    .filter((check) => check.status !== 'skip')
    .map((check): Row => [
      paper.sign(check.status),
      check.title,
      paper.faint(summaryOf(check, report.findings)),
    ]);
  const skipped = skippedByReason(checks).map(({ reason, ids }) => skippedRow(ids, reason, paper));
  return [...ran, ...skipped];
}

function skippedRow(names: readonly string[], reason: string, paper: Paper): Row {
  return [paper.sign('skip'), paper.faint(names.join(', ')), paper.faint(reasonText(reason))];
}

/** Categories with checks that ran, one by one; those held back as a whole together at the end, by reason. */
function groupsOf(report: Report, paper: Paper): Group[] {
  const groups: Group[] = [];
  const heldBack = new Map<string, string[]>();
  for (const category of CATEGORIES) {
    const own = report.checks.filter((check) => check.category === category);
    const reasons = skippedByReason(own);
    const only =
      reasons.length === 1 && own.every((check) => check.status === 'skip') ? reasons[0] : undefined;
    if (only !== undefined) heldBack.set(only.reason, [...(heldBack.get(only.reason) ?? []), category]);
    else if (own.length > 0) groups.push({ name: category, rows: rowsOf(own, report, paper) });
  }
  const rows = [...heldBack].map(([reason, categories]) => skippedRow(categories, reason, paper));
  return rows.length === 0 ? groups : [...groups, { name: 'not run', rows }];
}

/** Every check that ran with its sign and summary; those that did not, together by what kept them from it. */
export function checklistLines(report: Report, paper: Paper): string[] {
  const groups = groupsOf(report, paper);
  const { width } = paper.face;
  if (width < NARROW_CELLS) {
    return groups.flatMap(({ name, rows }) => [
      paper.strong(name),
      ...table(
        rows.map(([sign, title, summary]) => [sign, summary === '' ? title : `${title}: ${summary}`]),
        { width, indent: 2, tight: [0] },
      ),
    ]);
  }
  const lines = groups.flatMap(({ name, rows }) =>
    rows.map((row, index) => [index === 0 ? paper.strong(name) : '', ...row]),
  );
  return table(lines, { width, tight: [1] });
}
