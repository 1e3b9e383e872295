import { anyOf } from '../evidence/any-of.ts';
import { saysInsecure } from './pasted-words/platform.ts';
import { isLoopbackHost } from '../evidence/loopback.ts';
import type { Facts } from '../probes/facts.ts';
import type { FailureEvidence } from '../evidence/types.ts';
import { byRules, textOf } from './failure-rules.ts';
import { ASK_FOR_HELP, curlChat, fix, FROM_ELSEWHERE, hostOf, openaiUrl, supportFix } from './fix-texts.ts';
import { onTheWay } from './network-failures.ts';
import { shellWord } from './local-facts.ts';
import { pathOf } from './roles.ts';
import { timeoutFix } from './sdk-snippets.ts';
import { baseUrlFix, placeText } from './setting-fix.ts';
import { slowAnswers } from './slow-answers.ts';
import { PROXY_WORDS } from './proxy-words.ts';
import { showChain } from './tls-fixes.ts';
import type { Context, Family, Observation, Sign } from './types.ts';

const ANSWERS = 'an HTTP answer in time';

const READ_TIMEOUT = anyOf(
  /read ?timed? ?out|ReadTimeout|UND_ERR_(?:HEADERS|BODY)_TIMEOUT|HeadersTimeoutError/i,
  /headers timeout|awaiting headers|ESOCKETTIMEDOUT|timeout of \d+ ?ms exceeded/i,
  /operation timed out after \d+ (?:milliseconds|ms) with|\b(?:request|call) timed out/i,
  /APITimeoutError|APIConnectionTimeoutError/i,
  /TimeoutError: the operation (?:was aborted due to timeout|timed out)|response timeout/i,
);

const timeout = byRules([
  { weight: 94, layer: ['http', 'tls'], code: /^(?:TIMEOUT|UND_ERR_(?:HEADERS|BODY)_TIMEOUT)$/ },
  {
    weight: 80,
    words: anyOf(
      /read ?timed? ?out|ReadTimeout|UND_ERR_HEADERS_TIMEOUT|HeadersTimeoutError/i,
      /awaiting headers|ESOCKETTIMEDOUT|SocketTimeoutException: timeout\b/i,
      /\bHttpTimeoutException\b|HttpClient\.Timeout of/i,
      /operation timed out after \d+ (?:milliseconds|ms) with 0 (?:bytes|out of)/i,
    ),
  },
  { weight: 62, words: READ_TIMEOUT },
]);

const closed = byRules([
  { weight: 93, layer: 'http', code: /^(?:CLOSED|ECONNRESET|EPIPE|ECONNABORTED|UND_ERR_SOCKET)$/ },
  {
    weight: 84,
    words: anyOf(
      /empty reply from server|server disconnected without sending/i,
      /remote end closed connection without response|RemoteDisconnected|socket hang up/i,
      /server closed (?:the )?(?:idle )?connection|ServerDisconnectedError|ERR_EMPTY_RESPONSE/i,
      /\b(?:Post|Get) "[^"]+": (?:unexpected )?EOF\b|(?:response|connection) ended prematurely|\bResponseEnded\b/i,
    ),
  },
  {
    weight: 74,
    words: anyOf(
      /connection (?:was |is |has been )?(?:closed|terminated|dropped) unexpectedly/i,
      /connection that was expected to be kept alive was closed|other side closed/i,
      /UND_ERR_SOCKET|ERR_CONNECTION_(?:CLOSED|ABORTED)|NSURLErrorDomain\W{1,3}Code=-1005\b/i,
    ),
  },
  {
    weight: 55,
    words:
      /\bECONNRESET\b|connection reset|reset by peer|premature close|server disconnected|peer closed connection|connection aborted/i,
  },
]);

const NOT_HTTP = byRules([
  { weight: 95, layer: 'http', code: /^(?:NOT_HTTP|HPE_)/ },
  {
    weight: 90,
    words: anyOf(
      /HTTP\/0\.9 when not allowed|BadStatusLine|malformed HTTP (?:response|status|version)/i,
      /\bHPE_(?!HEADER_OVERFLOW)[A-Z_]+|parse error: expected HTTP/i,
      /does not match the HTTP\/1\.1 protocol|illegal status line/i,
      /invalid HTTP (?:response|version)|ERR_INVALID_HTTP_RESPONSE/i,
      /unsupported HTTP\/1 subversion/i,
    ),
    unless: /RemoteDisconnected|BadStatusLine\(\W*\)/i,
  },
]);

