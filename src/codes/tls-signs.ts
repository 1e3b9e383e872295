/** Recognisers of TLS failures by their codes, and by the words of OpenSSL, Python, Go, Java, rustls and Schannel. */

import { anyOf } from '../evidence/any-of.ts';
import type { FailureEvidence } from '../evidence/types.ts';
import { byRules } from './failure-rules.ts';
import { productNamed } from './tls-issuers.ts';
import type { Sign } from './types.ts';

/** Codes with an entry of their own; every other failure of the TLS layer is one of the handshake. */
const EXPIRED = ['CERT_HAS_EXPIRED'];
const NOT_YET = ['CERT_NOT_YET_VALID'];
const MISMATCH = ['ERR_TLS_CERT_ALTNAME_INVALID', 'HOSTNAME_MISMATCH', 'IP_ADDRESS_MISMATCH'];
const SELF_SIGNED = ['DEPTH_ZERO_SELF_SIGNED_CERT'];
const LEAF_ONLY = ['UNABLE_TO_VERIFY_LEAF_SIGNATURE'];
const UNTRUSTED = [
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_DECRYPT_CERT_SIGNATURE',
  'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY',
  'CERT_SIGNATURE_FAILURE',
  'CERT_CHAIN_TOO_LONG',
  'CERT_REVOKED',
  'CERT_UNTRUSTED',
  'CERT_REJECTED',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'PATH_LENGTH_EXCEEDED',
];
const NOT_TLS = [
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'ERR_SSL_PACKET_LENGTH_TOO_LONG',
  'ERR_SSL_HTTP_REQUEST',
  'ERR_SSL_HTTPS_PROXY_REQUEST',
  'ERR_SSL_UNKNOWN_PROTOCOL',
  'ERR_SSL_WRONG_SSL_VERSION',
  'ERR_SSL_BAD_RECORD_TYPE',
  'ERR_SSL_RECORD_LAYER_FAILURE',
];
const NOT_TLS_REASON = /wrong version number|packet length too long|SSL routines:[^:]*:http request\b/i;

const exactly = (codes: readonly string[]): RegExp => new RegExp(`^(?:${codes.join('|')})$`);
const named = [EXPIRED, NOT_YET, MISMATCH, SELF_SIGNED, LEAF_ONLY, UNTRUSTED, NOT_TLS].flat();
const unnamed = new RegExp(`^(?!(?:${[...named, 'TIMEOUT', 'DEADLINE', 'ABORTED'].join('|')})$)`);

export const expiredSign = byRules([
  { weight: 97, layer: 'tls', code: exactly(EXPIRED) },
  {
    weight: 92,
    words: anyOf(
      /\bCERT_HAS_EXPIRED\b|certificate has expired(?! or is not yet valid)|CertificateExpired/i,
      /certificate expired|SEC_E_CERT_EXPIRED|NSURLErrorDomain\W{1,3}Code=-1201\b/i,
      /NET::ERR_CERT_DATE_INVALID|expired or is not yet valid:? current time \S+ is after/i,
      /peer certificate: ?Expired/i,
    ),
  },
  {
    weight: 72,
    words: /certificate has expired or is not yet valid|\bNotTimeValid\b/i,
    unless: /current time \S+ is before/i,
  },
]);

export const notYetValidSign = byRules([
  { weight: 97, layer: 'tls', code: exactly(NOT_YET) },
  {
    weight: 92,
    words:
      /\bCERT_NOT_YET_VALID\b|certificate is not yet valid|CertificateNotYetValid|peer certificate: ?NotValidYet|expired or is not yet valid:? current time \S+ is before/i,
  },
  { weight: 60, words: /certificate has expired or is not yet valid/i, unless: /current time \S+ is after/i },
]);

export const mismatchSign = byRules([
  { weight: 97, layer: 'tls', code: exactly(MISMATCH) },
  {
    weight: 92,
    words: anyOf(
      /\bERR_TLS_CERT_ALTNAME_INVALID\b|hostname mismatch|IP address mismatch/i,
      /does(?:n't| not) match (?:certificate's altnames|either of|target host|host name|the (?:host|target))/i,
      /no alternative certificate subject name/i,
      /certificate (?:is )?(?:not )?valid for (?<names>[^,]{1,200}), not /i,
      /not valid for (?:the )?(?:name|requested)/i,
      /peer certificate: ?(?:certificate not valid for name|NotValidForName)/i,
      /No subject alternative (?:DNS )?name|doesn't contain any (?:IP )?SANs/i,
      /cannot validate certificate for \S+ because|RemoteCertificateNameMismatch/i,
      /SSLPeerUnverifiedException|hostname \S+ (?:was )?not verified|SEC_E_WRONG_PRINCIPAL/i,
      /ERR_CERT_COMMON_NAME_INVALID|not in the cert's list/i,
    ),
  },
]);

export const selfSignedSign = byRules([
  { weight: 97, layer: 'tls', code: exactly(SELF_SIGNED) },
  {
    weight: 92,
    words: /\bDEPTH_ZERO_SELF_SIGNED_CERT\b|self[- ]signed certificate(?! in (?:the )?certificate chain)/i,
    unless: /SELF_SIGNED_CERT_IN_CHAIN/,
  },
]);

export const incompleteChainSign = byRules([
  { weight: 80, layer: 'tls', code: exactly(LEAF_ONLY) },
  { weight: 78, words: /\bUNABLE_TO_VERIFY_LEAF_SIGNATURE\b|unable to verify the first certificate/i },
  { weight: 60, words: /unable to get (?:local )?issuer certificate/i },
]);

