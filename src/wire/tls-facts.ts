import type { DetailedPeerCertificate, PeerCertificate, TLSSocket } from 'node:tls';
import type { CertificateFacts, TlsFacts } from './types.ts';
import { read } from './error-codes.ts';
import { MAX_CHAIN, MAX_NAMES } from './limits.ts';
import { storeThatEnds } from './system-store.ts';
import { authorizationErrorOf } from './tls-open.ts';
import type { Trust } from './trust.ts';

const MAX_NAME_CHARS = 256;

/** What a finished handshake tells of the server, whether or not it is trusted. */
export function tlsFactsOf(socket: TLSSocket, trust: Trust, handshakeMs: number): TlsFacts {
  const chain = chainOf(socket);
  const last = chain.at(-1);
  const root = rawChainOf(socket).at(-1);
  return {
    protocol: socket.getProtocol(),
    cipher: socket.getCipher().name || null,
    alpn: typeof socket.alpnProtocol === 'string' && socket.alpnProtocol !== '' ? socket.alpnProtocol : null,
    authorized: socket.authorized,
    authorizationError: authorizationErrorOf(socket),
    chain,
    handshakeMs,
    issuerOrganisationTrusted:
      socket.authorized || last === undefined ? socket.authorized : trust.knowsOrganisation(last.issuer),
    trustedThrough: socket.authorized && root !== undefined ? trust.sourcesOf(root) : [],
    trustProblem: trust.problem,
    systemStore: lacksIssuer(authorizationErrorOf(socket)) ? storeThatEnds(rawChainOf(socket)) : null,
  };
}

function chainOf(socket: TLSSocket): CertificateFacts[] {
  return peerChain(socket).map(certificateOf);
}

/** Is it the CA that is not known here, and not a date or a name? */
function lacksIssuer(error: string | null): boolean {
  return error !== null && /^(?:UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_)/.test(error);
}

function rawChainOf(socket: TLSSocket): Buffer[] {
  return peerChain(socket).map(({ raw }) => raw);
}

function peerChain(socket: TLSSocket): DetailedPeerCertificate[] {
  const chain: DetailedPeerCertificate[] = [];
  const seen = new Set<string>();
  let next: unknown = socket.getPeerCertificate(true);
  while (isCertificate(next) && chain.length < MAX_CHAIN && !seen.has(next.fingerprint256)) {
    seen.add(next.fingerprint256);
    chain.push(next);
    next = next.issuerCertificate;
  }
  return chain;
}

/** Node hands out an empty object where the server sent no certificate, and nothing above the last one. */
function isCertificate(value: unknown): value is DetailedPeerCertificate {
  return typeof read(value, 'fingerprint256') === 'string';
}

function certificateOf(certificate: PeerCertificate): CertificateFacts {
  const subject = nameOf(certificate.subject);
  const issuer = nameOf(certificate.issuer);
  return {
    subject,
    issuer,
    names: namesOf(certificate),
    validFrom: isoDate(certificate.valid_from),
    validTo: isoDate(certificate.valid_to),
    selfSigned: subject === issuer,
    fingerprint256: certificate.fingerprint256,
    issuerUrl: issuerUrlOf(certificate),
  };
}

/** `CN=…, O=…`, the parts that a reader looks for first. */
function nameOf(name: unknown): string {
  const parts: string[] = [];
  for (const key of ['CN', 'O', 'OU', 'L', 'ST', 'C', 'emailAddress']) {
    const value: unknown = read(name, key);
    if (typeof value === 'string') parts.push(`${key}=${value.slice(0, MAX_NAME_CHARS)}`);
    else if (Array.isArray(value)) parts.push(`${key}=${value.join('/').slice(0, MAX_NAME_CHARS)}`);
  }
  return parts.join(', ');
}

/** DNS names and addresses that it is for; the common name only where there are none (RFC 6125, section 6.4.4). */
function namesOf(certificate: PeerCertificate): string[] {
  const names = (certificate.subjectaltname ?? '')
    .slice(0, MAX_NAMES * MAX_NAME_CHARS)
    .split(', ')
    .flatMap((entry) => /^(?:DNS|IP Address):"?([^"]+)"?$/.exec(entry)?.[1] ?? [])
    .slice(0, MAX_NAMES);
  if (names.length > 0) return names;
  const common: unknown = read(certificate.subject, 'CN');
  return typeof common === 'string' ? [common.slice(0, MAX_NAME_CHARS)] : [];
}

function isoDate(text: string): string {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? text : date.toISOString();
}

/** Where the issuer's own certificate can be had (RFC 5280, section 4.2.2.1), as public CAs name it. */
function issuerUrlOf(certificate: PeerCertificate): string | null {
  const urls = certificate.infoAccess?.['CA Issuers - URI'];
  return urls?.find((url) => /^https?:\/\//.test(url))?.slice(0, MAX_NAME_CHARS) ?? null;
}
