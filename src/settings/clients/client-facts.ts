import { parseBaseUrl, maskCredentials } from '../../evidence/base-url.ts';
import { isForeignKey } from '../../evidence/foreign-key.ts';
import { isLoopbackHost } from '../../evidence/loopback.ts';
import { providerOfKey } from '../key-providers.ts';
import { shownKey } from '../key-shape.ts';
import type { ClientFacts } from '../types.ts';

/** What our own settings say, to compare with. */
export interface Ours {
  baseUrl: string | null;
  key: string | null;
}

/** What was found of clients, with what must be hidden and what had to be passed over. */
export interface FoundClients {
  facts: ClientFacts[];
  /** Secret values among them. */
  keys: string[];
  /** Base URLs as they stand, which may hold a password. */
  urls: string[];
  /** Files that could not be used, in words. */
  notes: string[];
}

/** Where a value of a client stands, and what it means to it. */
export type Found = Pick<ClientFacts, 'client' | 'api' | 'scope' | 'source' | 'setting' | 'shadows'> & {
  value: string;
};

/** Host and port; this machine's own names count as one. */
function placeOf(typed: string | null): string | null {
  const parsed = typed === null ? null : parseBaseUrl(typed);
  if (parsed?.ok !== true) return null;
  const { hostname, host, port, protocol } = parsed.url;
  const usualPort = protocol === 'https:' ? '443' : '80';
  return isLoopbackHost(hostname)
    ? `loopback:${port === '' ? usualPort : port}`
    : host.replace(/\.(?=:|$)/, '');
}

function compare<T>(theirs: T | null, ours: T | null): boolean | null {
  return theirs === null || ours === null ? null : theirs === ours;
}

/** A base URL of a client, fit to print and compared with ours. */
export function urlOfClient({ value, ...found }: Found, ours: Ours): ClientFacts {
  const sameHost = compare(placeOf(value), placeOf(ours.baseUrl));
  return { ...found, kind: 'base-url', shown: maskCredentials(value), sameHost, sameKey: null };
}

/** A key of a client, fit to print and compared with ours. */
export function keyOfClient({ value, ...found }: Found, ours: Ours): ClientFacts {
  const foreign = foreignProvider(value, ours.baseUrl);
  return {
    ...found,
    ...{ kind: 'key' as const, shown: shownKey(value), sameHost: null, sameKey: compare(value, ours.key) },
    ...(foreign === null ? {} : { foreign }),
  };
}

function foreignProvider(key: string, baseUrl: string | null): string | null {
  const provider = providerOfKey(key);
  const parsed = baseUrl === null ? null : parseBaseUrl(baseUrl);
  if (provider === null || parsed?.ok !== true) return null;
  const foreign = isForeignKey(
    { otherProvider: provider.name, otherProviderHosts: [...provider.hosts] },
    parsed.url.hostname,
  );
  return foreign ? provider.name : null;
}
