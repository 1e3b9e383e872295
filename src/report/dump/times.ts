import type { Exchange } from '../../probes/facts.ts';
import { factsOf } from '../facts-of.ts';
import { markdownTable } from '../markdown-text.ts';
import type { Report } from '../types.ts';
import { durationText } from '../units.ts';
import type { AboutRun } from './about.ts';
import { inOrderOfTime } from './in-order.ts';
import { cell, firstRows, type Section } from './section.ts';

const MOST_REQUESTS = 40;

/** ISO 8601 in local time with its offset: `2026-03-01T12:00:00.000+09:00`. */
function localTime(utc: string, utcOffsetMinutes: number): string {
  const ms = Date.parse(utc);
  if (Number.isNaN(ms)) return utc;
  const local = new Date(ms + utcOffsetMinutes * 60_000).toISOString().slice(0, -1);
  const minutes = Math.abs(utcOffsetMinutes);
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${local}${utcOffsetMinutes < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function skewText(skewMs: number | null): string {
  if (skewMs === null) return 'not known';
  if (Math.abs(skewMs) < 1_000) return 'less than 1 s off';
  return `${durationText(Math.abs(skewMs))} ${skewMs < 0 ? 'behind' : 'ahead of'} the server's`;
}

/** What a status does not tell: that the key was made up to see it refused, and that a stream ended too early. */
function resultText(status: number | null, error: string | null, exchange: Exchange | undefined): string {
  const result = status === null ? cell(error, 100) : String(status);
  const madeUp = exchange?.ask.key === 'made-up' ? ', with a made-up key' : '';
  const { outcome } = exchange ?? {};
  const end = outcome?.kind === 'stream' && outcome.answer.end !== 'end' ? `, ${outcome.answer.end}` : '';
  return result + end + madeUp;
}

/** When the run and each request began, in local time and UTC, with the ids that the deployment gave. */
export function timesAndIds(report: Report, about: AboutRun): Section {
  const facts = factsOf(report);
  const exchanges = facts?.exchanges ?? [];
  const sent = report.requests.map((request, index) => ({
    ...request,
    exchange: exchanges[index],
    startedAt: exchanges[index]?.startedAt ?? '',
  }));
  const rows = inOrderOfTime(sent).map(({ method, url, status, requestId, error, timings, ...of }) => [
    of.startedAt.slice(11),
    cell(`${method} ${url}`, 120),
    resultText(status, error, of.exchange),
    durationText(timings.totalMs),
    requestId === null ? 'none' : cell(requestId),
  ]);
  return {
    title: 'Times and request ids',
    lines: [
      `- Local: ${localTime(report.startedAt, about.utcOffsetMinutes)} (${about.timeZone})`,
      `- UTC: ${report.startedAt}`,
      `- Took: ${durationText(report.durationMs)}`,
      `- This machine's clock: ${skewText(facts?.network?.clockSkewMs ?? null)}`,
      ...(rows.length === 0
        ? []
        : [
            '',
            ...markdownTable(
              ['UTC', 'request', 'result', 'took', 'request id'],
              firstRows(rows, MOST_REQUESTS),
            ),
          ]),
    ],
    optional: true,
  };
}
