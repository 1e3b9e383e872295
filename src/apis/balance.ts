import * as v from 'valibot';
import { OptionalNumber, OptionalText } from './fields.ts';
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

/** Paths of the billing pair of one-api and new-api below the OpenAI SDK base URL. */
export const BILLING_PATHS = {
  subscription: '/dashboard/billing/subscription',
  usage: '/dashboard/billing/usage',
} as const;

/** What one-api and new-api show for a key without a limit. */
const UNLIMITED_USD = 100_000_000;
/** new-api's quota units in one USD, by default. */
const QUOTA_UNITS_PER_USD = 500_000;

const Subscription = v.looseObject({ hard_limit_usd: OptionalNumber, access_until: OptionalNumber });
const BillingUsage = v.looseObject({ total_usage: OptionalNumber });

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
    total_granted: OptionalNumber,
    total_used: OptionalNumber,
    total_available: OptionalNumber,
    unlimited_quota: v.fallback(v.nullish(v.boolean()), null),
    expires_at: OptionalNumber,
  }),
});
const KeyInfo = v.looseObject({
  info: v.looseObject({ spend: OptionalNumber, max_budget: OptionalNumber, expires: OptionalText }),
});
const Credits = v.looseObject({
  data: v.looseObject({ total_credits: OptionalNumber, total_usage: OptionalNumber }),
});
const DeepSeekBalance = v.looseObject({
  balance_infos: v.pipe(
    v.array(v.looseObject({ currency: OptionalText, total_balance: OptionalNumber })),
    v.minLength(1),
  ),
});
const MoonshotBalance = v.looseObject({ data: v.looseObject({ available_balance: OptionalNumber }) });

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
  if (typeof spend !== 'number' && typeof max_budget !== 'number') return null;
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

/** One entry a currency; whoever topped up in one has nothing in the other. */
function readDeepSeek(body: string): BalanceReading | null {
  const parsed = v.safeParse(DeepSeekBalance, parseJson(body));
  if (!parsed.success) return null;
  const told = parsed.output.balance_infos.flatMap(({ currency, total_balance }) =>
    typeof total_balance === 'number' ? [{ unit: currency ?? 'USD', remaining: total_balance }] : [],
  );
  const [most] = told.sort((a, b) => b.remaining - a.remaining);
  return most === undefined ? null : { ...none, ...most };
}

/** By the site that the account is of; the answer does not tell. */
const MOONSHOT_UNIT = 'CNY or USD';

function readMoonshot(body: string): BalanceReading | null {
  const parsed = v.safeParse(MoonshotBalance, parseJson(body));
  const available = parsed.success ? parsed.output.data.available_balance : undefined;
  return typeof available === 'number' ? { ...none, remaining: available, unit: MOONSHOT_UNIT } : null;
}

function isoOf(epochMs: number): string | null {
  return Number.isFinite(epochMs) && Math.abs(epochMs) < 8.64e15 ? new Date(epochMs).toISOString() : null;
}
