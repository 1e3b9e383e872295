import { code, escaped } from '../markdown-text.ts';
import type { Finding, Report } from '../types.ts';
import { detailsOf, storyOf } from '../wording.ts';
import { cell, clipped, type Section } from './section.ts';

const MOST_DETAILED = 5;
const MOST_NAMED = 15;
const MOST_EVIDENCE = 4;

/** Whose side, cause, measured, expected, evidence. What was measured may quote the server, so it stands as code. */
export function findingDetails(finding: Finding): string[] {
  return [
    ...detailsOf(finding).map(({ label, text }) =>
      label === 'Measured'
        ? `- **${label}**: ${cell(text, 300)}`
        : `- **${label}**: ${escaped(clipped(text, 400))}`,
    ),
    ...finding.evidence.slice(0, MOST_EVIDENCE).map((line) => `- **Evidence**: ${cell(line, 300)}`),
  ];
}

function titleOf(finding: Finding): string {
  const suppressed = finding.suppressed === true ? ', suppressed' : '';
  return `${escaped(clipped(finding.title, 200))} (${code(finding.code)}, ${finding.severity}${suppressed})`;
}

/** All findings but the root cause, which is told as the error. */
export function otherFindings(report: Report): Section {
  const { errors, warnings, notes, suppressed } = storyOf(report);
  const rest = [...errors, ...warnings, ...notes, ...suppressed];
  const missing = rest.length - MOST_DETAILED - MOST_NAMED;
  return {
    title: 'Other findings',
    optional: true,
    lines: [
      ...(rest.length === 0 ? ['None.'] : []),
      ...rest
        .slice(0, MOST_DETAILED)
        .flatMap((finding) => [`**${titleOf(finding)}**`, '', ...findingDetails(finding), '']),
      ...rest.slice(MOST_DETAILED, MOST_DETAILED + MOST_NAMED).map((finding) => `- ${titleOf(finding)}`),
      ...(missing > 0 ? [`- ${missing} more are left out`] : []),
    ],
  };
}
