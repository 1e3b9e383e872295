import type { CheckId } from '../checks/ids.ts';
import { NOTHING_ASKED } from '../evidence/nothing-asked.ts';
import type { FailureEvidence } from '../evidence/types.ts';
import type { Facts } from '../probes/facts.ts';
import type { TcpAttempt, WireFailure } from '../wire/types.ts';
import { lastOf } from './roles.ts';
import type { Observation, Sign } from './types.ts';

/** A failure that a step of the way to the deployment met. */
interface Met {
  failure: WireFailure;
  check: CheckId;
}

/** The check of the step in which a failure of each layer is met. */
export const CHECK_OF_LAYER = {
  url: 'local.base-url',
  dns: 'network.dns',
  tcp: 'network.tcp',
  proxy: 'network.proxy',
  tls: 'network.tls',
  http: 'network.http',
} as const;

/** Failures that tell more come first: a refusal is an answer, a missing route of one family is not. */
const TELLING = ['ECONNREFUSED', 'ECONNRESET', 'TIMEOUT', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'];

/** The failure that stands for a name none of whose addresses could be reached; null where one could. */
function tcpFailure(attempts: readonly TcpAttempt[] | null): WireFailure | null {
  if (attempts === null || attempts.some(({ connectedMs }) => connectedMs !== null)) return null;
  const rank = ({ code }: WireFailure): number => (TELLING.includes(code) ? TELLING.indexOf(code) : 99);
  const failures = attempts.flatMap(({ failure }) => (failure === null ? [] : [failure]));
  return failures.sort((a, b) => rank(a) - rank(b))[0] ?? null;
}

/** All failures of the steps and of the first request; those of the run's own end are left out. */
function failuresMet(facts: Facts): Met[] {
  const { network } = facts;
  const list = lastOf(facts, 'list');
  const first = list?.outcome.kind === 'failure' ? list.outcome.failure : null;
  const all = [
    network?.dns?.failure ?? null,
    tcpFailure(network?.tcp ?? null),
    network?.proxyPath?.failure ?? null,
    network?.handshake?.failure ?? null,
    // Other layers of the first request are seen where the request itself is judged.
    first?.layer === 'http' ? first : null,
  ];
  return all
    .filter((failure) => failure !== null)
    .filter(({ code }) => code !== 'DEADLINE' && code !== 'ABORTED')
    .map((failure) => ({ failure, check: CHECK_OF_LAYER[failure.layer] }));
}

/** A recogniser over facts that looks at the steps of the way with the recogniser of single failures. */
export function onTheWay(
  signOf: (evidence: FailureEvidence) => Sign | null,
  expected: string,
  check?: CheckId,
): (facts: Facts) => Observation[] {
  return (facts) =>
    failuresMet(facts).flatMap((met) => {
      const sign = signOf({ kind: 'failure', ask: NOTHING_ASKED, failure: met.failure });
      if (sign === null) return [];
      return [
        {
          check: check ?? met.check,
          // A tunnel that is cut does not tell who cut it.
          confidence: met.failure.code === 'CLOSED' && met.failure.layer === 'proxy' ? 'likely' : 'proved',
          ...(sign.faultDomain === undefined ? {} : { faultDomain: sign.faultDomain }),
          measured: measuredBy(met.failure),
          expected,
          evidence: [lineOf(met.failure)],
          context: { detail: { ...sign.detail, ...detailOf(met.failure) } },
        },
      ];
    });
}

function measuredBy({ code, message, afterMs }: WireFailure): string {
  return `${message.slice(0, 200)}${message.includes(code) ? '' : ` [${code}]`} after ${Math.round(afterMs)} ms`;
}

function lineOf({ layer, host, port, address, code }: WireFailure): string {
  const place = `${host ?? 'unknown host'}${port === null ? '' : `:${port}`}`;
  const by = address === null || address === host ? '' : ` (${address})`;
  return `${layer} ${place}${by}: ${code}`;
}

function detailOf({ address, afterMs, proxyAnswer, message }: WireFailure): Record<string, string> {
  return {
    ...(address === null ? {} : { address }),
    afterMs: String(Math.round(afterMs)),
    message: message.slice(0, 200),
    ...(proxyAnswer === null ? {} : { proxyStatus: String(proxyAnswer.status) }),
  };
}
