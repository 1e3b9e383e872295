import { afterAll, describe, expect } from 'vitest';
import type { Pair } from '../wire/certificates.ts';
import { Authority, HOST, NAMES, secured, shown } from './certificates.ts';
import { endsInTime, proveFaults, type Fault, type NetworkReport } from './fault.ts';
import { forwarding, startNginx, startRaw, startSquid } from './programs.ts';

const by = new Authority();
afterAll(() => by.remove());

type Rest = Partial<Fault> & Pick<Fault, 'gives'>;

const PROXY = 'http://127.0.0.1:3128';

/** A gateway that works, and what a proxy of a few lines does once it has agreed to a tunnel. */
const tunnel = (name: string, then: string, rest: Rest): Fault => ({
  name,
  needs: ['nginx'],
  arrange: async (net) => {
    await secured(net, [by.server(), by.issuer]);
    const other = shown(net, [by.server('DNS:other.test'), by.issuer], 'other');
    await startNginx(net, forwarding('8443 ssl', other), 8443);
    const agree = "socket.write('HTTP/1.1 200 Connection established\\r\\n\\r\\n');";
    await startRaw(net, 3128, `socket.once('data', () => { ${agree} ${then} });`);
  },
  url: `https://${HOST}`,
  env: () => ({ SSL_CERT_FILE: by.root.certFile, HTTPS_PROXY: PROXY }),
  ...rest,
});

const statusOf = ({ checks }: NetworkReport, id: string): string | undefined =>
  checks.find((check) => check.id === id)?.status;

const OWN_PAGE: Rest = {
  gives: ['proxy.refused'],
  tells: [/with a page of its own, as web filters/],
  also: (report) => {
    expect(statusOf(report, 'network.proxy')).toBe('fail');
    expect(statusOf(report, 'network.tls')).toBe('skip');
  },
};

const TUNNELS: readonly Fault[] = [
  tunnel('a proxy that opens a tunnel and closes it', 'socket.end();', {
    gives: ['proxy.refused'],
    tells: [/agreed to connect/, 'without the proxy the deployment answers'],
    also: (report) => {
      expect(statusOf(report, 'network.proxy')).toBe('fail');
      expect(statusOf(report, 'network.tls')).toBe('skip');
    },
  }),
  tunnel('a proxy that opens a tunnel and stays silent', '', {
    gives: ['http.timeout'],
    tells: [/does not answer the TLS handshake/, /No request was sent/],
    hides: ['timeout=60'],
    also: endsInTime,
  }),
  tunnel('a proxy that opens a tunnel and speaks another language', "socket.end('220 mail.example\\r\\n');", {
    gives: ['tls.not-tls'],
    tells: [/the proxy or a web filter behind it answers in place of/, '--no-proxy'],
    hides: ['your-proxy:8080'],
  }),
  tunnel(
    'a proxy that answers CONNECT with a page of its own',
    "socket.end('<html><title>Blocked by policy</title></html>');",
    OWN_PAGE,
  ),
  tunnel(
    'a proxy that answers CONNECT with a page of its own, a moment later',
    `setTimeout(() => socket.end('<html><title>Blocked by policy</title></html>'), 20);`,
    OWN_PAGE,
  ),
  tunnel(
    'a proxy whose tunnel leads to another host',
    "socket.pipe(require('node:net').connect(8443, '127.0.0.1')).pipe(socket);",
    {
      gives: ['tls.hostname-mismatch'],
      tells: ['other.test', `by way of the proxy ${PROXY}`],
    },
  ),
];

/** squid that itself speaks TLS, with these certificates. */
const secureProxy = (name: string, show: () => readonly [Pair, ...Pair[]], rest: Rest): Fault => ({
  ...tunnel(name, '', rest),
  needs: ['nginx', 'squid'],
  arrange: async (net) => {
    await secured(net, [by.server(), by.issuer]);
    shown(net, show(), 'proxy');
    const port = `https_port 3129 tls-cert=${net.folder}/proxy.pem tls-key=${net.folder}/proxy.key`;
    await startSquid(net, `${port}\nhttp_access allow all`);
  },
  env: () => ({ SSL_CERT_FILE: by.root.certFile, HTTPS_PROXY: `https://${HOST}:3129` }),
});

const SECURE: readonly Fault[] = [
  secureProxy('squid over TLS', () => [by.server(NAMES, by.root)], { gives: [] }),
  secureProxy('squid over TLS with a certificate of its own', () => [by.selfSigned()], {
    gives: ['proxy.unreachable'],
    tells: [/The proxy's own certificate is not accepted/, 'self-signed certificate'],
  }),
];

describe('a tunnel', () => proveFaults(TUNNELS));
describe('a proxy that speaks TLS', () => proveFaults(SECURE));
