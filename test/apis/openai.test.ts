import { describe, expect, it } from 'vitest';
import { readChat } from '../../src/apis/openai.ts';
import type { Completion, Reading } from '../../src/apis/types.ts';

function completionOf(body: unknown): Completion {
  const reading: Reading = readChat(typeof body === 'string' ? body : JSON.stringify(body));
  if (reading.kind !== 'completion') throw new Error(`read as ${reading.kind}: ${JSON.stringify(body)}`);
  return reading;
}

const answer = (message: unknown, choice: object = {}, more: object = {}): object => ({
  id: 'chatcmpl-1',
  object: 'chat.completion',
  created: 1,
  model: 'gpt-4o-mini',
  choices: [{ index: 0, message, finish_reason: 'stop', ...choice }],
  usage: { prompt_tokens: 12, completion_tokens: 2, total_tokens: 14 },
  ...more,
});
const OK = { role: 'assistant', content: 'ok' };
const call = (args: unknown, more: object = {}): object => ({
  id: 'call_1',
  type: 'function',
  function: { name: 'get_weather', arguments: args },
  ...more,
});

describe('answers of gateways and providers', () => {
  it('reads a plain answer', () => {
    expect(completionOf(answer(OK))).toEqual({
      kind: 'completion',
      text: 'ok',
      reasoningChars: 0,
      toolCalls: [],
      finishReason: 'stop',
      model: 'gpt-4o-mini',
      usage: { promptTokens: 12, completionTokens: 2 },
    });
  });

  it.each<[string, object]>([
    [
      'Azure, with filter results',
      answer(
        OK,
        { content_filter_results: { hate: { filtered: false } } },
        { prompt_filter_results: [{ prompt_index: 0 }] },
      ),
    ],
    ['no finish reason at all', { choices: [{ message: OK }] }],
    ['a finish reason that is a number', answer(OK, { finish_reason: 0 })],
    ['no usage', answer(OK, {}, { usage: null })],
    ['usage of nulls', answer(OK, {}, { usage: { prompt_tokens: null, completion_tokens: null } })],
    ['usage of texts', answer(OK, {}, { usage: { prompt_tokens: '12', completion_tokens: 'two' } })],
    ['usage that is a list', answer(OK, {}, { usage: [] })],
    ['a model that is null', answer(OK, {}, { model: null })],
    ['a model that is an object', answer(OK, {}, { model: { name: 'x' } })],
    ['tool_calls of null', answer({ ...OK, tool_calls: null, function_call: null, refusal: null })],
    ['tool_calls of another shape', answer({ ...OK, tool_calls: {} })],
    ['content in parts', answer({ content: [{ type: 'text', text: 'ok' }] })],
    [
      'an empty error beside the answer',
      answer(OK, { error: null }, { error: { message: '', type: '', code: null } }),
    ],
    ['annotations and audio', answer({ ...OK, annotations: [], audio: null }, { logprobs: null })],
  ])('takes an answer with %s for an answer', (_name, body) => {
    expect(completionOf(body).text).toBe('ok');
  });

  it('reads an answer that begins with the white space of a gateway that keeps the connection alive', () => {
    expect(completionOf(`\n\n   \n${JSON.stringify(answer(OK))}`).text).toBe('ok');
  });

  it('adds up whole tokens only', () => {
    const usage = { prompt_tokens: '12', completion_tokens: 2.6 };
    expect(completionOf(answer(OK, {}, { usage })).usage).toEqual({ promptTokens: 12, completionTokens: 3 });
  });

  it('counts a refusal in words as text', () => {
    expect(completionOf(answer({ content: null, refusal: 'I cannot.' })).text).toBe('I cannot.');
  });

  it('takes an answer without a message for one where its limit or a filter explains that', () => {
    expect(completionOf(answer(undefined, { finish_reason: 'length' })).text).toBe('');
    expect(completionOf(answer(null, { finish_reason: 'content_filter' })).text).toBe('');
    expect(readChat(JSON.stringify(answer(undefined))).kind).toBe('other');
  });
});

