import type { Socket } from 'node:net';
import type { Result, WireFailure } from './types.ts';
import { failureFrom } from './error-codes.ts';
import { MAX_PROXY_BODY_BYTES, MAX_PROXY_HEAD_BYTES } from './limits.ts';
import type { ProxyRoute } from './proxy-choice.ts';
import { bounded, failed, failureAt, ok, type Place } from './result.ts';

interface TunnelOptions {
  route: ProxyRoute;
  /** `host:port` of the target, with brackets around an IPv6 address. */
  authority: string;
  limitMs: number;
  signal: AbortSignal;
}

interface Head {
  status: number;
  headers: Record<string, string>;
  /** What came after the empty line. */
  rest: Buffer;
}

/** How long the body of a refusal is waited for; the status alone says enough. */
const REFUSAL_BODY_MS = 500;

/**
 * Asks a proxy for a tunnel (CONNECT, RFC 9110, section 9.3.6) over a connected socket.
 * A refusal is a failure that carries the proxy's answer, at most 16 KiB of its body.
 */
export function openTunnel(socket: Socket, options: TunnelOptions): Promise<Result<Socket>> {
  const { route, authority } = options;
  const place = { host: route.host, port: route.port, address: socket.remoteAddress ?? null };
  const bounds = { ...options, layer: 'proxy' as const, place, doing: "the proxy's answer to CONNECT" };
  return bounded(bounds, (settle) => {
    const sinceMs = performance.now();
    let received = Buffer.alloc(0);
    let patience: NodeJS.Timeout | null = null;
    const leave = (): void => {
      if (patience !== null) clearTimeout(patience);
      socket.off('data', onData).off('end', onEnd).off('close', onEnd).off('error', onError);
      socket.pause();
    };
    const fail = (failure: WireFailure): void => {
      leave();
      socket.destroy();
      settle(failed(failure));
    };
    const say = (code: string, message: string): WireFailure =>
      failureAt('proxy', code, message, place, sinceMs);
    const refuse = (head: Head): void => {
      const code = head.status === 407 ? 'PROXY_AUTH' : 'PROXY_STATUS';
      const failure = say(
        code,
        isPage(head) ? OWN_PAGE : `the proxy answered ${head.status} to CONNECT ${authority}`,
      );
      const body = head.rest.subarray(0, MAX_PROXY_BODY_BYTES).toString('utf8');
      failure.proxyAnswer = { status: head.status, headers: head.headers, body };
      fail(failure);
    };
    const onData = (part: Buffer): void => {
      received = Buffer.concat([received, part]);
      const head = parseHead(received);
      if (head === 'not-http') {
        fail(say('NOT_HTTP', `the proxy's answer is not HTTP: ${printable(received)}`));
      } else if (head === null) {
        if (received.length > MAX_PROXY_HEAD_BYTES) fail(say('TOO_LARGE', "the proxy's answer is too long"));
      } else if (head.status >= 200 && head.status < 300 && !isPage(head)) {
        leave();
        if (head.rest.length > 0) socket.unshift(head.rest);
        settle(ok(socket));
      } else if (isComplete(head)) {
        refuse(head);
      } else {
        patience ??= setTimeout(onEnd, REFUSAL_BODY_MS);
      }
    };
    const onEnd = (): void => {
      const head = parseHead(received);
      if (head !== null && head !== 'not-http') refuse(head);
      else fail(say('CLOSED', 'the proxy closed the connection without an answer to CONNECT'));
    };
    const onError = (error: Error): void => fail(failureFrom('proxy', error, place, sinceMs));
    socket.on('data', onData).on('end', onEnd).on('close', onEnd).on('error', onError);
    const authorization =
      route.authorization === null ? '' : `Proxy-Authorization: ${route.authorization}\r\n`;
    socket.write(`CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n${authorization}\r\n`);
    return () => {
      leave();
      socket.destroy();
    };
  });
}

function parseHead(received: Buffer): Head | 'not-http' | null {
  if (received.length >= 5 && received.subarray(0, 5).toString('latin1') !== 'HTTP/') return 'not-http';
  const end = received.indexOf('\r\n\r\n');
  if (end === -1) return null;
  const [first = '', ...lines] = received.subarray(0, end).toString('latin1').split('\r\n');
  const status = /^HTTP\/1\.[01] (\d{3})/.exec(first)?.[1];
  if (status === undefined) return 'not-http';
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon > 0) headers[line.slice(0, colon).trim().toLowerCase()] = line.slice(colon + 1).trim();
  }
  return { status: Number(status), headers, rest: received.subarray(end + 4) };
}

const OWN_PAGE = 'the proxy answered CONNECT with a page of its own';

/** Is it a page with which the proxy answered in place of the target? */
export function isOwnPage({ message }: WireFailure): boolean {
  return message === OWN_PAGE;
}

/** Through a tunnel the server says nothing before the client does, so a page right after a success is the proxy's. */
function isPage({ status, rest }: Head): boolean {
  return status < 300 && opensPage(rest);
}

function opensPage(bytes: Buffer): boolean {
  return /^\s*</.test(bytes.subarray(0, 100).toString('latin1'));
}

/**
 * Listens to a tunnel that gave no TLS, without a word of our own: a page that follows the proxy's success in a packet
 * of its own is told like one that came along with it. Null where something else comes, or nothing. Ends the socket.
 */
export async function ownPageIn(
  socket: Socket,
  place: Place,
  signal: AbortSignal,
): Promise<WireFailure | null> {
  const sinceMs = performance.now();
  const doing = 'a word through the tunnel';
  const bounds = { layer: 'proxy' as const, place, limitMs: REFUSAL_BODY_MS, signal, doing };
  const heard = await bounded<Buffer | null>(bounds, (settle) => {
    const silence = (): void => settle(ok(null));
    socket
      .once('data', (part) => settle(ok(part)))
      .once('close', silence)
      .once('error', silence)
      .resume();
    return silence;
  });
  socket.destroy();
  if (!heard.ok || heard.value === null || !opensPage(heard.value)) return null;
  return failureAt('proxy', 'PROXY_STATUS', OWN_PAGE, place, sinceMs);
}

/** A refusal is told at once where its length is known; otherwise at its end or at the size limit. */
function isComplete(head: Head): boolean {
  const length = Number(head.headers['content-length'] ?? Number.NaN);
  if (head.rest.length >= MAX_PROXY_BODY_BYTES) return true;
  if (Number.isFinite(length)) return head.rest.length >= length;
  return head.headers['transfer-encoding'] !== undefined && head.rest.includes('\r\n0\r\n\r\n');
}

function printable(bytes: Buffer): string {
  return bytes
    .subarray(0, 40)
    .toString('latin1')
    .replace(/[^\x20-\x7e]/g, '.');
}
