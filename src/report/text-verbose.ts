/** What `--verbose` adds: settings with sources, clients, what was passed over, the gateway, each request with its timings, the environment. */

import { factsOf } from './facts-of.ts';
import { paragraph, table } from './layout.ts';
import type { Paper } from './paint.ts';
import type { ClientRow, Report, RequestRecord } from './types.ts';

/** Request ids are to be copied: a line that is too long is left to the terminal. */
const UNBROKEN_CELLS = 1_000;

function phase(ms: number | null): string {
  return ms === null ? '-' : String(Math.round(ms));
}

/** The path alone: the host is the same in all of them, and stands in the settings. */
function pathOf(url: string): string {
  return /^[a-z]+:\/\/[^/]*(\/.*)$/i.exec(url)?.[1] ?? url;
}

function requestRow(request: RequestRecord): string[] {
  const { dnsMs, tcpMs, tlsMs, ttfbMs, totalMs } = request.timings;
  const outcome = [request.requestId ?? '', request.error ?? ''].filter((text) => text !== '').join(' ');
  return [
    `${request.method} ${pathOf(request.url)}`,
    request.status === null ? '-' : String(request.status),
    ...[dnsMs, tcpMs, tlsMs, ttfbMs, totalMs].map(phase),
    outcome,
  ];
}

const shadowing = (shadows: readonly string[]): string =>
  shadows.length === 0 ? '' : `shadows ${shadows.join(', ')}`;

const joined = (...parts: string[]): string => parts.filter((part) => part !== '').join('; ');

function settingRows(report: Report): string[][] {
  return report.settings.map(({ name, value, source, shadows }) => [
    name,
    value === null ? 'not set' : value === '' ? '(empty)' : value,
    joined(source ?? '', shadowing(shadows)),
  ]);
}

/** The address and the key of a client, each with where it stands and what it is to this run. */
function clientRowsOf(client: ClientRow): string[][] {
  const { name, baseUrl, baseUrlSource, here, key, keySource, sameKey } = client;
  const remark = (fact: boolean | null, yes: string, no: string): string =>
    fact === null ? '' : fact ? yes : no;
  const place = joined(
    baseUrlSource ?? 'no base URL is set',
    remark(here, 'this deployment', 'elsewhere'),
    shadowing(client.baseUrlShadows),
  );
  const owner = joined(
    keySource ?? '',
    remark(sameKey, 'the key of this run', 'another key'),
    shadowing(client.keyShadows),
  );
  return [
    [name, baseUrl, place],
    ['', key ?? 'no key is known', key === null ? '' : owner],
  ];
}

/** Files and programs that could not be looked at. */
function passedOver(report: Report): string[] {
  const facts = factsOf(report);
  return [...(facts?.settings.notes ?? []), ...(facts?.project.notes ?? [])];
}

/** Sections with a heading each, those without content left out. */
export function verboseSections(report: Report, paper: Paper): string[][] {
  const { width } = paper.face;
  const { os, node, python, sdks } = report.environment;
  const sections: [string, string[]][] = [
    ['Settings', table(settingRows(report), { width, indent: 2 })],
    ['Clients on this machine', table((report.clients ?? []).flatMap(clientRowsOf), { width, indent: 2 })],
    ['Passed over', passedOver(report).flatMap((note) => paragraph(note, width, 2))],
    ['Gateway', table([[report.gateway.family, report.gateway.evidence.join('; ')]], { width, indent: 2 })],
    [
      'Requests (times in ms)',
      report.requests.length === 0
        ? []
        : table(
            [
              ['', 'status', 'dns', 'tcp', 'tls', 'first byte', 'total', ''].map(paper.faint),
              ...report.requests.map(requestRow),
            ],
            { width: UNBROKEN_CELLS, indent: 2, alignRight: [1, 2, 3, 4, 5, 6] },
          ),
    ],
    [
      'Environment',
      table(
        [
          ['agentrouter', report.tool.version],
          ['system', os],
          ['Node.js', node],
          ...(python === null ? [] : [['Python', python]]),
          ...sdks.map((sdk) => [sdk.name, `${sdk.version} (${sdk.language}, ${sdk.path})`]),
        ],
        { width, indent: 2 },
      ),
    ],
  ];
  return sections
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => [paper.strong(title), ...lines]);
}
