import { describe, expect, it } from 'vitest';
import { MODELS } from '../../src/sandbox/models.ts';
import { sandboxForTest } from '../helpers/sandbox.ts';
import { call, errorOf, get, HELLO, post, readStream, TOOLS, type Api } from './ask.ts';

const BOTH: Api[] = ['openai', 'anthropic'];

describe('the key', () => {
  it.each(BOTH)('is accepted in either header by the %s API', async (api) => {
    const sandbox = await sandboxForTest();
    for (const header of ['bearer', 'x-api-key'] as const) {
      expect((await call(sandbox, api, {}, { header })).status).toBe(200);
    }
  });

  it.each(BOTH)('is refused by the %s API when made up or absent, in the documented words', async (api) => {
    const sandbox = await sandboxForTest();
    for (const key of ['sk-ar-test-made-up', '', null]) {
      expect(await errorOf(await call(sandbox, api, {}, { key }))).toEqual({
        status: 401,
        message: 'Invalid API key',
        type: 'invalid_request_error',
        code: 'invalid_api_key',
      });
    }
  });

  it('is needed for the list and the balance too', async () => {
    const sandbox = await sandboxForTest();
    for (const path of ['/v1/models', '/v1/models/gpt-4o', '/v1/dashboard/billing/subscription']) {
      expect((await get(sandbox, path, { key: null })).status).toBe(401);
    }
  });

  it('is looked at before the body', async () => {
    const sandbox = await sandboxForTest();
    const refused = await call(sandbox, 'openai', { messages: undefined }, { key: 'sk-ar-test-made-up' });
    expect(refused.status).toBe(401);
  });
});

describe('every answer', () => {
  it('tells the gateway, the request and the rate limit', async () => {
    const sandbox = await sandboxForTest();
    const first = await get(sandbox, '/v1/models');
    const second = await call(sandbox, 'openai');
    expect(first.headers.get('server')).toBe('agentrouter-sandbox');
    expect(first.headers.get('x-agentrouter-version')).toMatch(/^\d/);
    expect(first.headers.get('x-request-id')).not.toBe(second.headers.get('x-request-id'));
    expect(first.headers.get('x-ratelimit-limit')).toBe('1000');
    expect(first.headers.get('x-ratelimit-remaining')).toBe('999');
    expect(second.headers.get('x-ratelimit-remaining')).toBe('998');
    const resetInS = Number(first.headers.get('x-ratelimit-reset')) - Date.now() / 1000;
    expect(resetInS).toBeGreaterThan(0);
    expect(resetInS).toBeLessThanOrEqual(61);
  });
});

