import { describe, expect, it } from 'vitest';
import type { Layer } from '../../../src/wire/types.ts';
import { codesFor, wireFailure } from './all.ts';

const TABLE: [Layer, string, string | null, string?][] = [
  ['dns', 'ENOTFOUND', 'dns.not-found'],
  ['dns', 'ENODATA', 'dns.not-found'],
  ['dns', 'EAI_AGAIN', 'dns.failed'],
  ['dns', 'ESERVFAIL', 'dns.failed'],
  ['dns', 'TIMEOUT', 'dns.failed'],
  ['tcp', 'ECONNREFUSED', 'tcp.refused'],
  ['tcp', 'ETIMEDOUT', 'tcp.timeout'],
  ['tcp', 'TIMEOUT', 'tcp.timeout'],
  ['tcp', 'EHOSTUNREACH', 'tcp.unreachable'],
  ['tcp', 'ENETUNREACH', 'tcp.unreachable'],
  ['tcp', 'EADDRNOTAVAIL', 'tcp.unreachable'],
  ['tcp', 'EINVAL', 'tcp.unreachable'],
  ['tcp', 'EPERM', 'tcp.unreachable'],
  ['tcp', 'ECONNRESET', 'tcp.reset'],
  ['tls', 'CERT_HAS_EXPIRED', 'tls.expired'],
  ['tls', 'CERT_NOT_YET_VALID', 'tls.not-yet-valid'],
  ['tls', 'ERR_TLS_CERT_ALTNAME_INVALID', 'tls.hostname-mismatch'],
  ['tls', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'tls.self-signed'],
  ['tls', 'SELF_SIGNED_CERT_IN_CHAIN', 'tls.untrusted-ca'],
  ['tls', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'tls.untrusted-ca'],
  ['tls', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls.incomplete-chain'],
  ['tls', 'CERT_REVOKED', 'tls.untrusted-ca'],
  ['tls', 'ERR_SSL_WRONG_VERSION_NUMBER', 'tls.not-tls'],
  ['tls', 'ERR_SSL_PACKET_LENGTH_TOO_LONG', 'tls.not-tls'],
  ['tls', 'ERR_SSL_HTTP_REQUEST', 'tls.not-tls'],
  [
    'tls',
    'EPROTO',
    'tls.not-tls',
    'write EPROTO error:0A00010B:SSL routines:ssl3_get_record:wrong version number:',
  ],
  [
    'tls',
    'EPROTO',
    'tls.handshake-failed',
    'write EPROTO error:0A000410:SSL routines::sslv3 alert handshake failure',
  ],
  ['tls', 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', 'tls.handshake-failed'],
  ['tls', 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'tls.handshake-failed'],
  ['tls', 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'tls.handshake-failed'],
  ['tls', 'ERR_SSL_UNSUPPORTED_PROTOCOL', 'tls.handshake-failed'],
  ['tls', 'ERR_SSL_EE_KEY_TOO_SMALL', 'tls.handshake-failed'],
  ['tls', 'EE_KEY_TOO_SMALL', 'tls.handshake-failed'],
  ['tls', 'CA_MD_TOO_WEAK', 'tls.handshake-failed'],
  ['tls', 'ECONNRESET', 'tls.handshake-failed'],
  ['tls', 'TIMEOUT', 'http.timeout'],
  ['proxy', 'PROXY_INVALID', 'proxy.invalid'],
  ['proxy', 'NOT_HTTP', 'proxy.invalid'],
  [
    'proxy',
    'ERR_SSL_WRONG_VERSION_NUMBER',
    'proxy.invalid',
    'SSL routines:ssl3_get_record:wrong version number:',
  ],
  ['proxy', 'PROXY_AUTH', 'proxy.auth-required'],
  ['proxy', 'PROXY_STATUS', 'proxy.refused'],
  ['proxy', 'CLOSED', 'proxy.refused'],
  ['proxy', 'ECONNRESET', 'proxy.refused'],
  ['proxy', 'ENOTFOUND', 'proxy.unreachable'],
  ['proxy', 'EAI_AGAIN', 'proxy.unreachable'],
  ['proxy', 'ECONNREFUSED', 'proxy.unreachable'],
  ['proxy', 'TIMEOUT', 'proxy.unreachable'],
  ['proxy', 'EHOSTUNREACH', 'proxy.unreachable'],
  ['proxy', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'proxy.unreachable'],
  ['http', 'TIMEOUT', 'http.timeout'],
  ['http', 'CLOSED', 'http.closed'],
  ['http', 'ECONNRESET', 'http.closed'],
  ['http', 'EPIPE', 'http.closed'],
  ['http', 'NOT_HTTP', 'http.not-http'],
  ['http', 'TOO_LARGE', 'http.too-large'],
  ['http', 'PLAIN_TO_TLS', 'tls.plain-to-tls'],
];

describe('a failure of the wire', () => {
  it.each(TABLE)('at %s with %s is %s', (layer, code, expected, message) => {
    const codes = codesFor(wireFailure(layer, code, message === undefined ? {} : { message }));
    expect(codes[0]?.code).toBe(expected);
    // The one case that a failure alone leaves open; the certificates of the handshake decide it.
    const open = code === 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' && layer === 'tls';
    expect(codes).toHaveLength(open ? 2 : 1);
  });

  it.each<Layer>(['dns', 'tcp', 'proxy', 'tls', 'http'])(
    'that the run ended itself at %s accuses nobody',
    (layer) => {
      for (const code of ['DEADLINE', 'ABORTED']) {
        const codes = codesFor(wireFailure(layer, code)).map((found) => found.code);
        expect(codes).toEqual([]);
      }
    },
  );

  it('of a certificate that names an inspection product is an interception', () => {
    const message = 'self-signed certificate in certificate chain; issuer O=Zscaler Inc.';
    expect(codesFor(wireFailure('tls', 'SELF_SIGNED_CERT_IN_CHAIN', { message }))[0]?.code).toBe(
      'tls.intercepted',
    );
  });
});