describe('reasoning', () => {
  it.each<[string, object]>([
    ['DeepSeek', { content: '', reasoning_content: 'I think' }],
    ['OpenRouter and vLLM', { content: null, reasoning: 'I think' }],
    [
      'OpenRouter, in details',
      { content: '', reasoning: null, reasoning_details: [{ type: 'reasoning.text', text: 'I think' }] },
    ],
    [
      'OpenRouter, encrypted',
      { content: '', reasoning_details: [{ type: 'reasoning.encrypted', data: 'gAAAAAB' }] },
    ],
    ['Mistral', { content: [{ type: 'thinking', thinking: [{ type: 'text', text: 'I think' }] }] }],
    ['Copilot', { content: '', reasoning_text: 'I think' }],
  ])('of %s is counted beside the text', (_name, message) => {
    expect(completionOf(answer(message, { finish_reason: 'length' }))).toMatchObject({
      text: '',
      reasoningChars: 7,
    });
  });

  it('is counted once where a gateway sends it under two names', () => {
    const message = { content: 'ok', reasoning_content: 'I think', reasoning: 'I think' };
    expect(completionOf(answer(message)).reasoningChars).toBe(7);
  });

  it('that stays hidden shows in the usage', () => {
    const usage = {
      prompt_tokens: 9,
      completion_tokens: 16,
      completion_tokens_details: { reasoning_tokens: 16 },
    };
    expect(completionOf(answer({ content: '' }, { finish_reason: 'length' }, { usage })).usage).toEqual({
      promptTokens: 9,
      completionTokens: 16,
      reasoningTokens: 16,
    });
  });
});

describe('tool calls', () => {
  it.each<[string, object]>([
    ['content of null', { content: null, tool_calls: [call('{"city":"Paris"}')] }],
    ['arguments as an object', { content: '', tool_calls: [call({ city: 'Paris' })] }],
    ['an index that is a text', { content: '', tool_calls: [call('{"city":"Paris"}', { index: '0' })] }],
    ['an id that is a number', { content: '', tool_calls: [call('{"city":"Paris"}', { id: 7 })] }],
    ['more fields than asked for', { tool_calls: [call('{"city":"Paris","unit":"C"}')] }],
  ])('with %s are whole', (_name, message) => {
    const [only, ...more] = completionOf(answer(message, { finish_reason: 'tool_calls' })).toolCalls;
    expect(more).toEqual([]);
    expect(only).toMatchObject({ name: 'get_weather', argumentsProblem: null });
    expect(only?.id).not.toBeNull();
  });

  it.each<[string, unknown, string]>([
    ['cut JSON', '{"city":"Par', 'the arguments are not valid JSON'],
    ['nothing', undefined, 'the arguments are not valid JSON'],
    ['JSON in JSON', '"{\\"city\\":\\"Paris\\"}"', 'the arguments are not a JSON object'],
    ['a list', '["Paris"]', 'the arguments are not a JSON object'],
    ['null', 'null', 'the arguments are not a JSON object'],
    ['another field', '{"town":"Paris"}', 'the required field "city" is absent'],
    ['a number', '{"city":75}', 'the field "city" is a number, not a string'],
  ])('with %s as arguments say what is wrong', (_name, args, problem) => {
    const [only] = completionOf(answer({ tool_calls: [call(args)] })).toolCalls;
    expect(only?.argumentsProblem).toBe(problem);
  });
});

describe('bodies that are no answer', () => {
  it.each<[string, string, 'error' | 'other']>([
    ['an error under 200', '{"error":{"message":"Provider returned error","code":502}}', 'error'],
    ['an error in the choice', JSON.stringify(answer(OK, { error: { message: 'cut', code: 502 } })), 'error'],
    ['an error as a text', '{"error":"overloaded"}', 'error'],
    ['an error in a list', '[{"error":{"code":400,"message":"bad"}}]', 'error'],
    ['a flat error', '{"object":"error","message":"no","code":404}', 'error'],
    ['no choices', '{"choices":[]}', 'other'],
    ['choices of null', '{"choices":null,"usage":{"total_tokens":0}}', 'other'],
    ['a legacy completion', '{"choices":[{"text":"ok","finish_reason":"stop"}]}', 'other'],
    ['a message of the other API', '{"type":"message","content":[{"type":"text","text":"ok"}]}', 'other'],
    ['a page', '<!doctype html><title>Console</title>', 'other'],
    ['nothing', '', 'other'],
    ['a stream', 'data: {"choices":[]}\n\n', 'other'],
    ['a list of models', '{"object":"list","data":[]}', 'other'],
    ['a number', '42', 'other'],
    ['null', 'null', 'other'],
    ['thousands of brackets', '['.repeat(100_000), 'other'],
  ])('%s is read as that', (_name, body, kind) => {
    expect(readChat(body).kind).toBe(kind);
  });
});
