import type { Server } from 'node:net';
import { createServer, type RequestListener, type Server as HttpServer } from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import { createServer as createTcpServer, Socket } from 'node:net';
import { afterEach } from 'vitest';
import { createWire, MAX_BODY_BYTES, type Wire, type WireOptions } from '../../src/wire/wire.ts';
import type { HttpRequest, Result, WireFailure } from '../../src/wire/types.ts';

const cleanups: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** A wire that is closed after the test. */
export function wireWith(options: Partial<WireOptions> = {}): Wire {
  const wire = createWire({
    timeoutMs: 5000,
    idleTimeoutMs: 5000,
    signal: new AbortController().signal,
    proxy: { disabled: true, option: null, environment: {} },
    caFile: null,
    ahead: null,
    maxBodyBytes: MAX_BODY_BYTES,
    ...options,
  });
  cleanups.push(() => wire.close());
  return wire;
}

/** Starts a server on a free port of loopback; it is stopped after the test. */
export async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanups.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

export function httpServer(listener: RequestListener): Promise<number> {
  return listen(createServer(listener));
}

export function tlsServer(
  options: ServerOptions,
  listener: RequestListener = (_q, r) => r.end('ok'),
): Promise<number> {
  return listen(createTlsServer(options, listener));
}

export function tcpServer(onSocket: (socket: Socket) => void): Promise<number> {
  return listen(createTcpServer(onSocket));
}

export function proxyServer(
  onConnect: (target: string, socket: Socket, headers: Record<string, unknown>) => void,
  listener: RequestListener = (_q, r) => r.end(),
): Promise<number> {
  const server: HttpServer = createServer(listener);
  server.on('connect', (request, socket) => {
    if (socket instanceof Socket) onConnect(request.url ?? '', socket, request.headers);
  });
  return listen(server);
}

export function get(url: string): HttpRequest {
  return { method: 'GET', url, headers: {}, body: null };
}

export function post(url: string, body = '{}'): HttpRequest {
  return { method: 'POST', url, headers: { 'content-type': 'application/json' }, body };
}

/** The value of a result that should be one. */
export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`failed: ${JSON.stringify(result.failure)}`);
  return result.value;
}

/** The failure of a result that should be one. */
export function failureOf<T>(result: Result<T>): WireFailure {
  if (result.ok) throw new Error(`did not fail: ${JSON.stringify(result.value)}`);
  return result.failure;
}
