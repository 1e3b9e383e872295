import Anthropic from '@anthropic-ai/sdk';
import { describe, expect, it } from 'vitest';
import type { FaultName } from '../../src/sandbox/faults/index.ts';
import { MODELS } from '../../src/sandbox/models.ts';
import { sandboxForTest } from '../helpers/sandbox.ts';

async function client(
  fault: FaultName | null = null,
  options: { timeout?: number } = {},
): Promise<Anthropic> {
  const sandbox = await sandboxForTest({ fault });
  return new Anthropic({
    apiKey: sandbox.apiKey,
    authToken: null,
    baseURL: sandbox.baseUrl,
    maxRetries: 0,
    ...options,
  });
}

const HELLO = {
  model: 'claude-3-5-haiku-20241022',
  max_tokens: 16,
  messages: [{ role: 'user', content: 'Hello' }],
} satisfies Anthropic.MessageCreateParams;

const WEATHER = {
  ...HELLO,
  max_tokens: 32,
  tools: [
    {
      name: 'get_weather',
      input_schema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
    },
  ],
  tool_choice: { type: 'tool', name: 'get_weather' },
} satisfies Anthropic.MessageCreateParams;

describe('the official Anthropic client', () => {
  it('lists the models in the form of its API', async () => {
    const page = await (await client()).models.list();
    expect(page.data.map((model) => model.id)).toEqual(MODELS.map((model) => model.id));
    expect(page.data[0]).toMatchObject({ type: 'model', display_name: 'gpt-4o-mini' });
    expect(page.hasNextPage()).toBe(false);
  });

  it('gets a message as long as its limit, with its usage', async () => {
    const message = await (await client()).messages.create(HELLO);
    expect(message).toMatchObject({ type: 'message', role: 'assistant', stop_reason: 'max_tokens' });
    expect(message.usage.output_tokens).toBe(16);
    const block = message.content[0]!;
    expect(block.type === 'text' ? block.text.split(' ') : []).toHaveLength(16);
  });

  it('works with the key as an auth token too', async () => {
    const sandbox = await sandboxForTest();
    const anthropic = new Anthropic({
      apiKey: null,
      authToken: sandbox.apiKey,
      baseURL: sandbox.baseUrl,
      maxRetries: 0,
    });
    expect((await anthropic.messages.create(HELLO)).type).toBe('message');
  });

  it('reads a stream of events from message_start to message_stop', async () => {
    const stream = await (await client()).messages.create({ ...HELLO, max_tokens: 64, stream: true });
    const types: string[] = [];
    for await (const event of stream) types.push(event.type);
    expect(types.slice(0, 2)).toEqual(['message_start', 'content_block_start']);
    expect(types.filter((type) => type === 'content_block_delta')).toHaveLength(64);
    expect(types.slice(-3)).toEqual(['content_block_stop', 'message_delta', 'message_stop']);
  });

  it('puts the final message of a stream together', async () => {
    const message = await (await client()).messages.stream({ ...HELLO, max_tokens: 64 }).finalMessage();
    expect(message.stop_reason).toBe('max_tokens');
    expect(message.usage.output_tokens).toBe(64);
  });

  it('gets a forced tool call with input that fits the schema', async () => {
    const message = await (await client()).messages.create(WEATHER);
    expect(message.stop_reason).toBe('tool_use');
    expect(message.content).toMatchObject([
      { type: 'tool_use', name: 'get_weather', input: { city: 'Paris' } },
    ]);
  });

  it('puts a streamed tool call together from several deltas', async () => {
    const stream = (await client()).messages.stream(WEATHER);
    let deltas = 0;
    stream.on('inputJson', () => (deltas += 1));
    const message = await stream.finalMessage();
    expect(message.content).toMatchObject([{ type: 'tool_use', input: { city: 'Paris' } }]);
    expect(deltas).toBeGreaterThan(1);
  });

  it('calls an offered tool of its own accord, and answers in words after the result', async () => {
    const anthropic = await client();
    const first = await anthropic.messages.create({ ...WEATHER, tool_choice: { type: 'auto' } });
    const call = first.content.find((block) => block.type === 'tool_use')!;
    const second = await anthropic.messages.create({
      ...WEATHER,
      tool_choice: { type: 'auto' },
      messages: [
        ...WEATHER.messages,
        { role: 'assistant', content: first.content },
        { role: 'user', content: [{ type: 'tool_result', tool_use_id: call.id, content: 'sunny' }] },
      ],
    });
    expect(second.content.map((block) => block.type)).toEqual(['text']);
  });
});

describe('errors as the official Anthropic client raises them', () => {
  it.each([
    ['key.rejected', Anthropic.AuthenticationError, 401],
    ['key.forbidden', Anthropic.PermissionDeniedError, 403],
    ['balance.insufficient', Anthropic.PaymentRequiredError, 402],
    ['rate.limited', Anthropic.RateLimitError, 429],
    ['request.invalid', Anthropic.BadRequestError, 400],
    ['model.not-found', Anthropic.NotFoundError, 404],
    ['endpoint.anthropic-missing', Anthropic.NotFoundError, 404],
    ['upstream.error', Anthropic.InternalServerError, 500],
    ['upstream.timeout', Anthropic.GatewayTimeoutError, 504],
    ['upstream.overloaded', Anthropic.OverloadedError, 529],
  ] as const)('%s has its own class', async (fault, errorClass, status) => {
    const asked = (await client(fault)).messages.create(HELLO);
    const error: unknown = await asked.then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(errorClass);
    expect(error).toMatchObject({ status });
  });

  it('refuses a DeepSeek model as a bad request that names the other API', async () => {
    const asked = (await client()).messages.create({ ...HELLO, model: 'deepseek-chat' });
    await expect(asked).rejects.toThrow(/does not support the Anthropic format.*chat\/completions/);
    await expect(asked).rejects.toBeInstanceOf(Anthropic.BadRequestError);
  });

  it('raises a timeout where no answer comes', async () => {
    const anthropic = await client('http.timeout', { timeout: 100 });
    await expect(anthropic.messages.create(HELLO)).rejects.toBeInstanceOf(
      Anthropic.APIConnectionTimeoutError,
    );
  });

  it('raises a connection error where the connection is reset', async () => {
    const anthropic = await client('tcp.reset');
    await expect(anthropic.messages.create(HELLO)).rejects.toBeInstanceOf(Anthropic.APIConnectionError);
  });

  it('raises the error that comes inside a stream', async () => {
    const stream = (await client('stream.error-event')).messages.stream(HELLO);
    await expect(stream.finalMessage()).rejects.toBeInstanceOf(Anthropic.APIError);
  });
});
