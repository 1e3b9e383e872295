import { isLoopbackHost } from '../evidence/loopback.ts';
import { isPrivateAddress } from '../evidence/private-address.ts';
import { byRules } from './failure-rules.ts';
import { FROM_ELSEWHERE, fix, hostOf } from './fix-texts.ts';
import { shellWord } from './local-facts.ts';
import { onTheWay } from './network-failures.ts';
import { PROXY_WORDS } from './proxy-words.ts';
import { baseUrlFix, placeText } from './setting-fix.ts';
import { systemWords } from './system-words.ts';
import type { Context, Family, Fix } from './types.ts';

const REACHED = 'a connection to the port of the deployment';

const TIMEOUT_WORDS = new RegExp(
  String.raw`\bETIMEDOUT\b|UND_ERR_CONNECT_TIMEOUT|\bconnect ?timeout\b|ConnectTimeout|\bconnect(?:ion)? timed out|connection attempt timed out|failed to connect to \S+ port \d+ after \d+ ms: timeout|timed out\. \(connect timeout|dial tcp \S+ i\/o timeout|failed to connect to \/?\S+ \(port \d+\)[^\n]{0,60}after \d+ ?ms|did not properly respond after a period of time|ERR_CONNECTION_TIMED_OUT|${systemWords('timedOut')}`,
  'i',
);

const refused = byRules([
  { weight: 96, layer: 'tcp', code: /^ECONNREFUSED$/ },
  {
    weight: 86,
    words: new RegExp(
      String.raw`\bECONNREFUSED\b|connection ?refused|actively refused|ConnectException: failed to connect to|connect call failed|ERR_CONNECTION_REFUSED|failed to connect to \S+ port \d+ after \d+ ms: (?:couldn't|could not) connect|${systemWords('refused')}`,
      'i',
    ),
    unless: PROXY_WORDS,
  },
  { weight: 45, words: /all connection attempts failed/i },
]);

const timedOut = byRules([
  { weight: 94, layer: 'tcp', code: /^(?:ETIMEDOUT|TIMEOUT)$/ },
  { weight: 85, words: TIMEOUT_WORDS, unless: PROXY_WORDS },
  {
    weight: 40,
    words: /APITimeoutError|APIConnectionTimeoutError|request timed out|all connection attempts failed/i,
  },
]);

const unreachable = byRules([
  {
    weight: 94,
    layer: 'tcp',
    code: /^(?:EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|EADDRNOTAVAIL|EACCES|EPERM)$/,
  },
  {
    weight: 40,
    layer: 'tcp',
    code: /^(?!ECONNREFUSED$|ECONNRESET$|EPIPE$|ECONNABORTED$|ETIMEDOUT$|TIMEOUT$|DEADLINE$|ABORTED$)/,
  },
  {
    weight: 84,
    words: new RegExp(
      String.raw`\bE(?:HOST|NET)UNREACH\b|no route to host|(?:network|host) is unreachable|unreachable (?:network|host)|ERR_(?:ADDRESS_UNREACHABLE|NETWORK_CHANGED|INTERNET_DISCONNECTED)|${systemWords('unreachable')}`,
      'i',
    ),
    unless: TIMEOUT_WORDS,
  },
]);

const reset = byRules([
  { weight: 90, layer: 'tcp', code: /^(?:ECONNRESET|EPIPE|ECONNABORTED)$/ },
  {
    weight: 76,
    words:
      /disconnected before secure TLS connection was established|SSL_ERROR_SYSCALL|SSL_connect: connection reset/i,
  },
  {
    weight: 68,
    words: new RegExp(
      String.raw`\bECONNRESET\b|connection (?:was )?reset|reset by peer|forcibly closed by the remote host|ERR_CONNECTION_RESET|${systemWords('reset')}`,
      'i',
    ),
  },
]);

const address = (c: Context): string => {
  const { host, port } = c;
  return host === null ? 'the deployment' : `${host}${port === null ? '' : ` port ${port}`}`;
};

const tryIt = (c: Context): Fix =>
  fix('Try the port by hand.', `nc -vz -w 5 ${c.host ?? 'your-deployment'} ${c.port ?? 443}`);

/** A name of another machine that is given an address of this one. */
const leadsHere = (c: Context): boolean =>
  c.host !== null && !isLoopbackHost(c.host) && isLoopbackHost(c.detail['address'] ?? '');

/** Another network helps against this one; to a private address only its own network has a way. */
const elsewhere = (c: Context): Fix =>
  isPrivateAddress(c.detail['address'] ?? '')
    ? fix(
        `${c.detail['address'] ?? ''} is a private address: connect to the VPN or network that it belongs to, then try again.`,
        'npx agentrouter test-connection',
      )
    : FROM_ELSEWHERE;

