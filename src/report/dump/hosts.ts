import { factsOf } from '../facts-of.ts';
import type { Report } from '../types.ts';
import { addressHider } from './addresses.ts';
import { isTelling } from './common-words.ts';
import { anyOf, escapeCharsBefore, mayBeCut, NAME_START } from './escapes.ts';
import { hostMark, numbered } from './marks.ts';
import { privateHosts } from './private-hosts.ts';
import { isPublicHost, siteOf } from './public-hosts.ts';

const CUT_CHARS = 4;

/** Names with dots, wherever they stand, with all names of the same site. */
function sitePattern(hosts: readonly string[]): RegExp | null {
  const sites = [...new Set(hosts.filter((host) => host.includes('.')).map(siteOf))];
  return sites.length === 0
    ? null
    : new RegExp(String.raw`(?:[\p{L}\p{N}_-]{1,63}\.){0,10}${NAME_START}${anyOf(sites)}`, 'giu');
}

/** Names of one label: as words where nobody can take them for one, else only where a host must stand. */
function labelPattern(hosts: readonly string[]): RegExp | null {
  const labels = hosts.filter((host) => !host.includes('.'));
  const telling = labels.filter(isTelling);
  const others = labels.filter((label) => !isTelling(label));
  const parts = [
    ...(telling.length === 0 ? [] : [String.raw`${NAME_START}${anyOf(telling)}(?![\p{L}\p{N}])`]),
    ...(others.length === 0
      ? []
      : [String.raw`(?<=:(?:\\?\/){2}(?:[^\s/?#"<>\\@]{0,200}@)?)${anyOf(others)}(?![\p{L}\p{N}_-])`]),
  ];
  return parts.length === 0 ? null : new RegExp(parts.join('|'), 'giu');
}

/** Addresses that the deployment's and the proxy's names turned out to have, where those names are hidden. */
function addressesOf(report: Report): string[] {
  const network = factsOf(report)?.network ?? null;
  if (network === null || isPublicHost(network.host)) return [];
  const answered = network.dns?.answer?.addresses ?? [];
  return [...answered, ...(network.tcp ?? [])].map(({ address }) => address);
}

/**
 * A function that hides private host names and private IP addresses: in URLs, certificates, headers and prose.
 * Equal ones get equal marks, whatever their case.
 *
 * @param machine what this machine calls itself.
 */
export function hostHider(report: Report, machine: string): (text: string) => string {
  const hosts = privateHosts(report, machine);
  const inSites = sitePattern(hosts);
  const labels = labelPattern(hosts);
  const hideAddresses = addressHider(addressesOf(report));
  const mark = numbered(hostMark);
  const hidden = (name: string): string => mark(name.toLowerCase());

  const withoutCutEnd = (text: string): string =>
    text.replace(/[\p{L}\p{N}_.-]{4,253}?(?=(?:…|\.{3})?$)/u, (end) => {
      const whole = hosts.find((host) => host.length > end.length && host.startsWith(end.toLowerCase()));
      return whole === undefined || end.length < CUT_CHARS ? end : hidden(whole);
    });

  return (text) => {
    const withoutSites =
      inSites === null
        ? text
        : text.replace(inSites, (found: string, at: number) => {
            const skip = escapeCharsBefore(text, at, found);
            return found.slice(0, skip) + hidden(found.slice(skip));
          });
    const withoutLabels = labels === null ? withoutSites : withoutSites.replace(labels, hidden);
    return hideAddresses(mayBeCut(withoutLabels) ? withoutCutEnd(withoutLabels) : withoutLabels);
  };
}
