/** Connections that did not go where the request was sent: to a proxy of this machine, or to nowhere. */

import { isLoopbackHost } from '../../evidence/loopback.ts';
import type { TextEvidence } from '../../evidence/types.ts';
import type { Sign } from '../types.ts';

const REFUSED =
  /(?:ECONNREFUSED|connection refused|connect call failed \('|connect to|connecting to)[^\d\n[(]{0,12}\[?(?<address>127\.\d{1,3}\.\d{1,3}\.\d{1,3}|0\.0\.0\.0|::1?|localhost)\]?(?::|', | port )(?<port>\d{1,5})/i;

interface Refusal {
  address: string;
  samePort: boolean;
  host: string;
}

/** A refusal by this machine of a request that was meant for another one; null where there is none. */
function refusedHere({ text, ask }: TextEvidence): Refusal | null {
  const { address, port } = REFUSED.exec(text)?.groups ?? {};
  if (address === undefined || ask.url === null || !URL.canParse(ask.url)) return null;
  const url = new URL(ask.url);
  if (isLoopbackHost(url.hostname)) return null;
  const asked = url.port === '' ? (url.protocol === 'http:' ? '80' : '443') : url.port;
  return { address, samePort: port === asked, host: url.hostname };
}

/** Another port of this machine than the one asked for can only be a proxy's. */
export function saysLocalProxyRefused(evidence: TextEvidence): Sign | null {
  const refusal = refusedHere(evidence);
  return refusal === null || refusal.samePort
    ? null
    : {
        weight: 90,
        why: `the request was for ${refusal.host}, and ${refusal.address} on this machine refused it`,
      };
}

/** The port asked for, at an address of this machine: its name resolves to here. */
export function saysSinkholed(evidence: TextEvidence): Sign | null {
  const refusal = refusedHere(evidence);
  return refusal?.samePort === true
    ? {
        weight: 89,
        why: `${refusal.host} leads to ${refusal.address}`,
        detail: { addresses: refusal.address },
      }
    : null;
}
