import { X509Certificate } from 'node:crypto';
import { readPem, splitPem } from './trust.ts';

/** Where systems keep the CAs that they trust, in one file (Go, crypto/x509/root_linux.go and root_bsd.go). */
const STORES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/cert.pem',
];

/**
 * The system's file of CAs that has the issuer of a chain's last certificate, or that certificate itself; null where
 * none has it. Node.js does not look there by itself.
 *
 * @param chain certificates in DER form, the server's own first.
 */
export function storeThatEnds(chain: readonly Buffer[]): string | null {
  const raw = chain.at(-1);
  if (raw === undefined) return null;
  const last = new X509Certificate(raw);
  return STORES.find((path) => hasIssuer(path, last)) ?? null;
}

function hasIssuer(path: string, last: X509Certificate): boolean {
  const found = readPem(path);
  return found.ok && splitPem(found.pem).some((pem) => issued(pem, last));
}

function issued(pem: string, last: X509Certificate): boolean {
  try {
    const authority = new X509Certificate(pem);
    if (authority.fingerprint256 === last.fingerprint256) return true;
    return last.checkIssued(authority) && last.verify(authority.publicKey);
  } catch {
    return false;
  }
}
