import { factsOf } from '../facts-of.ts';
import { markdownTable } from '../markdown-text.ts';
import type { Report } from '../types.ts';
import type { AboutRun } from './about.ts';
import { cell, firstRows, type Section } from './section.ts';

const MOST_ROWS = 12;
const UNSET = 'not set';

function proxyLines(report: Report, about: AboutRun): string[] {
  const facts = factsOf(report);
  const proxy = facts?.network?.proxy ?? null;
  const variables = facts?.settings.proxyVariables ?? [];
  const option = about.proxyDisabled
    ? 'no proxy (`--no-proxy`)'
    : about.proxyOption === null
      ? UNSET
      : cell(about.proxyOption);
  return [
    `- Proxy in use: ${proxy === null ? 'none' : `${cell(proxy.url)}, by ${cell(proxy.decidedBy)}${proxy.withCredentials === true ? ', with user name and password' : ''}`}`,
    `- \`--proxy\`: ${option}`,
    ...(variables.length === 0 ? ['- Proxy variables: none'] : []),
    ...variables
      .slice(0, MOST_ROWS)
      .map(
        ({ name, shown, source }) =>
          `- ${cell(name)}: ${shown === '' ? 'empty' : cell(shown)} (${cell(source)})`,
      ),
  ];
}

function certificateLines(report: Report, about: AboutRun): string[] {
  const tls = factsOf(report)?.network?.handshake?.tls ?? null;
  const leaf = tls?.chain[0];
  const served =
    tls === null || leaf === undefined
      ? []
      : [
          `- Certificate: ${cell(leaf.subject)} for ${cell(leaf.names.join(', '))}, by ${cell(leaf.issuer)}, ${cell(`${leaf.validFrom} to ${leaf.validTo}`)}`,
          `- Chain: ${tls.chain.length} sent, ${tls.authorized ? 'trusted' : `not trusted (${cell(tls.authorizationError ?? 'no reason given')})`}, ${cell(tls.protocol ?? 'unknown protocol')}`,
        ];
  const { caFile, nodeExtraCaCerts } = about;
  return [
    `- CA file: ${caFile === null ? UNSET : `${cell(caFile.path)} (${cell(caFile.decidedBy)})`}`,
    `- \`NODE_EXTRA_CA_CERTS\`: ${nodeExtraCaCerts === null ? UNSET : cell(nodeExtraCaCerts)}`,
    ...served,
  ];
}

/** Settings with their sources, proxies, CA certificates, and where other clients on this machine point. */
export function connectionSettings(report: Report, about: AboutRun): Section {
  const clients = factsOf(report)?.settings.clients ?? [];
  const settings = report.settings.map(({ name, value, source, shadows }) => [
    cell(name),
    value === null ? UNSET : value === '' ? 'empty' : cell(value),
    [cell(source), shadows.length === 0 ? '' : `shadows ${shadows.map((shadow) => cell(shadow)).join(', ')}`]
      .filter((text) => text !== '')
      .join('; '),
  ]);
  const others = clients.map(({ client, setting, source, shown }) => [
    cell(setting),
    cell(shown),
    `${cell(source)} (${cell(client)})`,
  ]);
  return {
    title: 'Settings, proxy and CA certificates',
    lines: [
      ...markdownTable(['setting', 'value', 'from'], firstRows([...settings, ...others], MOST_ROWS)),
      '',
      ...proxyLines(report, about),
      ...certificateLines(report, about),
      ...(factsOf(report)?.settings.notes ?? []).map((note) => `- ${cell(note)}`),
    ],
  };
}
