import { describe, expect, it } from 'vitest';
import { chatModelsFor, chooseModel, wantsCompletionLimit } from '../../src/apis/models.ts';
import type { ModelInfo } from '../../src/apis/types.ts';
import { AGENTROUTER, AZURE, LITELLM, NEW_API, OPENROUTER, SILICONFLOW, TOGETHER } from './model-lists.ts';

const info = (id: string, endpoints: string[] | null = null): ModelInfo => ({
  id,
  ownedBy: null,
  endpoints,
  contextTokens: null,
});
const choose = (api: 'openai' | 'anthropic', ids: readonly string[]): string | null =>
  chooseModel(
    api,
    ids.map((id) => info(id)),
  );

describe('the model that is asked when none is named', () => {
  it.each<[string, readonly string[], string, string]>([
    ['AgentRouter', AGENTROUTER, 'gpt-4o-mini', 'claude-3-5-haiku-20241022'],
    ['new-api with many providers', NEW_API, 'gpt-4o-mini', 'claude-haiku-4-5-20251001'],
    ['OpenRouter', OPENROUTER, 'openai/gpt-4o-mini', 'anthropic/claude-haiku-4.5'],
    ['LiteLLM with aliases', LITELLM, 'azure/gpt-4o-mini', 'haiku'],
    ['SiliconFlow', SILICONFLOW, 'Qwen/Qwen2.5-7B-Instruct', 'Qwen/Qwen2.5-7B-Instruct'],
    [
      'Together',
      TOGETHER,
      'mistralai/Mistral-Small-24B-Instruct-2501',
      'mistralai/Mistral-Small-24B-Instruct-2501',
    ],
    ['Azure with every base model', AZURE, 'gpt-4o-mini-2024-07-18', 'gpt-4o-mini-2024-07-18'],
    [
      'only Claude',
      ['claude-opus-4-1', 'claude-sonnet-4-5', 'claude-haiku-4-5'],
      'claude-haiku-4-5',
      'claude-haiku-4-5',
    ],
    ['only dear Claude', ['claude-opus-4-1'], 'claude-opus-4-1', 'claude-opus-4-1'],
    ['only DeepSeek', ['deepseek-reasoner', 'deepseek-chat'], 'deepseek-chat', 'deepseek-chat'],
    ['DeepSeek and Claude', ['deepseek-chat', 'claude-sonnet-4-5'], 'deepseek-chat', 'claude-sonnet-4-5'],
    [
      'DeepSeek, Claude and a dear one',
      ['gpt-5-pro', 'deepseek-chat', 'claude-opus-4-1'],
      'deepseek-chat',
      'claude-opus-4-1',
    ],
    [
      'Gemini under its own names',
      [
        'models/gemini-2.5-pro',
        'models/gemini-2.5-flash',
        'models/gemini-2.5-flash-image',
        'models/text-embedding-004',
        'models/aqa',
      ],
      'models/gemini-2.5-flash',
      'models/gemini-2.5-flash',
    ],
    [
      'an unfamiliar family',
      ['eclipse-chat-70b', 'eclipse-chat-8b', 'eclipse-embed'],
      'eclipse-chat-8b',
      'eclipse-chat-8b',
    ],
    ['deployments of arbitrary names', ['prod-eu', 'my-embeddings', 'whisper-east'], 'prod-eu', 'prod-eu'],
    ['one base model', ['acme-7b-base'], 'acme-7b-base', 'acme-7b-base'],
    [
      'Bedrock',
      [
        'anthropic.claude-3-haiku-20240307-v1:0',
        'anthropic.claude-v2:1',
        'amazon.nova-micro-v1:0',
        'amazon.nova-canvas-v1:0',
        'amazon.titan-embed-text-v2:0',
      ],
      'amazon.nova-micro-v1:0',
      'anthropic.claude-3-haiku-20240307-v1:0',
    ],
    [
      'OpenAI models that reason',
      ['o1-pro', 'o3', 'gpt-5', 'gpt-5-nano', 'codex-mini-latest'],
      'gpt-5-nano',
      'gpt-5-nano',
    ],
  ])('is a cheap one of %s', (_name, ids, openai, anthropic) => {
    expect(choose('openai', ids)).toBe(openai);
    expect(choose('anthropic', ids)).toBe(anthropic);
    expect(choose('openai', [...ids].reverse())).toBe(openai);
    expect(choose('anthropic', [...ids].reverse())).toBe(anthropic);
  });

  it.each<[string, string[]]>([
    ['no models', []],
    [
      'only embeddings',
      ['text-embedding-3-small', 'bge-m3', 'BAAI/bge-large-zh', 'all-MiniLM-L6-v2', 'voyage-3-lite'],
    ],
    ['only images', ['gpt-image-1', 'flux-schnell', 'dall-e-3', 'nano-banana']],
    ['only patterns', ['*', 'openai/*']],
  ])('is none of a list of %s', (_name, ids) => {
    expect(choose('openai', ids)).toBeNull();
    expect(choose('anthropic', ids)).toBeNull();
  });
});

