import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { setFlagsFromString } from 'node:v8';
import type { Client } from 'undici';
import type { Result, TlsFacts, WireFailure } from './types.ts';
import { dialFirst } from './dial.ts';
import { codeOf, failureFrom, isTlsCode } from './error-codes.ts';
import type { HeadStart } from './head-start.ts';
import { bareHost, type Resolver } from './lookup.ts';
import { portOf, type ProxyRoute } from './proxy-choice.ts';
import { elapsedMs, failed, ok } from './result.ts';
import { openTls } from './tls-open.ts';
import { tlsFactsOf } from './tls-facts.ts';
import type { Trust } from './trust.ts';
import { isOwnPage, openTunnel, ownPageIn } from './tunnel.ts';

/** What every connection of a run shares. */
export interface Means {
  resolver: Resolver;
  trust: Trust;
  signal: AbortSignal;
  /** What was begun before. */
  ahead: HeadStart | null;
}

export interface Phases {
  dnsMs: number | null;
  tcpMs: number | null;
  tlsMs: number | null;
}

interface Opened {
  socket: Socket;
  phases: Phases;
  address: string | null;
}

/** A connection that carries one request at a time. */
export interface Connection {
  client: Client;
  socket: Socket;
  phases: Phases;
  /** The address at the other end: the target's, or the proxy's. */
  address: string | null;
}

/** TCP to the target, or to the proxy and, for an https target, through its tunnel. The caller owns the socket. */
export async function openPath(
  url: URL,
  route: ProxyRoute | null,
  limitMs: number,
  means: Means,
): Promise<Result<Opened>> {
  const { resolver, signal, trust } = means;
  const endMs = performance.now() + limitMs;
  const leftMs = (): number => endMs - performance.now();
  const host = route?.host ?? bareHost(url.hostname);
  const port = route?.port ?? portOf(url);

  const found = await resolver.lookup(host);
  if (!found.ok) return route === null ? found : failed({ ...found.failure, layer: 'proxy', port });
  const begun = (await means.ahead?.take(host, port)) ?? null;
  const ahead = begun !== null && isUsable(begun.socket) ? begun : null;
  const tcpSinceMs = performance.now() - (ahead?.tcpMs ?? 0);
  const dialled =
    ahead?.socket ?? (await dialFirst(found.value.addresses, { host, port, limitMs: leftMs(), signal }));
  if (!dialled.ok) return route === null ? dialled : failed({ ...dialled.failure, layer: 'proxy' });
  const phases: Phases = {
    // The name that a proxy resolves is its own affair; the time to look up the proxy itself says nothing of the target.
    dnsMs: route === null && resolver.isFirstUse(host) ? found.value.durationMs : null,
    tcpMs: elapsedMs(tcpSinceMs),
    tlsMs: null,
  };
  let socket = dialled.value;
  const address = socket.remoteAddress ?? null;
  if (route === null) return ok({ socket, phases, address });

  if (route.tls) {
    const options = { host, port, limitMs: leftMs(), signal, trust, alpn: ['http/1.1'], verify: true };
    const secured = await openTls(socket, { ...options, layer: 'proxy' });
    if (!secured.ok) return secured;
    socket = secured.value;
  }
  if (url.protocol === 'https:') {
    const authority = `${url.hostname}:${portOf(url)}`;
    const tunnel = await openTunnel(socket, { route, authority, limitMs: leftMs(), signal });
    if (!tunnel.ok) return tunnel;
    phases.tcpMs = elapsedMs(tcpSinceMs);
  }
  return ok({ socket, phases, address });
}

/** A connection that was cut while it waited is made again: that tells what cuts it. A failure stands. */
function isUsable(dialled: Result<Socket>): boolean {
  return !dialled.ok || (dialled.value.writable && !dialled.value.readableEnded);
}

/** A connection ready for requests, its certificate verified. */
export async function openConnection(
  url: URL,
  route: ProxyRoute | null,
  limitMs: number,
  means: Means,
): Promise<Result<Connection>> {
  const endMs = performance.now() + limitMs;
  const path = await openPath(url, route, limitMs, means);
  if (!path.ok) return path;
  let { socket } = path.value;
  const { phases, address } = path.value;
  if (url.protocol === 'https:') {
    const sinceMs = performance.now();
    const secured = await shakeHands(socket, { url, route, endMs, alpn: ['http/1.1'], verify: true }, means);
    if (!secured.ok) return secured;
    socket = secured.value;
    phases.tlsMs = elapsedMs(sinceMs);
  }
  return ok({ client: await clientOver(socket, url), socket, phases, address });
}

