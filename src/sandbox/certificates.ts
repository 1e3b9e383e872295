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

interface Party {
  certificate: Certificate;
  name: { name: string; value: string }[];
}

/** Of every party: making a key takes longest of all, and here none has to be kept from another. */
interface KeyPair {
  /** In PEM form. */
  privateKey: string;
  publicKey: string;
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
 * Makes a key and certificates in memory, with dates counted from now.
 *
 * @param plan in what the server's certificate is out of order.
 */
export async function makeCertificates(plan: CertificatePlan): Promise<Served> {
  const { signer = 'intermediate', sendsIssuer = true } = plan;
  const keys = await makeKeys();
  if (signer === 'itself') {
    const own = pemOf(make(serverWish(plan), null, keys));
    return { key: keys.privateKey, chain: own, root: own };
  }
  const organisation = signer === 'inspection' ? INSPECTION : ORGANISATION;
  const rootWish = authorityWish(organisation, organisation === INSPECTION ? '' : ' Root CA');
  const root = make(rootWish, null, keys);
  const below = signer === 'intermediate' ? authorityWish(organisation, ' Issuing CA 1') : null;
  const issuer = below === null ? root : make(below, root, keys);
  const server = make(serverWish(plan), issuer, keys);
  const sent = sendsIssuer ? [server, issuer] : [server];
  return { key: keys.privateKey, chain: sent.map(pemOf).join(''), root: pemOf(root) };
}

function makeKeys(): Promise<KeyPair> {
  return promisify(generateKeyPair)('rsa', {
    modulusLength: KEY_BITS,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
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

function make(wish: Wish, signer: Party | null, keys: KeyPair): Party {
  const name = [
    { name: 'commonName', value: wish.common },
    { name: 'organizationName', value: wish.organisation },
  ];
  const certificate = pki.createCertificate();
  certificate.publicKey = pki.publicKeyFromPem(keys.publicKey);
  // A serial number is positive (RFC 5280, section 4.1.2.2), so its first bit is not set.
  certificate.serialNumber = `1${randomBytes(8).toString('hex').slice(1)}`;
  const [from, to] = wish.days;
  certificate.validity.notBefore = new Date(Date.now() + from * DAY_MS);
  certificate.validity.notAfter = new Date(Date.now() + to * DAY_MS);
  certificate.setSubject(name);
  certificate.setIssuer((signer ?? { name }).name);
  certificate.setExtensions([
    ...wish.extensions,
    { name: 'subjectKeyIdentifier' },
    { name: 'authorityKeyIdentifier', keyIdentifier: certificate.generateSubjectKeyIdentifier().getBytes() },
  ]);
  certificate.sign(signingKey(keys), sha256.create());
  return { certificate, name };
}

function signingKey({ privateKey }: KeyPair): ReturnType<typeof pki.privateKeyFromAsn1> {
  const der = createPrivateKey(privateKey).export({ type: 'pkcs1', format: 'der' });
  return pki.privateKeyFromAsn1(asn1.fromDer(der.toString('latin1')));
}

function pemOf({ certificate }: Party): string {
  return pki.certificateToPem(certificate);
}
