import { expect } from 'vitest';
import type { MODEL_FAULTS } from '../../src/sandbox/faults/model.ts';
import type { REQUEST_FAULTS } from '../../src/sandbox/faults/request.ts';
import type { TOOL_FAULTS } from '../../src/sandbox/faults/tool.ts';
import type { UPSTREAM_FAULTS } from '../../src/sandbox/faults/upstream.ts';
import { call, errorOf, get, readStream, TOOLS } from './ask.ts';
import {
  BOTH,
  callsFail,
  describeFaults,
  expectAnswered,
  expectKeysChecked,
  expectListed,
  type Shows,
} from './fault-table.ts';

describeFaults('request', {
  'request.missing-parameter': callsFail(400, 'missing_required_parameter'),
  'request.unsupported-parameter': callsFail(400, 'unsupported_parameter'),
  'request.bad-message-format': callsFail(400, 'invalid_message'),
  'request.malformed-json': callsFail(400, 'invalid_json'),
  'request.too-large': callsFail(413, 'request_too_large'),
  'request.content-filtered': callsFail(400, 'content_filter'),
  'request.invalid': callsFail(400, 'invalid_value'),
  unknown: callsFail(418, 'teapot'),
} satisfies Record<keyof typeof REQUEST_FAULTS, Shows>);

describeFaults('model', {
  'model.not-found': callsFail(404, 'model_not_found'),
  'model.no-channel': callsFail(503, 'no_available_channel'),
  'model.not-permitted': callsFail(403, 'model_not_allowed'),
  'model.list-unavailable': async (sandbox) => {
    expect((await get(sandbox, '/v1/models')).status).toBe(404);
    await expectAnswered(sandbox);
    await expectKeysChecked(sandbox);
  },
  'deepseek.not-configured': async (sandbox) => {
    expect(await (await get(sandbox, '/v1/models')).text()).not.toContain('deepseek');
    const refused = await errorOf(await call(sandbox, 'openai', { model: 'deepseek-chat' }));
    expect(refused).toMatchObject({ status: 404, code: 'model_not_found' });
    await expectAnswered(sandbox);
  },
  'deepseek.wrong-api': async (sandbox) => {
    const list = await (await get(sandbox, '/v1/models')).text();
    expect(list).toContain('deepseek-chat');
    expect(list).not.toMatch(/gpt|claude/);
    expect((await call(sandbox, 'openai', { model: 'deepseek-chat' })).status).toBe(200);
    const refused = await errorOf(await call(sandbox, 'anthropic', { model: 'deepseek-chat' }));
    expect(refused).toMatchObject({ status: 400, code: 'unsupported_api_format' });
  },
} satisfies Record<keyof typeof MODEL_FAULTS, Shows>);

describeFaults('upstream', {
  'upstream.error': callsFail(500, 'internal_error'),
  'upstream.bad-gateway': async (sandbox) => {
    for (const response of [await get(sandbox, '/v1/models'), await call(sandbox, 'openai')]) {
      expect(response.status).toBe(502);
      expect(response.headers.get('server')).toMatch(/^nginx/);
      expect(await response.text()).toContain('<center>nginx');
    }
  },
  'upstream.unavailable': callsFail(503, 'service_unavailable'),
  'upstream.timeout': callsFail(504, 'upstream_timeout'),
  'upstream.overloaded': callsFail(529, 'overloaded'),
  'upstream.key-invalid': callsFail(500, 'upstream_invalid_api_key'),
  'upstream.partial': async (sandbox) => {
    expect((await call(sandbox, 'openai')).status).toBe(500);
    expect((await call(sandbox, 'openai', { model: 'deepseek-chat' })).status).toBe(200);
    expect((await call(sandbox, 'anthropic')).status).toBe(200);
    await expectListed(sandbox);
  },
  'upstream.flaky': async (sandbox) => {
    for (const api of BOTH) {
      const statuses: number[] = [];
      for (let attempt = 0; attempt < 4; attempt += 1) statuses.push((await call(sandbox, api)).status);
      expect(statuses).toEqual([500, 200, 500, 200]);
    }
    // Another key header makes another request, so it fails first as well.
    expect((await call(sandbox, 'openai', {}, { header: 'x-api-key' })).status).toBe(500);
  },
} satisfies Record<keyof typeof UPSTREAM_FAULTS, Shows>);

describeFaults('tool', {
  'tools.not-called': async (sandbox) => {
    for (const api of BOTH) {
      for (const stream of [false, true]) {
        const text = await (await call(sandbox, api, { ...TOOLS[api], stream })).text();
        expect(text).not.toMatch(/tool_calls|tool_use/);
        expect(text).toContain('sunny');
      }
    }
    await expectAnswered(sandbox);
  },
  'tools.malformed': async (sandbox) => {
    const chat = await (await call(sandbox, 'openai', TOOLS.openai)).text();
    expect(chat).toContain('"arguments":"{\\"city\\": Paris"');
    const message = await (await call(sandbox, 'anthropic', TOOLS.anthropic)).text();
    expect(message).toContain('"type":"tool_use"');
    expect(message).toContain('"input":{}');
    const response = await call(sandbox, 'anthropic', { ...TOOLS.anthropic, stream: true });
    const { text } = await readStream(response);
    const parts = [...text.matchAll(/"partial_json":("(?:[^"\\]|\\.)*")/g)].map((match): unknown =>
      JSON.parse(match[1]!),
    );
    expect(parts.join('')).toBe('{"city": Paris');
    await expectAnswered(sandbox);
  },
  'tools.unsupported': async (sandbox) => {
    for (const api of BOTH) {
      const refused = await errorOf(await call(sandbox, api, TOOLS[api]));
      expect(refused).toMatchObject({ status: 400, code: 'tools_not_supported' });
    }
    await expectAnswered(sandbox);
  },
} satisfies Record<keyof typeof TOOL_FAULTS, Shows>);