describe('models that are never asked to chat', () => {
  const OTHERS = {
    embeddings:
      'text-embedding-3-small text-embedding-ada-002 models/text-embedding-004 gemini-embedding-001 BAAI/bge-m3 bge-reranker-v2-m3 multilingual-e5-large intfloat/e5-mistral-7b-instruct gte-Qwen2-1.5B-instruct m3e-base all-MiniLM-L6-v2 nomic-embed-text mxbai-embed-large jina-embeddings-v3 jina-clip-v2 voyage-3 voyage-3-lite voyage-code-3 amazon.titan-embed-text-v2:0 netease-youdao/bce-embedding-base_v1 text-similarity-davinci-001 code-search-ada-code-001 nvidia/nv-embed-v1 qwen3-embedding-0.6b embeddings-eu',
    ranking:
      'rerank-v3.5 cohere.rerank-v3-5:0 jina-reranker-v2 qwen3-rerank Qwen2.5-Math-PRM-72B nvidia/llama-3.1-nemotron-70b-reward',
    moderation:
      'omni-moderation-latest text-moderation-stable llama-guard-3-8b meta-llama/LlamaGuard-2-8b openai/gpt-oss-safeguard-20b shieldgemma-2b nvidia/nemotron-content-safety',
    speech:
      'whisper-1 whisper-large-v3-turbo tts-1 tts-1-hd gpt-4o-mini-tts gpt-4o-transcribe gpt-4o-mini-transcribe gpt-4o-audio-preview gpt-4o-mini-audio-preview gpt-audio-mini gpt-4o-realtime-preview gpt-4o-mini-realtime-preview gemini-2.5-flash-preview-tts gemini-2.0-flash-live-001 gemini-live-2.5-flash-preview gemini-2.5-flash-native-audio-latest eleven_turbo_v2_5 FunAudioLLM/CosyVoice2-0.5B iic/SenseVoiceSmall paraformer-v2 qwen3-asr-flash qwen-tts speech-02-turbo playai-tts kokoro-82m voxtral-mini-latest parakeet-tdt-0.6b amazon.nova-sonic-v1:0 suno_music qwen2-audio-instruct xtts-v2 ChatTTS',
    images:
      'dall-e-3 dall-e-2 gpt-image-1 gpt-image-1-mini chatgpt-image-latest gemini-2.5-flash-image gemini-2.5-flash-image-preview gemini-2.0-flash-preview-image-generation imagen-4.0-fast-generate-001 nano-banana nano-banana-2-lite grok-2-image grok-imagine-image flux-1.1-pro flux-schnell black-forest-labs/FLUX.1-schnell stable-diffusion-3-5-large sdxl-turbo sd3.5-large-turbo sd-turbo midjourney mj_imagine mj_fast_blend niji-6 cogview-3-flash kolors Kwai-Kolors/Kolors qwen-image doubao-seedream-4-0 ideogram-v3-turbo recraft-v3 amazon.nova-canvas-v1:0 amazon.titan-image-generator-v2:0 hidream-i1-fast swap_face playground-v2.5 clip-vit-large-patch14 openai/clip siglip-so400m',
    video:
      'sora-2 sora_video2 veo3-fast veo-3.1-fast-generate-preview kling-v1 wan2.1-t2v-turbo wanx2.1-i2v-turbo Wan-AI/Wan2.2-T2V-A14B minimax-hailuo-02 video-01 cogvideox-flash doubao-seedance-1-0-lite-t2v runway-gen4_turbo gen4_turbo luma-ray-2 pika-2.2 vidu2.0 hunyuanvideo amazon.nova-reel-v1:0 I2V-01-live',
    documents:
      'mistral-ocr-latest deepseek-ocr deepseek-ai/DeepSeek-OCR olmocr-7b PaddleOCR-VL rednote/dots.ocr qwen-vl-ocr',
    translation: 'qwen-mt-turbo hunyuan-translation-lite qwen3-livetranslate-flash nllb-200',
    completions:
      'gpt-3.5-turbo-instruct gpt-3.5-turbo-instruct-0914 gpt-35-turbo-instruct davinci-002 babbage-002 text-davinci-003 code-davinci-002 code-cushman-001 davinci curie ada text-bison code-gecko',
    'other endpoints':
      'o3-deep-research o4-mini-deep-research sonar-deep-research computer-use-preview gpt-4o-mini-search-preview gpt-5-search-api models/aqa openai/*',
  };

  it.each(
    Object.entries(OTHERS).flatMap(([kind, ids]) => ids.split(' ').map((id): [string, string] => [kind, id])),
  )('%s: %s', (_kind, id) => {
    expect(chatModelsFor('openai', [info(id)])).toEqual([]);
  });

  it.each<[string, string[]]>([
    ['embeddings', ['embeddings']],
    ['images', ['image-generation']],
    ['the Responses API', ['openai-response']],
    ['videos', ['openai-video']],
    ['ranking', ['jina-rerank']],
    ['messages alone', ['anthropic']],
  ])('those that the list says are for %s', (_name, endpoints) => {
    expect(chatModelsFor('openai', [info('acme-1', endpoints)])).toEqual([]);
  });

  it('but a list that tells no kinds says nothing', () => {
    expect(chatModelsFor('openai', [info('acme-1', [])])).toHaveLength(1);
    expect(chatModelsFor('openai', [info('acme-1', ['openai', 'anthropic'])])).toHaveLength(1);
    expect(chatModelsFor('anthropic', [info('acme-1', ['openai', 'anthropic'])])).toHaveLength(1);
    expect(chatModelsFor('anthropic', [info('acme-1', ['openai'])])).toEqual([]);
  });
});

