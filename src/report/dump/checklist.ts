import { code, escaped, markdownTable } from '../markdown-text.ts';
import type { Report } from '../types.ts';
import { countsText, reasonText, summaryOf } from '../wording.ts';
import { clipped, type Section } from './section.ts';

const RESULT = { pass: 'ok', warn: 'warning', fail: '**failed**', skip: 'skipped' } as const;
const MAX_CHARS = 160;

/** Every check of the run and how it ended. */
export function checklist(report: Report): Section {
  const rows = report.checks.map((check) => {
    const found =
      check.status === 'skip' ? reasonText(check.skippedBecause ?? check.summary) : summaryOf(check, report);
    return [code(check.id), RESULT[check.status], escaped(clipped(found, MAX_CHARS))];
  });
  return {
    title: 'Checks',
    lines: [...markdownTable(['check', 'result', 'found'], rows), '', countsText(report)],
    optional: true,
  };
}
