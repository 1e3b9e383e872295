/** The plain data that the network room hands out. Times are in milliseconds, sizes in bytes. */

export type Layer = 'url' | 'dns' | 'tcp' | 'proxy' | 'tls' | 'http';

export type Family = 4 | 6;

/** A failure on the way to an answer. Failures are values: nothing in `wire/` throws for them. */
export interface WireFailure {
  /** Where it broke; `proxy` covers everything between this machine and the proxy, and the proxy's own refusals. */
  layer: Layer;
  /**
   * The most precise code known: of Node (`ENOTFOUND`, `ECONNREFUSED`), OpenSSL (`CERT_HAS_EXPIRED`),
   * undici (`UND_ERR_SOCKET`), or one of ours:
   * `TIMEOUT` (this layer's limit ran out), `DEADLINE` (the run's limit ran out), `ABORTED` (interrupted),
   * `PROXY_AUTH`, `PROXY_STATUS`, `PROXY_INVALID`, `NOT_HTTP`, `CLOSED` (ended before an answer), `TOO_LARGE`,
   * `BAD_CODING` (a whole body that is not what its `Content-Encoding` says),
   * `PLAIN_TO_TLS` (a plain request was not answered, and the port speaks TLS).
   */
  code: string;
  message: string;
  host: string | null;
  port: number | null;
  address: string | null;
  afterMs: number;
  /** What the proxy answered to CONNECT, where it answered. */
  proxyAnswer: { status: number; headers: Record<string, string>; body: string } | null;
}

export type Result<T> = { ok: true; value: T } | { ok: false; failure: WireFailure };

/**
 * Null for a phase that did not happen in this exchange (a reused connection, a proxy that resolves the name).
 * The phases do not overlap: `ttfbMs` runs from sending the request to the first byte of the answer.
 */
export interface Timings {
  dnsMs: number | null;
  tcpMs: number | null;
  tlsMs: number | null;
  ttfbMs: number | null;
  totalMs: number;
}

export interface HttpRequest {
  method: 'GET' | 'POST';
  url: string;
  headers: Record<string, string>;
  body: string | null;
}

export interface HttpAnswer {
  status: number;
  /** Lower-case names; repeated headers joined by `, `. */
  headers: Record<string, string>;
  body: string;
  bodyBytes: number;
  /** True where the body was longer than the limit and reading stopped. */
  truncated: boolean;
}

/** One event of an event stream (WHATWG HTML, 9.2.6), with the read of the socket that completed it. */
export interface StreamEvent {
  atMs: number;
  read: number;
  event: string | null;
  data: string;
}

/** How the reading of a streamed body ended. */
export type StreamEnd = 'end' | 'cut' | 'idle' | 'deadline' | 'too-large';

export interface StreamAnswer {
  status: number;
  headers: Record<string, string>;
  /** Times since the request was sent. */
  reads: { atMs: number; bytes: number }[];
  events: StreamEvent[];
  /** Lines that are no valid SSE field, at most a few. */
  invalidLines: string[];
  /** The start of the raw body, whatever it is, up to 64 KiB. */
  body: string;
  end: StreamEnd;
  endedAtMs: number;
}

export interface DnsAnswer {
  addresses: { address: string; family: Family }[];
  durationMs: number;
  /** True where the addresses come from the hosts file or the host is a literal address. */
  local: boolean;
}

export interface TcpAttempt {
  address: string;
  family: Family;
  connectedMs: number | null;
  failure: WireFailure | null;
}

export interface CertificateFacts {
  subject: string;
  issuer: string;
  names: string[];
  validFrom: string;
  validTo: string;
  selfSigned: boolean;
  fingerprint256: string;
  /** Where the issuer's certificate can be downloaded, where this one says so over http (RFC 5280, 4.2.2.1). */
  issuerUrl?: string | null;
}

/** One handshake that is completed whether or not the certificate is trusted; no request is ever sent on it. */
export interface TlsFacts {
  protocol: string | null;
  cipher: string | null;
  /** Application protocol agreed by ALPN. */
  alpn: string | null;
  authorized: boolean;
  /** Why it is not trusted, as OpenSSL words it (`CERT_HAS_EXPIRED`, `ERR_TLS_CERT_ALTNAME_INVALID`). */
  authorizationError: string | null;
  /** Leaf first, as far as the server sent it. */
  chain: CertificateFacts[];
  handshakeMs: number;
  /** True where this machine trusts a root of the organisation that issued the last certificate of the chain. */
  issuerOrganisationTrusted?: boolean;
  /** The settings but for which the chain would not be trusted here. */
  trustedThrough?: ('NODE_EXTRA_CA_CERTS' | 'SSL_CERT_FILE')[];
  /** Why a CA file that a setting names could not be used. */
  trustProblem?: string | null;
  /** The operating system's list of CAs, where that has the issuer of a chain that is not trusted here. */
  systemStore?: string | null;
}

/** Which proxy a URL goes through, and which variable or option decided. */
export interface ProxyChoice {
  /** Scheme, host and port, without user name and password. */
  url: string;
  /** True where the setting has a user name or password, which is then sent to the proxy. */
  withCredentials?: boolean;
  /** `HTTPS_PROXY`, `https_proxy`, `--proxy` and the like. */
  decidedBy: string;
}
