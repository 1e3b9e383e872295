import type { ProxyChoice, Result } from './types.ts';
import { bareHost } from './lookup.ts';
import { isExempt } from './no-proxy.ts';
import { failed, failureAt, ok } from './result.ts';

export interface ProxyOptions {
  disabled: boolean;
  option: string | null;
  environment: Readonly<Record<string, string>>;
}

/** A proxy that can be used, with what only the connection to it may see. */
export interface ProxyRoute {
  choice: ProxyChoice;
  host: string;
  port: number;
  tls: boolean;
  /** The value of `Proxy-Authorization` (RFC 7617), or null. Secret. */
  authorization: string | null;
}

/** The port that a URL names or its scheme implies. */
export function portOf(url: URL): number {
  if (url.port !== '') return Number(url.port);
  return url.protocol === 'https:' ? 443 : 80;
}

/**
 * Which proxy a URL goes through: `--proxy`, else the variable of the URL's scheme, else `ALL_PROXY`; lower case
 * wins, and one that is set to nothing switches its proxy off. `NO_PROXY` exempts hosts from the variables only,
 * as an option is meant for this very run.
 */
export function routeFor(url: URL, options: ProxyOptions): Result<ProxyRoute | null> {
  if (options.disabled) return ok(null);
  if (options.option !== null) {
    return options.option === '' ? ok(null) : parseProxy(options.option, '--proxy');
  }
  const names = url.protocol === 'https:' ? ['https_proxy', 'HTTPS_PROXY'] : ['http_proxy', 'HTTP_PROXY'];
  const found =
    firstSet(options.environment, names) ?? firstSet(options.environment, ['all_proxy', 'ALL_PROXY']);
  if (found === null || found.value === '') return ok(null);
  const exempt = firstSet(options.environment, ['no_proxy', 'NO_PROXY']);
  if (exempt !== null && isExempt(exempt.value, bareHost(url.hostname), portOf(url))) return ok(null);
  return parseProxy(found.value, found.name);
}

function firstSet(
  environment: Readonly<Record<string, string>>,
  names: readonly string[],
): { name: string; value: string } | null {
  for (const name of names) {
    const value = environment[name];
    if (value !== undefined) return { name, value: value.trim() };
  }
  return null;
}

/** Reads a proxy setting; a bare `host:port` is an http proxy, as in curl. */
function parseProxy(value: string, decidedBy: string): Result<ProxyRoute> {
  const invalid = (why: string): Result<ProxyRoute> =>
    failed(
      failureAt(
        'proxy',
        'PROXY_INVALID',
        `${decidedBy} ${why}`,
        { host: null, port: null },
        performance.now(),
      ),
    );
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`;
  if (/^[^/]*\/\/[^/?#]*[/?#].*@/.test(text))
    return invalid('has /, ? or # in its user name or password: percent-encode it');
  const url = parseUrl(text);
  if (url === null) return invalid('is no usable URL');
  if (url.protocol.startsWith('socks')) {
    return invalid(`names a SOCKS proxy (${url.protocol.slice(0, -1)}), which is not supported`);
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return invalid(`has the scheme ${url.protocol.slice(0, -1)}, which is not supported for a proxy`);
  }
  if (url.hostname === '') return invalid('names no host');
  const authorization = basic(url);
  return ok({
    choice: { url: `${url.protocol}//${url.host}`, decidedBy, withCredentials: authorization !== null },
    host: bareHost(url.hostname),
    port: portOf(url),
    tls: url.protocol === 'https:',
    authorization,
  });
}

function basic(url: URL): string | null {
  if (url.username === '' && url.password === '') return null;
  const text = `${decode(url.username)}:${decode(url.password)}`;
  return `Basic ${Buffer.from(text, 'utf8').toString('base64')}`;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function parseUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
