import { setMaxListeners } from 'node:events';
import type {
  DnsAnswer,
  HttpAnswer,
  HttpRequest,
  ProxyChoice,
  Result,
  StreamAnswer,
  StreamEvent,
  TcpAttempt,
  TlsFacts,
} from './types.ts';
import { loadUndici, lookAtTls, openPath, type Means } from './connection.ts';
import { dialEach } from './dial.ts';
import type { HeadStart } from './head-start.ts';
import { request, type Exchanged } from './http.ts';
import { bareHost, Resolver } from './lookup.ts';
import { Pool } from './pool.ts';
import { routeFor, type ProxyOptions } from './proxy-choice.ts';
import { elapsedMs, failed, failureAt, ok } from './result.ts';
import { Sender } from './sender.ts';
import { stream } from './stream.ts';
import { loadTrust } from './trust.ts';

export { MAX_BODY_BYTES } from './limits.ts';
export type { Exchanged } from './http.ts';

export interface WireOptions {
  /** Bounds one request: connecting, the first byte, and the whole answer where it is no stream. */
  timeoutMs: number;
  /** Bounds silence within a stream. */
  idleTimeoutMs: number;
  /** Aborted at the run's deadline or on interrupt; its reason tells which (`'deadline'` or `'interrupt'`). */
  signal: AbortSignal;
  proxy: ProxyOptions;
  /** CA certificates (PEM) beside the default roots. */
  caFile: string | null;
  /** The value of `NODE_EXTRA_CA_CERTS`, which Node leaves out where `caFile` is given. */
  nodeExtraCaCerts?: string | null;
  maxBodyBytes: number;
  /** The first steps, where they were taken before. */
  ahead: HeadStart | null;
}

/** The one room that touches the network. Failures are values; nothing in here throws for them. */
export interface Wire {
  /** Asks the system's resolver, once a run for each name. */
  lookup(host: string): Promise<Result<DnsAnswer>>;
  /** Connects to every address of a name (at most 64) side by side, and closes again. Empty where it has none. */
  connectAll(host: string, port: number): Promise<TcpAttempt[]>;
  /** The proxy that a URL goes through, or null; fails with `PROXY_INVALID` where its setting cannot be used. */
  proxyFor(url: URL): Result<ProxyChoice | null>;
  /** Connects to the proxy and, for an https target, asks it for a tunnel. */
  reachProxy(choice: ProxyChoice, url: URL): Promise<Result<{ connectedMs: number }>>;
  /** A TLS handshake that is completed whether or not the certificate is trusted; no request is sent on it. */
  handshake(url: URL): Promise<Result<TlsFacts>>;
  /** One request and its whole answer. Redirects are not followed. */
  request(
    request: HttpRequest,
    limits?: { timeoutMs?: number; maxBodyBytes?: number },
  ): Promise<Exchanged<HttpAnswer>>;
  /**
   * One request whose answer should be an event stream: a `StreamAnswer` (it has `events`) where it is one.
   * `onEvent` hears of every event as it comes; the answer keeps the first ones.
   */
  stream(
    request: HttpRequest,
    onEvent?: (event: StreamEvent) => void,
  ): Promise<Exchanged<HttpAnswer | StreamAnswer>>;
  /** The same run and lookups without a proxy, for an experiment. Closed together with this one. */
  withoutProxy(): Wire;
  /** Destroys every connection; nothing keeps the process alive afterwards. */
  close(): Promise<void>;
}

export function createWire(options: WireOptions): Wire {
  // Every operation under way listens to the run's signal; Node would warn of a leak from the eleventh on.
  setMaxListeners(0, options.signal);
  const means: Means = {
    resolver: options.ahead?.resolver ?? new Resolver(options.timeoutMs, options.signal),
    trust: loadTrust(options.caFile, options.nodeExtraCaCerts ?? null),
    signal: options.signal,
    ahead: options.ahead,
  };
  return wireOver(options, means, new Pool(means));
}

function wireOver(options: WireOptions, means: Means, pool: Pool): Wire {
  const { timeoutMs, signal, proxy } = options;
  const sender = new Sender(pool, means, proxy);
  return {
    lookup: (host) => means.resolver.lookup(host),
    async connectAll(host, port) {
      const found = await means.resolver.lookup(host);
      if (!found.ok) return [];
      const name = bareHost(host);
      const dialled =
        means.ahead?.attempts(host, port) ??
        dialEach(found.value.addresses, { host: name, port, limitMs: timeoutMs, signal });
      await loadUndici();
      return dialled;
    },
    proxyFor(url) {
      const route = routeFor(url, proxy);
      return route.ok ? ok(route.value?.choice ?? null) : route;
    },
    async reachProxy(choice, url) {
      const sinceMs = performance.now();
      const route = routeFor(url, proxy);
      if (!route.ok) return route;
      if (route.value === null) {
        const message = `${choice.url} is not the proxy of this URL`;
        return failed(failureAt('proxy', 'PROXY_INVALID', message, { host: null, port: null }, sinceMs));
      }
      const path = await openPath(url, route.value, timeoutMs, means);
      if (!path.ok) return path;
      path.value.socket.destroy();
      return ok({ connectedMs: elapsedMs(sinceMs) });
    },
    async handshake(url) {
      const route = routeFor(url, proxy);
      if (!route.ok) return route;
      return lookAtTls(url, url.protocol === 'https:' ? route.value : null, timeoutMs, means);
    },
    request: (asked, limits = {}) =>
      request(
        sender,
        asked,
        {
          timeoutMs: limits.timeoutMs ?? timeoutMs,
          maxBodyBytes: limits.maxBodyBytes ?? options.maxBodyBytes,
        },
        signal,
      ),
    stream: (asked, onEvent) => stream(sender, asked, { ...options, onEvent }, signal),
    withoutProxy: () => wireOver({ ...options, proxy: { ...proxy, disabled: true } }, means, pool),
    close: () => pool.close(),
  };
}
