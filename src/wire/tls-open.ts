import { isIP, type Socket } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import type { Layer, Result } from './types.ts';
import { codeOf, failureFrom, messageOf, read } from './error-codes.ts';
import { TLS_LIMIT_MS } from './limits.ts';
import { bounded, failed, failureAt, ok } from './result.ts';
import type { Trust } from './trust.ts';

interface TlsOptions {
  host: string;
  port: number;
  limitMs: number;
  signal: AbortSignal;
  trust: Trust;
  alpn: string[];
  /** `tls`, or `proxy` where the far end of the socket is the proxy itself. */
  layer: Layer;
  /** True where the socket is a proxy's tunnel to the target. */
  tunnelled?: boolean;
  /** True for a request's connection. False only to look at a certificate: nothing may be sent on it then. */
  verify: boolean;
}

/** Speaks TLS over a connected socket. On failure the socket is destroyed; otherwise the caller owns the new one. */
export function openTls(socket: Socket, options: TlsOptions): Promise<Result<TLSSocket>> {
  const { host, port, layer } = options;
  const place = { host, port, address: socket.remoteAddress ?? null };
  const bytesBefore = socket.bytesRead;
  const bounds = {
    layer,
    place,
    limitMs: Math.min(options.limitMs, TLS_LIMIT_MS),
    signal: options.signal,
    doing: 'the TLS handshake',
  };
  return bounded(bounds, (settle) => {
    const sinceMs = performance.now();
    const secure = connect({
      socket,
      host,
      // RFC 6066, section 3: a server name is never an IP address.
      ...(isIP(host) === 0 ? { servername: host.replace(/\.$/, '') } : {}),
      ...(options.trust.context === undefined ? {} : { secureContext: options.trust.context }),
      ALPNProtocols: options.alpn,
      rejectUnauthorized: options.verify,
    });
    const fail = (error: unknown): void => {
      const silent = socket.bytesRead === bytesBefore;
      const failure = failureFrom(layer, error, place, sinceMs);
      // A connection that is cut before the far end says one byte of TLS never got as far as TLS.
      if (silent && layer === 'tls' && isCut(failure.code))
        Object.assign(failure, options.tunnelled === true ? CUT_TUNNEL : { layer: 'tcp' });
      if (options.trust.problem !== null) failure.message += `; ${options.trust.problem}`;
      settle(failed(failure));
      secure.destroy();
      socket.destroy();
    };
    secure.on('error', fail);
    secure.once('secureConnect', () => settle(ok(secure)));
    secure.once('close', () =>
      settle(failed(failureAt(layer, 'ECONNRESET', 'closed during the TLS handshake', place, sinceMs))),
    );
    return () => {
      secure.destroy();
      socket.destroy();
    };
  });
}

/** What a cut of a tunnel is: the proxy said that it stands, and it never led anywhere. */
const CUT_TUNNEL = {
  layer: 'proxy',
  code: 'CLOSED',
  message: 'the proxy opened the tunnel, which was cut before a byte came back',
} as const;

function isCut(code: string): boolean {
  return code === 'ECONNRESET' || code === 'EPIPE';
}

/**
 * The verification result of a finished handshake, as OpenSSL names it; null where all is well.
 * Node has no name for some results (a key that is too weak) and says `UNSPECIFIED`; OpenSSL's words then follow.
 */
export function authorizationErrorOf(socket: TLSSocket): string | null {
  if (socket.authorized) return null;
  const error: unknown = socket.authorizationError;
  const code = typeof error === 'string' ? error : codeOf(error);
  return code === 'UNSPECIFIED' ? `${code}: ${verifyMessageOf(socket)}` : code;
}

/** OpenSSL's words for the verification result. Node keeps them on the handle only. */
function verifyMessageOf(socket: TLSSocket): string {
  const handle = read(socket, '_handle');
  const verify = read(handle, 'verifyError');
  if (typeof verify !== 'function') return 'no reason given';
  const error: unknown = Reflect.apply(verify, handle, []);
  return messageOf(error);
}
