import { NOTHING_ASKED } from '../../../src/evidence/nothing-asked.ts';
import type { FailureEvidence } from '../../../src/evidence/types.ts';
import { clockCodes } from '../../../src/codes/clock.ts';
import { dnsCodes } from '../../../src/codes/dns.ts';
import { httpTransportCodes } from '../../../src/codes/http-transport.ts';
import { netCodes } from '../../../src/codes/net.ts';
import { proxyCodes } from '../../../src/codes/proxy.ts';
import { tcpCodes } from '../../../src/codes/tcp.ts';
import { tlsCodes } from '../../../src/codes/tls.ts';
import type { CodeEntry } from '../../../src/codes/types.ts';
import type { WireFailure } from '../../../src/wire/types.ts';

/** All codes of the network, by name. */
export const NETWORK: Readonly<Record<string, CodeEntry>> = {
  ...dnsCodes,
  ...tcpCodes,
  ...netCodes,
  ...proxyCodes,
  ...tlsCodes,
  ...httpTransportCodes,
  ...clockCodes,
};

export const ASK: FailureEvidence['ask'] = NOTHING_ASKED;

/** The codes that a failure speaks for, with their weights, the strongest first. */
export function codesFor(failure: FailureEvidence['failure']): { code: string; weight: number }[] {
  return Object.entries(NETWORK)
    .flatMap(([code, entry]) => {
      const sign = entry.failureSign?.({ kind: 'failure', ask: ASK, failure }) ?? null;
      return sign === null ? [] : [{ code, weight: sign.weight }];
    })
    .sort((a, b) => b.weight - a.weight);
}

/** A failure of the wire. */
export function wireFailure(
  layer: WireFailure['layer'],
  code: string,
  parts: Partial<WireFailure> = {},
): WireFailure {
  return {
    layer,
    code,
    message: `${code} happened`,
    host: 'gateway.example',
    port: 443,
    address: null,
    afterMs: 12,
    proxyAnswer: null,
    ...parts,
  };
}
