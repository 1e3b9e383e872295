/** Findings on a terminal: the root cause in full, the others in short. */

import type { Fix } from '../codes/types.ts';
import { cellWidth, paragraph, table } from './layout.ts';
import { STATUS_OF_SEVERITY, type Paper } from './paint.ts';
import type { Finding } from './types.ts';
import { detailsOf } from './wording.ts';

const BRIEF_EVIDENCE = 3;

/** A command as it can be copied: never wrapped, only indented. */
function commandLines(command: string, indent: number, paper: Paper): string[] {
  return command.split('\n').map((line) => (line === '' ? '' : ' '.repeat(indent) + paper.command(line)));
}

/** Numbered fixes, each with what can be typed below it. */
export function fixLines(fixes: readonly Fix[], paper: Paper): string[] {
  return fixes.flatMap((fix, index) => {
    const number = `${index + 1}.`;
    const text = table([[number, fix.text]], { width: paper.face.width, indent: 2, tight: [0] });
    return fix.command === null ? text : [...text, ...commandLines(fix.command, number.length + 5, paper)];
  });
}

function evidenceText(finding: Finding, verbose: boolean): string {
  const shown = verbose ? finding.evidence : finding.evidence.slice(0, BRIEF_EVIDENCE);
  const more = finding.evidence.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${more} more (--verbose)`] : [])].join('\n');
}

/** Whose side, cause, measured, expected, evidence; then what to do. */
export function rootLines(finding: Finding, paper: Paper): string[] {
  const evidence = evidenceText(finding, paper.face.verbose);
  const rows = [
    ...detailsOf(finding).map(({ label, text }) => [label, text]),
    ...(evidence === '' ? [] : [['Evidence', evidence]]),
  ];
  return [
    ...table(
      rows.map(([label = '', text = '']) => [paper.faint(label), text]),
      { width: paper.face.width, indent: 2 },
    ),
    '',
    paper.strong('What to do'),
    ...fixLines(finding.fixes, paper),
    ...(finding.docs === '' ? [] : paragraph(`More: ${finding.docs}`, paper.face.width, 2)),
  ];
}

/** `sign title [code]`, with the code kept whole. */
export function headline(sign: string, title: string, code: string | null, paper: Paper): string[] {
  const tail = code === null ? '' : `  ${paper.faint(`[${code}]`)}`;
  return table([[sign, paper.strong(title) + tail]], { width: paper.face.width, tight: [0] });
}

/** One of several: what was measured and the first fix; all of it with `--verbose`. */
export function shortLines(finding: Finding, paper: Paper): string[] {
  const sign = paper.sign(STATUS_OF_SEVERITY[finding.severity]);
  const indent = cellWidth(sign) + 1;
  const { width, verbose } = paper.face;
  const told = finding.measured === '' ? finding.cause : finding.measured;
  const details = verbose
    ? table(
        detailsOf(finding).map(({ label, text }) => [paper.faint(label), text]),
        { width, indent },
      )
    : paragraph(told, width, indent);
  const fixes = finding.fixes
    .slice(0, verbose ? undefined : 1)
    .flatMap((fix) => [
      ...paragraph(`${paper.faint('Fix:')} ${fix.text}`, width, indent),
      ...(fix.command === null ? [] : commandLines(fix.command, indent + 4, paper)),
    ]);
  return [...headline(sign, finding.title, finding.code, paper), ...details, ...fixes];
}
