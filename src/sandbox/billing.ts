import { jsonReply } from './replies.ts';
import type { Deployment, Reply } from './types.ts';

/** `GET /v1/dashboard/billing/subscription`, as gateways of this family serve it: the grant in US dollars. */
export function subscriptionReply(deployment: Deployment): Reply {
  return jsonReply(200, {
    object: 'billing_subscription',
    has_payment_method: true,
    soft_limit_usd: deployment.grantedUsd,
    hard_limit_usd: deployment.grantedUsd,
    system_hard_limit_usd: deployment.grantedUsd,
    access_until: 0,
  });
}

/** `GET /v1/dashboard/billing/usage`: `total_usage` is in hundredths of a US dollar. */
export function usageReply(deployment: Deployment): Reply {
  return jsonReply(200, { object: 'list', total_usage: Math.round(deployment.usedUsd * 100) });
}
