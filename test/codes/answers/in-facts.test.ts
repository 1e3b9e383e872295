import { describe, expect, it } from 'vitest';
import { balanceCodes } from '../../../src/codes/balance.ts';
import { gatewayFamily } from '../../../src/codes/gateway-family.ts';
import { rateCodes } from '../../../src/codes/rate.ts';
import type { BalanceFacts, Exchange, Facts } from '../../../src/probes/facts.ts';
import { factsWith } from '../network/facts.ts';
import { evidenceOf, LIST } from './case.ts';

function exchange(
  status: number,
  headers: Record<string, string>,
  body: object,
  operation: 'list' | 'chat' = 'chat',
): Exchange {
  const { ask } = evidenceOf({
    name: '',
    ...(operation === 'list' ? { ask: LIST } : {}),
    status,
    headers,
    body,
  });
  const text = JSON.stringify(body);
  return {
    role: operation,
    ask,
    method: operation === 'list' ? 'GET' : 'POST',
    url: ask.url ?? '',
    requestHeaders: {},
    requestBody: null,
    startedAt: '2026-01-01T12:00:00.000Z',
    timings: { dnsMs: 1, tcpMs: 1, tlsMs: 1, ttfbMs: 5, totalMs: 6 },
    costs: operation === 'chat',
    outcome: {
      kind: 'answer',
      answer: { status, headers, body: text, bodyBytes: text.length, truncated: false },
      reading: { kind: 'other' },
    },
    adapted: [],
    attempt: 1,
  };
}

const GOOD = { choices: [{ message: { content: 'Hi' } }] };

function nearly(headers: Record<string, string>, status = 200) {
  return rateCodes['rate.nearly-exhausted'].inFacts(
    factsWith(null, { exchanges: [exchange(status, headers, GOOD)] }),
  );
}

describe('rate.nearly-exhausted', () => {
  it('is seen where under a tenth of a window is left, and tells until when', () => {
    const [seen] = nearly({
      'x-ratelimit-limit': '100',
      'x-ratelimit-remaining': '4',
      'x-ratelimit-reset': '1767268860',
    });
    expect(seen).toMatchObject({
      measured: '4 of 100 requests left',
      context: { resetAt: '2026-01-01T12:01:00.000Z', waitMs: 60_000 },
    });
  });

  it('names the emptiest of several windows', () => {
    const [seen] = nearly({
      'anthropic-ratelimit-requests-limit': '50',
      'anthropic-ratelimit-requests-remaining': '40',
      'anthropic-ratelimit-tokens-limit': '10000',
      'anthropic-ratelimit-tokens-remaining': '10',
    });
    expect(seen?.measured).toBe('10 of 10000 tokens left');
  });

  it('is not seen at a tenth, without a limit, in tiny windows, or where the limit is already reached', () => {
    expect(nearly({ 'x-ratelimit-limit': '100', 'x-ratelimit-remaining': '10' })).toEqual([]);
    expect(nearly({ 'x-ratelimit-remaining': '1' })).toEqual([]);
    expect(nearly({ 'x-ratelimit-limit': '5', 'x-ratelimit-remaining': '0' })).toEqual([]);
    expect(nearly({ 'x-ratelimit-limit': '100', 'x-ratelimit-remaining': '0' }, 429)).toEqual([]);
  });
});

function low(balance: Partial<BalanceFacts>) {
  const facts: Facts = {
    ...factsWith(null),
    balance: {
      source: 'GET /v1/dashboard/billing/subscription',
      grantedUsd: 20,
      usedUsd: null,
      remainingUsd: 10,
      unlimited: false,
      unit: 'USD',
      expiresAt: null,
      ...balance,
    },
  };
  return balanceCodes['balance.low'].inFacts(facts);
}

