import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Socket } from 'node:net';
import type { Served } from './certificates.ts';
import { createCounter } from './counter.ts';
import { createGateway } from './gateway.ts';
import { listen, type Listening } from './listen.ts';
import { readCall } from './read-call.ts';
import { send } from './send.ts';
import type { Fault, Reply } from './types.ts';

interface ListenerOptions {
  port: number;
  fault: Fault;
  /** Null where it speaks plain HTTP. */
  certificates: Served | null;
  /** The wait before each answer, in ms. */
  latencyMs: () => number;
  log: (line: string) => void;
}

const MAX_LOGGED_CHARS = 200;
const LIMITS = { requestTimeout: 30_000, headersTimeout: 10_000 };
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

/**
 * Listens on 127.0.0.1 and answers as a deployment with this fault does.
 *
 * @throws what `listen` of `node:net` reports: `EADDRINUSE`, `EACCES`.
 */
export async function startListener(options: ListenerOptions): Promise<Listening> {
  const { fault, certificates } = options;
  const gateway = createGateway(fault);
  const count = createCounter();
  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    void handle(request, response, options, async () => gateway(await readCall(request, count)));
  };
  const server =
    certificates === null
      ? createServer(LIMITS, onRequest)
      : createTlsServer({ ...LIMITS, key: certificates.key, cert: certificates.chain }, onRequest);
  server.maxConnections = 256;
  if (fault.resetsConnections) server.on('connection', (socket: Socket) => socket.resetAndDestroy());
  server.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end(fault.answerToNoHttp ?? BAD_REQUEST);
    else socket.destroy();
  });
  return listen(server, options.port);
}
