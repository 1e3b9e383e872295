import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { failureOf, get, httpServer, post, tcpServer, valueOf, wireWith } from './harness.ts';

describe('a request', () => {
  it('brings status, lower-case headers and body', async () => {
    const port = await httpServer((_request, response) => {
      response.writeHead(418, { 'X-Kind': 'Tea', 'Set-Cookie': ['a=1', 'b=2'] }).end('{"a":"ä"}');
    });
    const { result, timings, startedAt } = await wireWith().request(get(`http://127.0.0.1:${port}/x?y=1`));
    const answer = valueOf(result);
    expect(answer).toMatchObject({ status: 418, body: '{"a":"ä"}', bodyBytes: 10, truncated: false });
    expect(answer.headers).toMatchObject({ 'x-kind': 'Tea', 'set-cookie': 'a=1, b=2' });
    expect(timings.tcpMs).toBeGreaterThanOrEqual(0);
    expect(timings.ttfbMs).toBeGreaterThan(0);
    expect(Date.parse(startedAt)).toBeGreaterThan(0);
  });

  it('uses a connection again and then has no time for connecting', async () => {
    const ports: (number | undefined)[] = [];
    const port = await httpServer((request, response) => {
      ports.push(request.socket.remotePort);
      response.end('ok');
    });
    const wire = wireWith();
    const first = await wire.request(get(`http://127.0.0.1:${port}/`));
    const second = await wire.request(post(`http://127.0.0.1:${port}/`));
    expect(first.timings.tcpMs).not.toBeNull();
    expect(second.timings).toMatchObject({ dnsMs: null, tcpMs: null, tlsMs: null });
    expect(ports[0]).toBe(ports[1]);
  });

  it('goes out beside fifteen others without waiting for them', async () => {
    const waiting: (() => void)[] = [];
    const port = await httpServer((_request, response) => {
      waiting.push(() => response.end('ok'));
      if (waiting.length === 16) for (const answer of waiting) answer();
    });
    const wire = wireWith();
    const all = await Promise.all(
      Array.from({ length: 16 }, () => wire.request(get(`http://127.0.0.1:${port}/`))),
    );
    expect(all.every(({ result }) => result.ok)).toBe(true);
  });

  it('is sent again where the server had closed the idle connection meanwhile', async () => {
    let requests = 0;
    const port = await httpServer((request, response) => {
      requests += 1;
      if (requests === 2) request.socket.destroy();
      else response.end(String(requests));
    });
    const wire = wireWith();
    await wire.request(get(`http://127.0.0.1:${port}/`));
    expect(valueOf((await wire.request(get(`http://127.0.0.1:${port}/`))).result).body).toBe('3');
  });

  it('does not follow redirects', async () => {
    const port = await httpServer((_request, response) => response.writeHead(301, { location: '/b' }).end());
    const answer = valueOf((await wireWith().request(get(`http://127.0.0.1:${port}/a`))).result);
    expect(answer.status).toBe(301);
    expect(answer.headers['location']).toBe('/b');
  });

  it('unpacks a body that was packed unasked', async () => {
    const port = await httpServer((request, response) => {
      expect(request.headers['accept-encoding']).toBe('identity');
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"packed":true}'));
    });
    const answer = valueOf((await wireWith().request(get(`http://127.0.0.1:${port}/`))).result);
    expect(answer.body).toBe('{"packed":true}');
  });

  it('stops at the size limit, of the wire and of what it unpacks to', async () => {
    const bomb = gzipSync(Buffer.alloc(5_000_000));
    const port = await httpServer((request, response) => {
      if (request.url === '/bomb') response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
      else response.end(Buffer.alloc(300_000, 97));
    });
    const wire = wireWith({ maxBodyBytes: 100_000 });
    for (const path of ['bomb', 'long']) {
      const answer = valueOf((await wire.request(get(`http://127.0.0.1:${port}/${path}`))).result);
      expect(answer).toMatchObject({ truncated: true, bodyBytes: 100_000 });
    }
  });

  it('fails with TIMEOUT where no answer comes, and where its body never ends', async () => {
    const port = await httpServer((request, response) => {
      if (request.url === '/body') response.writeHead(200).write('a');
    });
    const wire = wireWith({ timeoutMs: 150 });
    for (const path of ['/', '/body']) {
      const failure = failureOf((await wire.request(get(`http://127.0.0.1:${port}${path}`))).result);
      expect(failure).toMatchObject({ layer: 'http', code: 'TIMEOUT', host: '127.0.0.1', port });
      expect(failure.afterMs).toBeGreaterThanOrEqual(140);
    }
  });

  it('keeps the status of a refusal whose body breaks off', async () => {
    const port = await tcpServer((socket) => {
      socket.once('data', () => socket.end('HTTP/1.1 503 No\r\ncontent-length: 100\r\n\r\n{"half'));
    });
    const answer = valueOf((await wireWith().request(get(`http://127.0.0.1:${port}/`))).result);
    expect(answer).toMatchObject({ status: 503, body: '{"half', truncated: true });
  });

  it.each([
    ['closes without a word', '', 'CLOSED'],
    ['closes within the headers', 'HTTP/1.1 200 OK\r\ncontent-', 'CLOSED'],
    ['closes within the body', 'HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{}', 'CLOSED'],
    ['speaks SSH', 'SSH-2.0-OpenSSH_9.6\r\n', 'NOT_HTTP'],
  ])('fails where the server %s', async (_what, bytes, code) => {
    const port = await tcpServer((socket) => {
      socket.once('data', () => socket.end(bytes));
    });
    const failure = failureOf((await wireWith().request(get(`http://127.0.0.1:${port}/`))).result);
    expect(failure).toMatchObject({ layer: 'http', code });
    if (code === 'NOT_HTTP') expect(failure.message).toContain('SSH-2.0-OpenSSH_9.6');
  });

  it('fails with ECONNREFUSED where nothing listens', async () => {
    const failure = failureOf((await wireWith().request(get('http://127.0.0.1:1/'))).result);
    expect(failure).toMatchObject({ layer: 'tcp', code: 'ECONNREFUSED', address: '127.0.0.1', port: 1 });
  });

  it.each([
    ['deadline', 'DEADLINE'],
    ['interrupt', 'ABORTED'],
  ])('ends at once on %s and says so', async (reason, code) => {
    const run = new AbortController();
    const port = await httpServer(() => run.abort(reason));
    const failure = failureOf(
      (await wireWith({ signal: run.signal }).request(get(`http://127.0.0.1:${port}/`))).result,
    );
    expect(failure.code).toBe(code);
  });

  it('is nothing to wait for once the run is over', async () => {
    const signal = AbortSignal.abort('deadline');
    const failure = failureOf((await wireWith({ signal }).request(get('http://127.0.0.1:1/'))).result);
    expect(failure.code).toBe('DEADLINE');
  });
});
