/** What `test-connection` shows besides the phases: addresses, certificate, the base URLs for SDKs. */

import type { Facts, NetworkFacts } from '../probes/facts.ts';
import type { TcpAttempt, TlsFacts } from '../wire/types.ts';
import { table } from './layout.ts';
import type { Paper } from './paint.ts';
import type { Report } from './types.ts';
import { countText, durationText, listText } from './units.ts';

const DAY_MS = 86_400_000;
const SHOWN_NAMES = 6;

function addressRow(attempt: TcpAttempt, paper: Paper): string[] {
  const family = `IPv${attempt.family}`;
  if (attempt.connectedMs !== null)
    return [family, attempt.address, `${paper.sign('pass')} ${durationText(attempt.connectedMs)}`];
  const failure = attempt.failure;
  const why = failure === null ? 'not tried' : `${failure.code} after ${durationText(failure.afterMs)}`;
  return [family, attempt.address, `${paper.sign(failure === null ? 'skip' : 'fail')} ${why}`];
}

const SHOWN_ADDRESSES = 12;

/** One of each way that it went, then the rest in the resolver's order. */
function tellingFirst(attempts: readonly TcpAttempt[]): TcpAttempt[] {
  const ways = new Set<string>();
  const isNew = (attempt: TcpAttempt): boolean => {
    const way = `${attempt.family} ${attempt.connectedMs !== null} ${attempt.failure?.code ?? ''}`;
    return !ways.has(way) && ways.add(way).has(way);
  };
  const first = new Set(attempts.filter(isNew));
  return [...first, ...attempts.filter((attempt) => !first.has(attempt))];
}

function moreAddresses(all: readonly TcpAttempt[], shown: readonly TcpAttempt[]): string[] {
  const rest = all.filter((attempt) => !shown.includes(attempt));
  if (rest.length === 0) return [];
  const answered = rest.filter(({ connectedMs }) => connectedMs !== null).length;
  const failed = rest.filter(({ failure }) => failure !== null).length;
  const ended = [
    answered === 0 ? '' : `${answered} answered`,
    failed === 0 ? '' : `${failed} failed`,
    answered + failed === rest.length ? '' : `${rest.length - answered - failed} not tried`,
  ].filter((part) => part !== '');
  return [`  and ${rest.length} more: ${ended.join(', ')}. All of them: --format json`];
}

/** The addresses of both families with how connecting to each went; of many, some. */
export function addressLines(network: NetworkFacts, paper: Paper): string[] {
  const tried = network.tcp ?? [];
  const untried = (network.dns?.answer?.addresses ?? [])
    .filter(({ address }) => !tried.some((attempt) => attempt.address === address))
    .map(({ address, family }) => ({ address, family, connectedMs: null, failure: null }));
  const all = [...tried, ...untried];
  if (all.length === 0) return [];
  const shown = all.length <= SHOWN_ADDRESSES ? all : tellingFirst(all).slice(0, SHOWN_ADDRESSES);
  const rows = shown.map((attempt) => addressRow(attempt, paper));
  return [
    paper.strong('Addresses'),
    ...table(rows, { width: paper.face.width, indent: 2 }),
    ...moreAddresses(all, shown),
  ];
}

function validity(validFrom: string, validTo: string, now: number): string {
  const fromMs = Date.parse(validFrom);
  const endMs = Date.parse(validTo);
  if (Number.isNaN(endMs)) return validTo;
  const days = Math.floor(Math.abs(endMs - now) / DAY_MS);
  const left = endMs >= now ? `${countText(days, 'day')} left` : `expired ${countText(days, 'day')} ago`;
  const until = new Date(endMs).toISOString().slice(0, 10);
  return Number.isNaN(fromMs)
    ? `until ${until}, ${left}`
    : `${new Date(fromMs).toISOString().slice(0, 10)} to ${until}, ${left}`;
}

/** Names the setting without which this machine would not trust it: that is not the machine's own trust. */
function trustText({ trustedThrough = [] }: TlsFacts, caOption: boolean): string {
  if (trustedThrough.length === 0) return 'trusted by this machine';
  const names = trustedThrough.map((name) => (name === 'SSL_CERT_FILE' && caOption ? '--ca' : name));
  return `trusted only through ${names.join(' and ')}`;
}

