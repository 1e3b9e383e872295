import { describe, expect, it } from 'vitest';
import { sandboxForTest } from '../helpers/sandbox.ts';
import { call, errorOf, post, TOOLS } from './ask.ts';

type Fields = Record<string, unknown>;
type Refusal = [what: string, fields: Fields, status: number, code: string, message: RegExp];

const user = (fields: Fields): Fields => ({ messages: [{ role: 'user', ...fields }] });

const FOR_BOTH: Refusal[] = [
  ['no model', { model: undefined }, 400, 'missing_required_parameter', /'model'/],
  ['a model that is no text', { model: 4 }, 400, 'invalid_type', /'model'/],
  ['an unknown model', { model: 'gpt4' }, 404, 'model_not_found', /'gpt4' does not exist/],
  ['a misspelled DeepSeek model', { model: 'deep-seek-chat' }, 404, 'model_not_found', /deep-seek-chat/],
  [
    'a model for embeddings',
    { model: 'text-embedding-3-small' },
    400,
    'not_a_chat_model',
    /not a chat model/,
  ],
  ['a model for images', { model: 'dall-e-3' }, 400, 'not_a_chat_model', /not a chat model/],
  ['no messages', { messages: undefined }, 400, 'missing_required_parameter', /'messages'/],
  ['an empty list of messages', { messages: [] }, 400, 'invalid_message', /at least one/],
  ['messages that are no list', { messages: 'Hello' }, 400, 'invalid_type', /'messages'/],
  ['a message without a role', { messages: [{ content: 'Hello' }] }, 400, 'invalid_message', /'role'/],
  ['a message without content', user({}), 400, 'invalid_message', /'content'/],
  ['a message that is no object', { messages: ['Hello'] }, 400, 'invalid_message', /no object/],
  ['an unknown role', { messages: [{ role: 'robot', content: 'Hello' }] }, 400, 'invalid_message', /role/],
  ['a limit of nothing', { max_tokens: 0 }, 400, 'integer_below_min_value', />= 1/],
  ['a limit that is no whole number', { max_tokens: '16' }, 400, 'invalid_type', /'max_tokens'/],
  ['a stream that is neither true nor false', { stream: 'yes' }, 400, 'invalid_type', /'stream'/],
  ['a temperature out of range', { temperature: 3 }, 400, 'invalid_value', /'temperature'/],
  ['a choice of tool without tools', { tool_choice: 'auto' }, 400, 'invalid_value', /'tools'/],
  ['tools that are no list', { tools: {} }, 400, 'invalid_type', /'tools'/],
  ['a tool without a name', { tools: [{}] }, 400, 'missing_required_parameter', /tools\[0\]/],
];

const FOR_OPENAI: Refusal[] = [
  [
    'max_tokens for a reasoning model',
    { model: 'o4-mini' },
    400,
    'unsupported_parameter',
    /Use 'max_completion_tokens' instead/,
  ],
  [
    'too small a limit for a reasoning model',
    { model: 'o4-mini', max_tokens: undefined, max_completion_tokens: 8 },
    400,
    'integer_below_min_value',
    />= 16/,
  ],
  [
    'a temperature for a reasoning model',
    { model: 'o4-mini', max_tokens: undefined, temperature: 0 },
    400,
    'unsupported_value',
    /'temperature'/,
  ],
  ['stream options without a stream', { stream_options: {} }, 400, 'invalid_value', /'stream' is true/],
  [
    'a tool that is not offered',
    { ...TOOLS.openai, tool_choice: { type: 'function', function: { name: 'other' } } },
    400,
    'invalid_value',
    /'other'/,
  ],
];

const FOR_ANTHROPIC: Refusal[] = [
  ['no max_tokens', { max_tokens: undefined }, 400, 'missing_required_parameter', /'max_tokens'/],
  ['a DeepSeek model', { model: 'deepseek-chat' }, 400, 'unsupported_api_format', /Anthropic format/],
  ['a tool without a schema', { tools: [{ name: 'x' }] }, 400, 'missing_required_parameter', /input_schema/],
  [
    'a tool that is not offered',
    { ...TOOLS.anthropic, tool_choice: { type: 'tool', name: 'other' } },
    400,
    'invalid_value',
    /'other'/,
  ],
];

describe.each([
  ['openai', [...FOR_BOTH, ...FOR_OPENAI]],
  ['anthropic', [...FOR_BOTH, ...FOR_ANTHROPIC]],
] as const)('the %s API', (api, refusals) => {
  it.each(refusals)('refuses %s', async (_what, fields, status, code, message) => {
    const error = await errorOf(await call(await sandboxForTest(), api, fields));
    expect(error).toMatchObject({ status, code });
    expect(error.message).toMatch(message);
  });

  it.each(['', '{"model":', '[]', '"text"', 'null'])(
    'refuses the body %j as no JSON object',
    async (body) => {
      const path = api === 'openai' ? '/v1/chat/completions' : '/v1/messages';
      const error = await errorOf(await post(await sandboxForTest(), path, body));
      expect(error).toMatchObject({ status: 400, code: 'invalid_json' });
    },
  );

  it('refuses another content type', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const error = await errorOf(await call(await sandboxForTest(), api, {}, { headers }));
    expect(error).toMatchObject({ status: 400, code: 'invalid_json' });
  });

  it.each([1.5, 20])('refuses a body of %d MiB', async (mebibytes) => {
    const sandbox = await sandboxForTest();
    const content = 'x'.repeat(mebibytes * 1024 * 1024);
    const asked = call(sandbox, api, { messages: [{ role: 'user', content }] });
    // Beyond 16 MiB the client may still be sending when the connection closes.
    const status = await asked.then((response) => response.status).catch(() => 'closed');
    expect(mebibytes < 16 ? [413] : [413, 'closed']).toContain(status);
  });
});
