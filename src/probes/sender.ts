import { adaptationFor } from './adaptation.ts';
import type { Exchange } from './facts.ts';
import { burstPauseMs, createLane, inTurn, isLimit, limitWaitMs, pause, type Lane } from './lane.ts';
import { firstCall } from './learned-calls.ts';
import { littleLeft } from './little-left.ts';
import { REQUESTS } from './requests.ts';
import { createSemaphore } from './semaphore.ts';
import { sendOnce, type Order, type SenderOptions } from './send-once.ts';
import { pauseBeforeRetry } from './transient.ts';

/** At most so many requests are under way at once. */
const MAX_AT_ONCE = 8;
const MAX_ADAPTATIONS = 3;

type Send = (order: Order) => Promise<Exchange>;

/**
 * Makes the one function through which every API request of a run goes: it fills in the key, meets refused optional
 * parameters halfway, tries again after a transient failure, and records each exchange in `facts.exchanges`.
 */
export function createSender(options: SenderOptions): Send {
  const limited = createSemaphore(options.atOnce ?? MAX_AT_ONCE);
  const lane = createLane(options.atOnce === undefined);
  return (order) => limited(() => sendWithRetries(options, order, lane));
}

/** An exchange, and how long to wait before it is tried again; null where it is not. */
interface Sent {
  exchange: Exchange;
  /** The same as it stands in the facts: superseded where it is to be sent again. */
  recorded: Exchange;
  pauseMs: number | null;
}

async function sendWithRetries(options: SenderOptions, order: Order, lane: Lane): Promise<Exchange> {
  for (let attempt = 1; ; attempt += 1) {
    const mayRetry = attempt <= options.retries;
    const send = (inLine: boolean, amongOthers: () => boolean): Promise<Sent> => {
      const retryPause = (exchange: Exchange): number | null =>
        isLimit(exchange) && (inLine || amongOthers())
          ? burstPauseMs(exchange, lane, options.facts, { attempt, inLine })
          : mayRetry
            ? pauseBeforeRetry(exchange.outcome, exchange.timings.totalMs, limitWaitMs(exchange))
            : null;
      return sendAdapted(options, order, lane, attempt, retryPause);
    };
    const { exchange, recorded, pauseMs } = await inTurn(lane, options.signal, send);
    if (pauseMs === null) return recorded;
    if (await pause(pauseMs, options.signal)) continue;
    // It is not sent again, so it counts.
    const { facts } = options;
    facts.exchanges = facts.exchanges.map((one) => (one === recorded ? exchange : one));
    return exchange;
  }
}

async function sendAdapted(
  options: SenderOptions,
  order: Order,
  lane: Lane,
  attempt: number,
  retryPause: (exchange: Exchange) => number | null,
): Promise<Sent> {
  const request = REQUESTS[order.role];
  const base = firstCall(request, order);
  const known = base === null ? null : lane.learned.apply(base);
  let call = known?.call ?? null;
  let notes = known?.notes ?? [];
  for (let adaptations = 0; ; adaptations += 1) {
    const exchange = await sendOnce(options, order, request, call, attempt, [...notes]);
    if (littleLeft(exchange, MAX_AT_ONCE)) lane.crowded = true;
    const adaptation = call === null || adaptations >= MAX_ADAPTATIONS ? null : adaptationFor(call, exchange);
    const pauseMs = adaptation === null ? retryPause(exchange) : null;
    const again = adaptation !== null || pauseMs !== null;
    const recorded: Exchange = again ? { ...exchange, superseded: true } : exchange;
    options.facts.exchanges.push(recorded);
    if (adaptation === null) return { exchange, recorded, pauseMs };
    notes = [...notes, adaptation.note];
    if (call !== null) lane.learned.remember(call, adaptation.call, notes);
    call = adaptation.call;
  }
}
