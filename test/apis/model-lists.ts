/** Names as deployments of each kind list them. */

export const AGENTROUTER: readonly string[] =
  'gpt-4o gpt-4o-mini gpt-3.5-turbo o4-mini claude-3-5-haiku-20241022 claude-3-5-sonnet-20241022 deepseek-chat deepseek-reasoner text-embedding-3-small dall-e-3 whisper-1 omni-moderation-latest'.split(
    ' ',
  );

export const NEW_API: readonly string[] = [
  ...'gpt-3.5-turbo gpt-3.5-turbo-0301 gpt-3.5-turbo-0613 gpt-3.5-turbo-16k gpt-3.5-turbo-instruct gpt-4 gpt-4-0314 gpt-4-32k gpt-4-turbo gpt-4-vision-preview gpt-4o gpt-4o-2024-08-06 gpt-4o-mini gpt-4o-audio-preview gpt-4o-realtime-preview gpt-4o-mini-tts gpt-4.1 gpt-4.5-preview chatgpt-4o-latest gpt-5 gpt-5-mini gpt-5-nano gpt-5-pro gpt-5-codex gpt-image-1 o1 o1-mini o1-pro o3 o3-pro o3-deep-research o4-mini codex-mini-latest computer-use-preview davinci-002 babbage-002 dall-e-3 tts-1 whisper-1'.split(
    ' ',
  ),
  ...'claude-instant-1.2 claude-2.1 claude-3-haiku-20240307 claude-3-opus-20240229 claude-3-5-haiku-20241022 claude-3-5-sonnet-20241022 claude-3-7-sonnet-20250219-thinking claude-haiku-4-5-20251001 claude-sonnet-4-5-20250929 claude-opus-4-1-20250805'.split(
    ' ',
  ),
  ...'gemini-1.5-flash gemini-2.0-flash-live-001 gemini-2.5-pro gemini-2.5-flash-image gemini-2.5-flash-preview-tts imagen-4.0-generate-001 veo-3.0-fast-generate-001 nano-banana deepseek-chat deepseek-reasoner deepseek-v3.1 deepseek-ocr qwen-max qwen-vl-plus qwen-mt-turbo qwen-omni-turbo qwen3-0.6b qwen3-235b-a22b MiniMax-M1 minimax-hailuo-02 abab6.5s-chat glm-4v glm-4.5 cogview-3-flash kimi-k2 moonshot-v1-8k doubao-pro-32k doubao-seedream-3-0 grok-4 grok-2-image mj_imagine swap_face suno_music flux-schnell jina-reranker-v2 bge-m3 text-embedding-3-large'.split(
    ' ',
  ),
  ...Array.from({ length: 120 }, (_, index) => `private-model-${index}`),
];

export const OPENROUTER: readonly string[] =
  'openrouter/auto openai/gpt-4o-mini openai/gpt-4o openai/gpt-4o-mini-search-preview openai/gpt-5-pro openai/o1-pro openai/codex-mini anthropic/claude-haiku-4.5 anthropic/claude-3.7-sonnet:thinking anthropic/claude-opus-4.1 google/gemini-2.5-pro google/gemini-2.5-flash-image google/gemma-3-27b-it:free deepseek/deepseek-chat-v3.1:free deepseek/deepseek-r1:free meta-llama/llama-3.2-1b-instruct meta-llama/llama-3.2-3b-instruct:free meta-llama/llama-3.1-405b meta-llama/llama-guard-4-12b minimax/minimax-m1 mistralai/mistral-large perplexity/sonar-deep-research qwen/qwen3-8b:free x-ai/grok-4'.split(
    ' ',
  );

export const LITELLM: readonly string[] =
  '* openai/* fast-chat smart-chat embedder-embed azure/gpt-4o-mini bedrock/amazon.titan-embed-text-v2:0 haiku opus vertex_ai/gemini-2.5-pro'.split(
    ' ',
  );

export const SILICONFLOW: readonly string[] =
  'Pro/Qwen/Qwen2.5-7B-Instruct Qwen/Qwen2.5-7B-Instruct Qwen/Qwen2.5-72B-Instruct Qwen/Qwen3-8B Qwen/QwQ-32B Qwen/Qwen3-Embedding-0.6B Qwen/Qwen-Image deepseek-ai/DeepSeek-R1 deepseek-ai/DeepSeek-V3 deepseek-ai/DeepSeek-OCR BAAI/bge-m3 BAAI/bge-reranker-v2-m3 FunAudioLLM/CosyVoice2-0.5B FunAudioLLM/SenseVoiceSmall Kwai-Kolors/Kolors Wan-AI/Wan2.2-T2V-A14B'.split(
    ' ',
  );

export const TOGETHER: readonly string[] =
  'black-forest-labs/FLUX.1-schnell mistralai/Mistral-Small-24B-Instruct-2501 meta-llama/Llama-3.3-70B-Instruct-Turbo meta-llama/Meta-Llama-3.1-405B-Instruct-Turbo meta-llama/Meta-Llama-3-8B deepseek-ai/DeepSeek-R1 BAAI/bge-large-en-v1.5 cartesia/sonic openai/whisper-large-v3 google/gemma-3n-E4B-it meta-llama/Llama-Guard-4-12B togethercomputer/m2-bert-80M-8k-retrieval'.split(
    ' ',
  );

export const AZURE: readonly string[] =
  'dall-e-3-3.0 gpt-35-turbo-0301 gpt-35-turbo-instruct gpt-35-turbo-16k-0613 gpt-4-0613 gpt-4-32k gpt-4o-2024-05-13 gpt-4o-mini-2024-07-18 gpt-4o-realtime-preview-2024-12-17 gpt-4o-mini-transcribe-2025-03-20 text-embedding-ada-002-2 text-embedding-3-small whisper-001 tts-001 ada babbage.1 curie davinci code-cushman-fine-tune-002 text-similarity-curie-001 sora-2025-05-02 gpt-image-1-2025-04-15 o1-2024-12-17 o3-pro-2025-06-10 model-router-2025-05-19 codex-mini-2025-05-16'.split(
    ' ',
  );
