import { anthropicError, json, openaiError } from '../helpers/gateway-answers.ts';
import { on, onAll, onCalls } from '../helpers/gateway-rules.ts';
import type { World } from '../helpers/world.ts';

const LIMITS = (left: number): Record<string, string> => ({
  'x-ratelimit-limit-requests': '100',
  'x-ratelimit-remaining-requests': String(left),
  'x-ratelimit-reset-requests': '30s',
});

/** What answers say of money and of limits. */
export const MONEY: readonly World[] = [
  {
    name: '402',
    gives: ['balance.insufficient'],
    nearMissOf: ['rate.limited', 'balance.low'],
    gateway: {
      withKey: [onCalls(openaiError(402, 'Insufficient balance', { code: 'insufficient_balance' }))],
    },
    checks: {
      'access.balance': 'fail',
      'access.bearer': 'pass',
      'requests.chat': 'skip',
      'tools.openai': 'skip',
      'upstream.fallback': 'skip',
    },
  },
  {
    name: '429 for a used-up quota',
    gives: ['balance.insufficient'],
    nearMissOf: ['rate.limited'],
    gateway: {
      withKey: [
        onCalls(
          openaiError(429, 'You exceeded your current quota, please check your plan and billing details.', {
            type: 'insufficient_quota',
            code: 'insufficient_quota',
          }),
        ),
      ],
    },
  },
  {
    name: '400 for a low credit balance, as Anthropic words it',
    gives: ['balance.insufficient'],
    nearMissOf: ['request.invalid'],
    gateway: {
      withKey: [
        onCalls(
          anthropicError(
            400,
            'invalid_request_error',
            'Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to upgrade or purchase credits.',
          ),
        ),
      ],
    },
  },
  {
    name: '400 for a spent budget, as LiteLLM words it',
    gives: ['balance.insufficient'],
    gateway: {
      withKey: [
        onCalls(
          json(400, {
            error: {
              message: 'Budget has been exceeded! Current cost: 1.2, Max budget: 1.0',
              type: 'budget_exceeded',
              code: '400',
            },
          }),
        ),
      ],
    },
  },
  {
    name: 'three dollars of a hundred left',
    gives: ['balance.low'],
    gateway: { grantedUsd: 100, usedUsd: 97 },
    checks: { 'access.balance': 'warn' },
  },
  {
    name: 'forty cents of two dollars left',
    gives: ['balance.low'],
    gateway: { grantedUsd: 2, usedUsd: 1.6 },
  },
  {
    name: 'six dollars of a hundred left',
    gives: [],
    nearMissOf: ['balance.low', 'balance.insufficient'],
    gateway: { grantedUsd: 100, usedUsd: 94 },
  },
  {
    name: 'a key without a limit',
    gives: [],
    nearMissOf: ['balance.low'],
    gateway: { grantedUsd: 100_000_000, usedUsd: 0 },
  },
  {
    name: 'too many requests, for half a minute',
    gives: ['rate.limited'],
    nearMissOf: ['balance.insufficient', 'rate.nearly-exhausted', 'upstream.flaky'],
    gateway: {
      withKey: [
        onCalls(
          openaiError(
            429,
            'Rate limit reached for requests',
            { type: 'rate_limit_error', code: 'rate_limit_exceeded' },
            { 'retry-after': '30' },
          ),
        ),
      ],
    },
    checks: { 'access.rate-limit': 'fail', 'requests.chat': 'skip' },
  },
  {
    name: 'a bare 429',
    gives: ['rate.limited'],
    gateway: { withKey: [onCalls({ status: 429, body: '' })] },
  },
  {
    name: 'a limit on tokens that speaks of a quota',
    gives: ['rate.limited'],
    nearMissOf: ['balance.insufficient'],
    gateway: {
      withKey: [
        onCalls(
          json(429, [
            {
              error: {
                code: 429,
                message:
                  'Resource has been exhausted (e.g. check quota). Quota exceeded for quota metric requests per minute.',
                status: 'RESOURCE_EXHAUSTED',
                details: [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '21s' }],
              },
            },
          ]),
        ),
      ],
    },
  },
  {
    name: 'five requests of a hundred left',
    gives: ['rate.nearly-exhausted'],
    gateway: { headers: LIMITS(5) },
    checks: { 'access.rate-limit': 'warn' },
  },
  {
    name: 'twelve requests of a hundred left',
    gives: [],
    nearMissOf: ['rate.nearly-exhausted', 'rate.limited'],
    gateway: { headers: LIMITS(12) },
    checks: { 'access.rate-limit': 'pass' },
  },
  {
    name: 'a message about a price',
    gives: ['model.no-channel'],
    nearMissOf: ['balance.insufficient'],
    gateway: {
      withKey: [
        onCalls((call) =>
          openaiError(400, `模型 ${call.model} 倍率或价格未配置，请联系管理员设置`, {
            type: 'new_api_error',
            code: 'model_price_error',
          }),
        ),
      ],
    },
  },
  {
    name: 'the balance cannot be asked for',
    gives: [],
    nearMissOf: ['balance.low', 'endpoint.not-found'],
    gateway: { rules: [on(['subscription', 'usage'], openaiError(404, 'Not found'))] },
    checks: { 'access.balance': 'pass' },
  },
  {
    name: 'an empty wallet that refuses even the list',
    gives: ['balance.insufficient'],
    gateway: { withKey: [onAll(openaiError(402, 'Insufficient balance'))] },
  },
];
