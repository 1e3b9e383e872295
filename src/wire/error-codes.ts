import type { Layer, WireFailure } from './types.ts';
import { failureAt, type Place } from './result.ts';

/** The `code` of a Node, OpenSSL or undici error, in any of the places where they put it. */
export function codeOf(error: unknown): string {
  const code = read(error, 'code');
  if (typeof code === 'string' && code !== '') return code;
  const causes = read(error, 'errors');
  if (Array.isArray(causes) && causes.length > 0) return codeOf(causes[0]);
  const cause = read(error, 'cause');
  if (cause !== undefined) return codeOf(cause);
  return error instanceof Error ? error.name : 'UNKNOWN';
}

/** One line that says what went wrong, with OpenSSL's reason where there is one. */
export function messageOf(error: unknown): string {
  const message = error instanceof Error && error.message !== '' ? error.message : codeOf(error);
  const reason = read(error, 'reason');
  const line = oneLine(message);
  return typeof reason === 'string' && !line.includes(reason) ? `${line} (${oneLine(reason)})` : line;
}

/** OpenSSL frames its reason with a thread id, numbers and a place in its source: only the reason tells anything. */
const OPENSSL_FRAME =
  /(?:[0-9A-F]+:)?error:[0-9A-F]+:SSL routines:[^:]*:([^:]+):[^:\s]+:\d+:(?:SSL alert number \d+)?/gi;

function oneLine(text: string): string {
  return text.replace(OPENSSL_FRAME, 'SSL routines: $1').replace(/\s+/g, ' ').trim().slice(0, 400);
}

/** A thrown or emitted error as a failure of the layer in which it came. */
export function failureFrom(layer: Layer, error: unknown, place: Place, sinceMs: number): WireFailure {
  const address = read(error, 'address');
  return failureAt(
    layer,
    codeOf(error),
    messageOf(error),
    { ...place, address: typeof address === 'string' ? address : (place.address ?? null) },
    sinceMs,
  );
}

/** OpenSSL's and Node's names for faults of a TLS connection, of a certificate, or of its chain. */
export function isTlsCode(code: string): boolean {
  return (
    code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_') || code === 'EPROTO' || isCertificateCode(code)
  );
}

/** Names of verification results (OpenSSL, x509_vfy.h), as Node spells them. */
function isCertificateCode(code: string): boolean {
  return /^(?:CERT_|CRL_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_|ERROR_IN_CERT|EE_KEY_TOO_SMALL|CA_MD_TOO_WEAK|CA_KEY_TOO_SMALL|HOSTNAME_MISMATCH)/.test(
    code,
  );
}

/** A property of a value of any shape; undefined where it has none. */
export function read(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  const found: unknown = Reflect.get(value, name);
  return found;
}
