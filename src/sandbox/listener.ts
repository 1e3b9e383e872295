import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { createCounter } from './counter.ts';
import { createGateway } from './gateway.ts';
import { readCall } from './read-call.ts';
import { send } from './send.ts';
import type { Fault, Reply } from './types.ts';

interface ListenerOptions {
  port: number;
  fault: Fault;
  /** The wait before each answer, in ms. */
  latencyMs: () => number;
  log: (line: string) => void;
}

const MAX_LOGGED_CHARS = 200;
const LOOPBACK = '127.0.0.1';
/** What a plain HTTP server says to a client that speaks something else. */
const BAD_REQUEST = 'HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n';

function shown(reply: Reply): string {
  if (reply.kind === 'body') return String(reply.status);
  if (reply.kind === 'stream') return `200 stream, ${reply.frames.length} events`;
  return { flood: '200 endless', raw: 'bytes that are no HTTP', hang: 'no answer', close: 'closed' }[
    reply.kind
  ];
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  options: ListenerOptions,
  answer: (request: IncomingMessage) => Promise<Reply>,
): Promise<void> {
  try {
    const reply = await answer(request);
    // The query is left out: some clients put their key there.
    const path = (request.url ?? '/')
      .split('?')[0]
      ?.replace(/[^\x21-\x7e]/g, '?')
      .slice(0, MAX_LOGGED_CHARS);
    options.log(`${request.method ?? ''} ${path ?? ''} ${shown(reply)}`);
    await send(response, reply, options.latencyMs());
  } catch {
    response.destroy();
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOOPBACK, resolve);
  });
}

function closeAll(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    for (const socket of sockets) socket.destroy();
  });
}

/**
 * Listens on 127.0.0.1 and answers as a deployment with this fault does.
 *
 * @returns the port, and what ends it: all connections and timers, at once.
 * @throws what `listen` of `node:net` reports: `EADDRINUSE`, `EACCES`.
 */
export async function startListener(
  options: ListenerOptions,
): Promise<{ port: number; close: () => Promise<void> }> {
  const { fault } = options;
  const gateway = createGateway(fault);
  const count = createCounter();
  const sockets = new Set<Socket>();
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000 }, (request, response) => {
    void handle(request, response, options, async () => gateway(await readCall(request, count)));
  });
  server.maxConnections = 256;
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    if (fault.resetsConnections) socket.resetAndDestroy();
  });
  server.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end(fault.answerToNoHttp ?? BAD_REQUEST);
    else socket.destroy();
  });
  await listen(server, options.port);
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : options.port;
  let closing: Promise<void> | null = null;
  return { port, close: () => (closing ??= closeAll(server, sockets)) };
}
