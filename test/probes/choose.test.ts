import { describe, expect, it } from 'vitest';
import type { ModelInfo } from '../../src/apis/types.ts';
import { chooseModels, deepSeekModel, otherProvidersModel } from '../../src/probes/choose.ts';
import type { Facts } from '../../src/probes/facts.ts';
import type { ApiChoice, Setting } from '../../src/settings/types.ts';
import { factsWith } from '../codes/network/facts.ts';

const models = (...ids: string[]): ModelInfo[] =>
  ids.map((id) => ({ id, ownedBy: null, endpoints: null, contextTokens: null }));
const UNSET: Setting = { name: 'AGENTROUTER_MODEL', value: null, source: null, shadows: [] };
const option = (value: string): Setting => ({
  ...UNSET,
  value,
  source: { kind: 'option', option: '--model' },
});
const LIST = models(
  'gpt-4o',
  'gpt-4o-mini',
  'claude-haiku-4-5',
  'deepseek-reasoner',
  'deepseek-chat',
  'bge-m3',
);

const choose = (model: Setting, list: ModelInfo[] | null, api: ApiChoice = 'both'): unknown => {
  const { openai, anthropic } = chooseModels(model, list, { api });
  return [`${openai.name} (${openai.why})`, `${anthropic.name} (${anthropic.why})`];
};

describe('the model of each API', () => {
  it('is a cheap one of the list where none is named', () => {
    expect(choose(UNSET, LIST)).toEqual(['gpt-4o-mini (list)', 'claude-haiku-4-5 (list)']);
    expect(choose(option(' '), LIST)).toEqual(['gpt-4o-mini (list)', 'claude-haiku-4-5 (list)']);
  });

  it.each<[string, ModelInfo[] | null]>([
    ['no list', null],
    ['an empty list', []],
    ['a list without chat models', models('bge-m3', 'whisper-1')],
  ])('is a usual name where there is %s', (_name, list) => {
    expect(choose(UNSET, list)).toEqual(['gpt-4o-mini (default)', 'claude-3-5-haiku-20241022 (default)']);
  });

  it('is the named one for the API that it belongs to', () => {
    expect(choose(option('gpt-4o'), LIST)).toEqual(['gpt-4o (option)', 'claude-haiku-4-5 (list)']);
    expect(choose(option('claude-opus-4-1'), LIST)).toEqual([
      'claude-opus-4-1 (option)',
      'claude-opus-4-1 (option)',
    ]);
    expect(choose(option('sonnet'), LIST)).toEqual(['sonnet (option)', 'sonnet (option)']);
  });

  it('is the named one on the Anthropic API too, where that alone is asked for or no Claude model is listed', () => {
    expect(choose(option('gpt-4o'), LIST, 'anthropic')).toEqual(['gpt-4o (option)', 'gpt-4o (option)']);
    expect(choose(option('qwen-max'), models('qwen-max', 'qwen-turbo'))).toEqual([
      'qwen-max (option)',
      'qwen-max (option)',
    ]);
    expect(choose(option('qwen-max'), null)).toEqual([
      'qwen-max (option)',
      'claude-3-5-haiku-20241022 (default)',
    ]);
  });

  it('is the named one exactly as it is named, though it is misspelled or not listed', () => {
    expect(choose(option('deep-seek-chat'), LIST)).toEqual([
      'deep-seek-chat (option)',
      'claude-haiku-4-5 (list)',
    ]);
    const source = { kind: 'env-file', path: '/project/.env', shown: '.env', line: 3 } as const;
    const inFile: Setting = { ...UNSET, value: 'gpt-9', source };
    expect(choose(inFile, LIST)).toEqual(['gpt-9 (env-file)', 'claude-haiku-4-5 (list)']);
  });
});

const facts = (list: ModelInfo[] | null, chosen: Partial<Facts['chosen']> = {}): Facts => ({
  ...factsWith(null),
  models: list,
  chosen: { openai: null, anthropic: null, ...chosen },
});

describe('the DeepSeek model that is asked', () => {
  it('is the plain one of the list', () => {
    expect(deepSeekModel(facts(LIST))).toBe('deepseek-chat');
    expect(deepSeekModel(facts(models('deepseek-ocr', 'deepseek-ai/DeepSeek-R1')))).toBe(
      'deepseek-ai/DeepSeek-R1',
    );
  });

  it('is the one that was named, in its spelling', () => {
    expect(deepSeekModel(facts(LIST, { openai: { name: 'deep-seek-chat', why: 'option' } }))).toBe(
      'deep-seek-chat',
    );
    expect(deepSeekModel(facts(LIST, { openai: { name: 'gpt-4o', why: 'option' } }))).toBe('deepseek-chat');
  });

  it('is none where none is listed', () => {
    expect(deepSeekModel(facts(models('gpt-4o')))).toBeNull();
    expect(deepSeekModel(facts(null))).toBeNull();
  });
});

describe('the model of another provider', () => {
  it.each<[string, string, string | null]>([
    ['gpt-4o', 'by preference none of DeepSeek', 'claude-haiku-4-5'],
    ['claude-haiku-4-5', 'and a cheap one', 'gpt-4o-mini'],
    ['deepseek-chat', 'for DeepSeek too', 'gpt-4o-mini'],
    ['acme-1', 'for an unfamiliar name too', 'gpt-4o-mini'],
  ])('of %s, %s', (model, _why, other) => {
    expect(otherProvidersModel(facts(LIST), model)).toBe(other);
  });

  it('is DeepSeek where there is no other', () => {
    expect(otherProvidersModel(facts(models('gpt-4o', 'deepseek-chat')), 'gpt-4o')).toBe('deepseek-chat');
  });

  it('is told by who owns it where its name says nothing', () => {
    const owned = models('fast').map((model) => ({ ...model, ownedBy: 'anthropic claude' }));
    expect(otherProvidersModel(facts(owned), 'gpt-4o')).toBe('fast');
  });

  it('is none where all are of one provider, or of none that is known', () => {
    expect(otherProvidersModel(facts(models('gpt-4o', 'gpt-4o-mini', 'o3')), 'gpt-4o')).toBeNull();
    expect(otherProvidersModel(facts(models('acme-1', 'acme-2')), 'acme-1')).toBeNull();
    expect(otherProvidersModel(facts(models('gpt-4o', 'bge-m3')), 'gpt-4o')).toBeNull();
    expect(otherProvidersModel(facts(null), 'gpt-4o')).toBeNull();
  });
});
