import { createServer, STATUS_CODES } from 'node:http';
import { listen, type Listening } from './listen.ts';
import type { BodyReply } from './types.ts';

function asText({ status, headers, body }: BodyReply): string {
  const lines = Object.entries({
    ...headers,
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n${body}`;
}

/**
 * Starts a proxy that lets nothing through: it gives the same answer to every request, and to every CONNECT.
 *
 * @param reply `absent`: nothing listens at the port.
 * @param log gets one line for each request.
 */
export async function startProxy(
  reply: BodyReply | 'absent',
  log: (line: string) => void,
): Promise<Listening> {
  if (reply === 'absent') {
    const gone = await listen(createServer(), 0);
    await gone.close();
    return gone;
  }
  const text = asText(reply);
  const server = createServer((request) => {
    log(`proxy: ${request.method ?? ''} ${reply.status}`);
    request.resume();
    request.socket.end(text);
  });
  server.on('connect', (_request, socket) => {
    log(`proxy: CONNECT ${reply.status}`);
    socket.on('error', () => undefined);
    socket.end(text);
  });
  return listen(server, 0);
}
