import { anyOf } from '../evidence/any-of.ts';
import { isIP } from 'node:net';
import { isLoopbackHost } from '../evidence/loopback.ts';
import type { AnswerEvidence } from '../evidence/types.ts';
import type { Facts } from '../probes/facts.ts';
import { byRules } from './failure-rules.ts';
import { fix, hostOf } from './fix-texts.ts';
import { onTheWay } from './network-failures.ts';
import { BASE_URL_STAND_IN, baseUrlFix } from './setting-fix.ts';
import type { Context, Family, Fix, Observation, Sign } from './types.ts';
import { saysSinkholed } from './pasted-words/network.ts';
import { systemWords } from './system-words.ts';

const RESOLVES = 'a name that resolves to addresses of the deployment';

/** A resolver that is not there is not a name that does not exist; some programs word both alike. */
const RESOLVER_FAILED = anyOf(
  /temporary failure in name resolution|\bEAI_AGAIN\b|\bEAI_FAIL\b|errno -3\] try again/i,
  /server misbehaving|SERVFAIL|\bESERVFAIL\b|lookup \S+ on \S+:53: .*(?:timeout|refused)/i,
  /resolving timed out|dns (?:lookup|query|resolution) (?:timed out|timeout)/i,
  /\bETIMEOUT\b.*quer|no (?:name)?servers? (?:could be reached|available)/i,
  /(?:WinError|SocketException|os error|errno)\W{0,4}1100[23]\b/i,
);

const notFound = byRules([
  { weight: 96, layer: 'dns', code: /^(?:ENOTFOUND|ENODATA|ENONAME|EAI_NONAME|EAI_NODATA|EBADNAME)$/ },
  {
    weight: 90,
    words: new RegExp(
      String.raw`\bENOTFOUND\b(?: (?<host>[\w.-]+))?|name or service not known|nodename nor servname provided|name does not resolve|no address associated with hostname|getaddrinfo failed|could not resolve host(?:name)?:? ?(?<asked>[\w.-]+)?|failed to resolve '?(?<resolved>[\w.-]+)|no such host|unknownhostexception|NXDOMAIN|ERR_NAME_NOT_RESOLVED|(?:host|domain|remote) ?(?:name)? (?:'[^']{1,200}' )?could not be resolved|unable to resolve host|failed host lookup|unknown host\b|NameResolutionError|${systemWords('unknownHost')}`,
      'i',
    ),
    unless: RESOLVER_FAILED,
  },
]);

const failed = byRules([
  {
    weight: 90,
    layer: 'dns',
    code: /^(?!ENOTFOUND$|ENODATA$|ENONAME$|EAI_NONAME$|EAI_NODATA$|EBADNAME$|DEADLINE$|ABORTED$)/,
  },
  { weight: 91, words: RESOLVER_FAILED },
]);

const resolveCommand = (c: Context): string => `nslookup ${c.host ?? 'your-deployment'}`;

const checkName = (c: Context): Fix =>
  baseUrlFix(
    c,
    BASE_URL_STAND_IN,
    "Compare the host with the address of the deployment's own web page, letter by letter, and correct it",
  );

/** How name filters call themselves on the pages that they show. */
const BLOCK_PAGE =
  /\b(?:opendns|cisco umbrella|pi-hole|nextdns|adguard dns|cleanbrowsing|safedns|dnsfilter|controld|webtitan)\b.{0,300}\b(?:block|restrict|denied|filter)|\b(?:site|domain|page) (?:is|has been) blocked\b.{0,300}\b(?:opendns|umbrella|pi-hole|nextdns|adguard|cleanbrowsing|safedns|dnsfilter|dns filter)/i;

function blockPage(answer: AnswerEvidence): Sign | null {
  const { page } = answer;
  const found = page === null ? null : BLOCK_PAGE.exec(`${page.title} ${page.text}`);
  if (found === null) return null;
  return { weight: 88, why: `a block page says "${found[0].slice(0, 120)}"`, detail: { by: 'page' } };
}

function isNowhere(address: string): boolean {
  return address === '0.0.0.0' || address === '::';
}

function sinkholed(facts: Facts): Observation[] {
  const { network } = facts;
  const answer = network?.dns?.answer ?? null;
  if (network?.tcp == null || answer === null || isIP(network.host) !== 0) return [];
  const { addresses, local } = answer;
  if (addresses.length === 0 || network.tcp.some(({ connectedMs }) => connectedMs !== null)) return [];
  const filtered = addresses.every(
    ({ address }) => isNowhere(address) || (!local && isLoopbackHost(address)),
  );
  if (!filtered) return [];
  const shown = addresses.map(({ address }) => address).join(', ');
  return [
    {
      check: 'network.dns',
      confidence: 'likely',
      measured: `${network.host} resolves to ${shown}, and nothing answers there`,
      expected: RESOLVES,
      evidence: [
        `addresses: ${shown}`,
        local ? 'the hosts file gives them' : 'the hosts file does not give them',
      ],
      context: { detail: { addresses: shown, by: local ? 'hosts file' : 'resolver' } },
    },
  ];
}

