import { fenced } from '../markdown-text.ts';
import type { Report } from '../types.ts';
import type { Section } from './section.ts';

/**
 * `whole`: all of it, on many lines; `compact`: on one; `no-facts`: without what the probes recorded.
 * Facts are kept whole or not at all: `explain` would take a body that was cut for a broken one.
 */
export type JsonDetail = 'whole' | 'compact' | 'no-facts';

function atDetail(report: Report, detail: JsonDetail): string {
  switch (detail) {
    case 'whole':
      return JSON.stringify(report, null, 1);
    case 'compact':
      return JSON.stringify(report);
    case 'no-facts':
      return JSON.stringify({ ...report, facts: {} }, null, 1);
  }
}

/** The report for programs, folded; valid by its schema at every detail. Null where it is over `mostChars` long. */
export function foldedJson(report: Report, detail: JsonDetail, mostChars: number): Section | null {
  const text = atDetail(report, detail);
  if (text.length > mostChars) return null;
  return {
    title: 'JSON report',
    lines: [
      '<details><summary>The same for programs</summary>',
      '',
      ...fenced(text, 'json'),
      '',
      '</details>',
    ],
  };
}