describe('paths and methods', () => {
  it.each(['/v1/completions', '/chat/completions', '/v1/v1/models', '/v1/models/', '/v1', '/nowhere?x=1'])(
    '%s is not found',
    async (path) => {
      const error = await errorOf(await get(await sandboxForTest(), path));
      expect(error).toMatchObject({ status: 404, code: 'unknown_url' });
    },
  );

  it.each(['/v1/chat/completions', '/v1/messages'])('%s takes only POST', async (path) => {
    const response = await get(await sandboxForTest(), path);
    expect(response.headers.get('allow')).toBe('POST');
    expect(await errorOf(response)).toMatchObject({ status: 405, code: 'method_not_allowed' });
  });

  it('the list takes only GET and HEAD', async () => {
    const sandbox = await sandboxForTest();
    expect((await post(sandbox, '/v1/models', '{}')).status).toBe(405);
    const head = await fetch(`${sandbox.baseUrl}/v1/models`, {
      method: 'HEAD',
      headers: { authorization: `Bearer ${sandbox.apiKey}` },
    });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  it('the root says what this is, without a key', async () => {
    const response = await get(await sandboxForTest(), '/', { key: null });
    expect(await response.json()).toEqual({ name: 'AgentRouter', status: 'ok' });
  });
});

describe('the list of models', () => {
  it('has the form of the API whose version header comes with it, whichever header has the key', async () => {
    const sandbox = await sandboxForTest();
    for (const header of ['bearer', 'x-api-key'] as const) {
      const openai: unknown = await (await get(sandbox, '/v1/models', { header })).json();
      expect(openai).toMatchObject({ object: 'list' });
      const headers = { 'anthropic-version': '2023-06-01' };
      const anthropic: unknown = await (await get(sandbox, '/v1/models', { header, headers })).json();
      expect(anthropic).toMatchObject({ has_more: false, first_id: MODELS[0]!.id });
    }
  });

  it('does not know a model that it does not list', async () => {
    const response = await get(await sandboxForTest(), '/v1/models/gpt4');
    expect(await errorOf(response)).toMatchObject({ status: 404, code: 'model_not_found' });
  });
});

describe('the balance', () => {
  it('is told as grant and use', async () => {
    const sandbox = await sandboxForTest();
    const grant: unknown = await (await get(sandbox, '/v1/dashboard/billing/subscription')).json();
    const use: unknown = await (await get(sandbox, '/v1/dashboard/billing/usage')).json();
    expect(grant).toMatchObject({ hard_limit_usd: 20 });
    expect(use).toMatchObject({ total_usage: 735 });
  });
});

describe('an answer', () => {
  it('is spent on reasoning by a reasoning model with a small limit', async () => {
    const sandbox = await sandboxForTest();
    const asked = { model: 'o4-mini', max_tokens: undefined, max_completion_tokens: 16 };
    expect(await (await call(sandbox, 'openai', asked)).json()).toMatchObject({
      choices: [{ message: { content: '' }, finish_reason: 'length' }],
      usage: { completion_tokens: 16, completion_tokens_details: { reasoning_tokens: 16 } },
    });
  });

  it('shows the reasoning of a DeepSeek model beside the text', async () => {
    const sandbox = await sandboxForTest();
    const asked = { model: 'deepseek-reasoner', max_tokens: 40 };
    const text = await (await call(sandbox, 'openai', asked)).text();
    expect(text).toContain('"reasoning_content":"hm');
    expect(text).toContain('"content":"A router');
  });

  it('cuts a tool call whose limit is too small for its arguments', async () => {
    const sandbox = await sandboxForTest();
    const asked = { ...TOOLS.openai, max_tokens: 5 };
    expect(await (await call(sandbox, 'openai', asked)).json()).toMatchObject({
      choices: [{ finish_reason: 'length', message: { tool_calls: [{ function: { arguments: '{"ci' } }] } }],
    });
  });

  it('calls no tool where the caller forbids it', async () => {
    const sandbox = await sandboxForTest();
    const openai = await call(sandbox, 'openai', { ...TOOLS.openai, tool_choice: 'none' });
    expect(await openai.text()).not.toContain('tool_calls');
    const anthropic = await call(sandbox, 'anthropic', {
      ...TOOLS.anthropic,
      tool_choice: { type: 'none' },
    });
    expect(await anthropic.text()).not.toContain('tool_use');
  });

  it.each(BOTH)('comes as a stream in many reads from the %s API', async (api) => {
    const sandbox = await sandboxForTest();
    const response = await call(sandbox, api, { stream: true, max_tokens: 64 });
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    const { reads, endedInOrder } = await readStream(response);
    expect(endedInOrder).toBe(true);
    expect(reads.length).toBeGreaterThan(10);
    expect(reads.at(-1)!.atMs - reads[0]!.atMs).toBeGreaterThan(64);
  });

  it('sends a ping within an Anthropic stream', async () => {
    const response = await call(await sandboxForTest(), 'anthropic', { stream: true });
    expect((await readStream(response)).text).toContain('event: ping\ndata: {"type":"ping"}\n\n');
  });
});

describe('a message', () => {
  it('may have parts instead of a text', async () => {
    const sandbox = await sandboxForTest();
    const messages = [{ role: 'user', content: [{ type: 'text', text: 'Hello' }] }];
    expect((await call(sandbox, 'openai', { messages })).status).toBe(200);
    expect((await call(sandbox, 'anthropic', { messages })).status).toBe(200);
  });

  it('may set a temperature through the Anthropic API before the version that removed it', async () => {
    const sandbox = await sandboxForTest();
    const ask = (version: string) =>
      call(
        sandbox,
        'anthropic',
        { temperature: 0.5, messages: HELLO },
        { headers: { 'anthropic-version': version } },
      );
    expect((await ask('2023-06-01')).status).toBe(200);
    const refusal = await errorOf(await ask('2026-10-21'));
    expect(refusal).toMatchObject({ status: 400, code: 'unsupported_parameter' });
  });
});
