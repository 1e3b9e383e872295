import type { Result } from './types.ts';
import { openConnection, type Connection, type Means } from './connection.ts';
import { portOf, type ProxyRoute } from './proxy-choice.ts';
import { ok } from './result.ts';

export interface Taken {
  connection: Connection;
  /** True where the connection has carried a request before. */
  reused: boolean;
  key: string;
}

/** The connections of a run: idle ones are used again, and there are as many as there are requests at a time. */
export class Pool {
  readonly #idle = new Map<string, Connection[]>();
  readonly #all = new Set<Connection>();
  readonly #means: Means;

  constructor(means: Means) {
    this.#means = means;
  }

  /** An idle connection, or a new one. `fresh` asks for a new one. */
  async take(url: URL, route: ProxyRoute | null, limitMs: number, fresh: boolean): Promise<Result<Taken>> {
    const key = `${url.protocol}//${url.hostname}:${portOf(url)} ${route === null ? '' : route.choice.url}`;
    const idle = this.#idle.get(key) ?? [];
    for (let found = fresh ? undefined : idle.pop(); found !== undefined; found = idle.pop()) {
      if (!isSpent(found)) return ok({ connection: found, reused: true, key });
      this.drop(found);
    }
    const opened = await openConnection(url, route, limitMs, this.#means);
    if (!opened.ok) return opened;
    this.#all.add(opened.value);
    return ok({ connection: opened.value, reused: false, key });
  }

  /** Gives a connection back after a whole answer. */
  giveBack(taken: Taken): void {
    if (isSpent(taken.connection)) {
      this.drop(taken.connection);
      return;
    }
    const idle = this.#idle.get(taken.key) ?? [];
    idle.push(taken.connection);
    this.#idle.set(taken.key, idle);
  }

  drop(connection: Connection): void {
    this.#all.delete(connection);
    connection.socket.destroy();
    // Its promise settles when the socket is gone, and fails only if it was destroyed before.
    connection.client.destroy().catch(() => undefined);
  }

  async close(): Promise<void> {
    this.#idle.clear();
    const all = [...this.#all];
    this.#all.clear();
    await Promise.all(
      all.map(({ client, socket }) => {
        socket.destroy();
        return client.destroy().catch(() => undefined);
      }),
    );
  }
}

function isSpent({ client, socket }: Connection): boolean {
  return client.destroyed || client.closed || socket.destroyed || !socket.writable || socket.readableEnded;
}
