/** Finds the host names in a report that tell whose network or deployment it is. */

import { domainToUnicode } from 'node:url';
import { isIP } from 'node:net';
import { factsOf } from '../facts-of.ts';
import type { Report } from '../types.ts';
import { isExampleHost, isPublicHost } from './public-hosts.ts';
import { stringsOf } from './strings-of.ts';

const URL_HOST = /(?::|%3A)(?:\\?\/|%2F){2}(?:[^\s/?#"<>\\@]{0,200}@)?([\p{L}\p{N}_.*-]{1,253})/giu;
/** RFC 3986, section 4.2: a link without a scheme, as pages have them. */
const LINK_HOST = /(?<=["'(=])\/\/([\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)+)/gu;

/** Names below these exist inside a network only (RFC 6762, RFC 8375, ICANN's `.internal`, and custom). */
const INSIDE_NAME =
  /(?<![\p{L}\p{N}_.-])(?:[\p{L}\p{N}_-]{1,63}\.){1,10}(?:internal|intranet|local|localdomain|lan|corp|home\.arpa|svc)(?![\p{L}\p{N}_-]|\.[\p{L}\p{N}])/giu;

/** RFC 9110, section 7.6.3: protocol, then who received it. */
const VIA_HOST = /(?:^|,)\s*(?:[A-Za-z]+\/)?\d(?:\.\d)?\s+([\p{L}\p{N}_.-]+)/gu;
const CACHE_HOST = /\bfrom ([\p{L}\p{N}_.-]+)/gu;
const DOTTED = /[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)+/gu;

function groups(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((found) => found[1] ?? found[0]);
}

/** Names in a text that nobody has vouched for: whatever a server or a program wrote. */
function hostsInText({ name, text }: { name: string; text: string }): string[] {
  if (/^via$/i.test(name)) return groups(text, VIA_HOST);
  if (/^x-cache/i.test(name)) return groups(text, CACHE_HOST);
  return [URL_HOST, LINK_HOST, INSIDE_NAME].flatMap((pattern) => groups(text, pattern));
}

/** `proxy.corp:3128`, `http://proxy:8080`, and the list of `NO_PROXY`. */
function hostsOfProxyValue(shown: string): string[] {
  return shown.split(/[\s,;]+/).map((entry) =>
    entry
      .replace(/^[a-z][a-z0-9+.-]*:\/*/i, '')
      .replace(/^[^/@]*@/, '')
      .replace(/[:/].*$/, ''),
  );
}

/** Names that the run's own settings, connections and certificates have. */
function hostsOfRun(report: Report): string[] {
  const facts = factsOf(report);
  const typed = report.target.baseUrl ?? '';
  const named = [...stringsOf(report)].flatMap(({ name, text }) => {
    if (name === 'host' || name === 'names') return [text];
    return name === 'subject' || name === 'issuer' ? groups(text, DOTTED) : [];
  });
  return [
    ...named,
    ...(typed.includes('://') ? groups(typed, URL_HOST) : hostsOfProxyValue(typed)),
    ...(facts?.settings.clients ?? []).flatMap(({ kind, shown }) =>
      kind === 'base-url' ? hostsOfProxyValue(shown) : [],
    ),
    ...(facts?.settings.proxyVariables ?? []).flatMap(({ shown }) => hostsOfProxyValue(shown)),
    ...(facts?.network?.proxy ? hostsOfProxyValue(facts.network.proxy.url) : []),
  ];
}

function bare(name: string): string {
  return name
    .toLowerCase()
    .replace(/^[*.]+/, '')
    .replace(/\.+$/, '');
}

/** A host name by its form: at least one letter, no shell variable, no mark. */
function isName(name: string): boolean {
  return /^[\p{L}\p{N}_.-]{1,253}$/u.test(name) && /\p{L}/u.test(name) && isIP(name) === 0;
}

/**
 * All of them, lower-case, without wildcards and final dots; a name with letters beyond ASCII in both its forms.
 *
 * @param machine what this machine calls itself.
 */
export function privateHosts(report: Report, machine: string): string[] {
  const own = [...hostsOfRun(report), machine].map(bare);
  const inText = [...stringsOf(report)]
    .flatMap(hostsInText)
    .map(bare)
    .filter((name) => !isExampleHost(name));
  const names = [...own, ...inText].filter((name) => isName(name) && !isPublicHost(name));
  return [...new Set(names.flatMap((name) => [name, domainToUnicode(name)]))].filter((name) => name !== '');
}