/** Faults of looking up the deployment's name. */
export const dnsCodes = {
  'dns.not-found': {
    severity: 'error',
    faultDomain: 'you',
    check: 'network.dns',
    title: (c) =>
      `The name ${c.detail['host'] ?? c.detail['asked'] ?? c.detail['resolved'] ?? c.host ?? 'of the deployment'} does not exist`,
    retryHelps: false,
    expected: RESOLVES,
    failureSign: notFound,
    inFacts: onTheWay(notFound, RESOLVES),
    cause: (c) =>
      `The resolver of this machine knows no address for ${hostOf(c)}. The name is misspelled, was never set up, or exists only in another network (a VPN, a container network).`,
    fixes: (c) => [
      checkName(c),
      fix(
        'Ask the resolver by hand. If another machine finds the name, this one lacks the VPN or the right resolver.',
        resolveCommand(c),
      ),
      fix(
        'Inside a container, use a name of its network, not one of the host: `host.docker.internal` exists only where Docker provides it.',
      ),
    ],
    recognised: 'The system resolver answers that the name has no address (ENOTFOUND, NXDOMAIN).',
    example: 'getaddrinfo ENOTFOUND your-agentrouter.com',
  },
  'dns.sinkholed': {
    severity: 'error',
    faultDomain: 'network',
    check: 'network.dns',
    title: (c) => `A name filter answers for ${hostOf(c)}`,
    retryHelps: false,
    expected: RESOLVES,
    sign: blockPage,
    inFacts: sinkholed,
    supersedes: ['tcp.refused', 'tcp.timeout', 'tcp.unreachable', 'tcp.reset'],
    textSign: saysSinkholed,
    cause: (c) => {
      switch (c.detail['by']) {
        case 'hosts file':
          return `The hosts file of this machine sends ${hostOf(c)} to ${c.detail['addresses'] ?? 'nowhere'}, where nothing answers. Ad and tracking blockers write such lines.`;
        case 'page':
          return `What answers is the page of a name filter. Filters of companies, routers and ad blockers send names that they do not let through to a page of their own, so ${hostOf(c)} was never asked.`;
        default:
          return `The resolver gives ${c.detail['addresses'] ?? 'an address that leads nowhere'} for ${hostOf(c)}. Filters of companies, routers and ad blockers answer so for names that they do not let through.`;
      }
    },
    fixes: (c) => [
      c.detail['by'] === 'hosts file'
        ? fix('Remove the line with this name from the hosts file.', `grep -n '${hostOf(c)}' /etc/hosts`)
        : fix(
            'Compare with a resolver outside this network. Another answer there proves the filter.',
            `nslookup ${hostOf(c)} 1.1.1.1`,
          ),
      fix(`Ask whoever runs the filter (company IT, Pi-hole, router) to let ${hostOf(c)} through.`),
    ],
    recognised:
      'The name resolves to 0.0.0.0, `::`, or a loopback address that no hosts file gives, and nothing answers there; or a block page names its filter.',
    example: 'connect ECONNREFUSED 0.0.0.0:443',
  },
  'dns.failed': {
    severity: 'error',
    faultDomain: 'network',
    check: 'network.dns',
    title: (c) => `The resolver gives no answer for ${hostOf(c)}`,
    retryHelps: true,
    expected: RESOLVES,
    failureSign: failed,
    inFacts: onTheWay(failed, RESOLVES),
    cause: () =>
      'The resolver of this machine does not answer, or answers that it failed. Whether the name exists is not known. A lost network, a VPN, or a container without a resolver are usual causes.',
    fixes: (c) => [
      fix('Check that this machine is online, and see whether any name resolves.', 'nslookup example.com'),
      fix('Ask for this name by hand.', resolveCommand(c)),
      fix('In a container, give it a resolver.', 'docker run --dns 1.1.1.1 your-image'),
      fix('Reconnect the VPN, or leave it, and run this again.', 'npx agentrouter test-connection'),
    ],
    recognised: 'The resolver does not answer in time, or answers SERVFAIL or EAI_AGAIN.',
    example: 'getaddrinfo EAI_AGAIN your-agentrouter.com',
  },
} satisfies Family;
