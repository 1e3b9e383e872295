import type { SavedReport } from '../evidence/pasted/saved-report.ts';
import { EMPTY_CONTEXT } from './context.ts';
import type { Explanation } from './explain-paste.ts';
import { makeFinding } from './finding.ts';
import { judge } from './judge.ts';

/** Judges the facts of a saved report again, by the rules of today. Never throws. */
export function explainReport(report: SavedReport): Explanation {
  try {
    const { findings } = judge(report.facts, Date.parse(report.startedAt));
    const asked = new Set(report.checks);
    const told = findings.filter(({ check }) => check === null || asked.size === 0 || asked.has(check));
    return { findings: told, rootCause: told[0]?.code ?? null };
  } catch {
    return unreadableReport();
  }
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
      {
        text: 'Make a new one, and explain that.',
        command: 'npx agentrouter doctor --format json --output report.json',
      },
    ],
  };
  return { findings: [readable], rootCause: 'unknown' };
}
