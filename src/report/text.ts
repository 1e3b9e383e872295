/** The text format: what a person reads in a terminal. */

import type { Facts } from '../probes/facts.ts';
import { curlCommand } from './exchange-curl.ts';
import { rawExchange } from './exchange-http.ts';
import type { Face } from './face.ts';
import { factsOf } from './facts-of.ts';
import { paragraph } from './layout.ts';
import { paperFor, STATUS_OF_VERDICT, type Paper } from './paint.ts';
import { addressLines, baseUrlLines, certificateLines, proxyLines } from './section-connection.ts';
import { keyLines } from './section-key.ts';
import { modelTable } from './section-models.ts';
import { drawPhases } from './section-phases.ts';
import { drawStreams } from './section-stream.ts';
import { candidateSections, candidatesOf } from './text-candidates.ts';
import { checklistLines } from './text-checklist.ts';
import { headline, rootLines, shortLines } from './text-findings.ts';
import { verboseSections } from './text-verbose.ts';
import type { Finding, Report } from './types.ts';
import { brokenOff, countsText, nothingChecked, storyOf, verdictText } from './wording.ts';

/** What only one command shows, before the checklist. */
function commandSections(report: Report, facts: Facts | null, paper: Paper): string[][] {
  const now = Date.parse(report.startedAt);
  switch (report.command) {
    case 'test-connection':
      if (facts?.network == null) return [baseUrlLines(report.target, paper)];
      return [
        drawPhases(facts, paper),
        proxyLines(facts, paper),
        addressLines(facts.network, paper),
        certificateLines(facts, now, paper),
        baseUrlLines(report.target, paper),
      ];
    case 'check-key':
      return facts === null ? [] : [keyLines(facts, now, paper)];
    case 'models':
      // An empty list that was never had is told by a finding, not as a list without models.
      return report.models === undefined || facts?.models === null ? [] : [modelTable(report.models, paper)];
    case 'stream-test':
      return report.streams === undefined ? [] : [drawStreams(report.streams, paper)];
    default:
      return [];
  }
}

function shortSection(title: string, findings: readonly Finding[], paper: Paper): string[] {
  if (findings.length === 0) return [];
  return [paper.strong(title), ...findings.flatMap((finding) => shortLines(finding, paper))];
}

function exchangeSections(facts: Facts | null, paper: Paper): string[][] {
  if (facts === null) return [];
  const { showHttp, curl } = paper.face;
  return facts.exchanges.flatMap((exchange) => [
    ...(showHttp ? [rawExchange(exchange)] : []),
    ...(curl ? [curlCommand(exchange, facts.limits.timeoutMs).split('\n')] : []),
  ]);
}

function suppressedLine(findings: readonly Finding[], paper: Paper): string[] {
  if (findings.length === 0) return [];
  const codes = findings.map((finding) => finding.code).join(', ');
  return paragraph(`Suppressed, not counted: ${codes}`, paper.face.width);
}

function settledSections({ root, errors, warnings }: ReturnType<typeof storyOf>, paper: Paper): string[][] {
  return [
    root === null ? [] : rootLines(root, paper),
    shortSection('Also wrong', errors, paper),
    shortSection('Warnings', warnings, paper),
  ];
}

/** Draws a report, already redacted. Verdict and root cause first, then fixes, then all else. */
export function renderText(report: Report, face: Face): string {
  const paper = paperFor(face);
  const story = storyOf(report);
  const facts = factsOf(report);
  const explaining = report.command === 'explain';
  const open = candidatesOf(report);
  const status = nothingChecked(report) || brokenOff(report) ? 'warn' : STATUS_OF_VERDICT[report.verdict];
  const sections = [
    headline(paper.sign(status), verdictText(report), story.root?.code ?? null, paper),
    ...(open === null ? settledSections(story, paper) : candidateSections(open, paper)),
    ...commandSections(report, facts, paper),
    checklistLines(report, paper),
    open === null ? shortSection('Notes', story.notes, paper) : [],
    suppressedLine(story.suppressed, paper),
    ...(face.verbose ? verboseSections(report, paper) : []),
    ...exchangeSections(facts, paper),
    explaining ? [] : paragraph(countsText(report), face.width).map(paper.faint),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}
