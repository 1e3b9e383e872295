/** The words of a report, the same in every format. */

import type { CheckResult, Finding, Report } from './types.ts';
import { countText, durationText } from './units.ts';

const SIDE = {
  you: 'You',
  network: 'The network',
  gateway: 'The gateway',
  provider: 'The provider',
  account: 'Your account',
} as const satisfies Record<Finding['faultDomain'], string>;

const SURE = {
  proved: 'proved',
  likely: 'likely',
  possible: 'possible, not proved',
} as const satisfies Record<Finding['confidence'], string>;

/** A report's findings in the order in which they are told. */
interface Story {
  /** The finding that explains the others; for `explain` of any severity. */
  root: Finding | null;
  errors: Finding[];
  warnings: Finding[];
  notes: Finding[];
  suppressed: Finding[];
}

/** Sorts the findings for telling; each is in exactly one place. */
export function storyOf(report: Report): Story {
  const told = report.findings.filter((finding) => finding.suppressed !== true);
  const root = told.find((finding) => finding.code === report.rootCause) ?? null;
  const rest = told.filter((finding) => finding !== root);
  return {
    root,
    errors: rest.filter((finding) => finding.severity === 'error'),
    warnings: rest.filter((finding) => finding.severity === 'warning'),
    notes: rest.filter((finding) => finding.severity === 'info'),
    suppressed: report.findings.filter((finding) => finding.suppressed === true),
  };
}

/** True where nothing was looked at: then there is nothing to be glad about either. */
export function nothingChecked(report: Report): boolean {
  const skipped = report.checks.every((check) => check.status === 'skip');
  return report.command !== 'explain' && report.verdict === 'healthy' && skipped;
}

/** True where calls to models belong to the run, and none was tried or could be judged. */
function noCallAnswered(report: Report): boolean {
  const calls = report.checks.filter((check) => check.category === 'requests');
  return calls.length > 0 && calls.every((check) => check.status === 'skip');
}

/** Broken off by the user before anything was found broken: neither healthy nor anything else. */
export function brokenOff(report: Report): boolean {
  return report.endedBy === 'interrupt' && report.verdict !== 'broken';
}

function brokenOffText(report: Report, warnings: number): string {
  const cut = report.checks.filter((check) => check.skippedBecause === 'interrupted').length;
  const when = cut === 0 ? 'before its end' : `with ${cut} of ${report.checks.length} checks not done`;
  return `Interrupted ${when}; ${warnings === 0 ? 'nothing wrong' : countText(warnings, 'warning')} up to then`;
}

function healthyText(report: Report): string {
  if (storyOf(report).suppressed.some(({ severity }) => severity !== 'info'))
    return 'Nothing wrong but what is suppressed';
  return noCallAnswered(report) ? 'Nothing wrong found, but no call to a model was answered' : 'Healthy';
}

/** The first line: what all of it comes to. */
export function verdictText(report: Report): string {
  const { root, warnings } = storyOf(report);
  if (report.command === 'explain') {
    if (root === null) return 'No error was found in this text';
    return root.title;
  }
  if (report.verdict === 'broken') return `Broken: ${root === null ? 'see below' : root.title}`;
  if (brokenOff(report)) return brokenOffText(report, warnings.length);
  if (report.verdict === 'degraded') return `Works, with ${countText(warnings.length, 'warning')}`;
  if (nothingChecked(report)) return 'Nothing was checked';
  const target = report.target.baseUrl;
  return `${healthyText(report)}${target === null ? '' : `: ${target}`}`;
}

/** Whose side it is on, how sure that is, and whether to try again. */
function sideText(finding: Finding): string {
  const retry = finding.retryHelps ? 'trying again can help' : 'trying again does not help';
  return `${SIDE[finding.faultDomain]} (${SURE[finding.confidence]}); ${retry}`;
}

/** `-` and empty texts are left out of what is told. */
export function detailsOf(finding: Finding): { label: string; text: string }[] {
  return [
    // Of an unknown cause nobody can say whose side it is on.
    ...(finding.code === 'unknown' ? [] : [{ label: 'Whose side', text: sideText(finding) }]),
    { label: 'Cause', text: finding.cause },
    { label: 'Measured', text: finding.measured },
    { label: 'Expected', text: finding.expected },
  ].filter(({ text }) => text.trim() !== '');
}

/** What a check found, and whether that does not count. */
export function summaryOf({ status, summary }: CheckResult, { findings }: Report): string {
  const wrong = status === 'fail' || status === 'warn';
  const suppressed =
    wrong && findings.some((finding) => finding.suppressed === true && finding.code === summary);
  return suppressed ? `${summary}, suppressed` : summary;
}

/** Checks that did not run, by what kept them from it. */
export function skippedByReason(checks: readonly CheckResult[]): { reason: string; ids: string[] }[] {
  const groups = new Map<string, string[]>();
  for (const check of checks) {
    if (check.status !== 'skip') continue;
    const reason = check.skippedBecause ?? (check.summary === '' ? 'not asked for' : check.summary);
    groups.set(reason, [...(groups.get(reason) ?? []), check.id]);
  }
  return [...groups].map(([reason, ids]) => ({ reason, ids }));
}

const CHECK_ID = /^[a-z]+\.[a-z0-9-]+$/;

/** `because network.dns failed`, `because of --free`, or the reason as it stands. */
export function reasonText(reason: string): string {
  if (CHECK_ID.test(reason)) return `needs ${reason}`;
  return reason.startsWith('--') ? `because of ${reason}` : reason;
}

const STATUS_WORD = [
  ['pass', 'passed'],
  ['warn', 'with warnings'],
  ['fail', 'failed'],
  ['skip', 'skipped'],
] as const;

/** The last line: checks, requests, tokens, time. */
export function countsText(report: Report): string {
  const parts = STATUS_WORD.flatMap(([status, word]) => {
    const count = report.checks.filter((check) => check.status === status).length;
    return count === 0 ? [] : [`${count} ${word}`];
  });
  const { requests, promptTokens, completionTokens } = report.usage;
  return [
    ...(parts.length === 0 ? [] : [`${countText(report.checks.length, 'check')}: ${parts.join(', ')}`]),
    countText(requests, 'request'),
    ...(promptTokens + completionTokens === 0 ? [] : [`${promptTokens} tokens in, ${completionTokens} out`]),
    durationText(report.durationMs),
  ].join('; ');
}
