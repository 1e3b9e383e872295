import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, describe, expect } from 'vitest';
import type { Namespace } from '../helpers/namespace.ts';
import { Authority, HOST, secured } from './certificates.ts';
import { proveFaults, type Fault } from './fault.ts';
import { SANDBOX_KEY } from './programs.ts';

const by = new Authority();
afterAll(() => by.remove());

type Environment = (net: Namespace) => Readonly<Record<string, string>>;

/** A gateway whose certificate a private CA has signed; of each world the settings that name CA files. */
const world = (name: string, env: Environment, rest: Partial<Fault> & Pick<Fault, 'gives'>): Fault => ({
  name,
  needs: ['nginx'],
  arrange: (net) => secured(net, [by.server(), by.issuer]),
  url: `https://${HOST}`,
  env,
  ...rest,
});

function inBinary(net: Namespace): string {
  const file = join(net.folder, 'root.der');
  execFileSync('openssl', ['x509', '-in', by.root.certFile, '-outform', 'der', '-out', file]);
  return file;
}

const FILES: readonly [how: string, file: (net: Namespace) => string, tells: RegExp][] = [
  ['is missing', () => '/nowhere/ca.pem', /Mend this first: .*ca\.pem cannot be read \(ENOENT\)/],
  ['is empty', (net) => net.write('ca.pem', ''), /Mend this first: .*ca\.pem holds no certificate/],
  ['is a folder', ({ folder }) => folder, /Mend this first: .* is not a file/],
  ['is in binary form', inBinary, /openssl x509 -inform der -in \S+root\.der -out ca\.pem/],
];

const UNUSABLE = ['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE'].flatMap((name) =>
  FILES.map(([how, file, tells]) =>
    world(`${name} whose file ${how}`, (net) => ({ [name]: file(net) }), {
      gives: ['tls.untrusted-ca'],
      tells: [tells],
    }),
  ),
);

/** What `test-connection` writes for people. */
async function page(net: Namespace, env: Readonly<Record<string, string>>): Promise<string> {
  const world = { AGENTROUTER_BASE_URL: `https://${HOST}`, AGENTROUTER_API_KEY: SANDBOX_KEY, ...env };
  const { stdout } = await net.cli(['test-connection'], world);
  return stdout.replace(/\s+/g, ' ');
}

/** A setting by which the gateway is trusted, and what the page says of the clients that do not read it. */
const through = (name: string, env: Environment, says: RegExp, not: RegExp): Fault =>
  world(name, env, {
    gives: [],
    also: async (_report, net) => {
      const text = await page(net, env(net));
      expect(text).toMatch(says);
      expect(text).not.toMatch(not);
    },
  });

const root = (): string => by.root.certFile;
const PYTHON = /Python SDKs do not read NODE_EXTRA_CA_CERTS/;
const NODE = /Node\.js SDKs do not read SSL_CERT_FILE/;

const TRUSTED: readonly Fault[] = [
  through('NODE_EXTRA_CA_CERTS alone', () => ({ NODE_EXTRA_CA_CERTS: root() }), PYTHON, NODE),
  through('SSL_CERT_FILE alone', () => ({ SSL_CERT_FILE: root() }), NODE, PYTHON),
  through(
    'NODE_EXTRA_CA_CERTS and SSL_CERT_FILE',
    () => ({ NODE_EXTRA_CA_CERTS: root(), SSL_CERT_FILE: root() }),
    /trusted only through NODE_EXTRA_CA_CERTS and SSL_CERT_FILE/,
    /do not read/,
  ),
  through(
    'NODE_EXTRA_CA_CERTS beside an SSL_CERT_FILE that is missing',
    () => ({ NODE_EXTRA_CA_CERTS: root(), SSL_CERT_FILE: '/nowhere/ca.pem' }),
    /CA file . the CA file \/nowhere\/ca\.pem cannot be read/,
    NODE,
  ),
];

describe('a CA file that cannot be used', () => proveFaults(UNUSABLE));
describe('a CA that a setting names', () => proveFaults(TRUSTED));
