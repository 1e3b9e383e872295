import { X509Certificate } from 'node:crypto';
import { request } from 'node:https';
import { connect, type TLSSocket } from 'node:tls';
import { describe, expect, it } from 'vitest';
import type { CERTIFICATE_FAULTS } from '../../src/sandbox/faults/certificate.ts';
import { FAULTS_BY_CODE, type FaultName } from '../../src/sandbox/faults/index.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { sandboxForTest } from '../helpers/sandbox.ts';

const DAY_MS = 86_400_000;

/** What OpenSSL holds against the certificate of each; it trusts what the sandbox says should be trusted. */
const HELD_AGAINST: Readonly<Record<keyof typeof CERTIFICATE_FAULTS, string | null>> = {
  'tls.expired': 'CERT_HAS_EXPIRED',
  'tls.expiring-soon': null,
  'tls.not-yet-valid': 'CERT_NOT_YET_VALID',
  'tls.hostname-mismatch': 'ERR_TLS_CERT_ALTNAME_INVALID',
  'tls.self-signed': 'DEPTH_ZERO_SELF_SIGNED_CERT',
  'tls.incomplete-chain': 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'tls.untrusted-ca': 'SELF_SIGNED_CERT_IN_CHAIN',
  'tls.intercepted': 'SELF_SIGNED_CERT_IN_CHAIN',
};

/** Looks at the certificate, as a client that trusts this CA only. */
async function handshake<T>(sandbox: Sandbox, ca: string[], look: (socket: TLSSocket) => T): Promise<T> {
  const port = Number(new URL(sandbox.baseUrl).port);
  const socket = connect({ host: '127.0.0.1', port, ca, rejectUnauthorized: false });
  await new Promise<void>((resolve, reject) => {
    socket.once('secureConnect', resolve).once('error', reject);
  });
  const seen = look(socket);
  socket.destroy();
  return seen;
}

const verdictOf = ({ authorized, authorizationError }: TLSSocket): string | null =>
  authorized ? null : String(authorizationError);

const trustedBy = ({ ca }: Sandbox): string[] => (ca?.trusted === true ? [ca.pem] : []);

const daysUntilEnd = (socket: TLSSocket): number =>
  (Date.parse(socket.getPeerCertificate().valid_to) - Date.now()) / DAY_MS;

describe('certificate faults', () => {
  it.for(Object.entries(HELD_AGAINST))('%s: OpenSSL says %s', async ([code, expected]) => {
    const fault = Object.keys(FAULTS_BY_CODE).find((name): name is FaultName => name === code);
    const sandbox = await sandboxForTest({ fault: fault ?? null });
    expect(sandbox.baseUrl).toMatch(/^https:/);
    expect(await handshake(sandbox, trustedBy(sandbox), verdictOf)).toBe(expected);
  });

  it('tls.untrusted-ca is in order as soon as its CA is trusted', async () => {
    const sandbox = await sandboxForTest({ fault: 'tls.untrusted-ca' });
    expect(await handshake(sandbox, [sandbox.ca?.pem ?? ''], verdictOf)).toBeNull();
  });

  it('tls.expiring-soon ends within a week', async () => {
    const sandbox = await sandboxForTest({ fault: 'tls.expiring-soon' });
    const days = await handshake(sandbox, [], daysUntilEnd);
    expect(days).toBeGreaterThan(4);
    expect(days).toBeLessThan(7);
  });

  it('tls.intercepted names the product that issued it', async () => {
    const sandbox = await sandboxForTest({ fault: 'tls.intercepted' });
    const issuer = await handshake(sandbox, [], (socket) => socket.getPeerCertificate().issuer.O);
    expect(issuer).toBe('mitmproxy');
  });
});

describe('the certificates of the sandbox', () => {
  it('serve both APIs where nothing but the end is near', async () => {
    const sandbox = await sandboxForTest({ fault: 'tls.expiring-soon' });
    const headers = { authorization: `Bearer ${sandbox.apiKey}` };
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const asked = request(`${sandbox.baseUrl}/v1/models`, { ca: sandbox.ca?.pem, headers }, (response) => {
        response.resume().on('end', () => resolve(response.statusCode));
      });
      asked.on('error', reject).end();
    });
    expect(status).toBe(200);
  });

  it('are others at each start', async () => {
    const pem = async (): Promise<string> => {
      const sandbox = await startSandbox({ fault: 'tls.self-signed' });
      await sandbox.close();
      return sandbox.ca?.pem ?? '';
    };
    const [one, other] = await Promise.all([pem(), pem()]);
    expect(new X509Certificate(one).fingerprint256).not.toBe(new X509Certificate(other).fingerprint256);
  });

  it('are not there where plain HTTP is spoken', async () => {
    expect((await sandboxForTest()).ca).toBeNull();
  });
});