export const untrustedSign = byRules([
  { weight: 92, layer: 'tls', code: exactly(UNTRUSTED) },
  { weight: 62, layer: 'tls', code: exactly(LEAF_ONLY) },
  {
    weight: 88,
    words: anyOf(
      /\bSELF_SIGNED_CERT_IN_CHAIN\b|self[- ]signed certificate in (?:the )?certificate chain/i,
      /\bUNABLE_TO_GET_ISSUER_CERT(?:_LOCALLY)?\b|unable to get (?:local )?issuer certificate/i,
      /signed by unknown authority|PKIX path building failed/i,
      /unable to find valid certification path|UnknownIssuer|SEC_E_UNTRUSTED_ROOT/i,
      /CERT_TRUST_IS_UNTRUSTED_ROOT|UntrustedRoot|ERR_CERT_AUTHORITY_INVALID/i,
      /certificate is not trusted|invalid CA certificate|partial ?chain/i,
      /could not establish trust relationship|unable to locally verify the issuer/i,
      /\btls_alert, ?\{:unknown_ca|generated CLIENT ALERT\W{1,3}Fatal - Unknown CA/i,
      /NSURLErrorDomain\W{1,3}Code=-120[23]\b|issuer certificate is invalid/i,
    ),
  },
  { weight: 64, words: /\bUNABLE_TO_VERIFY_LEAF_SIGNATURE\b|unable to verify the first certificate/i },
  {
    weight: 45,
    words: /CERTIFICATE_VERIFY_FAILED|certificate verify failed|SSLCertVerificationError|unknown ca\b/i,
  },
]);

/** A pasted certificate error that names an inspection product: in the issuer, the CA file, or the chain. */
export function interceptedSign(evidence: FailureEvidence): Sign | null {
  const untrusted = untrustedSign(evidence) ?? incompleteChainSign(evidence) ?? selfSignedSign(evidence);
  if (untrusted === null) return null;
  const product = productNamed(evidence.failure.message.slice(0, 20_000));
  if (product !== null)
    return { weight: 94, why: `${untrusted.why}, and ${product} is named`, detail: { product } };
  return untrusted.weight >= 80 && evidence.failure.layer === null
    ? { weight: 50, why: `${untrusted.why}; an inspecting proxy looks the same` }
    : null;
}

export const notTlsSign = byRules([
  { weight: 97, layer: 'tls', code: exactly(NOT_TLS) },
  { weight: 96, layer: 'tls', code: /^EPROTO$/, onlyIf: NOT_TLS_REASON },
  {
    weight: 91,
    words: anyOf(
      /wrong[ _]version[ _]number|packet length too long|SSL routines:[^:]*:http request\b/i,
      /first record does not look like a TLS handshake/i,
      /server gave HTTP response to HTTPS client|RECORD_LAYER_FAILURE/i,
      /(?:received corrupt message of type |InvalidMessage\()InvalidContentType/i,
      /Unsupported or unrecognized SSL message|cannot determine the frame size/i,
      /SSL23_GET_SERVER_HELLO:unknown protocol|ERR_SSL_PROTOCOL_ERROR/i,
    ),
  },
]);

/** How web servers and gateways answer a plain request on their TLS port. */
export const PLAIN_TO_TLS =
  /sent an HTTP request to an HTTPS server|plain HTTP request was sent to (?:an )?HTTPS port|speaking plain HTTP to an SSL-enabled server port|combination of host and port requires TLS/i;

export const plainToTlsSign = byRules([
  { weight: 97, layer: 'http', code: /^PLAIN_TO_TLS$/ },
  {
    weight: 93,
    words: PLAIN_TO_TLS,
  },
]);

export const handshakeSign = byRules([
  { weight: 88, layer: 'tls', code: unnamed, unless: NOT_TLS_REASON },
  {
    weight: 89,
    words: anyOf(
      /handshake[ _]failure/i,
      /alert (?:protocol version|handshake failure|bad certificate|certificate required|unrecognized name|unsupported certificate|insufficient security|decrypt error|internal error|access denied|illegal parameter|decode error|no application protocol)/i,
      /tlsv1 unrecognized name|(?:ALERT|SSLV3)_[A-Z_]*(?:VERSION|REQUIRED|FAILURE|CERTIFICATE)/i,
      /unsupported protocol(?! scheme)|UNSUPPORTED_PROTOCOL|no protocols available/i,
      /no shared cipher|no suitable (?:signature|key share)|no ciphers available/i,
      /(?:dh|ee|ca) key too small|ca md too weak|(?:EE|CA|DH)_KEY_TOO_SMALL|CA_MD_TOO_WEAK/i,
      /unsafe legacy renegotiation|remote error: tls:|peer is incompatible|HandshakeFailure/i,
      /SSLHandshakeException: Received fatal alert|SEC_E_ILLEGAL_MESSAGE/i,
      /ERR_SSL_VERSION_OR_CIPHER_MISMATCH|certificate required/i,
      /could not create SSL\/TLS secure channel/i,
    ),
    unless: NOT_TLS_REASON,
  },
  {
    weight: 60,
    words: anyOf(
      /EOF occurred in violation of protocol|UNEXPECTED_EOF_WHILE_READING/i,
      /disconnected before secure TLS connection was established|SSL_ERROR_SYSCALL/i,
      /SSLZeroReturnError|unexpected eof while reading|TLS handshake (?:timeout|failed)/i,
    ),
  },
]);
