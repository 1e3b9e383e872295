import type { AboutRun } from '../../src/report/dump/about.ts';

/** A run in Tokyo, with a proxy option and CA certificates of its own. */
export const ABOUT: AboutRun = {
  timeZone: 'Asia/Tokyo',
  utcOffsetMinutes: 540,
  caFile: { path: '/etc/ssl/company.pem', decidedBy: '--ca' },
  nodeExtraCaCerts: null,
  proxyOption: 'http://proxy.example:3128',
  proxyDisabled: false,
  curl: false,
  hostsRedacted: false,
};

/** The lines of one section of a dump, without its heading. */
export function sectionOf(dump: string, title: string): string {
  const [, rest = ''] = dump.split(`\n## ${title}\n`);
  return rest.split(/\n## (?!.*\n[<>*] )/)[0] ?? '';
}

/** The JSON report folded into a dump; null where there is none. */
export function foldedReport(dump: string): unknown {
  const found = /## JSON report\n[^]*?\n(`{3,})json\n([^]*?)\n\1\n/.exec(dump);
  return found === null ? null : JSON.parse(found[2] ?? '');
}

/** As a form sends it, a newline is two characters. */
export function charsInForm(dump: string): number {
  return dump.replaceAll('\n', '\r\n').length;
}
