import { expect, it } from 'vitest';
import { isClaude, isDeepSeek, isMisspelledDeepseek, providerOf } from '../../src/evidence/model-names.ts';

it.each<[string, string]>([
  ['gpt-4o-mini', 'OpenAI'],
  ['o3', 'OpenAI'],
  ['openai/gpt-oss-20b', 'OpenAI'],
  ['text-embedding-3-small', 'OpenAI'],
  ['us.anthropic.claude-sonnet-4-5-v1:0', 'Anthropic'],
  ['haiku', 'Anthropic'],
  ['deepseek-ai/DeepSeek-R1-Distill-Llama-70B', 'DeepSeek'],
  ['models/gemini-2.5-flash', 'Google'],
  ['gemma-3-27b-it', 'Google'],
  ['ministral-8b', 'Mistral'],
  ['meta-llama/Llama-3.3-70B-Instruct', 'Meta'],
  ['ollama/qwen2.5', 'Alibaba'],
  ['ollama/llama3.2', 'Meta'],
  ['glm-4.5', 'Zhipu'],
  ['moonshot-v1-8k', 'Moonshot'],
  ['MiniMax-M1', 'MiniMax'],
  ['grok-4', 'xAI'],
  ['command-r-plus', 'Cohere'],
  ['amazon.nova-micro-v1:0', 'Amazon'],
  ['sonar-pro', 'Perplexity'],
  ['jamba-mini', 'AI21'],
  ['acme-1', 'other'],
])('%s is by %s', (model, provider) => {
  expect(providerOf(model)).toBe(provider);
});

it('is told by the owner where the name says nothing', () => {
  expect(providerOf('fast', 'mistralai')).toBe('Mistral');
  expect(providerOf('fast', 'custom')).toBe('other');
  expect(providerOf('gpt-4o', 'azure')).toBe('OpenAI');
});

it.each([
  'deep-seek-chat',
  'deep_seek-chat',
  'Deep Seek',
  'deepsek-chat',
  'depseek-chat',
  'deapseek-r1',
  'deepseeek-chat',
  'deepseekchat',
  'deepseek_chat',
  'deepseek chat',
  'deepseekr1',
])('%s is DeepSeek misspelled', (model) => {
  expect(isMisspelledDeepseek(model)).toBe(true);
});

it.each([
  'deepseek-chat',
  'deepseek-reasoner',
  'DeepSeek-V3',
  'deepseek-v3.1',
  'deepseek/deepseek-r1:free',
  'deepseek-ai/DeepSeek-V3.2-Exp',
  'us.deepseek.r1-v1:0',
  'pro/deepseek-ai/deepseek-r1',
  'accounts/fireworks/models/deepseek-v3p1',
  'ollama/deepseek-r1:7b',
  'azure/DeepSeek-R1-0528',
  'gpt-4o',
  'jina-deepsearch-v1',
  'deepgram-nova',
  'seed-oss-36b',
  '',
])('%s is not', (model) => {
  expect(isMisspelledDeepseek(model)).toBe(false);
});

it('knows a family by its name', () => {
  expect([isDeepSeek('deepseek-chat'), isDeepSeek('deep-seek-chat'), isDeepSeek('gpt-4o')]).toEqual([
    true,
    true,
    false,
  ]);
  expect([isClaude('anthropic/claude-haiku-4.5'), isClaude('sonnet'), isClaude('octopus-7b')]).toEqual([
    true,
    true,
    false,
  ]);
});
