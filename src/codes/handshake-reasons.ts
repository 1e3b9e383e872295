import { FROM_ELSEWHERE, fix, hostOf } from './fix-texts.ts';
import type { Context, Fix } from './types.ts';

/** Why a handshake ended, where the words of OpenSSL or of the server tell it. */
interface Reason {
  words: RegExp;
  cause: (c: Context) => string;
  fixes: (c: Context) => Fix[];
}

const serverName = (c: Context): string => c.host ?? 'your-deployment';

const REASONS: readonly Reason[] = [
  {
    words: /certificate[ _]required|client certificate|no required ssl certificate/i,
    cause: (c) =>
      `${hostOf(c)} lets in only clients that show a certificate of their own, and none was shown.`,
    fixes: () => [
      fix(
        'Ask the operator for a client certificate, or for an address that wants none. Give it to the client as follows.',
        'http_client=httpx.Client(cert=("client.pem", "client.key"))',
      ),
    ],
  },
  {
    words: /unsupported protocol|protocol version|no protocols available|unsupported_protocol/i,
    cause: (c) => `${hostOf(c)} offers no version of TLS that this machine still accepts: 1.2 and 1.3.`,
    fixes: () => [
      fix('Ask the operator to offer TLS 1.2 and 1.3. With nginx:', 'ssl_protocols TLSv1.2 TLSv1.3;'),
    ],
  },
  {
    words: /(?:key|md|digest algorithm) too (?:weak|small)|key_too_small|md_too_weak/i,
    cause: (c) => `A key or signature in the certificates of ${hostOf(c)} is too weak to be trusted.`,
    fixes: (c) => [
      fix(
        'Ask the operator for a certificate with a key of at least 2048 bits (RSA) and SHA-256.',
        `certbot certonly --standalone --key-type ecdsa -d ${serverName(c)}`,
      ),
    ],
  },
  {
    words: /unrecognized[ _]name/i,
    cause: (c) => `The server behind the address of ${hostOf(c)} serves other names, and not this one.`,
    fixes: (c) => [
      fix('Compare the host in the base URL with the address that the operator gave you, letter by letter.'),
      fix(
        'As the operator, name it in the server that should answer. With nginx:',
        `server_name ${serverName(c)};`,
      ),
    ],
  },
  {
    words: /no application protocol/i,
    cause: (c) =>
      `${hostOf(c)} speaks HTTP/2 and nothing else; the SDKs speak HTTP/1.1 unless told otherwise.`,
    fixes: () => [
      fix(
        'Ask the operator to offer HTTP/1.1 as well. Until then, in Python (after `pip install httpx[http2]`):',
        'http_client=httpx.Client(http1=False, http2=True)',
      ),
    ],
  },
  {
    words: /disconnected before secure TLS|closed during the TLS handshake|ECONNRESET/i,
    cause: (c) =>
      `${hostOf(c)}, or something on the way there, cut the connection in the middle of the TLS handshake and did not say why. Firewalls that filter by name do this, and servers that are set up wrongly.`,
    fixes: () => [FROM_ELSEWHERE],
  },
  {
    words: /excessive message size/i,
    cause: (c) =>
      `The certificates of ${hostOf(c)} are larger than clients take: over 100 KiB, usually from thousands of names in one of them.`,
    fixes: () => [
      fix('Ask the operator for a certificate with fewer names: a wildcard, or one for each group of hosts.'),
    ],
  },
];

/** The reason that the message of a failed handshake names; null where it leaves it open. */
export function handshakeReason(c: Context): { cause: string; fixes: Fix[] } | null {
  const message = c.detail['message'] ?? '';
  const found = REASONS.find(({ words }) => words.test(message));
  return found === undefined ? null : { cause: found.cause(c), fixes: found.fixes(c) };
}
