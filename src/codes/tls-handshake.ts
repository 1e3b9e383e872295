import { isLoopbackHost } from '../evidence/loopback.ts';
import type { AnswerEvidence } from '../evidence/types.ts';
import { fix, hostOf } from './fix-texts.ts';
import { handshakeReason } from './handshake-reasons.ts';
import { onTheWay } from './network-failures.ts';
import { inChain } from './tls-chain.ts';
import { baseUrlFix } from './setting-fix.ts';
import { showChain } from './tls-fixes.ts';
import { handshakeSign, notTlsSign, PLAIN_TO_TLS, plainToTlsSign } from './tls-signs.ts';
import type { Context, Family, Fix, Sign } from './types.ts';

const SPEAKS_TLS = 'a TLS handshake that completes';

function plainToTls({ status, body }: AnswerEvidence): Sign | null {
  if (status !== null && status !== 400 && status !== 497) return null;
  const found = PLAIN_TO_TLS.exec(body.slice(0, 10_000));
  return found === null ? null : { weight: 97, why: `the server says "${found[0]}"` };
}

/** nginx and Apache shake hands first and ask for the client's certificate in an answer. */
const CERTIFICATE_WANTED =
  /no required ssl certificate was sent|the ssl certificate error|client certificate (?:is |was )?(?:required|missing|not (?:provided|sent|presented))/i;

function certificateWanted({ status, page, text }: AnswerEvidence): Sign | null {
  if (status === null || status < 400 || status > 499) return null;
  const found = CERTIFICATE_WANTED.exec(page === null ? text : `${page.title}\n${page.text}`);
  return found === null
    ? null
    : { weight: 90, why: `the server says "${found[0]}"`, detail: { message: found[0] } };
}

const failedHandshake = onTheWay(handshakeSign, SPEAKS_TLS);
const tooWeak = inChain('tls.handshake-failed');

const withScheme = (c: Context, from: RegExp, to: string): string =>
  (c.baseUrl ?? `${to}//your-deployment`).replace(from, to);

const tryProtocols = (c: Context): Fix =>
  fix(
    'See the reason, and try protocol versions one by one.',
    `openssl s_client -connect ${c.host ?? 'your-deployment'}:${c.port ?? 443} -servername ${c.host ?? 'your-deployment'} -tls1_2 </dev/null`,
  );

/** What may help where the reason is open. */
const openFixes: readonly Fix[] = [
  fix(
    'If the message says "certificate required", the deployment wants a client certificate: ask the operator for one, or for an address without it.',
    'http_client=httpx.Client(cert=("client.pem", "client.key"))',
  ),
  fix('Ask the operator to offer TLS 1.2 or 1.3 with a current certificate.'),
  fix(
    'An outdated client may lack what the server wants: update Python, Node.js or OpenSSL.',
    'python -c "import ssl; print(ssl.OPENSSL_VERSION)"',
  ),
];

/** Handshakes that fail before there is a certificate to judge. */
export const tlsHandshakeCodes = {
  'tls.not-tls': {
    severity: 'error',
    faultDomain: 'you',
    check: 'network.tls',
    title: (c) =>
      `${hostOf(c)}${c.port === null ? '' : ` port ${c.port}`} speaks no TLS${c.proxy === null ? '' : ' through the proxy'}`,
    retryHelps: false,
    expected: SPEAKS_TLS,
    failureSign: notTlsSign,
    inFacts: onTheWay(notTlsSign, SPEAKS_TLS),
    cause: (c) =>
      c.proxy !== null
        ? `Through the proxy ${c.proxy.url} comes plain text where TLS should begin. Either the proxy or a web filter behind it answers in place of ${hostOf(c)}, or that port speaks no TLS.`
        : `The base URL starts with https://, and the port answers in plain text. A deployment on a development port (3000, 8080) usually speaks plain HTTP; behind a proxy, the proxy's own URL may wrongly start with https://.${c.port === 443 ? ' On port 443 it is more likely a misconfigured web server.' : ''}`,
    fixes: (c) => [
      ...(c.proxy === null
        ? []
        : [fix('See whether TLS works without the proxy.', 'npx agentrouter test-connection --no-proxy')]),
      ...(c.host === null || isLoopbackHost(c.host)
        ? [
            baseUrlFix(
              c,
              withScheme(c, /^https:/i, 'http:'),
              'On your own machine, write http:// in the base URL',
            ),
          ]
        : [fix('Use the address and port that the operator gave you: a key does not belong on plain HTTP.')]),
      ...(c.ofRun
        ? []
        : [
            fix(
              'If a proxy is set, write its URL with http://, also for https targets.',
              'export HTTPS_PROXY=http://your-proxy:8080',
            ),
          ]),
      fix(
        'See what the port answers.',
        `curl -v --max-time 5 http://${c.host ?? 'your-deployment'}:${c.port ?? 443}/`,
      ),
    ],
    recognised: 'The answer to a TLS hello is no TLS (wrong version number, packet length too long).',
    example: 'SSL routines::wrong version number',
  },
  'tls.plain-to-tls': {
    severity: 'error',
    faultDomain: 'you',
    check: 'network.tls',
    title: (c) => `${hostOf(c)}${c.port === null ? '' : ` port ${c.port}`} wants https://`,
    retryHelps: false,
    expected: 'a base URL that starts with https://',
    sign: plainToTls,
    failureSign: plainToTlsSign,
    inFacts: onTheWay(plainToTlsSign, 'a base URL that starts with https://', 'network.tls'),
    cause: () =>
      'The base URL starts with http://, and the port speaks TLS. Nothing works until the scheme is https.',
    fixes: (c) => [
      baseUrlFix(c, withScheme(c, /^http:/i, 'https:'), 'Write https:// in the base URL'),
      fix('Then see that it is right.', 'npx agentrouter test-connection'),
    ],
    recognised:
      'The server says so, or a plain request is not answered and a TLS handshake with the same port succeeds.',
    example: '400 The plain HTTP request was sent to HTTPS port',
  },
  'tls.handshake-failed': {
    severity: 'error',
    faultDomain: 'gateway',
    check: 'network.tls',
    title: (c) => `No secure connection to ${hostOf(c)} can be agreed on`,
    retryHelps: false,
    expected: SPEAKS_TLS,
    sign: certificateWanted,
    failureSign: handshakeSign,
    inFacts: (facts) => [...failedHandshake(facts), ...tooWeak(facts)],
    cause: (c) =>
      handshakeReason(c)?.cause ??
      `Both sides speak TLS and find no common ground: the server offers only old protocols or ciphers, its key or signature is too weak, it does not know the name ${hostOf(c)}, or it wants a client certificate.`,
    fixes: (c) => [
      ...(handshakeReason(c)?.fixes ?? []),
      tryProtocols(c),
      ...(handshakeReason(c) === null ? openFixes : []),
    ],
    further: (c) => [showChain(c)],
    recognised:
      'The handshake ends with an alert, or with a protocol, cipher, key or signature that one side refuses.',
    example: 'sslv3 alert handshake failure',
  },
} satisfies Family;