describe('models that may be asked although their names look otherwise', () => {
  it.each(
    'eclipse-chat clippy-7b gemini-2.5-pro minimax-m1 MiniMax-Text-01 qwen-vl-plus glm-4v-flash invoice-chat socrates-7b claudette oliver-7b vanguard-13b satellite-chat canada-llm parmesan-7b moonshot-v1-8k abab6.5s-chat jamba-mini command-r-plus phi-4 solar-mini hermes-3 learnlm-2.0-flash gpt-oss-20b mistral-nemo openai/gpt-4.1-nano codex-mini-latest o1-pro wanda-7b flexible-7b'.split(
      ' ',
    ),
  )('%s', (id) => {
    expect(chatModelsFor('openai', [info(id)])).toHaveLength(1);
  });
});

describe('the order of models', () => {
  it.each<[string, string]>([
    ['gpt-4o-mini', 'gpt-4o'],
    ['gpt-4o-mini', 'gpt-3.5-turbo'],
    ['gpt-4o-mini', 'llama-3.2-1b-instruct'],
    ['gpt-4o-mini', 'o4-mini'],
    ['gpt-4o-mini', 'gpt-4o-mini-2024-07-18-preview'],
    ['gpt-3.5-turbo', 'gpt-3.5-turbo-0301'],
    ['gpt-3.5-turbo', 'gpt-4-turbo'],
    ['gpt-4o', 'gpt-4'],
    ['gpt-4o', 'o1'],
    ['o3', 'o1-pro'],
    ['o1', 'o1-pro'],
    ['gpt-4.1-mini', 'codex-mini-latest'],
    ['gpt-5', 'gpt-5-codex'],
    ['gemini-2.5-flash', 'gemini-2.5-pro'],
    ['gemini-2.5-flash', 'gemini-1.5-flash'],
    ['gpt-4o', 'gemini-2.5-pro'],
    ['qwen-turbo', 'minimax-m1'],
    ['qwen-turbo', 'qwen-max'],
    ['qwen-turbo', 'qwen-vl-max'],
    ['qwen-turbo', 'qwen3-0.6b'],
    ['qwen-turbo', 'qwen-omni-turbo'],
    ['llama-3.1-8b-instruct', 'llama-3.1-70b-instruct'],
    ['llama-3.1-70b-instruct', 'llama-3.1-405b-instruct'],
    ['llama-3.1-8b-instruct', 'llama-3.2-1b-instruct'],
    ['llama-3.1-8b-instruct', 'llama-3.1-8b-base'],
    ['llama-3.1-8b-instruct', 'qwen-128b'],
    ['meta-llama/llama-3.1-8b-instruct', 'meta-llama/llama-3.1-8b-instruct:free'],
    ['acme-chat', 'elite-pro-chat'],
    ['claude-haiku-4-5', 'claude-3-haiku-20240307'],
    ['claude-3-haiku-20240307', 'claude-instant-1.2'],
    ['claude-sonnet-4-5', 'claude-opus-4-1'],
    ['claude-sonnet-4-5', 'claude-2.1'],
    ['deepseek-chat', 'deepseek-reasoner'],
    ['glm-4-flash', 'glm-4-plus'],
    ['Qwen/Qwen2.5-7B-Instruct', 'Pro/Qwen/Qwen2.5-7B-Instruct'],
  ])('puts %s before %s', (cheap, dear) => {
    const order = chatModelsFor('openai', [info(dear), info(cheap)]).map((model) => model.id);
    expect(order).toEqual([cheap, dear]);
  });

  it('keeps the order of the list among equals', () => {
    const order = chatModelsFor('openai', [info('b-chat'), info('a-chat')]).map((model) => model.id);
    expect(order).toEqual(['b-chat', 'a-chat']);
  });
});

it.each<[string, boolean]>([
  ['o1', true],
  ['o4-mini', true],
  ['openai/o3-mini', true],
  ['gpt-5-nano', true],
  ['openai/gpt-5.1', true],
  ['gpt-4o-mini', false],
  ['gpt-oss-20b', false],
  ['qwen/qwen-o1x', false],
  ['marco-o1', false],
])('%s takes max_completion_tokens: %s', (model, wants) => {
  expect(wantsCompletionLimit(model)).toBe(wants);
});
