import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect } from 'vitest';
import type { Pair } from '../wire/certificates.ts';
import type { Namespace } from '../helpers/namespace.ts';
import { Authority, gatewayNamed, HOST, shown } from './certificates.ts';
import { proveFaults, type Fault } from './fault.ts';
import { startNginx, startRaw } from './programs.ts';

const by = new Authority();
afterAll(() => by.remove());

type Rest = Partial<Fault> & Pick<Fault, 'gives'>;

const DOCTOR = { command: 'doctor', options: ['--no-project'] } as const;
const URL = `https://${HOST}`;

/** A server that writes down every byte that is sent to it. */
async function startWitness(net: Namespace, port: number): Promise<void> {
  const note = `require('node:fs').appendFileSync('${net.folder}/witness', bytes)`;
  await startRaw(net, port, `socket.on('data', (bytes) => { ${note}; socket.end(); });`);
}

/** A gateway that redirects every request there; a witness listens at the other end. */
const redirected = (name: string, to: string, port: number): Fault => ({
  name,
  needs: ['nginx'],
  arrange: async (net) => {
    await gatewayNamed(net);
    net.hosts({ [HOST]: '203.0.113.10', 'other.test': '203.0.113.10' });
    await startWitness(net, port);
    const server = `server { listen 443 ssl; ${shown(net, [by.server(), by.issuer])} return 307 ${to}$request_uri; }`;
    await startNginx(net, server, 443);
  },
  url: URL,
  env: () => ({ SSL_CERT_FILE: by.root.certFile }),
  ...DOCTOR,
  gives: ['url.redirects'],
  also: (_report, net) => expect(existsSync(join(net.folder, 'witness'))).toBe(false),
});

const REDIRECTS: readonly Fault[] = [
  redirected('plain http on the same host', `http://${HOST}`, 80),
  redirected('another port of the same host', `http://${HOST}:8080`, 8080),
  redirected('another host', 'http://other.test', 80),
  redirected('another host over TLS', 'https://other.test:8443', 8443),
];

/** A TLS server with these certificates that writes down what comes over a connection that stands. */
const distrusted = (
  name: string,
  show: () => readonly [Pair, ...Pair[]],
  rest: Rest,
  env: Readonly<Record<string, string>> = {},
): Fault => ({
  name,
  arrange: async (net) => {
    await gatewayNamed(net);
    shown(net, show());
    const read = (file: string): string => `require('node:fs').readFileSync('${net.folder}/${file}')`;
    const note = `require('node:fs').appendFileSync('${net.folder}/witness', bytes)`;
    const program = `require('node:tls').createServer({ key: ${read('server.key')}, cert: ${read('server.pem')} }, (socket) => { socket.on('error', () => {}); socket.on('data', (bytes) => ${note}); }).on('tlsClientError', () => {}).listen(443, '::');`;
    await net.start(process.execPath, ['-e', program], { port: 443 });
  },
  url: URL,
  env: () => ({ SSL_CERT_FILE: by.root.certFile, ...env }),
  ...DOCTOR,
  also: (_report, net) => expect(existsSync(join(net.folder, 'witness'))).toBe(false),
  ...rest,
});

const DISTRUSTED: readonly Fault[] = [
  distrusted('that is self-signed', () => [by.selfSigned()], { gives: ['tls.self-signed'] }),
  distrusted('for another name', () => [by.server('DNS:other.test'), by.issuer], {
    gives: ['tls.hostname-mismatch'],
  }),
  distrusted('that has expired', () => [by.between(-60, -3), by.issuer], { gives: ['tls.expired'] }),
  distrusted(
    'that is self-signed, with verification switched off for Node.js',
    () => [by.selfSigned()],
    { gives: ['tls.self-signed'] },
    { NODE_TLS_REJECT_UNAUTHORIZED: '0' },
  ),
];

describe('nothing is sent after a redirect to', () => proveFaults(REDIRECTS));
describe('nothing is sent under a certificate', () => proveFaults(DISTRUSTED));
