import { afterAll, describe } from 'vitest';
import type { Pair } from '../wire/certificates.ts';
import { Authority, gatewayNamed, HOST, NAMES, secured, shown } from './certificates.ts';
import { proveFaults, type Fault } from './fault.ts';
import { forwarding, startNginx } from './programs.ts';

const by = new Authority();
afterAll(() => by.remove());

const URL = `https://${HOST}`;
/** A machine that trusts the bench's root. */
const trusting = (): Readonly<Record<string, string>> => ({ SSL_CERT_FILE: by.root.certFile });

/** What nginx shows, and what the tool says. */
const world = (
  name: string,
  show: () => readonly [Pair, ...Pair[]],
  rest: Partial<Fault> & Pick<Fault, 'gives'>,
  directives = '',
): Fault => ({
  name,
  needs: ['nginx'],
  arrange: (net) => secured(net, show(), directives),
  url: URL,
  env: trusting,
  ...rest,
});

const good = (): [Pair, Pair] => [by.server(), by.issuer];

const JUDGED: readonly Fault[] = [
  world('a certificate in order', good, { gives: [] }),
  world('an expired certificate', () => [by.between(-60, -3), by.issuer], {
    gives: ['tls.expired'],
    tells: [/2 days ago|3 days ago/],
  }),
  world('a certificate from tomorrow on', () => [by.between(1, 60), by.issuer], {
    gives: ['tls.not-yet-valid'],
  }),
  world(
    'an expired CA between the certificate and the root',
    () => [by.server(NAMES, by.oldIssuer), by.oldIssuer],
    {
      gives: ['tls.expired'],
      tells: [/The certificate CN=Bench CA 0 above it ended on/],
    },
  ),
  world('a certificate with five days left', () => [by.between(-60, 5), by.issuer], {
    gives: ['tls.expiring-soon'],
    root: null,
  }),
  world('a certificate for other names', () => [by.server('DNS:other.test,DNS:*.other.test'), by.issuer], {
    gives: ['tls.hostname-mismatch'],
    tells: ['other.test, *.other.test'],
  }),
  world('a wildcard one level short', () => [by.server('DNS:*.gateway.test'), by.issuer], {
    gives: ['tls.hostname-mismatch'],
  }),
  world('a self-signed certificate', () => [by.selfSigned()], { gives: ['tls.self-signed'] }),
  world('a server that leaves its intermediate out', () => [by.server()], {
    gives: ['tls.incomplete-chain'],
    tells: ['Bench CA 1', 'fullchain'],
  }),
  world('a private CA that this machine does not trust', good, {
    env: {},
    gives: ['tls.untrusted-ca'],
    tells: ['Bench Root CA', 'NODE_EXTRA_CA_CERTS', 'REQUESTS_CA_BUNDLE', '--ca'],
  }),
  world('a private CA whose root is sent along', () => [...good(), by.root], {
    env: {},
    gives: ['tls.untrusted-ca'],
    tells: ['Bench Root CA'],
  }),
  world('a private CA that Node.js alone is told of', good, {
    env: () => ({ NODE_EXTRA_CA_CERTS: by.root.certFile }),
    gives: [],
  }),
  {
    ...world('a private CA that only the operating system is told of', good, {
      env: {},
      gives: ['tls.untrusted-ca'],
      tells: [
        /the operating system trusts/,
        /export NODE_EXTRA_CA_CERTS=\/etc\/ssl\/certs\/ca-certificates\.crt/,
      ],
      hides: ['Get the CA certificate'],
    }),
    arrange: async (net) => {
      await secured(net, good());
      await net.sh(
        `mount -t tmpfs none /etc/ssl/certs; cp ${by.root.certFile} /etc/ssl/certs/ca-certificates.crt`,
      );
    },
  },
  world('a CA file that names another CA', good, {
    env: () => ({ SSL_CERT_FILE: by.stranger.certFile }),
    gives: ['tls.untrusted-ca'],
  }),
];

/** A server of OpenSSL itself on port 443; `options` say how it shakes hands. */
const openssl = (
  name: string,
  options: readonly string[],
  rest: Partial<Fault> & Pick<Fault, 'gives'>,
): Fault => ({
  name,
  needs: ['openssl'],
  arrange: async (net) => {
    await gatewayNamed(net);
    const pair = by.server();
    const files = ['-cert', pair.certFile, '-key', pair.keyFile, '-cert_chain', by.issuer.certFile];
    await net.start('openssl', ['s_server', '-accept', '443', ...files, '-www', '-quiet', ...options], {
      port: 443,
    });
  },
  url: URL,
  env: trusting,
  ...rest,
});

const client = (): string[] => ['-CAfile', by.root.certFile, '-Verify', '1', '-verify_return_error'];

