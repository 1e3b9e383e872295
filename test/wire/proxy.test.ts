import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isExempt } from '../../src/wire/no-proxy.ts';
import type { WireOptions } from '../../src/wire/wire.ts';
import { Forge, hasOpenssl, type Pair } from './certificates.ts';
import { failureOf, get, httpServer, listen, proxyServer, tlsServer, valueOf, wireWith } from './harness.ts';
import { createServer } from 'node:https';

function through(
  environment: Record<string, string>,
  option: string | null = null,
): Pick<WireOptions, 'proxy'> {
  return { proxy: { disabled: false, option, environment } };
}

const secure = new URL('https://gateway.example/v1');
const plain = new URL('http://gateway.example/v1');

describe('the choice of a proxy', () => {
  const cases: [string, Record<string, string>, URL, string | null][] = [
    ['none is set', {}, secure, null],
    ['HTTPS_PROXY', { HTTPS_PROXY: 'http://p:1' }, secure, 'HTTPS_PROXY'],
    ['lower case wins', { HTTPS_PROXY: 'http://p:1', https_proxy: 'http://q:2' }, secure, 'https_proxy'],
    ['http for http', { http_proxy: 'http://p:1', HTTPS_PROXY: 'http://q:2' }, plain, 'http_proxy'],
    ['upper case for http too', { HTTP_PROXY: 'http://p:1' }, plain, 'HTTP_PROXY'],
    ['not that of the other scheme', { HTTP_PROXY: 'http://p:1' }, secure, null],
    ['ALL_PROXY for both', { ALL_PROXY: 'http://p:1' }, secure, 'ALL_PROXY'],
    [
      'the scheme before ALL_PROXY',
      { ALL_PROXY: 'http://p:1', HTTPS_PROXY: 'http://q:2' },
      secure,
      'HTTPS_PROXY',
    ],
    ['set to nothing', { https_proxy: '', HTTPS_PROXY: 'http://p:1' }, secure, null],
    ['exempt', { HTTPS_PROXY: 'http://p:1', NO_PROXY: '.example' }, secure, null],
    [
      'lower case of NO_PROXY wins',
      { HTTPS_PROXY: 'http://p:1', NO_PROXY: '*', no_proxy: 'a' },
      secure,
      'HTTPS_PROXY',
    ],
  ];
  it.each(cases)('%s', (_what, environment, url, decidedBy) => {
    const choice = valueOf(wireWith(through(environment)).proxyFor(url));
    expect(choice?.decidedBy ?? null).toBe(decidedBy);
  });

  it('is that of the option before all variables, and shows no password', () => {
    const options = through({ HTTPS_PROXY: 'http://p:1', NO_PROXY: '*' }, 'user:secret@q:8080');
    expect(valueOf(wireWith(options).proxyFor(secure))).toEqual({
      url: 'http://q:8080',
      decidedBy: '--proxy',
      withCredentials: true,
    });
  });

  it.each(['socks5://p:1', 'socks5h://p:1', 'ftp://p:1', 'http://', 'http://a b', '://p', 'http://p:99999'])(
    'fails for %s',
    async (value) => {
      const wire = wireWith(through({ HTTPS_PROXY: value }));
      const failure = failureOf(wire.proxyFor(secure));
      expect(failure).toMatchObject({ layer: 'proxy', code: 'PROXY_INVALID' });
      expect(failure.message).toMatch(/^HTTPS_PROXY /);
      expect(failureOf((await wire.request(get(secure.href))).result).code).toBe('PROXY_INVALID');
    },
  );

  it.each<[string, string, number, boolean]>([
    ['example.com', 'example.com', 443, true],
    ['example.com', 'api.example.com', 443, true],
    ['.example.com', 'api.example.com', 443, true],
    ['.example.com', 'example.com', 443, true],
    ['*.example.com', 'api.example.com', 443, true],
    ['example.com', 'badexample.com', 443, false],
    ['a, b  example.com', 'example.com', 443, true],
    ['EXAMPLE.com', 'example.COM', 443, true],
    ['example.com:8443', 'example.com', 8443, true],
    ['example.com:8443', 'example.com', 443, false],
    ['*', 'anything', 1, true],
    ['10.0.0.0/8', '10.9.8.7', 80, true],
    ['10.0.0.0/8', '11.0.0.1', 80, false],
    ['10.0.0.0/99', '10.0.0.1', 80, false],
    ['127.0.0.1', '127.0.0.1', 80, true],
    ['127.0.0.1', '127.0.0.2', 80, false],
    ['1', '10.0.0.1', 80, false],
    ['::1', '::1', 80, true],
    ['[::1]:80', '::1', 80, true],
    ['[::1]:81', '::1', 80, false],
    ['fd00::/8', 'fd00::5', 80, true],
    ['', 'example.com', 80, false],
  ])('is exempted by NO_PROXY %j for %s:%i as %s', (list, host, port, expected) => {
    expect(isExempt(list, host, port)).toBe(expected);
  });
});

