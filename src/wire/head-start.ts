import { setMaxListeners } from 'node:events';
import type { Socket } from 'node:net';
import type { Result, TcpAttempt } from './types.ts';
import { dialEach, dialFirst } from './dial.ts';
import { bareHost, Resolver } from './lookup.ts';
import { portOf, routeFor, type ProxyOptions } from './proxy-choice.ts';
import { elapsedMs } from './result.ts';

/** A connection that is not yet used, and how long it took. */
export interface Dialled {
  socket: Result<Socket>;
  tcpMs: number;
}

/**
 * The first steps of a run, taken while what speaks over the connection is still being loaded. What they bring is
 * handed on, so that nothing is asked twice.
 */
export interface HeadStart {
  /** Where the name is being looked up. */
  resolver: Resolver;
  /** Settles when the name has been looked up, and connecting has begun. */
  lookedUp: Promise<unknown>;
  /** The attempts to connect to every address; null where another host is meant, or none were made. */
  attempts: (host: string, port: number) => Promise<TcpAttempt[]> | null;
  /** The connection, to the first who asks for one to this host; null for all others. */
  take: (host: string, port: number) => Promise<Dialled> | null;
  /** Ends what is still under way, and closes what nobody took. */
  close: () => void;
}

interface HeadStartOptions {
  /** Bounds the lookup, and the attempts to connect. */
  timeoutMs: number;
  signal: AbortSignal;
  proxy: ProxyOptions;
  /** Connect to every address and tell of each, where no proxy stands between; otherwise to the first that answers. */
  everyAddress: boolean;
}

/** Looks up the name of a deployment, or of the proxy to it, and connects. Null where the proxy cannot be used. */
export function startAhead(url: URL, options: HeadStartOptions): HeadStart | null {
  const { timeoutMs, proxy } = options;
  const route = routeFor(url, proxy);
  if (!route.ok) return null;
  const closing = new AbortController();
  const signal = AbortSignal.any([options.signal, closing.signal]);
  // Each address that is tried listens to it.
  setMaxListeners(0, signal);
  const resolver = new Resolver(timeoutMs, signal);
  const host = route.value?.host ?? bareHost(url.hostname);
  const port = route.value?.port ?? portOf(url);
  const dial = { host, port, limitMs: timeoutMs, signal };
  const lookedUp = resolver.lookup(host);
  const isThere = (otherHost: string, otherPort: number): boolean =>
    bareHost(otherHost) === host && otherPort === port;

  if (options.everyAddress && route.value === null) {
    const attempts = lookedUp.then((found) => (found.ok ? dialEach(found.value.addresses, dial) : []));
    return {
      resolver,
      lookedUp,
      attempts: (otherHost, otherPort) => (isThere(otherHost, otherPort) ? attempts : null),
      take: () => null,
      close: () => closing.abort(),
    };
  }

  let waiting: Promise<Dialled> | null = lookedUp.then(async (found) => {
    const sinceMs = performance.now();
    const socket = found.ok ? await dialFirst(found.value.addresses, dial) : found;
    return { socket, tcpMs: elapsedMs(sinceMs) };
  });
  const take = (): Promise<Dialled> | null => {
    const taken = waiting;
    waiting = null;
    return taken;
  };
  return {
    resolver,
    lookedUp,
    attempts: () => null,
    take: (otherHost, otherPort) => (isThere(otherHost, otherPort) ? take() : null),
    close: () => {
      closing.abort();
      void take()?.then(({ socket }) => socket.ok && socket.value.destroy());
    },
  };
}
