import { createServer as createHttpServer, request } from 'node:http';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { spawn } from 'node:child_process';
import type { Bench } from './world.ts';

/** Listens on a free port of loopback until the world is over; gives the port. */
async function listen(bench: Bench, server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  bench.atEnd(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** A server that speaks whatever it is told to. */
export function rawServer(bench: Bench, onSocket: (socket: Socket) => void): Promise<number> {
  return listen(bench, createServer(onSocket));
}

export interface ProxyLog {
  port: number;
  /** The targets of CONNECT, and the URLs of plain requests. */
  asked: string[];
}

/** A proxy that opens tunnels to where it is asked to, or answers otherwise. */
export async function proxyServer(
  bench: Bench,
  answer: (headers: Record<string, unknown>) => string | null = () => null,
): Promise<ProxyLog> {
  const asked: string[] = [];
  const server = createHttpServer((incoming, response) => {
    asked.push(incoming.url ?? '');
    const refusal = answer(incoming.headers);
    if (refusal !== null) {
      incoming.resume().on('end', () => incoming.socket.end(refusal));
      return;
    }
    const { method, headers } = incoming;
    const outgoing = request(incoming.url ?? '', { method, headers, agent: false }, (answered) => {
      response.writeHead(answered.statusCode ?? 502, answered.headers);
      answered.pipe(response);
    });
    outgoing.on('error', () => response.destroy());
    incoming.pipe(outgoing);
  });
  server.on('connect', (opening, socket: Socket) => {
    asked.push(opening.url ?? '');
    const refusal = answer(opening.headers);
    if (refusal !== null) {
      socket.end(refusal);
      return;
    }
    const [host = '', port = ''] = (opening.url ?? '').split(':');
    const upstream = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on('error', () => socket.destroy());
    socket.on('error', () => upstream.destroy()).on('close', () => upstream.destroy());
  });
  return { port: await listen(bench, server), asked };
}

/** Where a listener that accepts nothing and has a full queue leaves a connection unanswered. */
export const hasSilentPorts = process.platform === 'linux';

/** A port that answers no attempt to connect: its program is stopped, and its queue is full. */
export async function silentPort(bench: Bench): Promise<number> {
  const program =
    "require('net').createServer().listen({port:0,host:'127.0.0.1',backlog:1},function(){console.log(this.address().port)})";
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'ignore'] });
  bench.atEnd(() => {
    child.kill('SIGKILL');
  });
  const port = await new Promise<number>((resolve) =>
    child.stdout.once('data', (text: Buffer) => resolve(Number(text.toString()))),
  );
  child.kill('SIGSTOP');
  for (let count = 0; count < 8; count += 1) {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    bench.atEnd(() => {
      socket.destroy();
    });
    const waiting = await Promise.race([
      new Promise<boolean>((resolve) => socket.once('connect', () => resolve(false))),
      new Promise<boolean>((resolve) => setTimeout(() => resolve(true), 300)),
    ]);
    if (waiting) return port;
  }
  throw new Error('the queue of the port does not fill');
}
