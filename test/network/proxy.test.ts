import { afterAll, describe, expect } from 'vitest';
import type { Namespace } from '../helpers/namespace.ts';
import { Authority, gatewayNamed, HOST, secured } from './certificates.ts';
import { proveFaults, type Fault } from './fault.ts';
import { forwarding, startDnsmasq, startNginx, startSquid, startTinyproxy } from './programs.ts';

const by = new Authority();
afterAll(() => by.remove());

const SECURE = `https://${HOST}`;
const PLAIN = `http://${HOST}`;
const ALLOWED = 'http_access allow all';
const SQUID = 'http://127.0.0.1:3128';
const TINY = 'http://127.0.0.1:8888';

/** Variables that send both kinds of URL through a proxy, and trust the gateway's certificate. */
const through =
  (proxy: string, more: Readonly<Record<string, string>> = {}) =>
  (): Readonly<Record<string, string>> => ({
    HTTPS_PROXY: proxy,
    HTTP_PROXY: proxy,
    SSL_CERT_FILE: by.root.certFile,
    ...more,
  });

/** A gateway on ports 80 and 443. */
async function gateway(net: Namespace): Promise<void> {
  await secured(net, [by.server(), by.issuer]);
  await startNginx(net, forwarding('80'));
}

type Rest = Partial<Fault> & Pick<Fault, 'gives'>;

/** A working gateway behind a proxy program; of each fault its settings. */
const behind =
  (program: string, start: (net: Namespace, settings: string) => Promise<void>, proxy: string) =>
  (name: string, settings: string, rest: Rest): Fault => ({
    name,
    needs: ['nginx', program],
    arrange: async (net) => {
      await gateway(net);
      await start(net, settings);
    },
    url: SECURE,
    env: through(proxy),
    ...rest,
  });

const squid = behind('squid', startSquid, SQUID);
const tinyproxy = behind('tinyproxy', startTinyproxy, TINY);

const WORKING: readonly Fault[] = [
  squid('squid with CONNECT', ALLOWED, {
    gives: [],
    also: ({ facts }) => expect(facts.network.proxy).toMatchObject({ url: SQUID, decidedBy: 'HTTPS_PROXY' }),
  }),
  squid('squid without CONNECT', ALLOWED, { url: PLAIN, gives: ['url.insecure'], root: null }),
  tinyproxy('tinyproxy with CONNECT', '', { gives: [] }),
  tinyproxy('tinyproxy without CONNECT', '', { url: PLAIN, gives: ['url.insecure'], root: null }),
];

/** Lets in one user, whose name and password are `user` and `se cret`. */
const SIGN_IN = `auth_param basic program /usr/bin/env sh -c "while read -r who; do case \\"$who\\" in 'user se%20cret') echo OK;; *) echo ERR;; esac; done"
acl known proxy_auth REQUIRED
http_access allow known
http_access deny all`;

const SIGNED_IN: readonly Fault[] = [
  squid('squid with the right password', SIGN_IN, {
    env: through('http://user:se%20cret@127.0.0.1:3128'),
    gives: [],
    hides: ['se cret', 'se%20cret'],
  }),
  squid('squid with a wrong password', SIGN_IN, {
    env: through('http://user:wrong-one@127.0.0.1:3128'),
    gives: ['proxy.auth-required'],
    hides: ['wrong-one'],
  }),
  squid('squid with no password', SIGN_IN, { gives: ['proxy.auth-required'] }),
  squid('squid with no password, without CONNECT', SIGN_IN, {
    url: PLAIN,
    gives: ['proxy.auth-required', 'url.insecure'],
  }),
  tinyproxy('tinyproxy with the right password', 'BasicAuth user secret', {
    env: through('http://user:secret@127.0.0.1:8888'),
    gives: [],
  }),
  tinyproxy('tinyproxy with no password', 'BasicAuth user secret', { gives: ['proxy.auth-required'] }),
  {
    name: 'a 407 although no proxy is set',
    needs: ['nginx'],
    arrange: async (net) => {
      await gatewayNamed(net);
      await startNginx(net, 'server { listen 80; location / { return 407; } }');
    },
    url: PLAIN,
    gives: ['proxy.auth-required', 'url.insecure'],
    tells: ['no proxy is set here'],
    hides: [/the proxy answered/i, '--no-proxy'],
  },
];

const REFUSING: readonly Fault[] = [
  squid('squid that forbids the host', `acl no dstdomain ${HOST}\nhttp_access deny no\n${ALLOWED}`, {
    gives: ['proxy.refused'],
    tells: ['403'],
  }),
  squid('squid that forbids the host, without CONNECT', `http_access deny all`, {
    url: PLAIN,
    gives: ['proxy.refused', 'url.insecure'],
  }),
  {
    ...squid('squid that knows no such name', ALLOWED, { gives: ['proxy.refused'], tells: ['503'] }),
    needs: ['squid', 'dnsmasq'],
    arrange: async (net) => {
      await startDnsmasq(net, `--address=/${HOST}/`);
      await startSquid(net, ALLOWED);
    },
  },
  squid('squid that is refused by the gateway', ALLOWED, {
    url: `${SECURE}:8443`,
    gives: ['proxy.refused'],
    tells: ['503'],
  }),
  squid('squid that is refused by the gateway, without CONNECT', ALLOWED, {
    url: `${PLAIN}:8080`,
    gives: ['proxy.refused', 'url.insecure'],
  }),
  {
    ...squid('squid whose way to the gateway is cut', '', { gives: ['proxy.refused'], tells: ['503'] }),
    options: ['--timeout', '5s'],
    arrange: async (net) => {
      await gateway(net);
      await net.firewall('tcp dport 443 drop');
      await startSquid(net, `connect_timeout 1 second\nforward_max_tries 1\n${ALLOWED}`);
    },
  },
  tinyproxy('tinyproxy that forbids the port', 'ConnectPort 8443', {
    gives: ['proxy.refused'],
    tells: ['403'],
  }),
  tinyproxy('tinyproxy that cannot reach the gateway', '', {
    url: `${SECURE}:8443`,
    gives: ['proxy.refused'],
  }),
  tinyproxy('tinyproxy that cannot reach the gateway, without CONNECT', '', {
    url: `${PLAIN}:8080`,
    gives: ['proxy.refused', 'url.insecure'],
  }),
];

describe('a proxy that works', () => proveFaults(WORKING));
describe('a proxy that wants a password', () => proveFaults(SIGNED_IN));
describe('a proxy that refuses', () => proveFaults(REFUSING));