const throughProxy: Fix = fix(
  'If your company lets traffic out only through a proxy, name it.',
  'export HTTPS_PROXY=http://your-proxy:8080',
);

/** Faults of connecting to the deployment's port. */
export const tcpCodes = {
  'tcp.refused': {
    severity: 'error',
    faultDomain: 'gateway',
    check: 'network.tcp',
    title: (c) => `Nothing listens on ${address(c)}`,
    retryHelps: false,
    expected: REACHED,
    failureSign: refused,
    inFacts: onTheWay(refused, REACHED),
    cause: (c) =>
      c.host !== null && isLoopbackHost(c.host)
        ? `This machine itself refuses the connection: the deployment is not running here, or listens on another port. Inside a container, ${c.host} means the container and not its host.`
        : leadsHere(c)
          ? `The name ${hostOf(c)} leads to ${c.detail['address'] ?? 'loopback'}, which is this machine itself, and nothing listens here. The hosts file or a local resolver gives that address; the deployment was never asked.`
          : `${hostOf(c)} can be reached, and it refuses the connection: the deployment is not running, or the port in the base URL is wrong.`,
    fixes: (c) => [
      ...(leadsHere(c)
        ? [
            fix(
              'If the deployment is not meant to run on this machine, remove the line with its name.',
              `grep -n '${hostOf(c)}' /etc/hosts`,
            ),
          ]
        : []),
      fix(`Start the deployment, or correct the port in the base URL${placeText(c.baseUrlSource)}.`),
      c.host !== null && isLoopbackHost(c.host)
        ? fix('See what listens on this machine.', 'ss -ltnp')
        : tryIt(c),
      ...(c.host === null || isLoopbackHost(c.host)
        ? [
            baseUrlFix(
              c,
              `http://host.docker.internal:${c.port ?? 3000}`,
              'Inside a container, write the name of its host into the base URL',
            ),
          ]
        : []),
    ],
    recognised: 'Connecting is answered with a refusal (ECONNREFUSED).',
    example: 'connect ECONNREFUSED 127.0.0.1:8080',
  },
  'tcp.timeout': {
    severity: 'error',
    faultDomain: 'network',
    check: 'network.tcp',
    title: (c) => `No answer to connecting to ${address(c)}`,
    retryHelps: false,
    expected: REACHED,
    failureSign: timedOut,
    inFacts: onTheWay(timedOut, REACHED),
    cause: (c) =>
      `Packets to ${address(c)} are not answered at all. A firewall that drops them, a wrong host or port, or a machine that is switched off look like this.`,
    fixes: (c) => [
      tryIt(c),
      elsewhere(c),
      throughProxy,
      fix('Compare host and port with the address that the operator gave you.'),
    ],
    recognised: 'Connecting gets no answer within the time limit (ETIMEDOUT, connect timeout).',
    example: 'Connect Timeout Error (UND_ERR_CONNECT_TIMEOUT)',
  },
  'tcp.unreachable': {
    severity: 'error',
    faultDomain: 'network',
    check: 'network.tcp',
    title: (c) => `No route to ${hostOf(c)}`,
    retryHelps: false,
    expected: REACHED,
    failureSign: unreachable,
    inFacts: onTheWay(unreachable, REACHED),
    cause: (c) =>
      `This machine knows no way to ${c.detail['address'] ?? hostOf(c)}, or a firewall on it forbids the connection. It is offline, not in the VPN that leads there, or the address belongs to another network.`,
    fixes: (c) => [
      fix(
        'Check that this machine is online and, for a private address, in the right VPN.',
        `ping -c 3 ${c.detail['address'] ?? hostOf(c)}`,
      ),
      elsewhere(c),
      throughProxy,
    ],
    recognised:
      'The system or a router answers that there is no way (EHOSTUNREACH, ENETUNREACH), or forbids it.',
    example: 'connect EHOSTUNREACH 10.20.0.5:443',
  },
  'tcp.reset': {
    severity: 'error',
    faultDomain: 'network',
    check: 'network.tcp',
    title: (c) => `The connection to ${address(c)} is cut at once`,
    retryHelps: true,
    expected: REACHED,
    failureSign: reset,
    inFacts: onTheWay(reset, REACHED),
    cause: (c) =>
      `Something accepts the connection to ${address(c)} and cuts it before a byte comes back. Firewalls that filter by name or country do this, as do load balancers without a backend.`,
    fixes: (c) => [
      FROM_ELSEWHERE,
      fix('See at which step it is cut.', `curl -v ${shellWord(c.baseUrl ?? 'https://your-deployment')}`),
      throughProxy,
      fix(
        'Ask the operator whether the deployment is up behind its load balancer, and whether it lets your address in.',
      ),
    ],
    recognised: 'The connection is reset or closed while connecting or before the first byte of TLS.',
    example: 'Client network socket disconnected before secure TLS connection was established',
  },
} satisfies Family;
