/** The support dump: Markdown that answers what a support ticket asks for, and fits a GitHub issue. */

import { code, escaped } from '../markdown-text.ts';
import type { Report } from '../types.ts';
import { storyOf, verdictText } from '../wording.ts';
import type { AboutRun } from './about.ts';
import { checklist } from './checklist.ts';
import { connectionSettings } from './connection-settings.ts';
import { operatingSystem, runtimeVersions, sdkVersions } from './environment.ts';
import { errorMessage } from './error-message.ts';
import { otherFindings } from './findings.ts';
import { DETAILS, leftOutAt, type Detail } from './detail.ts';
import { foldedJson } from './folded-json.ts';
import { hiddenSection } from './hidden.ts';
import { rawExchanges } from './raw-exchanges.ts';
import { requestParameters } from './request-parameters.ts';
import { clipped, type Section } from './section.ts';
import { timesAndIds } from './times.ts';

/** GitHub: "body is too long (maximum is 65536 characters)". */
const MAX_ISSUE_CHARS = 65_536;

/** As a form sends it: a newline is two characters (WHATWG HTML, section 4.10.22.8). */
function charsInForm(markdown: string): number {
  return markdown.length + (markdown.match(/\n/g) ?? []).length;
}

function headLines(report: Report, about: AboutRun): string[] {
  const { root } = storyOf(report);
  const rootCode = root === null ? '' : ` (${code(root.code)})`;
  const { version } = report.tool;
  return [
    `# Support dump: ${escaped(clipped(verdictText(report), 200))}${rootCode}`,
    '',
    `By agentrouter ${escaped(version)}. Secrets, home and project folder, the user name and e-mail addresses are hidden${about.hostsRedacted ? ', and private hosts' : ''}. Read it once before you post it.`,
  ];
}

function sectionText({ title, lines }: Section): string {
  return [`## ${title}`, '', ...lines].join('\n').trimEnd();
}

function assembled(
  head: string,
  sections: readonly Section[],
  leftOut: readonly string[],
  about: AboutRun,
): string {
  const told: Section[] =
    leftOut.length === 0 ? [] : [{ title: 'Left out', lines: leftOut.map((line) => `- ${line}`) }];
  const body = [head, ...[...sections, ...told].map(sectionText)].join('\n\n');
  return `${body}\n\n${sectionText(hiddenSection(body, about))}\n`;
}

/**
 * Draws a dump of at most 65,536 characters. What does not fit is shortened or left out, which the dump says.
 * Expects a report that is redacted for the public.
 */
export function renderSupportDump(report: Report, about: AboutRun): string {
  const head = headLines(report, about).join('\n');
  const answers = [
    errorMessage(report),
    requestParameters(report),
    sdkVersions(report),
    runtimeVersions(report),
    operatingSystem(report),
    otherFindings(report),
    checklist(report),
    timesAndIds(report, about),
    connectionSettings(report, about),
  ];
  for (const detail of DETAILS) {
    const bulk = bulkAt(detail, report, about);
    const dump = bulk && assembled(head, [...answers, ...bulk], leftOutAt(detail), about);
    if (dump !== null && charsInForm(dump) <= MAX_ISSUE_CHARS) return dump;
  }
  return withoutOptional(head, answers, about);
}

/** The bulky sections at one detail; null where one alone is too long. */
function bulkAt({ exchanges, json }: Detail, report: Report, { curl }: AboutRun): Section[] | null {
  const raw = exchanges === null ? [] : [rawExchanges(report, exchanges, curl, MAX_ISSUE_CHARS)];
  const folded = json === null ? [] : [foldedJson(report, json, MAX_ISSUE_CHARS)];
  const sections = [...raw, ...folded].filter((section) => section !== null);
  return sections.length === raw.length + folded.length ? sections : null;
}

/** The last resort: the sections that can be missed go, the last first, until the rest fits. */
function withoutOptional(head: string, answers: readonly Section[], about: AboutRun): string {
  const kept = [...answers];
  const missing = leftOutAt({ exchanges: null, json: null });
  for (;;) {
    const dump = assembled(head, kept, missing, about);
    const at = kept.findLastIndex((section) => section.optional === true);
    if (charsInForm(dump) <= MAX_ISSUE_CHARS || at < 0) return dump;
    missing.unshift(...kept.splice(at, 1).map(({ title }) => `The section "${title}".`));
  }
}
