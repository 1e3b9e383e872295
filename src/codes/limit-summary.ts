import { limitWindows } from '../evidence/waits-windows.ts';
import type { Facts } from '../probes/facts.ts';

/** The tightest rate-limit window that good answers told, in words; null where none told any. */
export function limitSummary(facts: Facts): string | null {
  const windows = facts.exchanges.flatMap((exchange) =>
    exchange.outcome.kind === 'answer' && exchange.ask.key === 'real'
      ? limitWindows(exchange.outcome.answer.headers, Date.parse(exchange.startedAt))
      : [],
  );
  const share = (window: (typeof windows)[number]): number =>
    window.limit === null || window.limit === 0 ? 1 : window.remaining / window.limit;
  const tightest = [...windows].sort((a, b) => share(a) - share(b))[0];
  if (tightest === undefined) return null;
  const of = tightest.limit === null ? '' : ` of ${tightest.limit}`;
  return `${tightest.remaining}${of} ${tightest.name} left${untilReset(tightest.resetAtMs)}`;
}

function untilReset(resetAtMs: number | null): string {
  if (resetAtMs === null) return '';
  const seconds = Math.round((resetAtMs - Date.now()) / 1000);
  return seconds > 0 ? `, resets in ${seconds} s` : '';
}
