import type { Wire } from '../wire/wire.ts';
import type { NetworkFacts } from './facts.ts';

/** The steps of the way to the deployment, each taken once. Results go to `facts.network`. */
export interface NetworkProbes {
  dns: () => Promise<void>;
  tcp: () => Promise<void>;
  proxy: () => Promise<void>;
  tls: () => Promise<void>;
}

/** The facts about the way before anything is sent: host, port, and which proxy would be used. */
export function startNetworkFacts(wire: Wire, url: URL): NetworkFacts {
  const tls = url.protocol === 'https:';
  const choice = wire.proxyFor(url);
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (tls ? 443 : 80) : Number(url.port),
    tls,
    proxy: choice.ok ? choice.value : null,
    dns: null,
    tcp: null,
    proxyPath: choice.ok ? null : { connectedMs: null, failure: choice.failure },
    handshake: null,
    clockSkewMs: null,
  };
}

/** Makes the network probes of a run for one deployment. */
export function createNetworkProbes(network: NetworkFacts, wire: Wire, url: URL): NetworkProbes {
  let shaking: ReturnType<Wire['handshake']> | undefined;
  const handshake = (): ReturnType<Wire['handshake']> => (shaking ??= wire.handshake(url));
  return {
    dns: async () => {
      const result = await wire.lookup(network.host);
      network.dns = result.ok
        ? { answer: result.value, failure: null }
        : { answer: null, failure: result.failure };
    },
    tcp: async () => {
      const attempts = wire.connectAll(network.host, network.port);
      // Beside it, since each waits for a moment on an open connection.
      if (network.tls && network.proxy === null) void handshake();
      network.tcp = await attempts;
    },
    proxy: async () => {
      if (network.proxy === null) return;
      const result = await wire.reachProxy(network.proxy, url);
      network.proxyPath = result.ok
        ? { connectedMs: result.value.connectedMs, failure: null }
        : { connectedMs: null, failure: result.failure };
    },
    tls: async () => {
      const result = await handshake();
      network.handshake = result.ok
        ? { tls: result.value, failure: null }
        : { tls: null, failure: result.failure };
    },
  };
}

/**
 * The local clock against the server's `Date` (RFC 9110, 6.6.1), taken at the middle of the exchange; positive where
 * the local clock is ahead. `Date` counts whole seconds, so differences below a second mean nothing.
 */
export function clockSkewMs(
  dateHeader: string | undefined,
  startedAt: string,
  totalMs: number,
): number | null {
  if (dateHeader === undefined) return null;
  const server = Date.parse(dateHeader);
  const middle = Date.parse(startedAt) + totalMs / 2;
  return Number.isNaN(server) || Number.isNaN(middle) ? null : Math.round(middle - server);
}
