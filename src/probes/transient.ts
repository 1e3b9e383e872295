import type { Outcome } from './facts.ts';

const TRANSIENT_STATUS = new Set([408, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529, 530]);
const TRANSIENT_FAILURE = new Set(['ECONNRESET', 'CLOSED', 'UND_ERR_SOCKET', 'EPIPE', 'EAI_AGAIN']);
/** A failure that took longer than this is not tried again: the user waits. */
const MAX_FIRST_TRY_MS = 5_000;
const PAUSE_MS = 400;
/** A limit that lifts within this time is waited for; our own burst may have caused it. */
const MAX_LIMIT_WAIT_MS = 2_000;

/**
 * How long to wait before trying again, or null where trying again would tell nothing.
 *
 * @param limitWaitMs what a 429 says about the wait, where it says anything.
 */
export function pauseBeforeRetry(
  outcome: Outcome,
  totalMs: number,
  limitWaitMs: number | null,
): number | null {
  if (totalMs > MAX_FIRST_TRY_MS) return null;
  switch (outcome.kind) {
    case 'failure':
      return TRANSIENT_FAILURE.has(outcome.failure.code) ? PAUSE_MS : null;
    case 'stream':
      return outcome.answer.end === 'cut' && !outcome.reading.terminated ? PAUSE_MS : null;
    case 'answer':
      if (outcome.answer.status === 429) {
        return limitWaitMs !== null && limitWaitMs <= MAX_LIMIT_WAIT_MS
          ? Math.max(limitWaitMs, PAUSE_MS)
          : null;
      }
      return TRANSIENT_STATUS.has(outcome.answer.status) ? PAUSE_MS : null;
  }
}
