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
    .map((check): Row => [paper.sign(check.status), check.title, paper.faint(summaryOf(check, report))]);
  const skipped = skippedByReason(checks).map(({ reason, ids }) => skippedRow(ids, reason, paper));
  return [...ran, ...skipped];
}

function skippedRow(names: readonly string[], reason: string, paper: Paper): Row {
  return [paper.sign('skip'), paper.faint(names.join(', ')), paper.faint(reasonText(reason))];
}

/** The one reason for which nothing of a category ran; null where something did, or there are several. */
function onlyReason(checks: readonly CheckResult[]): string | null {
  const reasons = skippedByReason(checks);
  const allSkipped = checks.every((check) => check.status === 'skip');
  return allSkipped && reasons.length === 1 ? (reasons[0]?.reason ?? null) : null;
}

/** Categories one by one; several that one reason held back as a whole stand together at the end. */
function groupsOf(report: Report, paper: Paper): Group[] {
  const categories = CATEGORIES.map((name) => {
    const checks = report.checks.filter((check) => check.category === name);
    return { name, checks, reason: onlyReason(checks) };
  }).filter(({ checks }) => checks.length > 0);
  const sharedWith = (reason: string | null): string[] =>
    reason === null ? [] : categories.filter((other) => other.reason === reason).map(({ name }) => name);
  const groups = categories
    .filter(({ reason }) => sharedWith(reason).length < 2)
    .map(({ name, checks }): Group => ({ name, rows: rowsOf(checks, report, paper) }));
  const reasons = new Set(categories.flatMap(({ reason }) => (reason === null ? [] : [reason])));
  const rows = [...reasons].flatMap((reason) => {
    const names = sharedWith(reason);
    return names.length < 2 ? [] : [skippedRow(names, reason, paper)];
  });
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
