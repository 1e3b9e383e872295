import type { Server, Socket } from 'node:net';

const LOOPBACK = '127.0.0.1';

/** A server that was told to listen. */
export interface Listening {
  port: number;
  /** Ends the server and all its connections, at once. */
  close(): Promise<void>;
}

/**
 * Listens on 127.0.0.1.
 *
 * @param port 0 for any free one.
 * @throws what `listen` of `node:net` reports: `EADDRINUSE`, `EACCES`.
 */
export async function listen(server: Server, port: number): Promise<Listening> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOOPBACK, resolve);
  });
  const address = server.address();
  let closing: Promise<void> | null = null;
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: () => (closing ??= closeAll(server, sockets)),
  };
}

function closeAll(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    for (const socket of sockets) socket.destroy();
  });
}
