import { describe, expect, it } from 'vitest';
import { pageAfter, readList } from '../../src/apis/list.ts';
import type { ModelInfo } from '../../src/apis/types.ts';

function modelsOf(body: unknown): ModelInfo[] {
  const reading = readList(JSON.stringify(body));
  if (reading.kind !== 'list') throw new Error(`read as ${reading.kind}`);
  return reading.models;
}
const idsOf = (body: unknown): string[] => modelsOf(body).map((model) => model.id);

describe('a page of a model list', () => {
  const data = [{ type: 'model', id: 'a' }];

  it('tells where the next one begins', () => {
    const reading = readList(JSON.stringify({ data, has_more: true, last_id: 'a/b' }));
    expect(reading).toMatchObject({ kind: 'list', nextAfter: 'a/b' });
    expect(pageAfter('a/b')).toBe('?limit=1000&after_id=a%2Fb');
  });

  it.each([{ has_more: false, last_id: 'a' }, { has_more: true }, { has_more: true, last_id: null }])(
    'is the last one with %j',
    (fields) => {
      expect(readList(JSON.stringify({ data, ...fields }))).not.toHaveProperty('nextAfter');
    },
  );
});

describe('a list of very many models', () => {
  const listOf = (count: number) =>
    readList(JSON.stringify({ data: Array.from({ length: count }, (_, at) => ({ id: `m-${at}` })) }));

  it('is kept whole up to fifty thousand, and says beyond that it was cut', () => {
    expect(listOf(50_000)).not.toHaveProperty('cut');
    expect(listOf(50_001)).toHaveProperty('cut', true);
  });
});

describe('model lists', () => {
  it.each<[string, unknown]>([
    ['OpenAI', { object: 'list', data: [{ id: 'a', object: 'model', created: 1, owned_by: 'openai' }] }],
    [
      'Anthropic',
      {
        data: [{ type: 'model', id: 'a', display_name: 'A', created_at: '2024-10-22T00:00:00Z' }],
        has_more: false,
        first_id: 'a',
        last_id: 'a',
      },
    ],
    [
      'one-api',
      {
        object: 'list',
        data: [
          { id: 'a', created: 1626777600, owned_by: 'azure', permission: null, root: 'a', parent: null },
        ],
      },
    ],
    [
      'new-api',
      { data: [{ id: 'a', owned_by: 'custom', supported_endpoint_types: ['openai'] }], success: true },
    ],
    ['new-api, its console', { success: true, message: '', data: ['a'] }],
    [
      'OpenRouter',
      {
        data: [
          {
            id: 'a',
            context_length: 128000,
            pricing: { prompt: '0.1' },
            architecture: {},
            top_provider: { context_length: null },
          },
        ],
      },
    ],
    [
      'vLLM',
      { object: 'list', data: [{ id: 'a', owned_by: 'vllm', max_model_len: 4096, permission: [{}] }] },
    ],
    [
      'llama.cpp',
      {
        models: [{ name: 'a', model: 'a' }],
        object: 'list',
        data: [{ id: 'a', meta: { n_ctx_train: 4096 } }],
      },
    ],
    ['Together', [{ id: 'a', object: 'model', type: 'chat', context_length: 8192 }]],
    ['GitHub Models', [{ id: 'a', name: 'A', summary: '' }]],
    ['Gemini', { models: [{ name: 'a', displayName: 'A', inputTokenLimit: 1 }] }],
    ['ollama', { models: [{ name: 'a', model: 'a', size: 1 }] }],
    ['a gateway with bare names', { models: ['a'] }],
    [
      'a gateway with broken entries',
      { data: [null, {}, { id: '' }, { id: 7 }, { id: 'a', owned_by: 7, context_length: 'n/a' }] },
    ],
  ])('of %s are read', (_name, body) => {
    expect(idsOf(body)).toEqual(['a']);
  });

  it('may be empty, which gateways written in Go tell by null', () => {
    expect(idsOf({ object: 'list', data: [] })).toEqual([]);
    expect(idsOf({ object: 'list', data: null })).toEqual([]);
  });

  it('name each model once', () => {
    expect(idsOf({ data: [{ id: 'a' }, { id: 'b' }, { id: 'a' }] })).toEqual(['a', 'b']);
  });

  it('tell what they know of a model', () => {
    const entry = {
      id: 'a',
      owned_by: 'openai',
      supported_endpoint_types: ['openai', 7],
      context_length: '8192',
    };
    expect(modelsOf({ data: [entry] })).toEqual([
      { id: 'a', ownedBy: 'openai', endpoints: ['openai'], contextTokens: 8192 },
    ]);
    expect(modelsOf({ data: [{ id: 'a', context_window: 4096 }] })[0]?.contextTokens).toBe(4096);
    expect(modelsOf({ data: [{ id: 'a', max_model_len: 2048 }] })[0]?.contextTokens).toBe(2048);
  });

  it('tell by a type which models cannot chat', () => {
    const endpoints = modelsOf([
      { id: 'a', type: 'embedding' },
      { id: 'b', type: 'chat' },
      { id: 'c', type: 'model' },
    ]).map((model) => model.endpoints);
    expect(endpoints).toEqual([['embedding'], null, null]);
  });
});

describe('bodies that are no list', () => {
  it.each<[string, string, 'error' | 'other']>([
    ['an error', '{"error":{"message":"no"}}', 'error'],
    ['an error under success', '{"success":false,"message":"no"}', 'other'],
    ['data of null without the word list', '{"success":true,"data":null}', 'other'],
    ['another list', '{"data":[{"name":"Ada"},{"name":"Bob"}]}', 'other'],
    ['a status', '{"success":true,"data":{"version":"v1"}}', 'other'],
    ['a page', '<!doctype html><title>Console</title>', 'other'],
    ['a text', '"models"', 'other'],
    ['nothing', '', 'other'],
  ])('%s is read as that', (_name, body, kind) => {
    expect(readList(body).kind).toBe(kind);
  });
});