/** HTTP by its first line, and against its rules from there on: framing, or an answer that nobody asked for. */
const BROKEN_HTTP = /HPE_INVALID_(?!CONSTANT)|protocol \((?!Expected HTTP)|\bbad (?:response|upgrade)\b/;

function notHttp(evidence: FailureEvidence): Sign | null {
  const sign = NOT_HTTP(evidence);
  if (sign === null || !BROKEN_HTTP.test(evidence.failure.message)) return sign;
  return { ...sign, faultDomain: 'gateway', detail: { ...sign.detail, broken: 'true' } };
}

const isBroken = (c: Context): boolean => c.detail['broken'] === 'true';

/** The limit ran out before a request could be sent. */
const inHandshake = (c: Context): boolean => /\bTLS handshake took longer\b/.test(c.detail['message'] ?? '');

const tooLarge = byRules([
  { weight: 95, layer: 'http', code: /^TOO_LARGE$/ },
  {
    weight: 88,
    words:
      /HPE_HEADER_OVERFLOW|UND_ERR_HEADERS_OVERFLOW|UND_ERR_RES_EXCEEDED_MAX_SIZE|got more than \d+ (?:headers|bytes when reading)|maxContentLength size of \d+ exceeded/i,
  },
]);

/** A whole answer that was cut at the size limit, as far as it counts as a success. */
function oversized(facts: Facts): Observation[] {
  return facts.exchanges.flatMap((exchange) => {
    const { outcome } = exchange;
    if (outcome.kind !== 'answer' || !outcome.answer.truncated || outcome.answer.status >= 400) return [];
    return [
      {
        check: 'network.http' as const,
        confidence: 'proved' as const,
        measured: `over ${outcome.answer.bodyBytes} bytes`,
        expected: 'an answer of at most 10 MiB',
        evidence: [`${exchange.method} ${pathOf(exchange)}: reading stopped at the limit`],
        exchange,
      },
    ];
  });
}

function insecure(facts: Facts): Observation[] {
  const { network } = facts;
  if (network === null || network.tls || isLoopbackHost(network.host)) return [];
  return [
    {
      check: 'local.base-url',
      confidence: 'proved',
      measured: `http://${network.host}`,
      expected: 'an https:// address, unless the deployment runs on this machine',
      evidence: ['the scheme of the base URL is http'],
    },
  ];
}

/** Faults between a connection that stands and an answer, and the one of a connection that hides nothing. */
export const httpTransportCodes = {
  'url.insecure': {
    textSign: saysInsecure,
    severity: 'warning',
    faultDomain: 'you',
    check: 'local.base-url',
    title: (c) => `The key travels to ${hostOf(c)} in clear text`,
    retryHelps: false,
    expected: 'an https:// address, unless the deployment runs on this machine',
    inFacts: insecure,
    cause: (c) =>
      `The base URL starts with http://, so everyone on the way to ${hostOf(c)} can read the key and the prompts.`,
    fixes: (c) => [
      baseUrlFix(
        c,
        (c.baseUrl ?? 'http://your-deployment').replace(/^http:/i, 'https:'),
        'If the deployment offers https://, write that in the base URL',
      ),
      fix(
        'For your own deployment, put a TLS-terminating proxy such as Caddy in front.',
        `caddy reverse-proxy --from ${c.host ?? 'your-deployment'} --to :3000`,
      ),
    ],
    recognised: 'The base URL starts with http:// and its host is not loopback.',
    example: 'AGENTROUTER_BASE_URL=http://gateway.example.com/v1',
  },
  'http.timeout': {
    severity: 'error',
    faultDomain: 'gateway',
    check: null,
    title: (c) =>
      inHandshake(c)
        ? `${hostOf(c)} takes the connection and does not answer the TLS handshake`
        : `${hostOf(c)} takes the request and does not answer in time`,
    retryHelps: true,
    expected: ANSWERS,
    failureSign: (evidence) => (PROXY_WORDS.test(textOf(evidence)) ? null : timeout(evidence)),
    inFacts: onTheWay(timeout, ANSWERS),
    cause: (c) =>
      inHandshake(c)
        ? `The connection to ${hostOf(c)} stands, and the hello that opens TLS gets no answer within the limit. No request was sent. A firewall or proxy that filters by name, a server that hangs, or another program on this port look like this.`
        : `The connection to ${hostOf(c)} stands and the request is sent, yet no whole answer came within the limit. The deployment or the provider behind it is overloaded or hangs, or the limit is too short for a long answer.`,
    fixes: (c) =>
      inHandshake(c)
        ? [showChain(c), FROM_ELSEWHERE, supportFix(c)]
        : [
            fix(
              'Give it more time, and see whether an answer comes at all.',
              'npx agentrouter doctor --timeout 120s',
            ),
            timeoutFix(c, 60),
            fix(
              'Ask for a stream, so that the first words come early.',
              'client.chat.completions.create(..., stream=True)',
            ),
            supportFix(c),
          ],
    further: (c) => [timeoutFix(c, 300), fix('Look at the bare call.', curlChat(c)), ASK_FOR_HELP],
    recognised: 'Connected and sent, and no answer, or no end of it, within the time limit.',
    example: 'APITimeoutError: Request timed out.',
  },
  'http.closed': {
    severity: 'error',
    faultDomain: 'gateway',
    check: null,
    title: (c) => `${hostOf(c)} closes the connection without an answer`,
    retryHelps: true,
    expected: 'an HTTP answer',
    failureSign: closed,
    inFacts: onTheWay(closed, 'an HTTP answer'),
    cause: (c) =>
      `The request was sent, and the connection closed before a whole answer came. The process behind ${hostOf(c)} crashed or restarted, or a proxy or firewall on the way cut the connection.`,
    fixes: (c) => [
      fix('Try again in a few seconds: a restart looks like this.', 'npx agentrouter doctor'),
      fix('Look at the bare call.', curlChat(c)),
      fix('On your own deployment, read its log at this minute.', 'docker logs --since 10m agentrouter'),
      supportFix(c),
    ],
    recognised: 'The connection closes after the request and before the end of an answer.',
    example: 'Server disconnected without sending a response.',
  },
  'http.not-http': {
    severity: 'error',
    faultDomain: 'you',
    check: null,
    title: (c) =>
      isBroken(c)
        ? `${hostOf(c)} answers with broken HTTP`
        : `What answers on port ${c.port ?? '?'} is not HTTP`,
    retryHelps: false,
    expected: 'an HTTP answer',
    failureSign: notHttp,
    inFacts: onTheWay(notHttp, 'an HTTP answer'),
    cause: (c) =>
      isBroken(c)
        ? `What ${hostOf(c)} sends begins as HTTP and then breaks its rules. The gateway, or a proxy or plugin in front of it, builds its answers wrongly; every client stumbles over them.`
        : `Another program than an HTTP server listens on ${hostOf(c)}${c.port === null ? '' : ` port ${c.port}`}: SSH, mail, a database. The port in the base URL is wrong.`,
    fixes: (c) => [
      isBroken(c)
        ? fix(
            `Show the operator of ${hostOf(c)} what comes back, and ask what stands in front of the gateway.`,
          )
        : baseUrlFix(
            c,
            `https://${c.host ?? 'your-deployment'}`,
            'Correct the port in the base URL; without one it is 443',
          ),
      fix(
        'See what comes back.',
        `curl -v --http0.9 --max-time 5 ${shellWord(c.baseUrl ?? 'http://your-deployment')}`,
      ),
    ],
    recognised:
      'The bytes that come back do not start as an HTTP answer does, or break its rules from there on.',
    example: 'curl: (1) Received HTTP/0.9 when not allowed',
  },
  'http.too-large': {
    severity: 'error',
    faultDomain: 'gateway',
    check: 'network.http',
    title: 'The answer is beyond the size limit',
    retryHelps: false,
    expected: 'an answer of at most 10 MiB',
    failureSign: tooLarge,
    inFacts: oversized,
    supersedes: ['http.not-json'],
    cause: (c) =>
      `${hostOf(c)} sent more than any answer of such an API has, and reading stopped. A file server, a wrong path, or a broken gateway answers.`,
    fixes: (c) => [
      fix(
        'Look at how the answer begins.',
        `curl -s ${shellWord(`${openaiUrl(c)}/models`)} -H "Authorization: Bearer $AGENTROUTER_API_KEY" | head -c 500`,
      ),
      fix(`Compare the base URL${placeText(c.baseUrlSource)} with the address that the operator gave you.`),
    ],
    recognised: 'A body beyond 10 MiB (64 MiB for a stream), or headers beyond 16 KiB.',
    example: 'the answer did not end after 10 MiB',
  },
  'http.slow': {
    severity: 'warning',
    faultDomain: 'gateway',
    check: 'network.http',
    title: (c) => `${hostOf(c)} takes ${c.detail['seconds'] ?? 'over 5'} s to begin an answer`,
    retryHelps: true,
    expected: 'the first byte of a small request within 5 s',
    inFacts: slowAnswers,
    cause: (c) =>
      `The connection is quick and the answer is not: the time is spent in the deployment${c.detail['what'] === 'list' ? ', as a list of models asks no provider' : ' or the provider behind it'}.`,
    fixes: (c) => [
      fix('Measure again, to see whether it is always so.', 'npx agentrouter test-connection'),
      timeoutFix(c, 60),
      fix('On your own deployment, look at its load and at the latency of its database.'),
      supportFix(c),
    ],
    recognised: 'Over 5 s between sending a small request and the first byte of its answer.',
    example: 'every call takes seconds, whatever the model',
  },
} satisfies Family;
