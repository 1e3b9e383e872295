import { expect } from 'vitest';
import type { ACCESS_FAULTS } from '../../src/sandbox/faults/access.ts';
import type { ACCOUNT_FAULTS } from '../../src/sandbox/faults/account.ts';
import type { KEY_FAULTS } from '../../src/sandbox/faults/key.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { call, errorOf, get } from './ask.ts';
import {
  BOTH,
  callsFail,
  describeFaults,
  expectAnswered,
  expectCallsRefused,
  expectKeysChecked,
  expectListed,
  type Shows,
} from './fault-table.ts';

/** The list as well as both APIs give this error. */
async function expectAllRefused(sandbox: Sandbox, status: number, code: string): Promise<void> {
  await expectCallsRefused(sandbox, status, code);
  expect(await errorOf(await get(sandbox, '/v1/models'))).toMatchObject({ status, code });
}

async function statusesByHeader(sandbox: Sandbox): Promise<Record<string, number[]>> {
  const statuses: Record<string, number[]> = {};
  for (const header of ['bearer', 'x-api-key'] as const) {
    statuses[header] = [];
    for (const api of BOTH) statuses[header].push((await call(sandbox, api, {}, { header })).status);
  }
  return statuses;
}

describeFaults('key', {
  'key.rejected': (sandbox) => expectAllRefused(sandbox, 401, 'invalid_api_key'),
  'key.disabled': async (sandbox) => {
    await expectAllRefused(sandbox, 401, 'api_key_disabled');
    const madeUp = await errorOf(await call(sandbox, 'openai', {}, { key: 'sk-ar-test-made-up' }));
    expect(madeUp.code).toBe('invalid_api_key');
  },
  'key.forbidden': (sandbox) => expectAllRefused(sandbox, 403, 'ip_not_allowed'),
  'account.blocked': (sandbox) => expectAllRefused(sandbox, 403, 'account_suspended'),
} satisfies Record<keyof typeof KEY_FAULTS, Shows>);

describeFaults('access', {
  'auth.header-stripped': async (sandbox) => {
    await expectAllRefused(sandbox, 401, 'missing_api_key');
    expect((await errorOf(await call(sandbox, 'openai'))).message).toContain('No API key provided');
  },
  'auth.bearer-rejected': async (sandbox) => {
    expect(await statusesByHeader(sandbox)).toEqual({ bearer: [401, 401], 'x-api-key': [200, 200] });
    await expectKeysChecked(sandbox);
  },
  'auth.x-api-key-rejected': async (sandbox) => {
    expect(await statusesByHeader(sandbox)).toEqual({ bearer: [200, 200], 'x-api-key': [401, 401] });
    await expectKeysChecked(sandbox);
  },
  'auth.not-enforced': async (sandbox) => {
    for (const key of ['sk-ar-test-made-up', null]) {
      expect((await call(sandbox, 'openai', {}, { key })).status).toBe(200);
      expect((await get(sandbox, '/v1/models', { key })).status).toBe(200);
    }
  },
  'access.client-blocked': async (sandbox) => {
    const response = await call(sandbox, 'anthropic');
    expect(response.status).toBe(403);
    expect(response.headers.get('cf-mitigated')).toBe('challenge');
    expect(response.headers.get('server')).toBe('cloudflare');
    expect(response.headers.has('x-agentrouter-version')).toBe(false);
    expect(await response.text()).toContain('<title>Just a moment...</title>');
  },
  'access.sign-in-required': async (sandbox) => {
    const response = await get(sandbox, '/v1/models');
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Basic realm="Staging"');
    expect(response.headers.get('content-type')).toContain('text/html');
  },
  'access.region-blocked': (sandbox) =>
    expectAllRefused(sandbox, 403, 'unsupported_country_region_territory'),
} satisfies Record<keyof typeof ACCESS_FAULTS, Shows>);

async function leftUsd(sandbox: Sandbox): Promise<number> {
  const grant = await (await get(sandbox, '/v1/dashboard/billing/subscription')).text();
  const use = await (await get(sandbox, '/v1/dashboard/billing/usage')).text();
  const granted = Number(/"hard_limit_usd":([\d.]+)/.exec(grant)?.[1]);
  return granted - Number(/"total_usage":([\d.]+)/.exec(use)?.[1]) / 100;
}

describeFaults('account', {
  'balance.insufficient': async (sandbox) => {
    await callsFail(402, 'insufficient_balance')(sandbox);
    expect(await errorOf(await call(sandbox, 'openai'))).toMatchObject({
      message: 'Insufficient balance',
      type: 'insufficient_funds',
    });
    expect(await leftUsd(sandbox)).toBe(0);
  },
  'balance.low': async (sandbox) => {
    expect(await leftUsd(sandbox)).toBeCloseTo(0.2);
    await expectAnswered(sandbox);
  },
  'rate.limited': async (sandbox) => {
    await expectAllRefused(sandbox, 429, 'rate_limit_exceeded');
    const response = await call(sandbox, 'openai');
    expect(response.headers.get('x-ratelimit-limit')).toBe('100');
    expect(response.headers.get('x-ratelimit-remaining')).toBe('0');
    expect(Number(response.headers.get('x-ratelimit-reset')) * 1000).toBeGreaterThan(Date.now());
    expect(await errorOf(response)).toMatchObject({
      message: 'Rate limit exceeded',
      type: 'rate_limit_error',
    });
    await expectKeysChecked(sandbox);
  },
  'rate.nearly-exhausted': async (sandbox) => {
    await expectAnswered(sandbox);
    await expectListed(sandbox);
    const { headers } = await get(sandbox, '/v1/models');
    const left = Number(headers.get('x-ratelimit-remaining')) / Number(headers.get('x-ratelimit-limit'));
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(0.1);
  },
} satisfies Record<keyof typeof ACCOUNT_FAULTS, Shows>);