/**
 * Clients that do not trust what this tool trusts through a setting: Node.js reads no `SSL_CERT_FILE` by itself
 * (Command-line API, `NODE_EXTRA_CA_CERTS` and `--use-openssl-ca`), and Python knows nothing of Node's.
 */
function otherTrust({ trustedThrough = [] }: TlsFacts, caOption: boolean): string[][] {
  const [only, another] = trustedThrough;
  if (only === undefined || another !== undefined) return [];
  if (only === 'NODE_EXTRA_CA_CERTS')
    return [['Python SDKs', 'do not read NODE_EXTRA_CA_CERTS: set SSL_CERT_FILE to a file with this CA']];
  return [
    caOption
      ? [
          'SDKs',
          'do not know of --ca: set SSL_CERT_FILE (Python), NODE_EXTRA_CA_CERTS (Node.js) to that file',
        ]
      : ['Node.js SDKs', 'do not read SSL_CERT_FILE: set NODE_EXTRA_CA_CERTS to the same file'],
  ];
}

/**
 * Protocol, names, issuer, validity and trust of the server's certificate.
 *
 * @param now the moment from which days are counted, in ms since the epoch.
 */
export function certificateLines({ network, settings }: Facts, now: number, paper: Paper): string[] {
  const tls = network?.handshake?.tls ?? null;
  const leaf = tls?.chain[0];
  if (tls === null || leaf === undefined) return [];
  const protocol = [tls.protocol, tls.cipher, tls.alpn].filter((part) => part !== null && part !== '');
  const caOption = settings.options?.some(({ name }) => name === '--ca') === true;
  const trust = tls.authorized
    ? `${paper.sign('pass')} ${trustText(tls, caOption)}`
    : `${paper.sign('fail')} not trusted: ${tls.authorizationError ?? 'no reason given'}`;
  return [
    paper.strong('Certificate'),
    ...table(
      [
        ['protocol', protocol.join(', ')],
        ['names', leaf.names.length === 0 ? leaf.subject : listText(leaf.names, SHOWN_NAMES)],
        ['issuer', leaf.issuer],
        ['valid', validity(leaf.validFrom, leaf.validTo, now)],
        [
          'chain',
          // Node.js adds the root from its own list where it trusts it.
          `${countText(tls.chain.length, 'certificate')}${tls.authorized ? ', up to the root' : ' sent'}`,
        ],
        ['trust', trust],
        ...otherTrust(tls, caOption),
        ...(tls.trustProblem == null ? [] : [['CA file', `${paper.sign('warn')} ${tls.trustProblem}`]]),
      ],
      { width: paper.face.width, indent: 2 },
    ),
  ];
}

/** What to write into each SDK's base URL for this deployment. */
export function baseUrlLines(target: Report['target'], paper: Paper): string[] {
  const { openaiBaseUrl, anthropicBaseUrl } = target;
  if (openaiBaseUrl === null || anthropicBaseUrl === null) return [];
  return [
    paper.strong('Base URLs for SDKs'),
    ...table(
      [
        ['OpenAI', paper.command(openaiBaseUrl)],
        ['Anthropic', paper.command(anthropicBaseUrl)],
      ],
      { width: paper.face.width, indent: 2 },
    ),
  ];
}

/**
 * Which other clients obey what decided here: httpx under the Python SDKs (Environment Variables, its documentation),
 * and `fetch` under the Node.js ones (Command-line API, `NODE_USE_ENV_PROXY`).
 */
function otherClients(decidedBy: string): string[][] {
  if (decidedBy === '--proxy') return [['SDKs', 'do not know of it: the option counts for this run only']];
  const all = decidedBy.toLowerCase() === 'all_proxy';
  return [
    ['Python SDKs', `obey ${decidedBy} as well`],
    [
      'Node.js SDKs',
      all
        ? 'do not look at ALL_PROXY: set HTTPS_PROXY instead'
        : 'obey it from Node.js 22.21 or 24 on, with NODE_USE_ENV_PROXY=1; otherwise they go past it',
    ],
  ];
}

/** Which proxy is in the way, what decided that, and for which clients it is in the way too. */
export function proxyLines(facts: Facts, paper: Paper): string[] {
  const proxy = facts.network?.proxy ?? null;
  if (proxy === null) return [];
  const rows = [['through', `${proxy.url} (${proxy.decidedBy})`], ...otherClients(proxy.decidedBy)];
  return [paper.strong('Proxy'), ...table(rows, { width: paper.face.width, indent: 2 })];
}
