import { isIP } from 'node:net';
import type { DnsAnswer, Result } from './types.ts';
import { failureFrom } from './error-codes.ts';
import { isLocalName } from './hosts-file.ts';
import { LOOKUP_LIMIT_MS, MAX_ADDRESSES } from './limits.ts';
import { bounded, elapsedMs, failed, ok } from './result.ts';

/** Removes the brackets of an IPv6 literal as it stands in a URL. */
export function bareHost(host: string): string {
  return host.startsWith('[') && host.endsWith(']') ? host.slice(1, -1) : host;
}

/** Asks the system's resolver, as the SDKs do; each name once a run, whoever asks. */
export class Resolver {
  readonly #asked = new Map<string, Promise<Result<DnsAnswer>>>();
  readonly #used = new Set<string>();
  readonly #limitMs: number;
  readonly #signal: AbortSignal;

  constructor(timeoutMs: number, signal: AbortSignal) {
    this.#limitMs = Math.min(timeoutMs, LOOKUP_LIMIT_MS);
    this.#signal = signal;
  }

  lookup(host: string): Promise<Result<DnsAnswer>> {
    const name = bareHost(host);
    const known = this.#asked.get(name);
    if (known !== undefined) return known;
    const asked = this.#ask(name);
    this.#asked.set(name, asked);
    return asked;
  }

  /** True once for each name: the connection that may count the lookup among its own phases. */
  isFirstUse(host: string): boolean {
    const first = !this.#used.has(host);
    this.#used.add(host);
    return first;
  }

  async #ask(name: string): Promise<Result<DnsAnswer>> {
    const family = isIP(name);
    if (family === 4 || family === 6) {
      return ok({ addresses: [{ address: name, family }], durationMs: 0, local: true });
    }
    const bounds = {
      layer: 'dns' as const,
      place: { host: name, port: null },
      limitMs: this.#limitMs,
      signal: this.#signal,
      doing: `looking up ${name}`,
    };
    // A lookup inside this process cannot be called off: it would hold the process open until the resolver gives up.
    // So a name that may need the network is looked up in a child process, which can be ended.
    if (isLocalName(name)) return bounded(bounds, (settle) => lookupHere(name, settle));
    const { lookupInChild } = await import('./lookup-child.ts');
    return bounded(bounds, (settle) => lookupInChild(name, settle, () => lookupHere(name, settle)));
  }
}

function lookupHere(name: string, settle: (result: Result<DnsAnswer>) => void): () => void {
  const sinceMs = performance.now();
  // An address needs neither this nor another process, so both are loaded only for a name.
  void import('node:dns').then(({ lookup }) => {
    lookup(name, { all: true, verbatim: true }, (error, addresses) => {
      if (error !== null) {
        settle(failed(failureFrom('dns', error, { host: name, port: null }, sinceMs)));
        return;
      }
      settle(ok(answerOf(name, addresses, elapsedMs(sinceMs))));
    });
  });
  return () => undefined;
}

/** An answer with doubles removed and its length limited. */
export function answerOf(
  name: string,
  found: readonly { address: string; family: number }[],
  durationMs: number,
): DnsAnswer {
  const addresses = new Map<string, DnsAnswer['addresses'][number]>();
  for (const { address, family } of found) {
    if (addresses.size >= MAX_ADDRESSES) break;
    addresses.set(address, { address, family: family === 6 ? 6 : 4 });
  }
  return { addresses: [...addresses.values()], durationMs, local: isLocalName(name) };
}
