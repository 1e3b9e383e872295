import { freePort } from '../helpers/free-port.ts';
import { html } from '../helpers/gateway-answers.ts';
import { onAll } from '../helpers/gateway-rules.ts';
import { proxyServer, rawServer, silentPort } from '../helpers/world-servers.ts';
import type { Bench, World } from '../helpers/world.ts';

/** The base URL becomes that of another port of loopback. */
const at =
  (port: (bench: Bench) => Promise<number>, scheme = 'http'): NonNullable<World['arrange']> =>
  async (bench) => {
    bench.env['AGENTROUTER_BASE_URL'] = `${scheme}://127.0.0.1:${await port(bench)}`;
  };

const named =
  (url: string): NonNullable<World['arrange']> =>
  ({ env }) => {
    env['AGENTROUTER_BASE_URL'] = url;
  };

const HELD: World['checks'] = { 'network.http': 'skip', 'access.bearer': 'skip', 'requests.chat': 'skip' };

/** What can be wrong on the way before anything is said. */
export const WAY: readonly World[] = [
  {
    name: 'a name that does not exist',
    gives: ['dns.not-found'],
    nearMissOf: ['dns.failed', 'dns.sinkholed'],
    cli: true,
    arrange: named('https://gateway.invalid'),
    checks: { ...HELD, 'network.dns': 'fail', 'network.tcp': 'skip' },
  },
  {
    name: 'a resolver that does not answer in time',
    gives: ['dns.failed'],
    nearMissOf: ['dns.not-found', 'http.timeout'],
    options: { timeout: '3ms' },
    arrange: named('https://gateway.invalid'),
    checks: HELD,
  },
  {
    name: 'a page of a name filter',
    gives: ['dns.sinkholed'],
    nearMissOf: ['http.captive-portal', 'url.dashboard'],
    also: ({ report }) => {
      if (!report.findings[0]?.cause.startsWith('What answers is the page of a name filter.'))
        throw new Error('the page is not told as what answers');
    },
    gateway: {
      rules: [
        onAll(
          html(
            403,
            '<html><head><title>Pi-hole</title></head><body>Pi-hole: this domain is blocked on this network</body></html>',
          ),
        ),
      ],
    },
  },
  {
    name: 'a name of this machine',
    gives: [],
    nearMissOf: ['dns.sinkholed', 'dns.not-found', 'dns.failed', 'net.ipv6-broken'],
    arrange: ({ env, gateway }) => {
      env['AGENTROUTER_BASE_URL'] = gateway.url.replace('127.0.0.1', 'localhost');
    },
    checks: { 'network.dns': 'pass' },
  },
  {
    name: 'nothing listens',
    gives: ['tcp.refused'],
    nearMissOf: ['tcp.timeout', 'tcp.reset', 'tcp.unreachable'],
    cli: true,
    arrange: at(freePort),
    checks: { ...HELD, 'network.tcp': 'fail', 'network.dns': 'pass' },
  },
  {
    name: 'no route',
    gives: ['tcp.unreachable'],
    nearMissOf: ['tcp.refused', 'tcp.timeout'],
    arrange: named('https://255.255.255.255'),
    checks: HELD,
  },
  {
    name: 'connections are cut at once',
    gives: ['tcp.reset'],
    nearMissOf: ['http.closed', 'tcp.refused'],
    arrange: at((bench) => rawServer(bench, (socket) => socket.resetAndDestroy())),
    checks: { 'access.bearer': 'skip', 'requests.chat': 'skip' },
  },
  {
    name: 'requests are taken and the connection is closed',
    gives: ['http.closed'],
    nearMissOf: ['tcp.reset', 'http.not-http', 'http.timeout'],
    arrange: at((bench) => rawServer(bench, (socket) => socket.on('data', () => socket.end()))),
    checks: { 'network.tcp': 'pass', 'requests.chat': 'skip' },
  },
  {
    name: 'requests are taken and never answered',
    gives: ['http.timeout'],
    nearMissOf: ['tcp.timeout', 'http.closed', 'http.slow'],
    options: { timeout: '900ms' },
    arrange: at((bench) => rawServer(bench, (socket) => socket.resume())),
    checks: { 'network.tcp': 'pass', 'requests.chat': 'skip' },
  },
  {
    name: 'a mail server',
    gives: ['http.not-http'],
    nearMissOf: ['http.closed', 'http.not-json'],
    arrange: at((bench) => rawServer(bench, (socket) => socket.end('220 mail.example ESMTP ready\r\n'))),
  },
  {
    name: 'headers without end',
    gives: ['http.too-large'],
    nearMissOf: ['http.not-http'],
    arrange: at((bench) =>
      rawServer(bench, (socket) =>
        socket.once('data', () => socket.end(`HTTP/1.1 200 OK\r\nx-long: ${'a'.repeat(200_000)}\r\n\r\n`)),
      ),
    ),
  },
];

/** Only where the system leaves a full queue unanswered. */
export const SILENT: readonly World[] = [
  {
    name: 'a port that does not answer',
    gives: ['tcp.timeout'],
    nearMissOf: ['http.timeout', 'tcp.refused', 'tcp.unreachable'],
    options: { timeout: '900ms' },
    arrange: at(silentPort),
    checks: { ...HELD, 'network.tcp': 'fail' },
  },
];

const through =
  (url: (bench: Bench) => Promise<string>): NonNullable<World['arrange']> =>
  async (bench) => {
    bench.options['proxy'] = await url(bench);
  };

const REFUSED = 'HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n';
const SQUID =
  'HTTP/1.1 403 Forbidden\r\nx-squid-error: ERR_ACCESS_DENIED 0\r\ncontent-type: text/html\r\nconnection: close\r\n\r\n<html><title>ERROR: Access denied</title>\n';
