import type { SavedReport } from '../evidence/pasted/saved-report.ts';
import { EMPTY_CONTEXT } from './context.ts';
import type { Explanation } from './explain-paste.ts';
import { isCheckId } from '../checks/ids.ts';
import { CUT_BY_DEADLINE, deadlineFinding } from './deadline.ts';
import { makeFinding } from './finding.ts';
import { judge } from './judge.ts';
import { probedModelFindings } from './probed-models.ts';
import { fix } from './fix-texts.ts';
import type { Finding } from './types.ts';

/** Judges the facts of a saved report again, by the rules of today. Never throws. */
export function explainReport(report: SavedReport): Explanation {
  try {
    const nowMs = Date.parse(report.startedAt);
    const asked = new Set(report.checks.flatMap(({ id, skippedBecause }) => [id, skippedBecause ?? '']));
    const met = judge(report.facts, nowMs).findings.filter(
      ({ check }) => check === null || asked.size === 0 || asked.has(check),
    );
    const probed = probedModelFindings(report.facts, nowMs);
    const more = probed.filter(({ code }) => met.every((finding) => finding.code !== code));
    const findings = cutShort(report, [...met, ...more], nowMs);
    return { findings, rootCause: findings[0]?.code ?? null };
  } catch {
    return unreadableReport();
  }
}

/** A run that reached its deadline before anything was found wrong did not see all. */
function cutShort(report: SavedReport, findings: Finding[], nowMs: number): Finding[] {
  if (report.endedBy !== 'deadline' || findings.some(({ severity }) => severity === 'error')) return findings;
  const { checks, facts, durationMs } = report;
  const first = checks.findIndex(({ skippedBecause }) => skippedBecause === CUT_BY_DEADLINE);
  // The first check that was cut is the one that reports it.
  const reporter = checks.findIndex(({ summary }) => summary === 'http.timeout');
  const at = checks[reporter >= 0 ? reporter : first]?.id ?? '';
  const skipped = checks.filter(({ skippedBecause }) => skippedBecause === CUT_BY_DEADLINE).length;
  const cut = {
    facts,
    deadlineMs: facts.limits.deadlineMs ?? durationMs,
    cutAt: isCheckId(at) ? at : null,
    cut: skipped + (reporter >= 0 ? 1 : 0),
    of: checks.length,
    nowMs,
  };
  return [deadlineFinding(cut), ...findings];
}

/** For a text that is a report of this tool, damaged or of another version. */
export function unreadableReport(): Explanation {
  const finding = makeFinding(
    'unknown',
    {
      check: null,
      confidence: 'possible',
      measured: 'a JSON report whose facts are incomplete or of another shape',
      evidence: [],
    },
    EMPTY_CONTEXT,
  );
  const readable = {
    ...finding,
    title: 'This report cannot be judged again',
    cause:
      'It looks like a JSON report of this tool, and its facts are not those that this version records: it was cut, edited, or made by another version.',
    expected: 'a whole JSON report of schema version 1',
    fixes: [
      fix('Make a new one, and explain that.', 'npx agentrouter doctor --format json --output report.json'),
    ],
  };
  return { findings: [readable], rootCause: 'unknown' };
}
