import { expect } from 'vitest';
import type { ADDRESS_FAULTS } from '../../src/sandbox/faults/address.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { call, errorOf, get, post } from './ask.ts';
import { describeFaults, expectListed, type Shows } from './fault-table.ts';

async function expectServedOnly(
  sandbox: Sandbox,
  served: 'openai' | 'anthropic',
  missing: 'openai' | 'anthropic',
): Promise<void> {
  expect((await call(sandbox, served)).status).toBe(200);
  expect(await errorOf(await call(sandbox, missing))).toMatchObject({ status: 404, code: 'unknown_url' });
  await expectListed(sandbox);
}

/** A path that does not exist is told before the key is looked at. */
async function expectNoEndpoints(sandbox: Sandbox): Promise<void> {
  for (const api of ['openai', 'anthropic'] as const) {
    for (const key of [sandbox.apiKey, null]) {
      const refused = await errorOf(await call(sandbox, api, {}, { key }));
      expect(refused).toMatchObject({ status: 404, code: 'unknown_url' });
    }
  }
  await expectListed(sandbox);
}

describeFaults('address', {
  'url.dashboard': async (sandbox) => {
    for (const response of [await get(sandbox, '/v1/models'), await call(sandbox, 'openai')]) {
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toContain('text/html');
      expect(await response.text()).toContain('<title>AgentRouter Console</title>');
    }
  },
  'url.wrong-path': async (sandbox) => {
    expect((await get(sandbox, '/v1/models')).status).toBe(404);
    expect((await call(sandbox, 'openai')).status).toBe(404);
    const moved = { ...sandbox, baseUrl: `${sandbox.baseUrl}/api` };
    await expectListed(moved);
    expect((await call(moved, 'anthropic')).status).toBe(200);
  },
  'url.redirects': async (sandbox) => {
    const { port } = new URL(sandbox.baseUrl);
    const response = await call(sandbox, 'openai');
    expect(response.status).toBe(301);
    expect(response.headers.get('location')).toBe(`http://localhost:${port}/v1/chat/completions`);
    const there = { ...sandbox, baseUrl: `http://localhost:${port}` };
    expect((await call(there, 'openai')).status).toBe(200);
    expect((await post(sandbox, '/', '{}')).status).toBe(301);
  },
  'endpoint.not-found': expectNoEndpoints,
  'endpoint.openai-missing': (sandbox) => expectServedOnly(sandbox, 'anthropic', 'openai'),
  'endpoint.anthropic-missing': (sandbox) => expectServedOnly(sandbox, 'openai', 'anthropic'),
} satisfies Record<keyof typeof ADDRESS_FAULTS, Shows>);