const AGREED: readonly Fault[] = [
  world(
    'a server of TLS 1.0 and 1.1',
    good,
    { gives: ['tls.handshake-failed'], tells: [/no version of TLS/, 'ssl_protocols TLSv1.2 TLSv1.3'] },
    'ssl_protocols TLSv1 TLSv1.1; ssl_ciphers ALL:@SECLEVEL=0;',
  ),
  openssl('a server of old ciphers only', ['-tls1_2', '-cipher', 'NULL:aNULL:@SECLEVEL=0'], {
    gives: ['tls.handshake-failed'],
  }),
  openssl('a client certificate that is wanted, in TLS 1.2', [...client(), '-tls1_2'], {
    gives: ['tls.handshake-failed'],
    tells: [/client certificate/i],
  }),
  openssl('a client certificate that is wanted, in TLS 1.3', [...client(), '-tls1_3'], {
    gives: ['tls.handshake-failed'],
    tells: [/only clients that show a certificate/],
  }),
  world(
    'a key that is too weak',
    () => [by.server(NAMES, by.issuer, 512), by.issuer],
    { gives: ['tls.handshake-failed'], tells: [/too weak to be trusted/] },
    'ssl_ciphers ALL:@SECLEVEL=0;',
  ),
  world('a certificate with 10,000 names', () => [by.server(names(10_000)), by.issuer], {
    gives: ['tls.handshake-failed'],
    tells: [/larger than clients take/],
  }),
  world('a certificate of a megabyte', () => [by.server(names(50_000)), by.issuer], {
    gives: ['tls.handshake-failed'],
  }),
  world('a certificate with 2,000 names', () => [by.server(names(2000)), by.issuer], { gives: [] }),
];

function names(count: number): string {
  const more = Array.from({ length: count }, (_each, index) => `DNS:n${index}.gateway.test`);
  return [NAMES, ...more].join(',');
}

/** Several hosts on one address, told apart by the name in the TLS hello. */
const SHARED: readonly Fault[] = [
  {
    name: 'one host of several on an address',
    needs: ['nginx'],
    arrange: async (net) => {
      await secured(net, good());
      const other = shown(net, [by.server('DNS:other.test'), by.issuer], 'other');
      const refusing = `server { listen 8443 ssl default_server; ssl_reject_handshake on; }`;
      await startNginx(
        net,
        `${refusing} ${forwarding('8443 ssl', `server_name ${HOST}; ${shown(net, good())}`)}
        ${forwarding('8443 ssl', `server_name other.test; ${other}`)}`,
        8443,
      );
    },
    url: `${URL}:8443`,
    env: trusting,
    gives: [],
  },
  {
    name: 'a host that the server behind the address does not know',
    needs: ['nginx'],
    arrange: async (net) => {
      await gatewayNamed(net);
      const refusing = `server { listen 443 ssl default_server; ssl_reject_handshake on; }`;
      const other = shown(net, [by.server('DNS:other.test'), by.issuer]);
      await startNginx(net, `${refusing} server { listen 443 ssl; server_name other.test; ${other} }`, 443);
    },
    url: URL,
    env: trusting,
    gives: ['tls.handshake-failed'],
    tells: [/serves other names/],
  },
  {
    name: 'https to a plain port',
    needs: ['nginx'],
    arrange: async (net) => {
      await gatewayNamed(net);
      await startNginx(net, forwarding('80'));
    },
    url: `${URL}:80`,
    gives: ['tls.not-tls'],
  },
  {
    ...world('http to a TLS port', good, { gives: ['tls.plain-to-tls', 'url.insecure'] }),
    url: `http://${HOST}:443`,
  },
];

/** What application protocols a server agrees to. */
const SPOKEN: readonly Fault[] = [
  {
    name: 'a server of HTTP/2 alone',
    arrange: async (net) => {
      await gatewayNamed(net);
      const cert = net.write('h2.pem', [by.server(), by.issuer].map((pair) => pair.cert).join('\n'));
      const key = net.write('h2.key', by.server().key);
      const program = `const read = require('node:fs').readFileSync;
        require('node:http2').createSecureServer({ cert: read('${cert}'), key: read('${key}'), ALPNProtocols: ['h2'] })
        .listen(443, '::');`;
      await net.start(process.execPath, ['-e', program], { port: 443 });
    },
    url: URL,
    env: trusting,
    gives: ['tls.handshake-failed'],
    tells: [/speaks HTTP\/2 and nothing else/, 'http2=True'],
  },
];

describe('a certificate', () => proveFaults(JUDGED));
describe('a handshake', () => proveFaults(AGREED));
describe('a shared address', () => proveFaults(SHARED));
describe('an application protocol', () => proveFaults(SPOKEN));
