import { error, LIST, MESSAGES, type Case } from './case.ts';

const RELAYED = { 'x-oneapi-request-id': '20260101000000abc' };

export const MONEY_CASES: Case[] = [
  {
    name: 'the documented 402',
    is: 'balance.insufficient',
    status: 402,
    body: error('Insufficient balance', { type: 'insufficient_funds', code: 'insufficient_balance' }),
  },
  {
    name: 'an empty wallet with 403',
    is: 'balance.insufficient',
    status: 403,
    headers: RELAYED,
    body: error('用户额度不足 (request id: 20260101000000abc)', {
      type: 'new_api_error',
      code: 'insufficient_user_quota',
    }),
  },
  {
    name: 'low credit with 400',
    is: 'balance.insufficient',
    ask: MESSAGES,
    status: 400,
    body: {
      type: 'error',
      error: { type: 'invalid_request_error', message: 'Your credit balance is too low.' },
    },
  },
  {
    name: 'a spent quota with 429',
    is: 'balance.insufficient',
    status: 429,
    body: error('You exceeded your current quota, check your plan and billing details.', {
      type: 'insufficient_quota',
      code: 'insufficient_quota',
    }),
  },
  {
    name: 'a budget of a proxy',
    is: 'balance.insufficient',
    status: 400,
    body: error('Budget has been exceeded: 2.1 of 2.0', { type: 'budget_exceeded', code: '400' }),
  },
  {
    name: 'a good status with an empty purse inside',
    is: 'balance.insufficient',
    status: 200,
    body: { base_resp: { status_code: 1008, status_msg: 'insufficient balance' } },
  },
  {
    name: 'a rate limit that mentions billing',
    not: 'balance.insufficient',
    is: 'rate.limited',
    status: 429,
    body: error(
      'Rate limit reached for requests per minute. Add a payment method under billing to raise it.',
      { type: 'requests', code: 'rate_limit_exceeded' },
    ),
  },
  {
    name: 'a quota over minutes',
    not: 'balance.insufficient',
    is: 'rate.limited',
    status: 429,
    body: [
      error('You exceeded your current quota, check billing.', {
        code: 429,
        status: 'RESOURCE_EXHAUSTED',
        details: [{ violations: [{ quotaId: 'RequestsPerMinutePerProject' }] }],
      }),
    ],
  },
  {
    name: 'a good answer that talks about quotas',
    not: 'balance.insufficient',
    status: 200,
    body: {
      choices: [
        { message: { role: 'assistant', content: 'insufficient_quota means: insufficient balance' } },
      ],
    },
  },
  {
    name: 'the documented 429',
    is: 'rate.limited',
    status: 429,
    body: error('Rate limit exceeded', { type: 'rate_limit_error', code: 'rate_limit_exceeded' }),
  },
  {
    name: 'a limit in Chinese',
    is: 'rate.limited',
    status: 429,
    body: error('您已达到请求数限制：1分钟内最多请求60次', { type: 'new_api_error', code: '' }),
  },
  { name: '429 with an empty body', is: 'rate.limited', status: 429, body: '' },
  {
    name: 'a limit told with 503',
    is: 'rate.limited',
    status: 503,
    body: error('Too many concurrent requests'),
  },
  {
    name: 'a limit of the provider, wrapped',
    is: 'rate.limited',
    status: 429,
    body: error('Provider returned error', {
      code: 429,
      metadata: { raw: 'the model is temporarily rate-limited upstream', provider_name: 'Somebody' },
    }),
  },
  {
    name: 'one request larger than the window',
    not: 'rate.limited',
    is: 'request.too-large',
    status: 429,
    body: error('Request too large on tokens per min (TPM): Limit 6000, Requested 9000', {
      code: 'rate_limit_exceeded',
    }),
  },
  {
    name: 'an overloaded provider with 429',
    not: 'rate.limited',
    is: 'upstream.overloaded',
    status: 429,
    body: error('The engine is overloaded', { type: 'engine_overloaded_error' }),
  },
  {
    name: "a refused key of the gateway's, wrapped by a proxy",
    is: 'upstream.key-invalid',
    status: 401,
    body: error(
      'litellm.AuthenticationError: OpenAIException - Incorrect API key provided: sk-x. Received Model Group=gpt-4o',
      { code: '401' },
    ),
  },
  {
    name: "the gateway's own credit gone, as JSON in text",
    is: 'upstream.key-invalid',
    status: 429,
    body: error('Error from provider: failed', {
      code: 429,
      metadata: {
        raw: '{"error":{"message":"suspended due to insufficient balance","type":"exceeded_current_quota_error"}}',
      },
    }),
  },
  {
    name: "a provider's words with a request id added",
    is: 'upstream.key-invalid',
    ask: MESSAGES,
    status: 401,
    headers: RELAYED,
    body: {
      type: 'error',
      error: { type: 'authentication_error', message: 'invalid x-api-key (request id: 20260101000000abc)' },
    },
  },
  {
    name: 'a key shown that ends otherwise',
    is: 'upstream.key-invalid',
    status: 401,
    body: error('Incorrect API key provided: sk-proj-********wxyz.', { code: 'invalid_api_key' }),
  },
  {
    name: 'a gateway without a key for the provider',
    is: 'upstream.key-invalid',
    status: 500,
    body: error('no enabled keys', { type: 'new_api_error', code: 'channel:no_available_key' }),
  },
  {
    name: 'a refused key as Python prints it',
    is: 'upstream.key-invalid',
    status: 401,
    body: error(
      "litellm.AuthenticationError: OpenAIException - Error code: 401 - {'error': {'message': 'Incorrect API key provided', 'param': None, 'code': 'invalid_api_key'}}",
      { code: '401' },
    ),
  },
  {
    name: "the user's own key, shown by its tail",
    not: 'upstream.key-invalid',
    is: 'key.rejected',
    status: 401,
    body: error('Incorrect API key provided: sk-ar-********9f2c.', { code: 'invalid_api_key' }),
  },
  {
    name: 'an unknown key of a gateway with a request id',
    not: 'upstream.key-invalid',
    is: 'key.rejected',
    ask: LIST,
    status: 401,
    headers: RELAYED,
    body: error('Invalid token (request id: 20260101000000abc)', { type: 'new_api_error', code: '' }),
  },
];
