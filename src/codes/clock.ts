import type { Facts } from '../probes/facts.ts';
import { fix, hostOf } from './fix-texts.ts';
import { saysSkewed } from './pasted-words/platform.ts';
import type { Family, Observation } from './types.ts';

const MAX_SKEW_MS = 60_000;

function skewed(facts: Facts): Observation[] {
  const skewMs = facts.network?.clockSkewMs ?? null;
  if (skewMs === null || Math.abs(skewMs) <= MAX_SKEW_MS) return [];
  const by = spoken(Math.abs(skewMs));
  const way = skewMs > 0 ? 'ahead of' : 'behind';
  return [
    {
      check: 'network.http',
      confidence: 'proved',
      measured: `the local clock is ${by} ${way} the server's`,
      expected: 'clocks that agree within a minute',
      evidence: [`the Date header of the answer differs by ${by}`],
      context: { detail: { by, way } },
    },
  ];
}

function spoken(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} minutes`;
  return seconds < 172_800 ? `${Math.round(seconds / 3600)} hours` : `${Math.round(seconds / 86_400)} days`;
}

/** Faults of the clocks. */
export const clockCodes = {
  'clock.skewed': {
    severity: 'warning',
    faultDomain: 'you',
    check: 'network.http',
    title: "The local clock and the server's disagree",
    retryHelps: false,
    expected: 'clocks that agree within a minute',
    inFacts: skewed,
    textSign: saysSkewed,
    cause: (c) =>
      `The clock of this machine is ${c.detail['by'] ?? 'more than a minute'} ${c.detail['way'] ?? 'away from'} that of ${hostOf(c)}. Certificates then look expired or not yet valid, and waits until a rate limit resets come out wrong. One of the two is off; usually it is the local one.`,
    fixes: () => [
      fix('Compare with a third clock.', 'date -u; curl -sI https://www.cloudflare.com | grep -i ^date'),
      fix('Switch on time synchronisation.', 'sudo timedatectl set-ntp true'),
      fix('In WSL or a virtual machine, the clock stands still during sleep: restart it.', 'wsl --shutdown'),
    ],
    recognised: "The server's Date header and the local clock differ by over 60 s.",
    example: 'certificate is not yet valid',
  },
} satisfies Family;
