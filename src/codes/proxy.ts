import type { Facts } from '../probes/facts.ts';
import { fix, hostOf } from './fix-texts.ts';
import { shellWord } from './local-facts.ts';
import { onTheWay } from './network-failures.ts';
import { refusedInPlain } from './proxy-plain.ts';
import { lacksProxy, signInFixes } from './proxy-sign-in.ts';
import { conflictingVariables, notBypassed } from './proxy-settings.ts';
import { authRequired, invalid, refused, refusedByAnswer, unreachable } from './proxy-signs.ts';
import type { Context, Family, Fix, Observation } from './types.ts';
import { saysLocalProxyRefused } from './pasted-words/network.ts';

const USABLE = 'a proxy setting of the form http://host:port';
const THROUGH = 'a proxy that connects to the deployment';

function wrongSetting(facts: Facts): Observation[] {
  return onTheWay(invalid, USABLE, 'local.proxy')(facts);
}

/** A proxy that speaks TLS itself, as OpenSSL and Node.js word a certificate that they refuse. */
const hasBadCertificate = (c: Context): boolean =>
  /\bcertificate\b|altnames/i.test(c.detail['message'] ?? '');

/** Trust in its CA mends no certificate that has ended, has not begun or is for another name. */
const certificateFix = (c: Context): Fix =>
  /expired|not yet valid|altnames/i.test(c.detail['message'] ?? '')
    ? fix(
        'Have whoever runs the proxy mend its certificate, or write its URL with http:// where it offers that too.',
      )
    : fix(
        'Trust the CA of the proxy, or write its URL with http:// where it offers that too.',
        'export NODE_EXTRA_CA_CERTS=/path/to/proxy-ca.pem',
      );

/** The setting that was in force, as a shell reads it. */
const proxyWord = ({ proxy }: Context): string => {
  const { url, decidedBy } = proxy ?? { url: '', decidedBy: 'HTTPS_PROXY' };
  return decidedBy === '--proxy' ? shellWord(url) : `"$${decidedBy}"`;
};

const ENCODE_PASSWORD: Fix = fix(
  'Write the password as this prints it.',
  'node -p "encodeURIComponent(process.argv[1])" \'the password\'',
);

const proxyOf = (c: Context): string => c.detail['proxy'] ?? 'the proxy';

const direct = (c: Context): Fix =>
  fix(
    `See whether ${hostOf(c)} can be reached without the proxy. If so, exempt it.`,
    `npx agentrouter test-connection --no-proxy\nexport NO_PROXY="$NO_PROXY,${c.host ?? 'your-deployment'}"`,
  );

const removeSetting: Fix = fix(
  'If no proxy is needed, remove the setting.',
  'unset HTTPS_PROXY https_proxy HTTP_PROXY http_proxy ALL_PROXY all_proxy',
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
    fixes: (c) => [
      ...(/percent-encode/.test(c.detail['message'] ?? '') ? [ENCODE_PASSWORD] : [showVariables]),
      fix(
        'Name an HTTP proxy. Most SOCKS programs (Clash, V2Ray, Tor with Privoxy) offer an HTTP port as well.',
        'export HTTPS_PROXY=http://127.0.0.1:7890',
      ),
      removeSetting,
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
    title: (c) =>
      hasBadCertificate(c) ? "The proxy's own certificate is not accepted" : 'The proxy does not answer',
    retryHelps: false,
    expected: THROUGH,
    failureSign: unreachable,
    inFacts: onTheWay(unreachable, THROUGH, 'network.proxy'),
    supersedes: ['tcp.refused', 'tcp.timeout'],
    textSign: saysLocalProxyRefused,
    cause: (c) =>
      /\bCONNECT\b/.test(c.detail['message'] ?? '')
        ? `The proxy takes the connection and then stays silent on the request to reach ${hostOf(c)}. Either the proxy hangs, or it waits in vain for the deployment itself.`
        : hasBadCertificate(c)
          ? `The setting names the proxy with https://, and its own certificate is not accepted: ${c.detail['message'] ?? ''}. The deployment was never asked.`
          : `Requests to ${hostOf(c)} are sent through a proxy, and the proxy's own name or port does not answer. The deployment was never asked. A local proxy program that is not running, or a company proxy outside its VPN, look like this.`,
    fixes: (c) => [
      ...(hasBadCertificate(c) ? [certificateFix(c)] : [showVariables]),
      fix(
        'Start the proxy program, or correct host and port of the setting.',
        `curl -v -x ${proxyWord(c)} https://example.com`,
      ),
      direct(c),
      removeSetting,
    ],
    recognised: 'Looking up or connecting to the proxy fails, or the proxy never answers.',
    example: "ProxyError('Cannot connect to proxy.', … Connection refused)",
  },
  'proxy.auth-required': {
    severity: 'error',
    faultDomain: 'you',
    check: 'network.proxy',
    title: (c) =>
      lacksProxy(c)
        ? 'Something on the way wants the sign-in of a proxy'
        : 'The proxy wants a user name and password',
    retryHelps: false,
    expected: THROUGH,
    sign: ({ status }) => (status === 407 ? { weight: 94, why: 'status 407' } : null),
    failureSign: authRequired,
    inFacts: onTheWay(authRequired, THROUGH, 'network.proxy'),
    cause: (c) =>
      lacksProxy(c)
        ? `The answer is 407, which is a proxy's, and no proxy is set here. A proxy that the network puts in the way of every connection answered, or ${hostOf(c)} itself sends that status, or a proxy behind it does. Your key has nothing to do with it.`
        : 'The proxy answered 407: it lets only signed-in users out, and the setting has no user name and password or wrong ones. The key of the deployment has nothing to do with it.',
    fixes: (c) => [...signInFixes(c), ...(lacksProxy(c) ? [] : [direct(c)])],
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
      if (/\btunnel, which was cut\b/.test(c.detail['message'] ?? ''))
        return `The proxy agreed to connect to ${hostOf(c)}, and the connection was cut before a byte came back. The proxy cannot reach it after all or does not let it through, or a firewall behind the proxy cuts it.`;
      if (/\ba page of its own\b/.test(c.detail['message'] ?? ''))
        return `The proxy answered the request to connect to ${hostOf(c)} with a page of its own, as web filters and sign-in pages do.`;
      const status = c.detail['proxyStatus'] ?? c.detail['status'];
      const said = status === undefined ? '' : ` with status ${status}`;
      return `The proxy itself can be reached and turned the connection to ${hostOf(c)} down${said}. 403 means that it forbids the host or port; 502, 503 and 504 that it could not reach it.`;
    },
    fixes: (c) => [
      fix(`Ask whoever runs the proxy to allow ${hostOf(c)}${c.port === null ? '' : ` port ${c.port}`}.`),
      direct(c),
      fix(
        'See the answer of the proxy by hand.',
        `curl -v -x ${proxyWord(c)} ${shellWord(c.baseUrl ?? 'https://your-deployment')}`,
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
        `export ${c.detail['noProxyName'] ?? 'NO_PROXY'}=${shellWord(c.detail['noProxy'] ?? 'localhost,127.0.0.1')}`,
      ),
      fix('Try this once without the proxy.', 'npx agentrouter test-connection --no-proxy'),
    ],
    recognised: 'A proxy variable applies to a loopback or private address that NO_PROXY does not name.',
    example: 'status 502 from the proxy for http://localhost:3000',
  },
} satisfies Family;
