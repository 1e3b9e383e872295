/** Reads waits and moments in all the notations that gateways use. Results are milliseconds. */

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const MAX_WAIT_MS = 400 * 86_400_000;

/** Epoch seconds lie above this (2001-09-09), epoch milliseconds a thousand times higher; smaller numbers are waits. */
const EPOCH_SECONDS = 1_000_000_000;

/** A wait, or a moment in ms since the epoch. */
export type When = { waitMs: number } | { atMs: number };

/** `7m12s`, `26.604s`, `120ms`, `1h0m0s`, `1d`, `07:12:33`; null for anything else. */
export function durationMs(text: string): number | null {
  const clock = /^(\d{1,4}):([0-5]\d):([0-5]\d)$/.exec(text.trim());
  if (clock !== null) return (Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3])) * 1_000;
  const compact = text.trim().replace(/\s+/g, '');
  if (!/^(?:\d{1,9}(?:\.\d{1,9})?(?:ms|[smhd])){1,5}$/.test(compact)) return null;
  let totalMs = 0;
  for (const [, amount, unit] of compact.matchAll(/(\d+(?:\.\d+)?)(ms|[smhd])/g)) {
    totalMs += Number(amount) * (UNIT_MS[unit ?? ''] ?? 0);
  }
  return bounded(totalMs);
}

/** `12 minutes`, `20 seconds`, `30秒`, `5 分钟`, `2小时`, `1 minuto`; null for an unknown unit. */
export function amountMs(amount: string, unit: string): number | null {
  const perUnit = UNITS.find(([pattern]) => pattern.test(unit.trim()))?.[1];
  return perUnit === undefined ? null : bounded(Number(amount) * perUnit);
}

const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^(?:ms|msecs?|milli\w*|毫秒)$/i, 1],
  [/^(?:s|secs?|seconds?|segundos?|secondes?|sekunden?|секунд\p{L}*|giây|秒鐘?|秒钟?|초)$/iu, 1_000],
  [/^(?:m|mins?|minutes?|minutos?|minuten?|минут\p{L}*|phút|分[钟鐘]?|분)$/iu, 60_000],
  [/^(?:h|hrs?|hours?|horas?|heures?|stunden?|час\p{L}*|giờ|(?:小时|小時|时间|時間)|시간)$/iu, 3_600_000],
  [/^(?:d|days?|d[ií]as?|jours?|tagen?|天|日)$/iu, 86_400_000],
];

/**
 * One header or body value that tells a reset: a number of seconds, epoch seconds or epoch milliseconds, a duration,
 * RFC 3339, `2026-11-22 14:06:00 UTC`, or an HTTP date (RFC 9110, 5.6.7).
 */
export function whenOf(value: string): When | null {
  const text = value.trim();
  if (/^\d{1,16}(?:\.\d{1,9})?$/.test(text)) return numberWhen(Number(text));
  const duration = durationMs(text);
  if (duration !== null) return { waitMs: duration };
  return momentOf(text);
}

function numberWhen(amount: number): When | null {
  if (amount >= EPOCH_SECONDS * 1_000) return { atMs: amount };
  if (amount >= EPOCH_SECONDS) return { atMs: amount * 1_000 };
  const waitMs = bounded(amount * 1_000);
  return waitMs === null ? null : { waitMs };
}

/** A moment written as a date; dates without a zone are taken as UTC, as servers mean them. */
export function momentOf(text: string): When | null {
  const plain = text.trim().replace(/\s+at\s+/i, ' ');
  if (!/\d{4}/.test(plain) || !/\d[T:\-/ ]/.test(plain) || plain.length > 60) return null;
  const iso = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?$/i.exec(
    plain,
  );
  const atMs =
    iso === null ? Date.parse(plain) : Date.parse(`${iso[1] ?? ''}T${iso[2] ?? ''}${zone(iso[3])}`);
  return Number.isFinite(atMs) ? { atMs } : null;
}

function zone(written: string | undefined): string {
  return written === undefined || /^[A-Z]+$/i.test(written) ? 'Z' : written;
}

function bounded(waitMs: number): number | null {
  return Number.isFinite(waitMs) && waitMs >= 0 && waitMs <= MAX_WAIT_MS ? Math.round(waitMs) : null;
}
