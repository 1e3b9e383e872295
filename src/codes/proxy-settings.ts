import { isLoopbackHost } from '../evidence/loopback.ts';
import { isPrivateAddress } from '../evidence/private-address.ts';
import type { Facts } from '../probes/facts.ts';
import type { Observation } from './types.ts';

/** Upper and lower case of one proxy variable that say different things. */
export function conflictingVariables(facts: Facts): Observation[] {
  const { proxyVariables } = facts.settings;
  return proxyVariables
    .filter(({ name }) => name === name.toLowerCase())
    .flatMap((lower) => {
      const upper = proxyVariables.find(({ name }) => name === lower.name.toUpperCase());
      if (upper === undefined || upper.shown === lower.shown) return [];
      return [
        {
          check: 'local.proxy' as const,
          confidence: 'proved' as const,
          measured: `${lower.name} is "${lower.shown}", ${upper.name} is "${upper.shown}"`,
          expected: 'one value, or both the same',
          evidence: [`${lower.name} from ${lower.source}`, `${upper.name} from ${upper.source}`],
          context: {
            detail: {
              lower: lower.name,
              upper: upper.name,
              lowerValue: lower.shown,
              upperValue: upper.shown,
            },
          },
        },
      ];
    });
}

/** A proxy from the environment that is used for an address of this machine or of the private network. */
export function notBypassed(facts: Facts): Observation[] {
  const { network } = facts;
  if (network?.proxy == null || network.proxy.decidedBy === '--proxy') return [];
  const kind = isLoopbackHost(network.host) ? 'loopback' : isPrivateAddress(network.host) ? 'private' : null;
  if (kind === null) return [];
  const { url, decidedBy } = network.proxy;
  const known = facts.settings.proxyVariables.find(({ name }) => name.toLowerCase() === 'no_proxy');
  return [
    {
      check: 'local.proxy',
      confidence: 'proved',
      measured: `${network.host} goes through ${url} (${decidedBy})`,
      expected: 'a direct connection to a loopback or private address',
      evidence: [
        `${network.host} is a ${kind} address`,
        known === undefined ? 'NO_PROXY is not set' : `${known.name} is "${known.shown}"`,
      ],
      context: {
        detail: {
          proxy: url,
          decidedBy,
          kind,
          noProxy: [known?.shown ?? '', network.host].filter((part) => part !== '').join(','),
          noProxyName: known?.name ?? 'NO_PROXY',
        },
      },
    },
  ];
}
