import { createPrivateKey, generateKeyPair, randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import { promisify } from 'node:util';
import asn1 from 'node-forge/lib/asn1.js';
import sha256 from 'node-forge/lib/sha256.js';
import pki, { type Certificate } from 'node-forge/lib/x509.js';
import type { CertificatePlan } from './types.ts';

/** What a TLS server shows of itself, in PEM form, and the root above it. */
export interface Served {
  key: string;
  /** The server's own certificate first. */
  chain: string;
  root: string;
}

/** Whom a certificate is for or from; `names` only where it is a server's. */
interface Party {
  certificate: Certificate;
  name: { name: string; value: string }[];
  keyPem: string;
}

interface Wish {
  common: string;
  organisation: string;
  days: readonly [number, number];
  extensions: readonly Readonly<{ name: string; [field: string]: unknown }>[];
}

const DAY_MS = 86_400_000;
const KEY_BITS = 2048;
const HERE = ['127.0.0.1', 'localhost'];
const USUAL_DAYS = [-30, 60] as const;
const AUTHORITY_DAYS = [-365, 365] as const;
/** RFC 5280, section 4.2.1.6: the kinds of an alternative name. */
const DNS_NAME = 2;
const IP_ADDRESS = 7;

const AUTHORITY = [
  { name: 'basicConstraints', critical: true, cA: true },
  { name: 'keyUsage', critical: true, keyCertSign: true, cRLSign: true },
];
const ORGANISATION = 'Sandbox Trust';
/** mitmproxy names the CA that it makes like this (its documentation, "Certificates"). */
const INSPECTION = 'mitmproxy';

/**
 * Makes keys and certificates in memory, with dates counted from now.
 *
 * @param plan in what the server's certificate is out of order.
 */
export async function makeCertificates(plan: CertificatePlan): Promise<Served> {
  const { signer = 'intermediate', sendsIssuer = true } = plan;
  if (signer === 'itself') {
    const own = await make(serverWish(plan), null);
    return { key: own.keyPem, chain: pemOf(own), root: pemOf(own) };
  }
  const organisation = signer === 'inspection' ? INSPECTION : ORGANISATION;
  const root = await make(authorityWish(organisation, organisation === INSPECTION ? '' : ' Root CA'), null);
  const issuer =
    signer === 'intermediate' ? await make(authorityWish(organisation, ' Issuing CA 1'), root) : root;
  const server = await make(serverWish(plan), issuer);
  const sent = sendsIssuer ? [server, issuer] : [server];
  return { key: server.keyPem, chain: sent.map(pemOf).join(''), root: pemOf(root) };
}

function authorityWish(organisation: string, ending: string): Wish {
  return { common: organisation + ending, organisation, days: AUTHORITY_DAYS, extensions: AUTHORITY };
}

function serverWish({ days = USUAL_DAYS, names = HERE }: CertificatePlan): Wish {
  const altNames = names.map((name) =>
    isIP(name) === 0 ? { type: DNS_NAME, value: name } : { type: IP_ADDRESS, ip: name },
  );
  const extensions = [
    { name: 'basicConstraints', cA: false },
    { name: 'keyUsage', critical: true, digitalSignature: true, keyEncipherment: true },
    { name: 'extKeyUsage', serverAuth: true },
    { name: 'subjectAltName', altNames },
  ];
  return { common: 'Simulated deployment', organisation: 'Sandbox', days, extensions };
}

async function make(wish: Wish, signer: Party | null): Promise<Party> {
  const { privateKey, publicKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: KEY_BITS,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  const name = [
    { name: 'commonName', value: wish.common },
    { name: 'organizationName', value: wish.organisation },
  ];
  const certificate = pki.createCertificate();
  certificate.publicKey = pki.publicKeyFromPem(publicKey);
  // A serial number is positive (RFC 5280, section 4.1.2.2), so its first bit is not set.
  certificate.serialNumber = `1${randomBytes(8).toString('hex').slice(1)}`;
  const [from, to] = wish.days;
  certificate.validity.notBefore = new Date(Date.now() + from * DAY_MS);
  certificate.validity.notAfter = new Date(Date.now() + to * DAY_MS);
  certificate.setSubject(name);
  certificate.setIssuer((signer ?? { name }).name);
  const issuerKey = (signer?.certificate ?? certificate).generateSubjectKeyIdentifier().getBytes();
  certificate.setExtensions([
    ...wish.extensions,
    { name: 'subjectKeyIdentifier' },
    { name: 'authorityKeyIdentifier', keyIdentifier: issuerKey },
  ]);
  certificate.sign(signingKey(signer?.keyPem ?? privateKey), sha256.create());
  return { certificate, name, keyPem: privateKey };
}

function signingKey(pem: string): ReturnType<typeof pki.privateKeyFromAsn1> {
  const der = createPrivateKey(pem).export({ type: 'pkcs1', format: 'der' });
  return pki.privateKeyFromAsn1(asn1.fromDer(der.toString('latin1')));
}

function pemOf({ certificate }: Party): string {
  return pki.certificateToPem(certificate);
}
