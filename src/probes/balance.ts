import { BILLING_PATHS, readBillingUsage, readSubscription, type BalanceReading } from '../apis/balance.ts';
import type { BalanceFacts, Exchange, Facts } from './facts.ts';

interface BalanceRequests {
  /** The subscription was asked for before, so its answer tells whether the usage is needed. */
  alreadyAsked: boolean;
  subscription: () => Promise<Exchange>;
  usage: () => Promise<Exchange>;
  /** What the family serves beside the billing pair; null where nothing is known. */
  family: () => {
    endpoint: { path: string; read: (body: string) => BalanceReading | null };
    exchange: Promise<Exchange>;
  } | null;
}

/** Asks for the balance, with at most three requests, and records it where the deployment tells it. */
export async function recordBalance(facts: Facts, requests: BalanceRequests): Promise<void> {
  const granted = requests.subscription();
  // Otherwise both at once: where the first is served, the second is needed.
  const usage = requests.alreadyAsked ? null : requests.usage();
  const subscription = readSubscription(goodBody(await granted) ?? '');
  const usageAnswer = usage === null && subscription !== null ? await requests.usage() : await usage;
  if (subscription !== null) {
    const used = usageAnswer === null ? null : readBillingUsage(goodBody(usageAnswer) ?? '');
    facts.balance = balanceFacts(`/v1${BILLING_PATHS.subscription}`, {
      ...subscription,
      used,
      remaining: used === null || subscription.granted === null ? null : subscription.granted - used,
    });
    if (facts.balance.unlimited || facts.balance.remainingUsd !== null) return;
  }
  const family = requests.family();
  if (family === null) return;
  const reading = family.endpoint.read(goodBody(await family.exchange) ?? '');
  if (reading !== null) facts.balance = balanceFacts(family.endpoint.path, reading);
}

function goodBody(exchange: Exchange): string | null {
  const { outcome } = exchange;
  return outcome.kind === 'answer' && outcome.answer.status === 200 ? outcome.answer.body : null;
}

function balanceFacts(source: string, reading: BalanceReading): BalanceFacts {
  return {
    source,
    grantedUsd: reading.granted,
    usedUsd: reading.used,
    // What a key without a limit shows as left is a placeholder.
    remainingUsd: reading.unlimited ? null : reading.remaining,
    unlimited: reading.unlimited,
    unit: reading.unit,
    expiresAt: reading.expiresAt,
  };
}