describe('balance.low', () => {
  it('is seen under 5 % of the grant, and under 0.50 USD', () => {
    expect(low({ remainingUsd: 0.9 })[0]?.measured).toBe('0.90 USD left of 20.00 USD');
    expect(low({ grantedUsd: null, remainingUsd: 0.49 })).toHaveLength(1);
  });

  it('is not seen with enough, without a limit, or where the amount is not known', () => {
    expect(low({ remainingUsd: 1 })).toEqual([]);
    expect(low({ remainingUsd: 0, unlimited: true })).toEqual([]);
    expect(low({ remainingUsd: null })).toEqual([]);
  });
});

describe('the family of a gateway', () => {
  const family = (...exchanges: Exchange[]) => gatewayFamily(factsWith(null, { exchanges })).family;

  it.each([
    ['agentrouter', exchange(200, { server: 'agentrouter' }, GOOD)],
    ['new-api', exchange(401, {}, { error: { message: 'Invalid token', type: 'new_api_error' } })],
    [
      'one-api',
      exchange(
        401,
        { 'x-oneapi-request-id': '1' },
        { error: { message: '无效的令牌', type: 'one_api_error' } },
      ),
    ],
    ['litellm', exchange(200, { 'x-litellm-version': '1.82' }, GOOD)],
    ['openrouter', exchange(200, { 'x-generation-id': 'gen-1' }, GOOD)],
    ['portkey', exchange(200, { 'x-portkey-trace-id': '1' }, GOOD)],
    [
      'azure-openai',
      exchange(404, { 'apim-request-id': '1' }, { error: { code: '404', message: 'Resource not found' } }),
    ],
    ['deepseek', exchange(200, { 'x-ds-trace-id': '1' }, GOOD)],
    [
      'gemini',
      exchange(400, {}, [
        { error: { code: 400, details: [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo' }] } },
      ]),
    ],
    ['litellm', exchange(401, {}, { error: { message: 'Not in the table LiteLLM_VerificationTokenTable' } })],
    ['portkey', exchange(401, {}, { status: 'failure', message: 'Portkey Error: no such key' })],
    ['bifrost', exchange(400, {}, { is_bifrost_error: true, error: { message: 'x' } })],
    ['truefoundry', exchange(200, { 'x-tfy-resolved-model': 'm' }, GOOD)],
    ['requesty', exchange(200, { 'x-requesty-request-id': '1' }, GOOD)],
    ['openrouter', exchange(401, {}, { error: { message: 'x', code: 401 }, user_id: 'user_1' })],
    ['vercel', exchange(401, {}, { error: { param: { name: 'GatewayAuthenticationError' } } })],
    ['apisix', exchange(401, { server: 'APISIX/3.9.0' }, { message: 'x' })],
    ['dashscope', exchange(200, { 'x-dashscope-call-gateway': 'true' }, GOOD)],
    ['new-api', exchange(200, { 'x-oneapi-request-id': '1', 'x-together-traceid': '1' }, GOOD)],
    ['cloudflare-ai-gateway', exchange(200, { 'cf-aig-cache-status': 'MISS' }, GOOD)],
  ])('%s is known by what it sends', (name, one) => {
    expect(family(one)).toBe(name);
  });

  it('is read from who owns the listed models', () => {
    const models = [{ id: 'm', ownedBy: 'vllm', endpoints: null, contextTokens: null }];
    expect(gatewayFamily({ ...factsWith(null), models })).toEqual({
      family: 'vllm',
      evidence: ['model list: owned_by vllm'],
    });
  });

  it("is not taken from a provider's headers where the list has other providers' models", () => {
    const models = ['gpt-4o', 'claude-sonnet-4-5'].map((id) => ({
      id,
      ownedBy: null,
      endpoints: null,
      contextTokens: null,
    }));
    const facts = factsWith(null, { exchanges: [exchange(200, { 'openai-version': '2020-10-01' }, GOOD)] });
    expect(gatewayFamily({ ...facts, models }).family).toBe('unknown');
    expect(gatewayFamily(facts).family).toBe('openai');
  });

  it('is unknown where nothing tells, and behind a front that anyone may have', () => {
    expect(family()).toBe('unknown');
    expect(family(exchange(200, { server: 'cloudflare', 'cf-ray': '1-FRA' }, GOOD))).toBe('unknown');
  });
});
