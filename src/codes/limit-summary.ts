import { limitWindows } from '../evidence/waits-windows.ts';
import type { Exchange, Facts } from '../probes/facts.ts';

/** The tightest rate-limit window that good answers told, in words; null where none told any. */
export function limitSummary(facts: Facts): string | null {
  const windows = facts.exchanges.flatMap((exchange) =>
    exchange.outcome.kind === 'answer' && exchange.ask.key === 'real'
      ? windowsOf(exchange, exchange.outcome.answer.headers)
      : [],
  );
  const share = (window: (typeof windows)[number]): number =>
    window.limit === null || window.limit === 0 ? 1 : window.remaining / window.limit;
  const tightest = [...windows].sort((a, b) => share(a) - share(b))[0];
  if (tightest === undefined) return null;
  const of = tightest.limit === null ? '' : ` of ${tightest.limit}`;
  return `${tightest.remaining}${of} ${tightest.name} left${untilReset(tightest)}`;
}

/** The windows, and when the answer had come that told them. */
function windowsOf({ startedAt, timings }: Exchange, headers: Record<string, string>) {
  const sentAtMs = Date.parse(startedAt);
  return limitWindows(headers, sentAtMs).map((window) => ({
    ...window,
    toldAtMs: sentAtMs + timings.totalMs,
  }));
}

function untilReset({ resetAtMs, toldAtMs }: { resetAtMs: number | null; toldAtMs: number }): string {
  if (resetAtMs === null) return '';
  const seconds = Math.round((resetAtMs - toldAtMs) / 1000);
  return seconds > 0 ? `, resets in ${seconds} s` : '';
}