describe('a plain request through a proxy', () => {
  it('sends the whole URL and the credentials', async () => {
    const seen: unknown[] = [];
    const port = await proxyServer(
      () => undefined,
      (request, response) => {
        seen.push(request.url, request.headers['proxy-authorization'], request.headers.host);
        response.end('via');
      },
    );
    const wire = wireWith(through({ http_proxy: `http://u%40x:p%3A@127.0.0.1:${port}` }));
    expect(valueOf((await wire.request(get('http://gateway.invalid/v1/models?a=1'))).result).body).toBe(
      'via',
    );
    const basic = `Basic ${Buffer.from('u@x:p:').toString('base64')}`;
    expect(seen).toEqual(['http://gateway.invalid/v1/models?a=1', basic, 'gateway.invalid']);
  });

  it('fails with PROXY_AUTH where the answer is 407', async () => {
    const port = await proxyServer(
      () => undefined,
      (_request, response) => response.writeHead(407, { 'proxy-authenticate': 'Basic' }).end('who'),
    );
    const wire = wireWith(through({ http_proxy: `127.0.0.1:${port}` }));
    const failure = failureOf((await wire.request(get('http://gateway.invalid/'))).result);
    expect(failure).toMatchObject({
      layer: 'proxy',
      code: 'PROXY_AUTH',
      proxyAnswer: { status: 407, body: 'who' },
    });
  });

  it('is not sent where the proxy does not listen, and goes out without it', async () => {
    const port = await httpServer((_request, response) => response.end('direct'));
    const wire = wireWith(through({ http_proxy: 'http://127.0.0.1:1' }));
    const failure = failureOf((await wire.request(get(`http://127.0.0.1:${port}/`))).result);
    expect(failure).toMatchObject({ layer: 'proxy', code: 'ECONNREFUSED', port: 1 });
    const direct = await wire.withoutProxy().request(get(`http://127.0.0.1:${port}/`));
    expect(valueOf(direct.result).body).toBe('direct');
  });
});