const WANTS_PASSWORD =
  'HTTP/1.1 407 Proxy Authentication Required\r\nproxy-authenticate: Basic realm="proxy"\r\ncontent-length: 0\r\n\r\n';

/** What a proxy can do, and how it can be set. */
export const PROXIES: readonly World[] = [
  {
    name: 'a proxy that lets through',
    gives: [],
    nearMissOf: ['proxy.refused', 'proxy.unreachable', 'proxy.auth-required', 'proxy.invalid'],
    arrange: through(async (bench) => `http://127.0.0.1:${(await proxyServer(bench)).port}`),
    checks: { 'network.dns': 'skip', 'network.tcp': 'skip', 'network.proxy': 'pass' },
  },
  {
    name: 'a proxy that gets its password',
    gives: [],
    nearMissOf: ['proxy.auth-required'],
    arrange: through(
      async (bench) =>
        `http://ann:secret-of-ann@127.0.0.1:${(await proxyServer(bench, (headers) => (headers['proxy-authorization'] === undefined ? WANTS_PASSWORD : null))).port}`,
    ),
    also: ({ stdout }) => {
      if (stdout.includes('secret-of-ann')) throw new Error('the password of the proxy is shown');
    },
  },
  {
    name: 'a proxy that wants a password',
    gives: ['proxy.auth-required'],
    nearMissOf: ['proxy.refused', 'key.rejected'],
    arrange: through(
      async (bench) => `http://127.0.0.1:${(await proxyServer(bench, () => WANTS_PASSWORD)).port}`,
    ),
    checks: { 'network.proxy': 'fail', 'requests.chat': 'skip' },
  },
  {
    name: 'a proxy that refuses',
    gives: ['proxy.refused'],
    nearMissOf: ['key.forbidden', 'proxy.auth-required'],
    arrange: async (bench) => {
      bench.env['AGENTROUTER_BASE_URL'] = bench.gateway.url.replace('http:', 'https:');
      bench.options['proxy'] = `http://127.0.0.1:${(await proxyServer(bench, () => REFUSED)).port}`;
    },
  },
  {
    name: 'a proxy that refuses a plain request, and says who it is',
    gives: ['proxy.refused'],
    nearMissOf: ['key.forbidden', 'access.client-blocked'],
    arrange: through(async (bench) => `http://127.0.0.1:${(await proxyServer(bench, () => SQUID)).port}`),
  },
  {
    name: 'a proxy that refuses a plain request without a word',
    gives: ['proxy.refused'],
    nearMissOf: ['key.forbidden', 'key.rejected'],
    arrange: through(
      async (bench) =>
        `http://127.0.0.1:${(await proxyServer(bench, () => 'HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n')).port}`,
    ),
    also: ({ report }) => {
      const [refused] = report.findings;
      if (refused?.confidence !== 'proved') throw new Error('the way without the proxy was not tried');
    },
  },
  {
    name: 'a deployment that answers 403 without a word, behind a proxy that lets through',
    gives: ['key.forbidden'],
    nearMissOf: ['proxy.refused'],
    gateway: { rules: [() => ({ status: 403, body: '' })] },
    arrange: through(async (bench) => `http://127.0.0.1:${(await proxyServer(bench)).port}`),
  },
  {
    name: 'a proxy in the environment that wants a password',
    gives: ['proxy.auth-required', 'proxy.not-bypassed'],
    arrange: async (bench) => {
      bench.env['HTTP_PROXY'] = `http://127.0.0.1:${(await proxyServer(bench, () => WANTS_PASSWORD)).port}`;
    },
  },
  {
    name: 'a proxy that is not there',
    gives: ['proxy.unreachable'],
    nearMissOf: ['tcp.refused', 'proxy.refused'],
    arrange: through(async () => `http://127.0.0.1:${await freePort()}`),
  },
  {
    name: 'a proxy of a kind that is not supported',
    gives: ['proxy.invalid'],
    nearMissOf: ['proxy.unreachable'],
    arrange: through(async () => Promise.resolve('socks5://127.0.0.1:1080')),
    checks: { 'network.http': 'skip' },
  },
  {
    name: 'a proxy variable in two cases that disagree',
    gives: ['proxy.conflict'],
    nearMissOf: ['proxy.invalid'],
    cli: true,
    arrange: ({ env }) => {
      Object.assign(env, { HTTPS_PROXY: 'http://127.0.0.1:3128', https_proxy: 'http://127.0.0.1:3129' });
    },
  },
  {
    name: 'a proxy variable in two cases that agree',
    gives: [],
    nearMissOf: ['proxy.conflict'],
    arrange: ({ env }) => {
      Object.assign(env, { HTTPS_PROXY: 'http://127.0.0.1:3128', https_proxy: 'http://127.0.0.1:3128' });
    },
  },
  {
    name: 'loopback through a proxy',
    gives: ['proxy.not-bypassed'],
    cli: true,
    arrange: async (bench) => {
      bench.env['HTTP_PROXY'] = `http://127.0.0.1:${(await proxyServer(bench)).port}`;
    },
  },
  {
    name: 'loopback that is exempt from the proxy',
    gives: [],
    nearMissOf: ['proxy.not-bypassed', 'proxy.unreachable'],
    cli: true,
    arrange: async (bench) => {
      Object.assign(bench.env, { HTTP_PROXY: `http://127.0.0.1:${await freePort()}`, NO_PROXY: '127.0.0.1' });
    },
  },
  {
    name: 'a proxy that is not there, and a way without it',
    gives: ['proxy.unreachable', 'proxy.not-bypassed'],
    arrange: async (bench) => {
      bench.env['HTTP_PROXY'] = `http://127.0.0.1:${await freePort()}`;
    },
  },
];
