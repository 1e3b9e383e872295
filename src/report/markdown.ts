/** The Markdown format, for pasting into an issue: the words of the text format, without its drawings. */

import { CATEGORIES } from '../checks/ids.ts';
import { curlCommand } from './exchange-curl.ts';
import { rawExchange } from './exchange-http.ts';
import { factsOf } from './facts-of.ts';
import { code, escaped, fenced, markdownTable } from './markdown-text.ts';
import { modelRows, streamRows } from './markdown-rows.ts';
import type { Finding, Report } from './types.ts';
import { countsText, detailsOf, reasonText, storyOf, summaryOf, verdictText } from './wording.ts';

function fixLines(finding: Finding): string[] {
  return finding.fixes.flatMap((fix, index) => {
    const start = `${index + 1}. `;
    const indent = ' '.repeat(start.length);
    const command = fix.command === null ? [] : fenced(fix.command).map((line) => indent + line);
    return [start + escaped(fix.text), ...(command.length === 0 ? [] : ['', ...command])];
  });
}

function findingLines(finding: Finding, heading: string): string[] {
  return [
    heading,
    '',
    ...detailsOf(finding).map(({ label, text }) => `- **${label}**: ${escaped(text)}`),
    ...finding.evidence.map((line) => `- **Evidence**: ${escaped(line)}`),
    '',
    '**What to do**',
    '',
    ...fixLines(finding),
    ...(finding.docs === '' ? [] : ['', `More: ${code(finding.docs)}`]),
  ];
}

function otherLines(title: string, findings: readonly Finding[]): string[] {
  if (findings.length === 0) return [];
  return [
    `## ${title}`,
    '',
    ...findings.flatMap((finding) => [
      ...findingLines(finding, `### ${escaped(finding.title)} (${code(finding.code)})`),
      '',
    ]),
  ];
}

const STATUS_WORD = { pass: 'ok', warn: 'warning', fail: '**failed**', skip: 'skipped' } as const;

function checklistLines(report: Report): string[] {
  if (report.checks.length === 0) return [];
  const rows = CATEGORIES.flatMap((category) =>
    report.checks
      .filter((check) => check.category === category)
      .map((check) => [
        code(check.id),
        escaped(check.title),
        STATUS_WORD[check.status],
        check.status === 'skip'
          ? escaped(reasonText(check.skippedBecause ?? check.summary))
          : escaped(summaryOf(check, report)),
      ]),
  );
  return ['## Checks', '', ...markdownTable(['check', 'holds', 'result', 'found'], rows), ''];
}

function environmentLine(report: Report): string {
  const { os, node, python, sdks } = report.environment;
  return [
    `agentrouter ${report.tool.version}`,
    os,
    `Node.js ${node}`,
    ...(python === null ? [] : [`Python ${python}`]),
    ...sdks.map((sdk) => `${sdk.name} ${sdk.version} (${sdk.language})`),
  ]
    .map(escaped)
    .join('; ');
}

function tableSection(title: string, rows: readonly (readonly string[])[]): string[] {
  const [head, ...body] = rows;
  return head === undefined ? [] : [`## ${title}`, '', ...markdownTable(head, body), ''];
}

/** `--show-http` and `--curl`. */
interface ShownExchanges {
  showHttp: boolean;
  curl: boolean;
}

function exchangeLines(report: Report, { showHttp, curl }: ShownExchanges): string[] {
  const facts = factsOf(report);
  if (facts === null || facts.exchanges.length === 0 || !(showHttp || curl)) return [];
  const blocks = facts.exchanges.flatMap((exchange) => [
    ...(showHttp ? [...fenced(rawExchange(exchange).join('\n')), ''] : []),
    ...(curl ? [...fenced(curlCommand(exchange, facts.limits.timeoutMs)), ''] : []),
  ]);
  return ['## Exchanges', '', ...blocks];
}

/** The same report, already redacted, as Markdown. */
export function renderMarkdown(
  report: Report,
  shown: ShownExchanges = { showHttp: false, curl: false },
): string {
  const story = storyOf(report);
  const explaining = report.command === 'explain';
  const target = report.target.baseUrl === null ? '' : ` against ${code(report.target.baseUrl)}`;
  const rootCode = story.root === null ? '' : ` (${code(story.root.code)})`;
  const suppressed = story.suppressed.map((finding) => code(finding.code)).join(', ');
  const lines = [
    ...(story.root === null
      ? [`# ${escaped(verdictText(report))}`]
      : findingLines(story.root, `# ${escaped(verdictText(report))}${rootCode}`)),
    '',
    ...otherLines(explaining ? 'Candidates' : 'Also wrong', story.errors),
    ...otherLines(explaining ? 'Also in this text' : 'Warnings', story.warnings),
    ...tableSection('Models', modelRows(report.models ?? [])),
    ...tableSection('Streams', streamRows(report.streams ?? [])),
    ...checklistLines(report),
    ...otherLines('Notes', story.notes),
    ...exchangeLines(report, shown),
    ...(suppressed === '' ? [] : [`Suppressed, not counted: ${suppressed}`, '']),
    ...(explaining ? [] : [`${code(`agentrouter ${report.command}`)}${target}: ${countsText(report)}`, '']),
    environmentLine(report),
  ];
  return `${lines.join('\n').replace(/\n{3,}/g, '\n\n')}\n`;
}
