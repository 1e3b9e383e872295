import { CHECKLIST } from '../checks/checklist.ts';
import type { CheckId } from '../checks/ids.ts';
import type { CheckResult } from '../checks/result.ts';
import { CUT_BY_DEADLINE, deadlineFinding } from '../codes/deadline.ts';
import { judge } from '../codes/judge.ts';
import { probedModelFindings } from '../codes/probed-models.ts';
import type { Finding } from '../codes/types.ts';
import type { Facts } from '../probes/facts.ts';

interface RunEnd {
  facts: Facts;
  results: readonly CheckResult[];
  suppress: readonly string[];
  deadlineMs: number;
  /** The deadline cut what a command does beside its checks. */
  moreCut: boolean;
}

interface Judged {
  checks: CheckResult[];
  findings: Finding[];
}

/** What a run comes to: its findings, suppressed ones marked, and how its checks stand by them. */
export function judgeRun(run: RunEnd): Judged {
  const nowMs = Date.now();
  const met = [...relevantFindings(run.facts, run.results, nowMs), ...probedModelFindings(run.facts, nowMs)];
  const findings = onePerCode(met).map((finding): Finding =>
    run.suppress.includes(finding.code) ? { ...finding, suppressed: true } : finding,
  );
  const cut = run.results.filter((result) => result.skippedBecause === CUT_BY_DEADLINE);
  const broken = findings.some(({ severity, suppressed }) => severity === 'error' && suppressed !== true);
  if (broken || (cut.length === 0 && !run.moreCut)) return { checks: [...run.results], findings };
  // Nothing is known to be wrong, and not all was seen: that is no clean bill of health.
  const [first] = cut;
  const cutAt = first?.id ?? null;
  const { facts, deadlineMs, results } = run;
  const finding = deadlineFinding({ facts, deadlineMs, cutAt, cut: cut.length, of: results.length, nowMs });
  return {
    checks: results.map((result) =>
      result === first ? { ...result, status: 'fail', summary: finding.code, skippedBecause: null } : result,
    ),
    findings: [finding, ...findings],
  };
}

/** What the selected checks met, and what held them back or explains their failure; the rest is not what was asked. */
function relevantFindings(facts: Facts, results: readonly CheckResult[], nowMs: number): Finding[] {
  const failed = results.filter(({ status }) => status === 'fail').flatMap(({ id }) => needsOf(id));
  const asked = new Set<string | null>([
    ...results.flatMap(({ id, skippedBecause }) => [id, skippedBecause]),
    ...failed,
  ]);
  return judge(facts, nowMs, (check) => asked.has(check)).findings.filter(
    ({ check }) => check === null || asked.has(check),
  );
}

const SEVERITIES = ['error', 'warning', 'info'] as const satisfies readonly Finding['severity'][];

function onePerCode(findings: readonly Finding[]): Finding[] {
  const first = findings.filter(
    (finding, index) => findings.findIndex(({ code }) => code === finding.code) === index,
  );
  return first.sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
}

/** All that a check needs, directly or not. */
function needsOf(id: CheckId): CheckId[] {
  const needs = CHECKLIST.find((check) => check.id === id)?.needs ?? [];
  return needs.flatMap((need) => [need, ...needsOf(need)]);
}
