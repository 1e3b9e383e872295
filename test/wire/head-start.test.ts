import { describe, expect, it } from 'vitest';
import { startAhead, type HeadStart } from '../../src/wire/head-start.ts';
import { freePort } from '../helpers/free-port.ts';
import { get, httpServer, tcpServer, valueOf, wireWith } from './harness.ts';
import type { Socket } from 'node:net';

const NO_PROXY = { disabled: true, option: null, environment: {} };

function begin(url: string, everyAddress: boolean): HeadStart {
  const signal = new AbortController().signal;
  const ahead = startAhead(new URL(url), { timeoutMs: 5000, signal, proxy: NO_PROXY, everyAddress });
  if (ahead === null) throw new Error('nothing was begun');
  return ahead;
}

/** A server that counts its connections. */
async function counting(onSocket: (socket: Socket, number: number) => void) {
  const seen = { port: 0, connections: 0 };
  seen.port = await tcpServer((socket) => onSocket(socket, (seen.connections += 1)));
  return seen;
}

const answer = (socket: Socket): unknown =>
  socket.on('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok'));

describe('a connection that is begun before the rest is loaded', () => {
  it('carries the first request', async () => {
    const server = await counting(answer);
    const url = `http://127.0.0.1:${server.port}/`;
    const wire = wireWith({ ahead: begin(url, false) });
    const { result, timings } = await wire.request(get(url));
    expect(valueOf(result).body).toBe('ok');
    expect(server.connections).toBe(1);
    expect(timings.tcpMs).toBeGreaterThanOrEqual(0);
  });

  it('tells when its name has been looked up', async () => {
    const server = await counting(answer);
    const ahead = begin(`http://localhost:${server.port}/`, true);
    expect(await ahead.lookedUp).toMatchObject({ ok: true });
    ahead.close();
  });

  it('is used once, and never for another host', async () => {
    const server = await counting(answer);
    const other = await httpServer((_request, response) => response.end('other'));
    const ahead = begin(`http://127.0.0.1:${server.port}/`, false);
    const wire = wireWith({ ahead });
    expect(valueOf((await wire.request(get(`http://127.0.0.1:${other}/`))).result).body).toBe('other');
    const both = [1, 2].map(() => wire.request(get(`http://127.0.0.1:${server.port}/`)));
    for (const { result } of await Promise.all(both)) expect(valueOf(result).body).toBe('ok');
    expect(server.connections).toBe(2);
  });

  it('is made again where it was cut while it waited', async () => {
    const server = await counting((socket, number) => (number === 1 ? socket.end() : answer(socket)));
    const url = `http://127.0.0.1:${server.port}/`;
    const ahead = begin(url, false);
    await expect.poll(() => server.connections).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(valueOf((await wireWith({ ahead }).request(get(url))).result).body).toBe('ok');
    expect(server.connections).toBe(2);
  });

  it('tells a refusal as the request would', async () => {
    const url = `http://127.0.0.1:${await freePort()}/`;
    const { result } = await wireWith({ ahead: begin(url, false) }).request(get(url));
    expect(result).toMatchObject({ ok: false, failure: { layer: 'tcp', code: 'ECONNREFUSED' } });
  });

  it('is closed at the end of a run that did not need it', async () => {
    let open = 0;
    const server = await counting((socket) => {
      open += 1;
      socket.resume().on('close', () => (open -= 1));
    });
    const ahead = begin(`http://127.0.0.1:${server.port}/`, false);
    await expect.poll(() => open).toBe(1);
    ahead.close();
    await expect.poll(() => open).toBe(0);
  });
});

describe('the attempts to connect to every address', () => {
  it('are made once, and handed on with the lookup', async () => {
    const server = await counting((socket) => socket.resume());
    const ahead = begin(`http://127.0.0.1:${server.port}/`, true);
    const wire = wireWith({ ahead });
    const attempts = await wire.connectAll('127.0.0.1', server.port);
    expect(attempts).toMatchObject([{ address: '127.0.0.1', failure: null }]);
    expect(server.connections).toBe(1);
    expect(wire.lookup('127.0.0.1')).toBe(ahead.resolver.lookup('127.0.0.1'));
  });

  it('are made for another port as ever', async () => {
    const server = await counting((socket) => socket.resume());
    const ahead = begin(`http://127.0.0.1:${await freePort()}/`, true);
    const attempts = await wireWith({ ahead }).connectAll('127.0.0.1', server.port);
    expect(attempts).toMatchObject([{ failure: null }]);
  });
});

it('A way through a proxy that cannot be used is not begun', () => {
  const proxy = { ...NO_PROXY, disabled: false, option: 'socks5://127.0.0.1:1' };
  const signal = new AbortController().signal;
  const url = new URL('http://127.0.0.1:1/');
  expect(startAhead(url, { timeoutMs: 100, signal, proxy, everyAddress: true })).toBeNull();
});