interface Handshake {
  url: URL;
  route: ProxyRoute | null;
  endMs: number;
  alpn: string[];
  /** As `openTls` takes it. */
  verify: boolean;
}

/** TLS with the target, over a path to it. */
async function shakeHands(socket: Socket, handshake: Handshake, means: Means): Promise<Result<TLSSocket>> {
  const { url, route, endMs, alpn, verify } = handshake;
  const { signal, trust } = means;
  const place = { host: bareHost(url.hostname), port: portOf(url) };
  const own = { alpn, verify, signal, trust, layer: 'tls' as const, tunnelled: route !== null };
  const opened = await openTls(socket, { ...place, ...own, limitMs: endMs - performance.now() });
  return opened.ok ? opened : failed(await ownPageOr(opened.failure, handshake, means));
}

/** The failure of a handshake; where a tunnel answered it with no TLS, what a second tunnel says unasked. */
async function ownPageOr(
  failure: WireFailure,
  { url, route, endMs }: Handshake,
  means: Means,
): Promise<WireFailure> {
  const isNoTls = /^(?:EPROTO$|ERR_SSL_(?!.*ALERT))/.test(failure.code);
  if (route === null || failure.layer !== 'tls' || !isNoTls) return failure;
  const again = await openPath(url, route, endMs - performance.now(), means);
  if (!again.ok) return isOwnPage(again.failure) ? again.failure : failure;
  const place = { host: route.host, port: route.port, address: again.value.address };
  return (await ownPageIn(again.value.socket, place, means.signal)) ?? failure;
}

let undici: Promise<{ Client: typeof Client }> | undefined;

/**
 * Loading it takes longer than connecting to a near host, so it is loaded beside that.
 * Its HTTP parser is WebAssembly. After a few requests V8 would compile that once more, optimised, which takes 20 MB for
 * a moment and makes not even a long stream faster; with so large a budget it does not.
 */
export function loadUndici(): Promise<{ Client: typeof Client }> {
  if (undici === undefined) setFlagsFromString('--wasm-tiering-budget=1000000000');
  return (undici ??= import('undici'));
}

/** An HTTP client bound to one socket: it never connects by itself, so nothing happens that was not measured. */
async function clientOver(socket: Socket, url: URL): Promise<Client> {
  const { Client } = await loadUndici();
  let given = false;
  return new Client(url.origin, {
    connect: (_options, callback) => {
      if (given) {
        callback(Object.assign(new Error('the connection closed'), { code: 'UND_ERR_SOCKET' }), null);
        return;
      }
      given = true;
      process.nextTick(() => callback(null, socket));
    },
    // Time limits are kept by the exchange, to the millisecond; undici's own are coarse.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
}

/**
 * Shakes hands whatever the certificate, and tells what the server showed. Nothing is sent on the connection.
 * It stays open for a moment, since a TLS 1.3 server refuses a missing client certificate only afterwards
 * (RFC 8446, section 4.4.2.4).
 */
export async function lookAtTls(
  url: URL,
  route: ProxyRoute | null,
  limitMs: number,
  means: Means,
): Promise<Result<TlsFacts>> {
  const endMs = performance.now() + limitMs;
  const path = await openPath(url, route, limitMs, means);
  if (!path.ok) return path;
  const sinceMs = performance.now();
  const handshake = { url, route, endMs, alpn: ['h2', 'http/1.1'], verify: false };
  const opened = await shakeHands(path.value.socket, handshake, means);
  if (!opened.ok) return opened;
  const handshakeMs = elapsedMs(sinceMs);
  const facts = tlsFactsOf(opened.value, means.trust, handshakeMs);
  const lingerMs = Math.min(Math.max(handshakeMs, 20), 250);
  const error = await firstError(opened.value, lingerMs);
  opened.value.destroy();
  path.value.socket.destroy();
  if (error === null) return ok(facts);
  return failed(failureFrom('tls', error, { host: bareHost(url.hostname), port: portOf(url) }, sinceMs));
}

function firstError(socket: Socket, lingerMs: number): Promise<Error | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), lingerMs);
    socket.once('error', (error) => {
      clearTimeout(timer);
      resolve(isTlsCode(codeOf(error)) ? error : null);
    });
    socket.once('end', () => {
      clearTimeout(timer);
      resolve(null);
    });
    socket.resume();
  });
}
