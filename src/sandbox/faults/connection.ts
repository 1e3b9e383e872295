import { htmlReply } from '../replies.ts';
import type { Fault, Reply } from '../types.ts';

const SLOW_MS = 6000;
const FLOOD_BYTES = 64 * 1024 * 1024;
const SKEW_MS = 10 * 60 * 1000;
/** A fatal alert `handshake_failure` (RFC 8446, section 6): record type 21, version 3.3, length 2, level 2, code 40. */
const HANDSHAKE_FAILURE = Uint8Array.of(21, 3, 3, 0, 2, 2, 40);

function later(reply: Reply): Reply {
  if (reply.kind === 'body') return { ...reply, afterMs: reply.afterMs + SLOW_MS };
  if (reply.kind !== 'stream') return reply;
  const [first, ...rest] = reply.frames;
  return first === undefined
    ? reply
    : { ...reply, frames: [{ ...first, afterMs: first.afterMs + SLOW_MS }, ...rest] };
}

function misdated(reply: Reply): Reply {
  const date = new Date(Date.now() + SKEW_MS).toUTCString();
  return 'headers' in reply ? { ...reply, headers: { ...reply.headers, date } } : reply;
}

export const CONNECTION_FAULTS = {
  'dns.sinkholed': {
    summary: 'the page of a name filter answers',
    inFront: () =>
      htmlReply(
        403,
        'Pi-hole: access denied',
        '<h1>Access denied</h1>\n<p>This domain was blocked by Pi-hole.</p>',
      ),
  },
  'tcp.refused': {
    summary: 'is not running: nothing listens at its address',
    absent: true,
  },
  'tcp.reset': {
    summary: 'cuts every connection as soon as it is made',
    resetsConnections: true,
  },
  'tls.not-tls': {
    summary: 'speaks no TLS, though its address starts with https',
    scheme: 'https',
  },
  'tls.plain-to-tls': {
    summary: 'wants TLS, though its address starts with http',
    inFront: () =>
      htmlReply(
        400,
        '400 The plain HTTP request was sent to HTTPS port',
        '<center><h1>400 Bad Request</h1></center>\n<center>The plain HTTP request was sent to HTTPS port</center>\n<hr><center>nginx/1.26.2</center>',
        { server: 'nginx/1.26.2', connection: 'close' },
      ),
  },
  'tls.handshake-failed': {
    summary: 'refuses every TLS handshake',
    scheme: 'https',
    answerToNoHttp: HANDSHAKE_FAILURE,
  },
  'http.timeout': {
    summary: 'accepts requests and never answers',
    inFront: () => ({ kind: 'hang' }),
  },
  'http.closed': {
    summary: 'closes the connection without an answer',
    inFront: () => ({ kind: 'close' }),
  },
  'http.not-http': {
    summary: 'answers as a mail server does',
    inFront: () => ({ kind: 'raw', text: '220 mail.example.com ESMTP ready\r\n' }),
  },
  'http.captive-portal': {
    summary: 'a sign-in page of the network answers',
    inFront: () =>
      htmlReply(
        200,
        'Guest Wi-Fi sign-in',
        '<h1>Welcome to the guest Wi-Fi</h1>\n<p>Accept the terms to connect to the internet.</p>\n<form method="post" action="/login"><button>Connect</button></form>',
      ),
  },
  'http.not-json': {
    summary: 'answers 200 with plain text',
    inFront: () => ({
      kind: 'body',
      status: 200,
      headers: { 'content-type': 'text/plain' },
      body: 'OK\n',
      afterMs: 0,
    }),
  },
  'http.too-large': {
    summary: 'answers with 64 MiB',
    inFront: () => ({ kind: 'flood', headers: { 'content-type': 'application/json' }, bytes: FLOOD_BYTES }),
  },
  'http.slow': {
    summary: 'takes 6 s to the first byte of every answer',
    onWayOut: later,
  },
  'clock.skewed': {
    summary: 'has a clock that is 10 minutes ahead',
    onWayOut: misdated,
  },
} satisfies Record<string, Fault>;
