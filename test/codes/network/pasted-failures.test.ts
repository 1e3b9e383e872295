import { describe, expect, it } from 'vitest';
import { codesFor } from './all.ts';

function topOf(message: string, code = ''): string | null {
  const failure = {
    layer: null,
    code,
    message,
    host: null,
    port: null,
    address: null,
    afterMs: 0,
    proxyAnswer: null,
  };
  return codesFor(failure)[0]?.code ?? null;
}

/** How clients of several languages word each cause; words of this project around the fixed phrases. */
const TEXTS: Record<string, string[]> = {
  'dns.not-found': [
    'FetchError: request to https://llm.acme.example/v1/models failed, reason: getaddrinfo ENOTFOUND llm.acme.example',
    'httpx.ConnectError: [Errno -2] Name or service not known',
    'httpx.ConnectError: [Errno 8] nodename nor servname provided, or not known',
    'curl: (6) Could not resolve host: llm.acme.example',
    'dial tcp: lookup llm.acme.example on 10.0.0.2:53: no such host',
    'NameResolutionError("<HTTPSConnection>: Failed to resolve \'llm.acme.example\' ([Errno -2] Name or service not known)")',
    'java.net.UnknownHostException: llm.acme.example',
    'socket.gaierror: [Errno 11001] getaddrinfo failed',
  ],
  'dns.failed': [
    'Error: getaddrinfo EAI_AGAIN llm.acme.example',
    "Failed to resolve 'llm.acme.example' ([Errno -3] Temporary failure in name resolution)",
    'dial tcp: lookup llm.acme.example on 10.0.0.2:53: server misbehaving',
    'curl: (28) Resolving timed out after 5000 milliseconds',
  ],
  'tcp.refused': [
    'TypeError: fetch failed cause: Error: connect ECONNREFUSED 10.1.2.3:8080',
    'requests.exceptions.ConnectionError: Failed to establish a new connection: [Errno 111] Connection refused',
    '[WinError 10061] No connection could be made because the target machine actively refused it',
    'dial tcp 127.0.0.1:3000: connect: connection refused',
    "curl: (7) Failed to connect to llm.acme.example port 8080 after 3 ms: Couldn't connect to server",
    "OSError: Multiple exceptions: [Errno 111] Connect call failed ('127.0.0.1', 8080)",
    'API Error: Connection refused (ConnectionRefused), a proxy may be blocking it',
  ],
  'tcp.timeout': [
    'ConnectTimeoutError: Connect Timeout Error (attempted address: llm.acme.example:443) UND_ERR_CONNECT_TIMEOUT',
    'httpx.ConnectTimeout: timed out',
    'Error: connect ETIMEDOUT 203.0.113.5:443',
    'curl: (28) Failed to connect to llm.acme.example port 443 after 5002 ms: Timeout was reached',
    'Connection to llm.acme.example timed out. (connect timeout=10)',
    'dial tcp 203.0.113.5:443: i/o timeout',
  ],
  'tcp.unreachable': [
    '[Errno 113] No route to host',
    'connect ENETUNREACH 2001:db8::1:443',
    'OSError: [Errno 101] Network is unreachable',
  ],
  'tcp.reset': [
    'Error: Client network socket disconnected before secure TLS connection was established',
    'Error: read ECONNRESET',
    'curl: (56) Recv failure: Connection reset by peer',
    '[WinError 10054] An existing connection was forcibly closed by the remote host',
  ],
  'proxy.unreachable': [
    "ProxyError('Cannot connect to proxy.', NewConnectionError('[Errno 111] Connection refused'))",
    "ProxyError('Unable to connect to proxy', ConnectTimeoutError('timed out'))",
    'proxyconnect tcp: dial tcp 127.0.0.1:7890: connect: connection refused',
    "$ curl -x http://127.0.0.1:9 https://llm.acme.example/v1 * Failed to connect to 127.0.0.1 port 9 after 0 ms: Couldn't connect to server",
    'curl: (5) Could not resolve proxy: proxy.corp.example',
    'net::ERR_PROXY_CONNECTION_FAILED',
  ],
  'proxy.auth-required': [
    "ProxyError('Unable to connect to proxy', OSError('Tunnel connection failed: 407 Proxy Authentication Required'))",
    'curl: (56) CONNECT tunnel failed, response 407',
    'Received HTTP code 407 from proxy after CONNECT',
    "ClientHttpProxyError: 407, message='Proxy Authentication Required', url='http://10.1.1.1:3128'",
    'AxiosError: Request failed with status code 407',
    'RequestAbortedError: Proxy response (407) !== 200 when HTTP Tunneling',
  ],
  'proxy.refused': [
    "ProxyError('Unable to connect to proxy', OSError('Tunnel connection failed: 403 Forbidden'))",
    'curl: (56) CONNECT tunnel failed, response 502',
    'curl: (56) Received HTTP code 503 from proxy after CONNECT',
    'Proxy response (403) !== 200 when HTTP Tunneling',
    'curl: (56) Proxy CONNECT aborted',
  ],
  'proxy.invalid': [
    "ValueError: Unknown scheme for proxy URL URL('socks://10.0.0.1:1080')",
    "curl: (7) Unsupported proxy scheme for 'htp://10.0.0.1:1080'",
    'requests.exceptions.InvalidSchema: Missing dependencies for SOCKS support.',
    "ImportError: Using SOCKS proxy, but the 'socksio' package is not installed.",
    'requests.exceptions.InvalidProxyURL: Please check proxy URL.',
  ],
  'tls.expired': [
    '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired (_ssl.c:1006)',
    'Error: certificate has expired code: CERT_HAS_EXPIRED',
    'curl: (60) SSL certificate problem: certificate has expired',
    'x509: certificate has expired or is not yet valid: current time 2026-02-01T00:00:00Z is after 2026-01-01T00:00:00Z',
    'tls: failed to verify certificate: x509: certificate has expired or is not yet valid',
    'invalid peer certificate: Expired',
  ],
  'tls.not-yet-valid': [
    'certificate verify failed: certificate is not yet valid',
    'x509: certificate has expired or is not yet valid: current time 2020-02-01T00:00:00Z is before 2026-01-01T00:00:00Z',
  ],
  'tls.hostname-mismatch': [
    "Hostname/IP does not match certificate's altnames: Host: a.example. is not in the cert's altnames: DNS:b.example",
    "certificate verify failed: Hostname mismatch, certificate is not valid for 'a.example'. (_ssl.c:1006)",
    "curl: (60) SSL: no alternative certificate subject name matches target host name 'a.example'",
    'x509: certificate is valid for b.example, not a.example',
  ],
  'tls.self-signed': [
    'certificate verify failed: self signed certificate (_ssl.c:1125)',
    'Error: self-signed certificate code: DEPTH_ZERO_SELF_SIGNED_CERT',
    'curl: (60) SSL certificate problem: self-signed certificate',
  ],
  'tls.untrusted-ca': [
    'certificate verify failed: self-signed certificate in certificate chain (_ssl.c:1006)',
    'Error (self signed certificate in certificate chain) (SELF_SIGNED_CERT_IN_CHAIN)',
    'certificate verify failed: unable to get local issuer certificate (_ssl.c:1018)',
    'Failed to connect: UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'tls: failed to verify certificate: x509: certificate signed by unknown authority',
    'PKIX path building failed: unable to find valid certification path to requested target',
    'invalid peer certificate: UnknownIssuer',
  ],
  'tls.incomplete-chain': [
    'Error: unable to verify the first certificate code: UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  ],
  'tls.intercepted': ['self-signed certificate in certificate chain; issuer: CN=Netskope CA, O=Acme'],
  'tls.not-tls': [
    'curl: (35) OpenSSL/3.0.13: error:0A00010B:SSL routines::wrong version number',
    'write EPROTO 1402:error:1408F10B:SSL routines:ssl3_get_record:wrong version number:ssl3_record.c:354:',
    'error:0A0000C6:SSL routines:tls_get_more_records:packet length too long',
    'http: server gave HTTP response to HTTPS client',
    'tls: first record does not look like a TLS handshake',
    '[SSL: WRONG_VERSION_NUMBER] wrong version number (_ssl.c:1000)',
    'SSLError(1, "[SSL: RECORD_LAYER_FAILURE] record layer failure")',
  ],
  'tls.plain-to-tls': [
    'Client sent an HTTP request to an HTTPS server.',
    '400 The plain HTTP request was sent to HTTPS port',
  ],
  'tls.handshake-failed': [
    'error:0A000410:SSL routines:ssl3_read_bytes:sslv3 alert handshake failure',
    "SSLError(1, '[SSL: UNSUPPORTED_PROTOCOL] unsupported protocol (_ssl.c:1000)')",
    'SSL routines::tlsv1 alert protocol version',
    'SSL routines::tlsv13 alert certificate required, errno 0',
    '[SSL: TLSV1_ALERT_PROTOCOL_VERSION] tlsv1 alert protocol version',
    'SSL routines::unsafe legacy renegotiation disabled',
    'remote error: tls: bad certificate',
    'SSL routines:tls_process_ske_dhe:dh key too small',
  ],
  'http.timeout': [
    'httpx.ReadTimeout: timed out',
    "HTTPSConnectionPool(host='llm.acme.example', port=443): Read timed out. (read timeout=10)",
    'HeadersTimeoutError: Headers Timeout Error code: UND_ERR_HEADERS_TIMEOUT',
    'curl: (28) Operation timed out after 3001 milliseconds with 0 bytes received',
    'openai.APITimeoutError: Request timed out.',
    'AxiosError: timeout of 10000ms exceeded',
  ],
  'http.closed': [
    'curl: (52) Empty reply from server',
    'httpx.RemoteProtocolError: Server disconnected without sending a response.',
    "('Connection aborted.', RemoteDisconnected('Remote end closed connection without response'))",
    'Error: socket hang up code: ECONNRESET',
    'SocketError: other side closed code: UND_ERR_SOCKET',
  ],
  'http.not-http': [
    'curl: (1) Received HTTP/0.9 when not allowed',
    "('Connection aborted.', BadStatusLine('SSH-2.0-OpenSSH_9.6'))",
    'net/http: HTTP/1.x transport connection broken: malformed HTTP response "220 mail"',
    'Error: Parse Error: Expected HTTP/, RTSP/ or ICE/ code: HPE_INVALID_CONSTANT',
  ],
  'http.too-large': ['Error: Parse Error: Header overflow code: HPE_HEADER_OVERFLOW'],
};

describe.each(Object.entries(TEXTS))('pasted text of %s', (code, texts) => {
  it.each(texts)('is recognised: %s', (text) => {
    expect(topOf(text)).toBe(code);
  });
});

describe('pasted text', () => {
  it.each([
    'The proxy chapter of the manual explains how to connect.',
    'Error code: 429 - rate limit exceeded',
    'Incorrect API key provided',
    'The certificate course costs 20 USD.',
    'Connection error.',
    'status 407 lines were read',
  ])('that says nothing of the network names no code: %s', (text) => {
    expect(topOf(text)).toBeNull();
  });

  it('of great length is read by its start and end', () => {
    expect(topOf(`${'-x http://a:1 proxy tls: '.repeat(400_000)} Connection refused`)).toBe('tcp.refused');
  });

  it('names the host or the names that it speaks of', () => {
    const failure = {
      layer: null,
      code: '',
      message: 'x509: certificate is valid for b.example, not a.example',
      host: null,
      port: null,
      address: null,
      afterMs: 0,
      proxyAnswer: null,
    };
    expect(codesFor(failure)[0]?.code).toBe('tls.hostname-mismatch');
  });
});
