/** An explanation of a text that does not settle its cause: the candidates in one line each, and what decides. */

import { paragraph, table } from './layout.ts';
import type { Paper } from './paint.ts';
import { fixLines, shortLines } from './text-findings.ts';
import type { Finding, Report } from './types.ts';

/** The findings beside the first, where a text was explained and did not settle the cause; else null. */
export function candidatesOf(report: Report): { root: Finding; candidates: Finding[] } | null {
  const [root, ...candidates] = report.findings;
  const isOpen = report.command === 'explain' && report.rootCause === 'unknown' && candidates.length > 0;
  return isOpen && root !== undefined ? { root, candidates } : null;
}

/** From this place on a candidate is named for completeness. */
const RARE = 3;

function likelihood(place: number): string {
  if (place === 0) return 'most likely';
  return place < RARE ? 'possible' : 'less likely';
}

/** With `--verbose` each candidate with its cause and its fixes. */
export function candidateSections(
  { root, candidates }: { root: Finding; candidates: readonly Finding[] },
  paper: Paper,
): string[][] {
  const { width, verbose } = paper.face;
  const rows = candidates.map(({ code, title }, place) => [
    `${place + 1}.`,
    code,
    paper.faint(likelihood(place)),
    title,
  ]);
  return [
    paragraph(root.cause, width, 2),
    [
      paper.strong('Candidates'),
      ...(verbose
        ? candidates.flatMap((finding) => shortLines(finding, paper))
        : table(rows, { width, indent: 2, tight: [0] })),
    ],
    [
      paper.strong('What to do'),
      ...fixLines(root.fixes, paper),
      ...paragraph('More of a candidate: npx agentrouter explain CODE', width, 2),
    ],
  ];
}
