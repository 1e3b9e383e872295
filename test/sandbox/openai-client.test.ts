import OpenAI from 'openai';
import { describe, expect, it } from 'vitest';
import { MODELS } from '../../src/sandbox/models.ts';
import type { FaultName } from '../../src/sandbox/faults/index.ts';
import { sandboxForTest } from '../helpers/sandbox.ts';

async function client(fault: FaultName | null = null, options: { timeout?: number } = {}): Promise<OpenAI> {
  const sandbox = await sandboxForTest({ fault });
  return new OpenAI({
    apiKey: sandbox.apiKey,
    baseURL: `${sandbox.baseUrl}/v1`,
    maxRetries: 0,
    ...options,
  });
}

const CHAT = {
  model: 'gpt-4o-mini',
  max_completion_tokens: 16,
  messages: [{ role: 'user', content: 'Hello' }],
} satisfies OpenAI.ChatCompletionCreateParams;

const WEATHER = {
  model: 'gpt-4o-mini',
  max_completion_tokens: 32,
  messages: [{ role: 'user', content: 'How is the weather in Paris?' }],
  tools: [
    {
      type: 'function',
      function: {
        name: 'get_weather',
        parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
      },
    },
  ],
  tool_choice: { type: 'function', function: { name: 'get_weather' } },
} satisfies OpenAI.ChatCompletionCreateParams;

describe('the official OpenAI client', () => {
  it('lists the models with their owners', async () => {
    const page = await (await client()).models.list();
    expect(page.data.map(({ id, owned_by }) => [id, owned_by])).toEqual(
      MODELS.map(({ id, ownedBy }) => [id, ownedBy]),
    );
  });

  it('retrieves one model', async () => {
    const model = await (await client()).models.retrieve('gpt-4o');
    expect(model).toMatchObject({ id: 'gpt-4o', object: 'model', owned_by: 'openai' });
  });

  it('gets an answer as long as its limit, with its usage', async () => {
    const completion = await (await client()).chat.completions.create(CHAT);
    const choice = completion.choices[0]!;
    expect(choice.message.content?.split(' ')).toHaveLength(16);
    expect(choice.finish_reason).toBe('length');
    expect(completion.usage).toMatchObject({ completion_tokens: 16 });
    expect(completion.usage!.total_tokens).toBe(completion.usage!.prompt_tokens + 16);
  });

  it('gets a whole answer where it sets no limit', async () => {
    const openai = await client();
    const completion = await openai.chat.completions.create({
      model: 'gpt-4o',
      messages: CHAT.messages,
    });
    expect(completion.choices[0]!.finish_reason).toBe('stop');
  });

  it('reads a stream token by token, with the usage at the end', async () => {
    const stream = await (
      await client()
    ).chat.completions.create({
      ...CHAT,
      max_completion_tokens: 64,
      stream: true,
      stream_options: { include_usage: true },
    });
    const texts: string[] = [];
    let usage: OpenAI.CompletionUsage | null | undefined;
    for await (const chunk of stream) {
      const text = chunk.choices[0]?.delta.content;
      if (text) texts.push(text);
      usage = chunk.usage;
    }
    expect(texts).toHaveLength(64);
    expect(usage).toMatchObject({ completion_tokens: 64 });
  });

  it('gets no usage in a stream unless it asks for it', async () => {
    const stream = await (await client()).chat.completions.create({ ...CHAT, stream: true });
    for await (const chunk of stream) expect(chunk).not.toHaveProperty('usage');
  });

  it('gets a forced tool call with arguments that fit the schema', async () => {
    const completion = await (await client()).chat.completions.create(WEATHER);
    const { finish_reason, message } = completion.choices[0]!;
    expect(finish_reason).toBe('tool_calls');
    expect(message.content).toBeNull();
    expect(message.tool_calls).toMatchObject([
      { type: 'function', function: { name: 'get_weather', arguments: '{"city":"Paris"}' } },
    ]);
  });

  it('puts a streamed tool call together from several deltas', async () => {
    const runner = (await client()).chat.completions.stream({ ...WEATHER, stream: true });
    let deltas = 0;
    runner.on('tool_calls.function.arguments.delta', () => (deltas += 1));
    const { message } = (await runner.finalChatCompletion()).choices[0]!;
    expect(message.tool_calls?.[0]).toMatchObject({
      function: { name: 'get_weather', arguments: '{"city":"Paris"}' },
    });
    expect(deltas).toBeGreaterThan(1);
  });

  it('gets words after it has answered a tool call', async () => {
    const openai = await client();
    const completion = await openai.chat.completions.create({
      model: 'gpt-4o-mini',
      tools: WEATHER.tools,
      messages: [
        { role: 'user', content: 'How is the weather?' },
        {
          role: 'assistant',
          tool_calls: [
            {
              id: 'call_1',
              type: 'function',
              function: { name: 'get_weather', arguments: '{"city":"Paris"}' },
            },
          ],
        },
        { role: 'tool', tool_call_id: 'call_1', content: 'sunny' },
      ],
    });
    expect(completion.choices[0]!.message.tool_calls).toBeUndefined();
    expect(completion.choices[0]!.message.content).not.toBe('');
  });

  it('reaches Claude and DeepSeek models through the same path', async () => {
    const openai = await client();
    for (const model of ['claude-3-5-haiku-20241022', 'deepseek-chat']) {
      const completion = await openai.chat.completions.create({
        ...CHAT,
        model,
        messages: CHAT.messages,
      });
      expect(completion.model).toBe(model);
    }
  });
});

