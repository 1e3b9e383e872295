/** The long text of one code, for `agentrouter explain CODE`. */

import type { CodeExplanation } from '../codes/explain-code.ts';
import type { Face } from './face.ts';
import { paragraph, table } from './layout.ts';
import { paperFor, STATUS_OF_SEVERITY } from './paint.ts';
import { fixLines, headline } from './text-findings.ts';

const SIDE = {
  you: 'yours',
  network: "the network's",
  gateway: "the gateway's",
  provider: "the provider's",
  account: "your account's",
} as const;

/** Draws what a code means, how it is recognised, what a user sees, and what to do. */
export function renderCode(
  { finding, check, recognised, example, explainsAway }: CodeExplanation,
  face: Face,
): string {
  const paper = paperFor(face);
  const { width } = face;
  const rows = [
    ['Severity', finding.severity],
    ['Whose side', SIDE[finding.faultDomain]],
    ['Should be', finding.expected],
    ['Retrying', finding.retryHelps ? 'can help' : 'does not help'],
    ['Check', check ?? 'the one whose request meets it'],
    ...(explainsAway.length === 0 ? [] : [['Explains', explainsAway.join(', ')]]),
  ];
  const sections = [
    headline(paper.sign(STATUS_OF_SEVERITY[finding.severity]), finding.title, finding.code, paper),
    paragraph(finding.cause, width, 2),
    table(
      rows.map(([label = '', text = '']) => [paper.faint(label), text]),
      { width, indent: 2 },
    ),
    [paper.strong('How it is recognised'), ...paragraph(recognised, width, 2)],
    [paper.strong('Example'), ...example.split('\n').map((line) => `  ${line}`)],
    [paper.strong('What to do'), ...fixLines(finding.fixes, paper)],
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}
