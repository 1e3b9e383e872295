/** Where the time of one request went, drawn like httpstat: each bar starts where the one before it ended. */

import type { Facts } from '../probes/facts.ts';
import { table } from './layout.ts';
import type { Paper } from './paint.ts';
import { durationText } from './units.ts';

interface Phase {
  name: string;
  ms: number;
}

const BAR_CELLS = 40;

function fastest(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.min(...known);
}

/** The way to the deployment as measured step by step, then the first request's wait and the reading of its answer. */
export function phasesOf({ network, exchanges }: Facts): Phase[] {
  if (network === null) return [];
  const first = exchanges.find((exchange) => exchange.outcome.kind !== 'failure')?.timings ?? null;
  const way = [
    { name: 'DNS', ms: network.dns?.answer?.durationMs ?? first?.dnsMs ?? null },
    {
      name: 'TCP',
      ms: fastest((network.tcp ?? []).map((attempt) => attempt.connectedMs)) ?? first?.tcpMs ?? null,
    },
    { name: 'Proxy', ms: network.proxyPath?.connectedMs ?? null },
    { name: 'TLS', ms: network.handshake?.tls?.handshakeMs ?? first?.tlsMs ?? null },
  ];
  const waitMs = first?.ttfbMs ?? null;
  const connectMs = (first?.dnsMs ?? 0) + (first?.tcpMs ?? 0) + (first?.tlsMs ?? 0);
  const readMs = first === null || waitMs === null ? null : Math.max(0, first.totalMs - connectMs - waitMs);
  return [...way, { name: 'First byte', ms: waitMs }, { name: 'Reading', ms: readMs }].flatMap(
    ({ name, ms }) => (ms === null ? [] : [{ name, ms }]),
  );
}

function bar(startMs: number, ms: number, totalMs: number, paper: Paper): string {
  const scale = totalMs <= 0 ? 0 : BAR_CELLS / totalMs;
  const start = Math.min(BAR_CELLS - 1, Math.floor(startMs * scale));
  const length = Math.max(1, Math.min(BAR_CELLS - start, Math.round(ms * scale)));
  const drawn = (paper.face.unicode ? '█' : '#').repeat(length);
  const empty = paper.face.unicode ? '·' : '.';
  return paper.faint(empty.repeat(start)) + drawn + paper.faint(empty.repeat(BAR_CELLS - start - length));
}

/** One line a phase: name, milliseconds, bar; the sum below. Empty where nothing was measured. */
export function drawPhases(facts: Facts, paper: Paper): string[] {
  const phases = phasesOf(facts);
  if (phases.length === 0) return [];
  const totalMs = phases.reduce((sum, phase) => sum + phase.ms, 0);
  const rows = phases.map((phase, index) => {
    const startMs = phases.slice(0, index).reduce((sum, before) => sum + before.ms, 0);
    return [phase.name, durationText(phase.ms), bar(startMs, phase.ms, totalMs, paper)];
  });
  return [
    paper.strong('Where the time goes'),
    ...table([...rows, ['Total', durationText(totalMs), '']], {
      width: Math.max(paper.face.width, BAR_CELLS + 30),
      indent: 2,
      alignRight: [1],
    }),
  ];
}
