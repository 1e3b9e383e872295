import type { AnswerEvidence } from '../evidence/types.ts';
import type { Facts } from '../probes/facts.ts';
import { byRules } from './failure-rules.ts';
import { fix, hostOf } from './fix-texts.ts';
import { onTheWay } from './network-failures.ts';
import { refusedInPlain } from './proxy-plain.ts';
import { conflictingVariables, notBypassed } from './proxy-settings.ts';
import { PROXY_WORDS } from './proxy-words.ts';
import type { Context, Family, Fix, Observation, Sign } from './types.ts';
import { saysLocalProxyRefused } from './pasted-words/network.ts';

const USABLE = 'a proxy setting of the form http://host:port';
const THROUGH = 'a proxy that connects to the deployment';

/** TLS spoken to a proxy that does not speak it: the scheme of the setting is wrong. */
const NO_TLS =
  /^ERR_SSL_(?:WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST|UNKNOWN_PROTOCOL|WRONG_SSL_VERSION|BAD_RECORD_TYPE)$/;
const HUNG_UP = /^(?:CLOSED|ECONNRESET|EPIPE|PROXY_STATUS|TOO_LARGE)$/;
const SPOKEN_REFUSAL =
  /(?:CONNECT tunnel failed, response|HTTP code|tunnel connection failed:|proxy response \(?|proxy returns "?HTTP\/1\.[01]) ?(?<status>40[0-689]|4[1-9]\d|5\d\d)|proxy CONNECT aborted|proxy connection ended before receiving CONNECT|ERR_TUNNEL_CONNECTION_FAILED|can't complete SOCKS\w* connection|x-squid-error: ERR_/i;

const SPOKEN_407 =
  /proxy authentication required|(?:response|status code|HTTP code|HTTP\/\d(?:\.\d)?|proxyerror\W+|response \(?) ?407\b|\b407,? (?:message=)?'?proxy auth|ERR_PROXY_AUTH|INVALID_AUTH_CREDENTIALS|auth(?:entication)? required by (?:the )?proxy/i;

const invalid = byRules([
  { weight: 97, layer: 'proxy', code: /^(?:PROXY_INVALID|NOT_HTTP)$/ },
  { weight: 95, layer: 'proxy', code: NO_TLS },
  {
    weight: 93,
    words:
      /unknown scheme for proxy|unsupported proxy (?:scheme|syntax|protocol)|missing dependencies for SOCKS|using SOCKS proxy, but|InvalidProxyURL|invalid proxy (?:url|address|server|configuration)|proxy url had no scheme|(?:not|no) (?:a )?(?:valid|usable) proxy url|ERR_NO_SUPPORTED_PROXIES|proxy:? parse .{0,80}(?:invalid|missing)/i,
  },
]);

const unreachable = byRules([
  {
    weight: 94,
    layer: 'proxy',
    code: /^(?!PROXY_|NOT_HTTP$|CLOSED$|ECONNRESET$|EPIPE$|TOO_LARGE$|DEADLINE$|ABORTED$)/,
    unless: /wrong version number|packet length too long|:http request/i,
  },
  {
    weight: 92,
    words: PROXY_WORDS,
    unless: new RegExp(`${SPOKEN_REFUSAL.source}|${SPOKEN_407.source}`.replace('(?<status>', '(?:'), 'i'),
  },
]);

const authRequired = byRules([
  { weight: 98, layer: 'proxy', code: /^PROXY_AUTH$/ },
  { weight: 95, words: SPOKEN_407 },
]);

const refused = byRules([
  { weight: 96, layer: 'proxy', code: HUNG_UP },
  { weight: 94, words: SPOKEN_REFUSAL, unless: SPOKEN_407 },
]);

/** Answers to plain requests that the proxy gave itself: squid says so in a header and in its pages. */
function refusedByAnswer({ status, headers, page }: AnswerEvidence): Sign | null {
  const squid = headers['x-squid-error'];
  if (status === 407) return null;
  if (squid !== undefined) return { weight: 93, why: `header x-squid-error: ${squid.slice(0, 80)}` };
  return page !== null && /the requested URL could not be retrieved/i.test(`${page.title} ${page.text}`)
    ? { weight: 90, why: `a page of squid: "${page.title.slice(0, 80)}"` }
    : null;
}

function wrongSetting(facts: Facts): Observation[] {
  return onTheWay(invalid, USABLE, 'local.proxy')(facts);
}

const proxyOf = (c: Context): string => c.detail['proxy'] ?? 'the proxy';

const direct = (c: Context): Fix =>
  fix(
    `See whether ${hostOf(c)} can be reached without the proxy. If so, exempt it.`,
    `npx agentrouter test-connection --no-proxy\nexport NO_PROXY="$NO_PROXY,${c.host ?? 'your-deployment'}"`,
  );

const showVariables: Fix = fix('See which proxy variables are set.', 'env | grep -i _proxy');

/** Faults of the proxy and of its settings. */
export const proxyCodes = {
  'proxy.invalid': {
    severity: 'error',
    faultDomain: 'you',
    check: 'local.proxy',
    title: 'The proxy setting cannot be used',
    retryHelps: false,
    expected: USABLE,
    failureSign: invalid,
    inFacts: wrongSetting,
    cause: (c) =>
      `The proxy setting is no usable URL, has a scheme that is not supported (SOCKS is not), or names a port that is no HTTP proxy.${c.detail['message'] === undefined ? '' : ` In detail: ${c.detail['message']}.`}`,
    fixes: () => [
      showVariables,
      fix(
        'Name an HTTP proxy. Most SOCKS programs (Clash, V2Ray, Tor with Privoxy) offer an HTTP port as well.',
        'export HTTPS_PROXY=http://127.0.0.1:7890',
      ),
      fix(
        'If no proxy is needed, remove the setting.',
        'unset HTTPS_PROXY https_proxy HTTP_PROXY http_proxy ALL_PROXY all_proxy',
      ),
      fix('Python clients speak SOCKS with an extra package.', 'pip install "httpx[socks]"'),
    ],
    recognised:
      'The setting does not parse as http://host:port or https://host:port, or what listens there speaks no HTTP.',
    example: "Unknown scheme for proxy URL URL('socks://127.0.0.1:1080')",
  },
  'proxy.unreachable': {
    severity: 'error',
    faultDomain: 'network',
    check: 'network.proxy',
    title: 'The proxy does not answer',
    retryHelps: false,
    expected: THROUGH,
    failureSign: unreachable,
    inFacts: onTheWay(unreachable, THROUGH, 'network.proxy'),
    supersedes: ['tcp.refused', 'tcp.timeout'],
    textSign: saysLocalProxyRefused,
    cause: (c) =>
      `Requests to ${hostOf(c)} are sent through a proxy, and the proxy's own name or port does not answer. The deployment was never asked. A local proxy program that is not running, or a company proxy outside its VPN, look like this.`,
    fixes: (c) => [
      showVariables,
      fix(
        'Start the proxy program, or correct host and port of the setting.',
        'curl -v -x "$HTTPS_PROXY" https://example.com',
      ),
      direct(c),
      fix(
        'If no proxy is needed, remove the setting.',
        'unset HTTPS_PROXY https_proxy HTTP_PROXY http_proxy ALL_PROXY all_proxy',
      ),
    ],
    recognised: 'Looking up or connecting to the proxy fails.',
    example: "ProxyError('Cannot connect to proxy.', … Connection refused)",
  },
  'proxy.auth-required': {
    severity: 'error',
    faultDomain: 'you',
    check: 'network.proxy',
    title: 'The proxy wants a user name and password',
    retryHelps: false,
    expected: THROUGH,
    sign: ({ status }) => (status === 407 ? { weight: 94, why: 'status 407' } : null),
    failureSign: authRequired,
    inFacts: onTheWay(authRequired, THROUGH, 'network.proxy'),
    cause: () =>
      'The proxy answered 407: it lets only signed-in users out, and the setting has no user name and password or wrong ones. The key of the deployment has nothing to do with it.',
    fixes: (c) => [
      fix(
        'Put user name and password into the setting, with special characters percent-encoded (`@` is `%40`).',
        'export HTTPS_PROXY=http://user:password@your-proxy:8080',
      ),
      fix(
        'Where the proxy wants Windows sign-in (NTLM, Kerberos), run a local helper such as px or cntlm and name that one.',
        'export HTTPS_PROXY=http://127.0.0.1:3128',
      ),
      direct(c),
    ],
    recognised: 'Status 407, to CONNECT or to a plain request.',
    example: 'Tunnel connection failed: 407 Proxy Authentication Required',
  },
  'proxy.refused': {
    severity: 'error',
    faultDomain: 'network',
    check: 'network.proxy',
    title: (c) => `The proxy does not connect to ${hostOf(c)}`,
    retryHelps: false,
    expected: THROUGH,
    sign: refusedByAnswer,
    failureSign: refused,
    inFacts: (facts, verdictsOf) => [
      ...onTheWay(refused, THROUGH, 'network.proxy')(facts),
      ...refusedInPlain(facts, verdictsOf),
    ],
    supersedes: [
      'key.forbidden',
      'access.client-blocked',
      'upstream.bad-gateway',
      'upstream.unavailable',
      'upstream.timeout',
    ],
    cause: (c) => {
      const status = c.detail['proxyStatus'] ?? c.detail['status'];
      const said = status === undefined ? '' : ` with status ${status}`;
      return `The proxy itself can be reached and turned the connection to ${hostOf(c)} down${said}. 403 means that it forbids the host or port; 502, 503 and 504 that it could not reach it.`;
    },
    fixes: (c) => [
      fix(`Ask whoever runs the proxy to allow ${hostOf(c)}${c.port === null ? '' : ` port ${c.port}`}.`),
      direct(c),
      fix(
        'See the answer of the proxy by hand.',
        `curl -v -x "$HTTPS_PROXY" ${c.baseUrl ?? 'https://your-deployment'}`,
      ),
    ],
    recognised:
      'The proxy answers CONNECT with another status than 2xx or 407, or hangs up on it. For plain http: 403, 502, 503 or 504 without JSON by way of a proxy, and another answer without it.',
    example: 'curl: (56) CONNECT tunnel failed, response 403',
  },
  'proxy.conflict': {
    severity: 'warning',
    faultDomain: 'you',
    check: 'local.proxy',
    title: (c) =>
      `${c.detail['lower'] ?? 'The lower-case'} and ${c.detail['upper'] ?? 'the upper-case proxy variable'} disagree`,
    retryHelps: false,
    expected: 'one value, or both the same',
    inFacts: conflictingVariables,
    cause: (c) =>
      `Both spellings are set, with different values. Here the lower-case one wins, as in curl; other programs read the other one, so the same call works in one and fails in the next.${c.detail['lowerValue'] === '' ? ' The lower-case one is set to nothing, which switches the proxy off.' : ''}`,
    fixes: (c) => [
      fix('Keep one of them.', `unset ${c.detail['upper'] ?? 'HTTPS_PROXY'}`),
      fix(
        'Or give both the same value.',
        `export ${c.detail['upper'] ?? 'HTTPS_PROXY'}="$${c.detail['lower'] ?? 'https_proxy'}"`,
      ),
    ],
    recognised: 'Both spellings of a proxy variable are set, with different values.',
    example: 'curl reaches the deployment, Python does not',
  },
  'proxy.not-bypassed': {
    severity: 'warning',
    faultDomain: 'you',
    check: 'local.proxy',
    title: (c) => `${c.host ?? 'A local address'} goes through the proxy`,
    retryHelps: false,
    expected: 'a direct connection to a loopback or private address',
    inFacts: notBypassed,
    cause: (c) =>
      `${hostOf(c)} is a ${c.detail['kind'] ?? 'loopback or private'} address, and ${c.detail['decidedBy'] ?? 'the proxy variable'} sends requests to it through ${proxyOf(c)}. A proxy on another machine cannot reach it, or reaches another machine by that address.`,
    fixes: (c) => [
      fix(
        'Exempt it from the proxy.',
        `export ${c.detail['noProxyName'] ?? 'NO_PROXY'}=${c.detail['noProxy'] ?? 'localhost,127.0.0.1'}`,
      ),
      fix('Try this once without the proxy.', 'npx agentrouter test-connection --no-proxy'),
    ],
    recognised: 'A proxy variable applies to a loopback or private address that NO_PROXY does not name.',
    example: 'status 502 from the proxy for http://localhost:3000',
  },
} satisfies Family;
