import { isLoopbackHost } from '../evidence/loopback.ts';
import type { Facts } from '../probes/facts.ts';
import type { Family as IpFamily, TcpAttempt } from '../wire/types.ts';
import { fix, hostOf } from './fix-texts.ts';
import { shellWord } from './local-facts.ts';
import type { Context, Family, Observation } from './types.ts';

/** An attempt that fails sooner than this costs a client nothing. */
const AT_ONCE_MS = 300;

/** A route that this machine does not have at all is passed over by clients in no time. */
const NO_ROUTE = new Set(['ENETUNREACH', 'EHOSTUNREACH', 'EADDRNOTAVAIL', 'EAFNOSUPPORT', 'ENETDOWN']);

function costsNothing({ failure }: TcpAttempt): boolean {
  return failure !== null && NO_ROUTE.has(failure.code) && failure.afterMs < AT_ONCE_MS;
}

function brokenFamily(facts: Facts): Observation[] {
  const attempts = facts.network?.tcp ?? [];
  return ([6, 4] as const).flatMap((family) => observeFamily(facts, attempts, family));
}

function observeFamily(facts: Facts, attempts: readonly TcpAttempt[], family: IpFamily): Observation[] {
  const own = attempts.filter((attempt) => attempt.family === family);
  const works = attempts.find((attempt) => attempt.family !== family && attempt.connectedMs !== null);
  if (own.length === 0 || works === undefined) return [];
  if (own.some(({ failure }) => failure === null) || own.every(costsNothing)) return [];
  // A local server that listens on one family only is how most of them are started.
  if (own.every(({ address }) => isLoopbackHost(address))) return [];
  const stopped = own.some(({ failure }) => failure?.code === 'DEADLINE' || failure?.code === 'ABORTED');
  if (stopped) return [];
  const lostMs = Math.round(Math.max(...own.map(({ failure }) => failure?.afterMs ?? 0)));
  const other = family === 6 ? 4 : 6;
  return [
    {
      check: 'network.tcp',
      faultDomain: own.some(({ failure }) => failure?.code === 'ECONNREFUSED') ? 'gateway' : 'network',
      confidence: 'proved',
      measured: `IPv${other} connects in ${Math.round(works.connectedMs ?? 0)} ms, IPv${family} fails after ${lostMs} ms`,
      expected: `both families of ${facts.network?.host ?? 'the deployment'} connect`,
      evidence: own.map(
        ({ address, failure }) =>
          `${address}: ${failure?.code ?? ''} after ${Math.round(failure?.afterMs ?? 0)} ms`,
      ),
      context: { detail: { broken: `IPv${family}`, works: `IPv${other}`, lostMs: String(lostMs) } },
    },
  ];
}

const timeConnecting = (c: Context, family: IpFamily): string =>
  `curl -${family} -sS -o /dev/null -w '%{time_connect}\\n' ${shellWord(c.baseUrl ?? 'https://your-deployment')}`;

/** Faults of one of the two IP families. */
export const netCodes = {
  'net.ipv6-broken': {
    severity: 'warning',
    faultDomain: 'network',
    check: 'network.tcp',
    title: (c) =>
      `${c.detail['broken'] ?? 'IPv6'} does not reach ${hostOf(c)}, ${c.detail['works'] ?? 'IPv4'} does`,
    retryHelps: false,
    expected: 'both families connect',
    inFacts: brokenFamily,
    cause: (c) =>
      `${hostOf(c)} has addresses of both families, and those of ${c.detail['broken'] ?? 'IPv6'} do not answer. Clients that try them first lose ${c.detail['lostMs'] ?? 'several hundred'} ms or fail; browsers and recent Node.js hide it.`,
    fixes: (c) => [
      fix('See both families side by side.', `${timeConnecting(c, 4)}; ${timeConnecting(c, 6)}`),
      ...(c.detail['broken'] === 'IPv4'
        ? []
        : [
            fix(
              'In Node.js, prefer IPv4 until it is mended.',
              'export NODE_OPTIONS=--dns-result-order=ipv4first',
            ),
            fix(
              'In Python, bind httpx to IPv4.',
              'http_client=httpx.Client(transport=httpx.HTTPTransport(local_address="0.0.0.0"))',
            ),
          ]),
      fix(
        `Tell the operator or your network's admin: either the address record or the route of ${c.detail['broken'] ?? 'IPv6'} is wrong.`,
      ),
    ],
    recognised: 'One family connects; every address of the other fails, and takes its time to.',
    example: 'The first request of every process takes seconds longer than the next',
  },
} satisfies Family;
