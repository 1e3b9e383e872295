import { afterAll, describe, expect } from 'vitest';
import type { Namespace } from '../helpers/namespace.ts';
import { ADDRESS, Authority, gatewayNamed, HOST, secured } from './certificates.ts';
import { endsInTime, proveFaults, type Fault } from './fault.ts';
import { startDnsmasq, startNginx, startRaw } from './programs.ts';

const by = new Authority();
afterAll(() => by.remove());

const SECURE = `https://${HOST}`;
const DEAD = 'http://127.0.0.1:9';

type Rest = Partial<Fault> & Pick<Fault, 'gives'>;

/** A gateway that answers, and a proxy setting that decides. */
const setting = (name: string, env: Readonly<Record<string, string>>, rest: Rest): Fault => ({
  name,
  needs: ['nginx'],
  arrange: (net) => secured(net, [by.server(`DNS:${HOST},IP:${ADDRESS}`), by.issuer]),
  url: SECURE,
  env: () => ({ SSL_CERT_FILE: by.root.certFile, ...env }),
  ...rest,
});

/** A proxy setting that leads nowhere, at the same gateway. */
const nowhere = (
  name: string,
  proxy: string,
  rest: Rest,
  arrange?: (net: Namespace) => Promise<void>,
): Fault => ({
  ...setting(name, { HTTPS_PROXY: proxy }, rest),
  ...(arrange === undefined ? {} : { needs: [], arrange }),
});

const OUT_OF_REACH: readonly Fault[] = [
  nowhere('a proxy that is not running', DEAD, {
    gives: ['proxy.unreachable'],
    tells: ['127.0.0.1:9', 'HTTPS_PROXY', 'ECONNREFUSED'],
  }),
  nowhere(
    'a proxy whose name is not known',
    'http://proxy.test:3128',
    { gives: ['proxy.unreachable'], tells: ['proxy.test'] },
    (net) => startDnsmasq(net, '--address=/proxy.test/'),
  ),
  nowhere(
    'a proxy behind a firewall that drops',
    `http://${ADDRESS}:3128`,
    { gives: ['proxy.unreachable'], also: endsInTime },
    async (net) => {
      await gatewayNamed(net);
      await net.firewall('tcp dport 3128 drop');
    },
  ),
  nowhere(
    'a proxy that accepts and never speaks',
    'http://127.0.0.1:3128',
    { gives: ['proxy.unreachable'], tells: ['takes the connection and then stays silent'], also: endsInTime },
    (net) => startRaw(net, 3128, ''),
  ),
  nowhere('a proxy that hangs up', 'http://127.0.0.1:3128', { gives: ['proxy.refused'] }, (net) =>
    startRaw(net, 3128, "socket.once('data', () => socket.destroy());"),
  ),
  nowhere(
    'a web server that is taken for a proxy',
    'http://127.0.0.1:8081',
    { gives: ['proxy.refused'] },
    (net) => startNginx(net, 'server { listen 8081; }', 8081),
  ),
  nowhere(
    'another program that is taken for a proxy',
    'http://127.0.0.1:2222',
    { gives: ['proxy.invalid'] },
    (net) => startRaw(net, 2222, "socket.write('SSH-2.0-OpenSSH_9.2\\r\\n');"),
  ),
  nowhere(
    'https to a proxy that speaks plain HTTP',
    'https://127.0.0.1:8081',
    { gives: ['proxy.invalid'] },
    (net) => startNginx(net, 'server { listen 8081; }', 8081),
  ),
];

const DECIDED: readonly Fault[] = [
  setting(
    'a SOCKS proxy for everything',
    { ALL_PROXY: 'socks5://127.0.0.1:1080' },
    { gives: ['proxy.invalid'], tells: ['ALL_PROXY', 'SOCKS'] },
  ),
  setting(
    'a proxy in lower case that wins',
    { HTTPS_PROXY: '', https_proxy: DEAD },
    { gives: ['proxy.unreachable', 'proxy.conflict'], tells: ['https_proxy'] },
  ),
  setting(
    'a proxy in lower case that is switched off',
    { HTTPS_PROXY: DEAD, https_proxy: '' },
    { gives: ['proxy.conflict'], root: null },
  ),
  setting('a proxy for http alone', { HTTP_PROXY: DEAD }, { gives: [] }),
  setting(
    'a proxy for everything',
    { ALL_PROXY: DEAD },
    { gives: ['proxy.unreachable'], tells: ['ALL_PROXY'] },
  ),
  setting('a proxy without a scheme', { HTTPS_PROXY: '127.0.0.1:9' }, { gives: ['proxy.unreachable'] }),
  setting(
    'a SOCKS4 proxy',
    { HTTPS_PROXY: 'socks4://127.0.0.1:1080' },
    { gives: ['proxy.invalid'], tells: ['SOCKS'] },
  ),
  setting(
    'a proxy whose password should be percent-encoded',
    { HTTPS_PROXY: 'http://user:p@ss-one#ss-two?@127.0.0.1:9' },
    {
      gives: ['proxy.invalid'],
      tells: [/percent-encode it/, 'encodeURIComponent'],
      hides: ['ss-one', 'ss-two'],
      also: (report) => expect(JSON.stringify(report)).not.toMatch(/ss-one|ss-two/),
    },
  ),
  setting(
    'a NO_PROXY in lower case that wins',
    { HTTPS_PROXY: DEAD, NO_PROXY: HOST, no_proxy: 'other.example' },
    { gives: ['proxy.unreachable', 'proxy.conflict'] },
  ),
  ...[HOST, '.test', '*.test', 'test', `${HOST}:443`, '*', `other.example, ${HOST}`].map((noProxy) =>
    setting(`NO_PROXY=${noProxy}`, { HTTPS_PROXY: DEAD, NO_PROXY: noProxy }, { gives: [] }),
  ),
  ...[ADDRESS, '203.0.113.0/24', `${ADDRESS}:443`].map((noProxy) =>
    setting(
      `NO_PROXY=${noProxy} for an address`,
      { HTTPS_PROXY: DEAD, NO_PROXY: noProxy },
      { url: `https://${ADDRESS}`, gives: [] },
    ),
  ),
  ...['way.test', `${HOST}:80`, 'ateway.test', '203.0.113.0/24'].map((noProxy) =>
    setting(
      `NO_PROXY=${noProxy} that does not match`,
      { HTTPS_PROXY: DEAD, NO_PROXY: noProxy },
      { gives: ['proxy.unreachable'] },
    ),
  ),
  {
    ...setting('--no-proxy over a dead proxy', { HTTPS_PROXY: DEAD }, { gives: [] }),
    options: ['--no-proxy'],
  },
];

describe('a proxy out of reach', () => proveFaults(OUT_OF_REACH));
describe('a proxy setting', () => proveFaults(DECIDED));
