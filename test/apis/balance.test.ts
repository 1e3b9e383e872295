import { describe, expect, it } from 'vitest';
import { FAMILY_BALANCE, readBillingUsage, readSubscription } from '../../src/apis/balance.ts';
import type { BalanceReading } from '../../src/apis/balance.ts';

const told = (family: string, body: unknown): BalanceReading | null => {
  const endpoint = FAMILY_BALANCE[family];
  if (endpoint === undefined) throw new Error(`no balance endpoint of ${family}`);
  return endpoint.read(JSON.stringify(body));
};

describe('the billing pair of one-api and new-api', () => {
  it('tells the grant and its end', () => {
    const body = {
      object: 'billing_subscription',
      has_payment_method: true,
      hard_limit_usd: 20,
      access_until: 1_767_225_600,
    };
    expect(readSubscription(JSON.stringify(body))).toMatchObject({
      granted: 20,
      unlimited: false,
      expiresAt: '2026-01-01T00:00:00.000Z',
    });
  });

  it.each([0, -1, null, '', 1e300])('has no end where that is %j', (until) => {
    expect(
      readSubscription(JSON.stringify({ hard_limit_usd: 20, access_until: until }))?.expiresAt,
    ).toBeNull();
  });

  it('shows a key without a limit as a very large one', () => {
    expect(readSubscription('{"hard_limit_usd":100000000}')?.unlimited).toBe(true);
    expect(readSubscription('{"hard_limit_usd":0}')?.unlimited).toBe(false);
  });

  it('tells what was used in hundredths', () => {
    expect(readBillingUsage('{"object":"list","total_usage":1969.2}')).toBeCloseTo(19.692);
    expect(readBillingUsage('{"total_usage":"150"}')).toBe(1.5);
  });

  it.each([
    '{"error":{"message":"no","type":"new_api_error"}}',
    '<html></html>',
    '',
    '{"hard_limit_usd":null}',
    '{"hard_limit_usd":"","total_usage":""}',
    '{"hard_limit_usd":"free","total_usage":"none"}',
  ])('tells nothing by %s', (body) => {
    expect(readSubscription(body)).toBeNull();
    expect(readBillingUsage(body)).toBeNull();
  });
});

describe('the balance endpoints of families', () => {
  it('new-api tells quota units, 500,000 to the USD', () => {
    const data = {
      total_granted: 5_000_000,
      total_used: 4_000_000,
      total_available: 1_000_000,
      unlimited_quota: false,
      expires_at: 0,
    };
    expect(told('new-api', { code: true, message: 'ok', data })).toEqual({
      granted: 10,
      used: 8,
      remaining: 2,
      unlimited: false,
      unit: 'USD',
      expiresAt: null,
    });
    expect(told('new-api', { data: { unlimited_quota: true, total_available: -3 } })?.unlimited).toBe(true);
    expect(told('new-api', { data: { total_granted: 5 } })).toBeNull();
  });

  it('LiteLLM tells what was spent of a budget', () => {
    const info = { spend: 4.5, max_budget: 5, expires: '2026-01-01T00:00:00Z', models: [] };
    expect(told('litellm', { key: 'sk-…', info })).toMatchObject({
      granted: 5,
      used: 4.5,
      remaining: 0.5,
      unlimited: false,
      expiresAt: '2026-01-01T00:00:00Z',
    });
    expect(told('litellm', { info: { spend: 4.5, max_budget: null } })).toMatchObject({
      remaining: null,
      unlimited: true,
    });
    expect(told('litellm', { info: {} })).toBeNull();
  });

  it('OpenRouter tells credits and usage', () => {
    expect(told('openrouter', { data: { total_credits: 10, total_usage: 9.75 } })).toMatchObject({
      granted: 10,
      used: 9.75,
      remaining: 0.25,
      unit: 'USD',
    });
    expect(told('openrouter', { error: { code: 403, message: 'Only management keys' } })).toBeNull();
  });

  it('DeepSeek tells texts, and the currency that has money counts', () => {
    const infos = [
      { currency: 'CNY', total_balance: '0.00', granted_balance: '0.00', topped_up_balance: '0.00' },
      { currency: 'USD', total_balance: '12.30', granted_balance: '0.00', topped_up_balance: '12.30' },
    ];
    expect(told('deepseek', { is_available: true, balance_infos: infos })).toMatchObject({
      remaining: 12.3,
      unit: 'USD',
    });
    expect(told('deepseek', { is_available: false, balance_infos: infos.slice(0, 1) })).toMatchObject({
      remaining: 0,
      unit: 'CNY',
    });
    expect(told('deepseek', { balance_infos: [] })).toBeNull();
    expect(told('deepseek', { balance_infos: [{ currency: 'CNY', total_balance: '' }] })).toBeNull();
  });

  it('Moonshot tells an amount without its currency', () => {
    expect(
      told('moonshot', { code: 0, data: { available_balance: 49.58, voucher_balance: 46.58 }, status: true }),
    ).toMatchObject({ remaining: 49.58, unit: 'CNY or USD' });
  });

  it.each(Object.keys(FAMILY_BALANCE))('%s tells nothing by an error or a page', (family) => {
    expect(told(family, { error: { message: 'no' } })).toBeNull();
    expect(FAMILY_BALANCE[family]?.read('<html></html>')).toBeNull();
  });
});
