import { isClaude, isDeepSeek } from '../evidence/model-names.ts';
import type { Api } from '../evidence/types.ts';
import type { ModelInfo } from './types.ts';

/** Names of models that do something else than chat. */
const NOT_CHAT =
  /embed|(?:^|[-_/])bge-|(?:^|[-_/])gte-|(?:^|[-_/])e5-|rerank|moderation|guard|whisper|(?:^|[-_/])tts|speech|audio|realtime|transcri|voxtral|dall-?e|imagen|image|flux|stable-?diffusion|sdxl|midjourney|(?:^|[-_/])mj[-_]|kolors|cogview|seedream|seededit|recraft|ideogram|sora|(?:^|[-_/])veo|video|kling|wanx|(?:^|[-_/])wan\d|seedance|hailuo|suno|music|lyria|(?:^|[-_/])ocr|davinci-00|babbage|(?:^|[-_/])ada(?:-|$)|curie|instruct-0914|similarity|search-(?:doc|query)|deep-research|computer-use|search-preview|(?:^|[-_/])nv-|clip|reward|translate|parakeet|canary|chirp|aqa$/i;
/** Kinds of endpoint, as new-api lists them, by which a model can be asked to chat. */
const CHAT_ENDPOINTS = /openai|chat|anthropic|messages|gemini/i;

/** Is this a model that one can chat with? Judged by name, and by the endpoint kinds where the list tells them. */
export function isChatModel(model: ModelInfo): boolean {
  if (NOT_CHAT.test(model.id)) return false;
  if (model.endpoints === null || model.endpoints.length === 0) return true;
  return model.endpoints.some(
    (type) => CHAT_ENDPOINTS.test(type) && !/embed|image|video|audio|rerank/i.test(type),
  );
}

/** Does the list say that this model cannot be had through this API? Lists without endpoint kinds say nothing. */
function servedThrough(api: Api, model: ModelInfo): boolean {
  if (model.endpoints === null || model.endpoints.length === 0) return true;
  const wanted = api === 'openai' ? /openai|chat/i : /anthropic|messages|claude/i;
  return model.endpoints.some((type) => wanted.test(type));
}

const CHEAP: readonly [pattern: RegExp, cost: number][] = [
  [/nano|flash-?lite|(?:^|[-_/:])(?:[0-4](?:\.\d)?)b\b|tiny|gpt-3\.5|:free$/i, -40],
  [
    /mini(?!max)|haiku|flash|small|lite|instant|turbo|air\b|(?:^|[-_/:])[5-9]b\b|8b|deepseek-chat|nova-micro/i,
    -30,
  ],
  [
    /opus|ultra|max\b|large|-pro\b|405b|(?:^|[-_/])o1(?:-|$)|gpt-4(?:-|$)(?!o)|gpt-4\.5|heavy|deep-?think/i,
    40,
  ],
  [/thinking|reason|(?:^|[-_/])o[134](?:-|$)|gpt-5|(?:^|[-_/])r1(?:-|$)|-r1\b|qwq|magistral/i, 20],
  [/preview|experimental|-exp\b|beta|alpha|legacy|vision|code|coder|online|32k|16k/i, 8],
  [/claude/i, 5],
];

/** Lower is cheaper and plainer; only for ordering. */
function costRank(model: string): number {
  return CHEAP.reduce((sum, [pattern, cost]) => (pattern.test(model) ? sum + cost : sum), 0);
}

/** Chat models of a list for one API, cheapest and plainest first; equal ones keep their order. */
export function chatModelsFor(api: Api, models: readonly ModelInfo[]): ModelInfo[] {
  return models
    .filter((model) => isChatModel(model) && servedThrough(api, model))
    .map((model) => ({ model, rank: costRank(model.id) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ model }) => model);
}

/**
 * A cheap chat model for an API: for the Anthropic API a Claude model where one is listed, for the OpenAI API one of
 * another family where there is one. Null where the list has no chat model.
 */
export function chooseModel(api: Api, models: readonly ModelInfo[]): string | null {
  const candidates = chatModelsFor(api, models);
  const preferred =
    api === 'anthropic'
      ? candidates.find((model) => isClaude(model.id))
      : candidates.find((model) => !isClaude(model.id) && !isDeepSeek(model.id));
  const fallback = api === 'anthropic' ? candidates.find((model) => !isDeepSeek(model.id)) : undefined;
  return (preferred ?? fallback ?? candidates[0])?.id ?? null;
}

/** What is asked where no list can be had: the name that most gateways serve. */
export const USUAL_MODELS: Record<Api, string> = {
  openai: 'gpt-4o-mini',
  anthropic: 'claude-3-5-haiku-20241022',
};

/** Models that take `max_completion_tokens` and refuse `max_tokens` (OpenAI's reasoning models). */
export function wantsCompletionLimit(model: string): boolean {
  return /(?:^|\/)(?:o[134](?:-|$)|gpt-5)/i.test(model);
}
