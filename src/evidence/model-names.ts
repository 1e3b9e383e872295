/** Providers by what their models are called; the first that fits counts. */
const PROVIDERS: readonly [name: string, pattern: RegExp][] = [
  ['Anthropic', /claude|(?:^|[-_/.])(?:sonnet|opus|haiku)(?![a-z])/i],
  ['DeepSeek', /deep-?seek/i],
  ['Google', /gemini|gemma|(?<![a-z])palm|bison|imagen|\bveo\b|learnlm/i],
  ['xAI', /grok/i],
  ['Mistral', /mistral|mixtral|codestral|ministral|pixtral|magistral|devstral|voxtral/i],
  // Names of models that ollama serves may begin with its own name.
  ['Meta', /(?<!o)llama/i],
  ['Alibaba', /qwen|qwq|qvq|tongyi/i],
  ['Zhipu', /\bglm|chatglm|cogview|zhipu|\bz-ai\b/i],
  ['Moonshot', /kimi|moonshot/i],
  ['MiniMax', /minimax|abab/i],
  ['ByteDance', /doubao|seed-(?:oss|\d)/i],
  ['Baidu', /ernie/i],
  ['Tencent', /hunyuan/i],
  ['Cohere', /command-|\baya\b|cohere/i],
  ['Microsoft', /\bphi-?\d|wizardlm/i],
  ['Amazon', /\bnova-|titan/i],
  ['NVIDIA', /nemotron/i],
  ['01.AI', /\byi-/i],
  ['Perplexity', /\bsonar\b|perplexity/i],
  ['AI21', /jamba/i],
  ['IBM', /granite/i],
  ['StepFun', /\bstep-\d/i],
  ['Xiaomi', /\bmimo-/i],
  [
    'OpenAI',
    /gpt|\bo[134](?:-|$)|davinci|babbage|dall-e|whisper|\btts-|text-embedding|omni-moderation|chatgpt|codex|sora/i,
  ],
];

/** The provider of a model by its name, or by who owns it; `other` where neither tells. */
export function providerOf(model: string, ownedBy: string | null = null): string {
  const name = PROVIDERS.find(([, pattern]) => pattern.test(model))?.[0];
  if (name !== undefined) return name;
  if (ownedBy === null) return 'other';
  return PROVIDERS.find(([, pattern]) => pattern.test(ownedBy))?.[0] ?? 'other';
}

export function isDeepSeek(model: string): boolean {
  return /deep-?seek/i.test(model);
}

/** By its name, or by the name of a tier alone, as aliases have it (`sonnet`). */
export function isClaude(model: string): boolean {
  return providerOf(model) === 'Anthropic';
}

/** Names to try where no list can be had and the usual first choice does not exist. */
export const OTHER_USUAL_MODELS = {
  openai: ['gpt-3.5-turbo', 'deepseek-chat'],
  anthropic: ['claude-haiku-4-5', 'claude-3-5-sonnet-20241022', 'claude-sonnet-4-5'],
} as const;

/** Names that contain `deepseek` and are well formed: lower case, parts joined by hyphens, slashes, colons or dots. */
const WELL_FORMED = /^(?:[\w.-]+\/)*deepseek(?:-[a-z0-9.]+)*(?:[:@][\w.-]+)?$/i;
const MISSPELLED =
  /^(?:[\w.-]+\/)?(?:deep[-_ .]+seek|deepsek|depseek|deapseek|deepseak|deepseeek|dee?p[-_ ]?se?ek)/i;
/** A name meant for DeepSeek that no router takes for one. */
export function isMisspelledDeepseek(model: string): boolean {
  if (/deepseek/i.test(model))
    return !WELL_FORMED.test(model) && /deepseek[ _]?(?:chat|reasoner|coder|v\d|r\d)/i.test(model);
  return MISSPELLED.test(model);
}
