/** How the requests of a run share the deployment: together at first, one by one once that meets a limit. */

import { setTimeout as sleep } from 'node:timers/promises';
import { toAnswerEvidence } from '../evidence/answer.ts';
import { waitOf } from '../evidence/waits.ts';
import type { Exchange, Facts } from './facts.ts';
import { createLearnedCalls, type LearnedCalls } from './learned-calls.ts';
import { createSemaphore } from './semaphore.ts';
import { succeeded } from './succeeded.ts';
import { pauseBeforeRetry } from './transient.ts';

/** A limit on parallel requests, which our own burst ran into, is gone once the others have ended. */
const BURST_PAUSE_MS = 1_000;
/** One by one, requests that still meet a limit are spaced out: by this first, then by twice as much, up to the pause. */
const FIRST_SPACING_MS = 250;
/** How often a request that met our own burst's limit is sent again, whatever `retries` says. */
const MAX_BURST_RETRIES = 3;

/** What the requests of a run share. */
export interface Lane {
  /** What refusals taught about each model's parameters. */
  learned: LearnedCalls;
  underWay: number;
  started: number;
  /** Our own burst ran into a limit, or would: from then on requests go one by one. */
  crowded: boolean;
  /** The pause before each request that goes by itself; null where hundreds wait for their turn. */
  spacingMs: number | null;
  oneByOne: <T>(task: () => Promise<T>) => Promise<T>;
}

/** @param spaced false where hundreds of requests wait for their turn, so that spacing them out would take too long. */
export function createLane(spaced: boolean): Lane {
  return {
    learned: createLearnedCalls(),
    underWay: 0,
    started: 0,
    crowded: false,
    spacingMs: spaced ? 0 : null,
    oneByOne: createSemaphore(1),
  };
}

/**
 * Sends one request in its turn.
 *
 * @param send is told whether it goes one by one, and whether another request was under way while it was.
 */
export async function inTurn<T>(
  lane: Lane,
  signal: AbortSignal,
  send: (inLine: boolean, amongOthers: () => boolean) => Promise<T>,
): Promise<T> {
  const alone = lane.underWay === 0;
  lane.underWay += 1;
  lane.started += 1;
  const mine = lane.started;
  const amongOthers = (): boolean => !alone || lane.started > mine;
  try {
    if (!lane.crowded) return await send(false, amongOthers);
    return await lane.oneByOne(async () => {
      if (lane.spacingMs !== null && lane.spacingMs > 0) await pause(lane.spacingMs, signal);
      return send(true, amongOthers);
    });
  } finally {
    lane.underWay -= 1;
  }
}

/** False where the run ended meanwhile. */
export async function pause(pauseMs: number, signal: AbortSignal): Promise<boolean> {
  try {
    await sleep(pauseMs, undefined, { signal });
    return true;
  } catch {
    return false;
  }
}

/**
 * How long to wait before a request that met a limit among others of ours is sent by itself; null where that would tell
 * nothing. A told wait counts, unless calls of this run were answered: then one more try shows whose limit it is.
 */
export function burstPauseMs(
  exchange: Exchange,
  lane: Lane,
  facts: Facts,
  { attempt, inLine }: { attempt: number; inLine: boolean },
): number | null {
  if (inLine && lane.spacingMs !== null) {
    lane.spacingMs = Math.min(BURST_PAUSE_MS, Math.max(FIRST_SPACING_MS, lane.spacingMs * 2));
  }
  lane.crowded = true;
  const answered = facts.exchanges.some(({ ask, outcome }) => ask.model !== null && succeeded(outcome));
  if (attempt > (answered ? MAX_BURST_RETRIES : 1)) return null;
  const toldMs = limitWaitMs(exchange);
  const waitMs = answered && attempt === 1 ? BURST_PAUSE_MS : (toldMs ?? BURST_PAUSE_MS);
  return pauseBeforeRetry(exchange.outcome, exchange.timings.totalMs, waitMs);
}

/** Was it refused for a limit? */
export function isLimit({ outcome }: Exchange): boolean {
  return outcome.kind === 'answer' && outcome.answer.status === 429;
}

/** How long the answer says to wait; null where it does not. */
export function limitWaitMs(exchange: Exchange): number | null {
  if (exchange.outcome.kind !== 'answer') return null;
  return waitOf(toAnswerEvidence(exchange.ask, exchange.outcome.answer), Date.now()).waitMs;
}
