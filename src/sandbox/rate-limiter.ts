const WINDOW_MS = 60_000;

interface RateLimiter {
  /** Counts one request. @returns false where it is one too many. */
  take(): boolean;
  /** `X-RateLimit-*` (AgentRouter documentation, "Rate Limiting"); the reset is in seconds since 1970. */
  headers(): Record<string, string>;
}

/** Requests in windows of one minute; `used` of each window are gone already, as if others had the same key. */
export function createRateLimiter(perMinute: number, used: number): RateLimiter {
  let count = used;
  let endsAtMs = Date.now() + WINDOW_MS;
  const turn = (): void => {
    if (Date.now() < endsAtMs) return;
    count = used;
    endsAtMs = Date.now() + WINDOW_MS;
  };
  return {
    take() {
      turn();
      count += 1;
      return count <= perMinute;
    },
    headers: () => ({
      'x-ratelimit-limit': String(perMinute),
      'x-ratelimit-remaining': String(Math.max(0, perMinute - count)),
      'x-ratelimit-reset': String(Math.ceil(endsAtMs / 1000)),
    }),
  };
}