describe.skipIf(!hasOpenssl)('a secure request through a proxy', () => {
  const forge = new Forge();
  afterAll(() => forge.remove());
  let root: Pair;
  let server: Pair;
  beforeAll(() => {
    root = forge.authority('/CN=Proxy Test Root');
    server = forge.server('/CN=localhost', 'DNS:localhost,IP:127.0.0.1', root);
  });

  const forward = (target: string, socket: Socket): void => {
    const upstream = connect(Number(target.split(':').at(-1)), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      socket.pipe(upstream).pipe(socket);
    });
    upstream.on('error', () => socket.destroy());
    socket.on('close', () => upstream.destroy());
  };

  it('goes through its tunnel with the target verified', async () => {
    const target = await tlsServer({ key: server.key, cert: server.cert });
    const targets: string[] = [];
    const proxy = await proxyServer((name, socket) => {
      targets.push(name);
      forward(name, socket);
    });
    const wire = wireWith({
      ...through({ HTTPS_PROXY: `http://127.0.0.1:${proxy}` }),
      caFile: root.certFile,
    });
    const url = new URL(`https://localhost:${target}/`);
    const { result, timings } = await wire.request(get(url.href));
    expect(valueOf(result).body).toBe('ok');
    expect(timings.dnsMs).toBeNull();
    expect(timings.tcpMs).toBeGreaterThan(0);
    expect(timings.tlsMs).toBeGreaterThan(0);
    expect(targets).toEqual([`localhost:${target}`]);
    expect(valueOf(await wire.handshake(url)).authorized).toBe(true);
    const choice = valueOf(wire.proxyFor(url));
    if (choice === null) throw new Error('no proxy');
    expect(valueOf(await wire.reachProxy(choice, url)).connectedMs).toBeGreaterThan(0);
  });

  it('goes through a proxy that itself speaks TLS', async () => {
    const target = await tlsServer({ key: server.key, cert: server.cert });
    const proxy = createServer({ key: server.key, cert: server.cert });
    proxy.on('connect', (request: { url: string }, socket: Socket) => forward(request.url, socket));
    const port = await listen(proxy);
    const wire = wireWith({
      ...through({ HTTPS_PROXY: `https://localhost:${port}` }),
      caFile: root.certFile,
    });
    expect(valueOf((await wire.request(get(`https://localhost:${target}/`))).result).body).toBe('ok');
    const distrusting = wireWith(through({ HTTPS_PROXY: `https://localhost:${port}` }));
    expect(failureOf((await distrusting.request(get(`https://localhost:${target}/`))).result)).toMatchObject({
      layer: 'proxy',
      code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    });
  });

  it.each([
    [
      'asks for credentials',
      'HTTP/1.1 407 Auth\r\nproxy-authenticate: Basic\r\ncontent-length: 2\r\n\r\nno',
      'PROXY_AUTH',
      407,
    ],
    ['refuses', 'HTTP/1.1 403 Forbidden\r\n\r\nblocked', 'PROXY_STATUS', 403],
    ['cannot reach the target', 'HTTP/1.0 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n', 'PROXY_STATUS', 502],
    ['speaks no HTTP', 'SSH-2.0-x\r\n', 'NOT_HTTP', null],
  ])('fails where the proxy %s', async (_what, bytes, code, status) => {
    const port = await proxyServer((_target, socket) => socket.write(bytes));
    const wire = wireWith(through({ HTTPS_PROXY: `http://127.0.0.1:${port}` }));
    for (const result of [(await wire.request(get(secure.href))).result, await wire.handshake(secure)]) {
      const failure = failureOf<unknown>(result);
      expect(failure).toMatchObject({ layer: 'proxy', code, host: '127.0.0.1', port });
      expect(failure.proxyAnswer?.status ?? null).toBe(status);
    }
  });

  it('fails with CLOSED where the proxy hangs up on CONNECT', async () => {
    const port = await proxyServer((_target, socket) => socket.end());
    const wire = wireWith(through({ HTTPS_PROXY: `http://127.0.0.1:${port}` }));
    expect(failureOf((await wire.request(get(secure.href))).result)).toMatchObject({
      layer: 'proxy',
      code: 'CLOSED',
    });
  });

  it('fails at the proxy where its name does not exist', async () => {
    const wire = wireWith(through({ HTTPS_PROXY: 'http://proxy.invalid:3128' }));
    const failure = failureOf((await wire.request(get(secure.href))).result);
    expect(failure).toMatchObject({ layer: 'proxy', host: 'proxy.invalid' });
    expect(['ENOTFOUND', 'EAI_AGAIN', 'TIMEOUT']).toContain(failure.code);
  });
});
