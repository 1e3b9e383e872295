import * as v from 'valibot';
import { parseJson } from './json.ts';

/** An amount as a balance endpoint tells it; null where it tells none. */
export interface BalanceReading {
  granted: number | null;
  used: number | null;
  remaining: number | null;
  unlimited: boolean;
  unit: string;
  expiresAt: string | null;
}

/** Amounts come as numbers and as texts (DeepSeek). */
const Amount = v.nullish(
  v.pipe(
    v.union([v.number(), v.pipe(v.string(), v.transform(Number))]),
    v.check((value) => Number.isFinite(value)),
  ),
);

/** What one-api and new-api show for a key without a limit. */
const UNLIMITED_USD = 100_000_000;
/** new-api's quota units in one USD, by default. */
const QUOTA_UNITS_PER_USD = 500_000;

const Subscription = v.looseObject({ hard_limit_usd: Amount, access_until: v.nullish(v.number()) });
const BillingUsage = v.looseObject({ total_usage: Amount });

const none: BalanceReading = {
  granted: null,
  used: null,
  remaining: null,
  unlimited: false,
  unit: 'USD',
  expiresAt: null,
};

/** `GET /v1/dashboard/billing/subscription` of one-api and new-api: what was granted, in USD. */
export function readSubscription(body: string): BalanceReading | null {
  const parsed = v.safeParse(Subscription, parseJson(body));
  if (!parsed.success || typeof parsed.output.hard_limit_usd !== 'number') return null;
  const granted = parsed.output.hard_limit_usd;
  const until = parsed.output.access_until ?? 0;
  return {
    ...none,
    granted,
    unlimited: granted >= UNLIMITED_USD,
    expiresAt: until > 0 ? isoOf(until * 1000) : null,
  };
}

/** `GET /v1/dashboard/billing/usage` of the same: what was used, in hundredths of a USD. Null where it tells nothing. */
export function readBillingUsage(body: string): number | null {
  const parsed = v.safeParse(BillingUsage, parseJson(body));
  return parsed.success && typeof parsed.output.total_usage === 'number'
    ? parsed.output.total_usage / 100
    : null;
}

const TokenUsage = v.looseObject({
  data: v.looseObject({
    total_granted: Amount,
    total_used: Amount,
    total_available: Amount,
    unlimited_quota: v.nullish(v.boolean()),
    expires_at: v.nullish(v.number()),
  }),
});
const KeyInfo = v.looseObject({
  info: v.looseObject({ spend: Amount, max_budget: Amount, expires: v.nullish(v.string()) }),
});
const Credits = v.looseObject({ data: v.looseObject({ total_credits: Amount, total_usage: Amount }) });
const DeepSeekBalance = v.looseObject({
  balance_infos: v.pipe(
    v.array(v.looseObject({ currency: v.nullish(v.string()), total_balance: Amount })),
    v.minLength(1),
  ),
});
const MoonshotBalance = v.looseObject({ data: v.looseObject({ available_balance: Amount }) });

interface FamilyBalance {
  /** Below the deployment's root (the Anthropic SDK base URL). */
  path: string;
  read: (body: string) => BalanceReading | null;
}

/** The balance endpoint that each family serves beside the billing pair. */
export const FAMILY_BALANCE: Readonly<Record<string, FamilyBalance>> = {
  'new-api': { path: '/api/usage/token', read: readTokenUsage },
  litellm: { path: '/key/info', read: readKeyInfo },
  openrouter: { path: '/v1/credits', read: readCredits },
  deepseek: { path: '/user/balance', read: readDeepSeek },
  moonshot: { path: '/v1/users/me/balance', read: readMoonshot },
};

function readTokenUsage(body: string): BalanceReading | null {
  const parsed = v.safeParse(TokenUsage, parseJson(body));
  if (!parsed.success) return null;
  const { total_granted, total_used, total_available, unlimited_quota, expires_at } = parsed.output.data;
  if (typeof total_available !== 'number' && unlimited_quota !== true) return null;
  const usd = (units: number | null | undefined): number | null =>
    typeof units === 'number' ? units / QUOTA_UNITS_PER_USD : null;
  return {
    ...none,
    granted: usd(total_granted),
    used: usd(total_used),
    remaining: usd(total_available),
    unlimited: unlimited_quota === true,
    expiresAt: (expires_at ?? 0) > 0 ? isoOf((expires_at ?? 0) * 1000) : null,
  };
}

function readKeyInfo(body: string): BalanceReading | null {
  const parsed = v.safeParse(KeyInfo, parseJson(body));
  if (!parsed.success) return null;
  const { spend, max_budget, expires } = parsed.output.info;
  const granted = max_budget ?? null;
  return {
    ...none,
    granted,
    used: spend ?? null,
    remaining: granted === null ? null : granted - (spend ?? 0),
    unlimited: granted === null,
    expiresAt: expires ?? null,
  };
}

function readCredits(body: string): BalanceReading | null {
  const parsed = v.safeParse(Credits, parseJson(body));
  if (!parsed.success) return null;
  const { total_credits, total_usage } = parsed.output.data;
  if (typeof total_credits !== 'number') return null;
  return {
    ...none,
    granted: total_credits,
    used: total_usage ?? null,
    remaining: total_credits - (total_usage ?? 0),
  };
}

function readDeepSeek(body: string): BalanceReading | null {
  const parsed = v.safeParse(DeepSeekBalance, parseJson(body));
  const first = parsed.success ? parsed.output.balance_infos[0] : undefined;
  if (typeof first?.total_balance !== 'number') return null;
  return { ...none, remaining: first.total_balance, unit: first.currency ?? 'USD' };
}

function readMoonshot(body: string): BalanceReading | null {
  const parsed = v.safeParse(MoonshotBalance, parseJson(body));
  const available = parsed.success ? parsed.output.data.available_balance : undefined;
  return typeof available === 'number' ? { ...none, remaining: available, unit: 'CNY' } : null;
}

function isoOf(epochMs: number): string | null {
  return Number.isFinite(epochMs) && Math.abs(epochMs) < 8.64e15 ? new Date(epochMs).toISOString() : null;
}
