import type { Facts } from '../probes/facts.ts';
import { statusSign } from './answer-status.ts';
import { CREDIT_GONE } from './balance-rules.ts';
import { fix, hostOf, said, waitFix } from './fix-texts.ts';
import { cheapModels } from './models-to-try.ts';
import { modelFix } from './setting-fix.ts';
import { heavier, strongest } from './rules.ts';
import type { Context, Family, Fix, Observation } from './types.ts';
import { quotesUpstream } from './whose-key.ts';

const LOW_SHARE = 0.05;
const LOW_USD = 0.5;

/** Google calls its windows over minutes and days a quota, and says only in the details which. */
const GOOGLE_QUOTA = /^resource_exhausted$/i;

/** Under 5 % of the grant, or under 0.50 USD, as the deployment's own balance endpoints tell it. */
function lowBalance(facts: Facts): Observation[] {
  const { balance } = facts;
  if (balance === null || balance.unlimited || balance.remainingUsd === null) return [];
  const { remainingUsd, grantedUsd } = balance;
  const share = grantedUsd !== null && grantedUsd > 0 ? remainingUsd / grantedUsd : null;
  const isUsd = balance.unit.toUpperCase() === 'USD';
  if (!(share !== null && share < LOW_SHARE) && !(isUsd && remainingUsd < LOW_USD)) return [];
  const shown = `${remainingUsd.toFixed(2)} ${balance.unit}`;
  const of = grantedUsd === null ? '' : ` of ${grantedUsd.toFixed(2)} ${balance.unit}`;
  return [
    {
      check: 'access.balance',
      confidence: 'proved',
      measured: `${shown} left${of}`,
      expected: `at least ${LOW_SHARE * 100} % of the grant and ${LOW_USD.toFixed(2)} USD`,
      evidence: [`${balance.source}: ${shown} left${of}`],
      context: { detail: { remaining: shown } },
    },
  ];
}

/** How to go on with what is left. A number of tokens is told only where the server told it. */
function spendLess(c: Context): Fix[] {
  const models = cheapModels(c);
  const affordable = /can only afford (\d{1,9})\b/i.exec(c.said ?? '')?.[1];
  return [
    ...(models[0] === undefined
      ? []
      : [modelFix(c, models[0], `Until then try a cheap model, such as ${models.join(' or ')}`)]),
    affordable === undefined
      ? fix('Lower max_tokens in your code: gateways reserve the price of the longest answer beforehand.')
      : fix(
          `Lower max_tokens: the balance covers ${affordable} tokens of the answer.`,
          `client.chat.completions.create(model=..., max_tokens=${affordable}, messages=...)`,
        ),
  ];
}

export const balanceCodes = {
  'balance.insufficient': {
    severity: 'error',
    faultDomain: 'account',
    check: 'access.balance',
    title: 'The balance or quota is used up',
    retryHelps: false,
    expected: 'enough balance for a small request',
    sign: (answer) => {
      const google =
        answer.errors.some((error) => GOOGLE_QUOTA.test(error.type ?? '')) &&
        !/prepa(?:y|id)|credits? (?:are|is)/i.test(answer.text);
      const words = strongest(answer, CREDIT_GONE);
      const found = heavier(words, statusSign(answer, { 402: 65 }));
      if (found === null || (!google && quotesUpstream(answer) === null)) return found;
      return { ...found, weight: Math.min(found.weight - 12, google ? 55 : 100) };
    },
    supersedes: ['balance.low'],
    cause: (c) =>
      `${hostOf(c)} accepts the key, and its wallet or its own limit does not cover the request.${said(c)}`,
    fixes: (c) => [
      fix(
        'Top up on the Wallet page, or ask the administrator to. Then see that the amount has arrived.',
        'npx agentrouter check-key',
      ),
      fix('Where the key has a limit of its own, raise it in API Keys Management.'),
      ...spendLess(c),
    ],
    further: (c) => [waitFix(c)].filter((one) => one !== null),
    recognised:
      'Status 402, or any status with a code or words that say that balance, credit, budget or quota is used up.',
    example:
      '{"error":{"message":"Insufficient balance","type":"insufficient_funds","code":"insufficient_balance"}}',
  },
  'balance.low': {
    severity: 'warning',
    faultDomain: 'account',
    check: 'access.balance',
    title: (c) =>
      `Little balance is left${c.detail['remaining'] === undefined ? '' : `: ${c.detail['remaining']}`}`,
    retryHelps: false,
    expected: 'at least 5 % of the grant and 0.50 USD',
    inFacts: lowBalance,
    cause: (c) =>
      `${hostOf(c)} reports the balance itself. Calls work for now; expensive or long ones may be refused already.`,
    fixes: (c) => [fix('Top up on the Wallet page, or ask the administrator to.'), ...spendLess(c)],
    recognised:
      "The deployment's billing, usage or credits endpoint tells a balance under 5 % of the grant or under 0.50 USD.",
    example: '/v1/dashboard/billing/subscription: 20.00 USD granted, 0.31 USD left',
  },
} satisfies Family;