describe('errors as the official OpenAI client raises them', () => {
  it.each([
    ['key.rejected', OpenAI.AuthenticationError, 401, 'invalid_api_key'],
    ['key.forbidden', OpenAI.PermissionDeniedError, 403, 'ip_not_allowed'],
    ['balance.insufficient', OpenAI.APIError, 402, 'insufficient_balance'],
    ['rate.limited', OpenAI.RateLimitError, 429, 'rate_limit_exceeded'],
    ['request.invalid', OpenAI.BadRequestError, 400, 'invalid_value'],
    ['model.not-found', OpenAI.NotFoundError, 404, 'model_not_found'],
    ['upstream.error', OpenAI.InternalServerError, 500, 'internal_error'],
    ['upstream.overloaded', OpenAI.InternalServerError, 529, 'overloaded'],
  ] as const)('%s has its own class', async (fault, errorClass, status, code) => {
    const asked = (await client(fault)).chat.completions.create(CHAT);
    const error: unknown = await asked.then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(errorClass);
    expect(error).toMatchObject({ status, code });
    expect(error).toHaveProperty('requestID', expect.stringMatching(/^req_/));
  });

  it('raises a timeout where no answer comes', async () => {
    const openai = await client('http.timeout', { timeout: 100 });
    await expect(openai.chat.completions.create(CHAT)).rejects.toBeInstanceOf(
      OpenAI.APIConnectionTimeoutError,
    );
  });

  it('raises a connection error where the connection is closed', async () => {
    const openai = await client('http.closed');
    await expect(openai.chat.completions.create(CHAT)).rejects.toBeInstanceOf(OpenAI.APIConnectionError);
  });

  it('raises the error that comes inside a stream', async () => {
    const stream = await (
      await client('stream.error-event')
    ).chat.completions.create({ ...CHAT, stream: true });
    const read = async (): Promise<void> => {
      for await (const chunk of stream) expect(chunk.object).toBe('chat.completion.chunk');
    };
    await expect(read()).rejects.toMatchObject({ code: 'stream_error' });
  });

  it('retries a flaky deployment by itself', async () => {
    const sandbox = await sandboxForTest({ fault: 'upstream.flaky' });
    const openai = new OpenAI({
      apiKey: sandbox.apiKey,
      baseURL: `${sandbox.baseUrl}/v1`,
      maxRetries: 1,
    });
    const completion = await openai.chat.completions.create(CHAT);
    expect(completion.choices).toHaveLength(1);
  });
});
