/** What a model does, as its name tells. Names are all that most lists give. */

/** Ways to write a pattern: `part` stands for a word of the name, whatever separates it from the others. */
const part = (words: string): RegExp => new RegExp(`(?:^|[^a-z])(?:${words})(?![a-z])`, 'i');

/** Kinds of models that answer no chat completion, by the words in their names. */
const OTHER_KINDS: readonly RegExp[] = [
  // Embeddings and similarity.
  /embed|similarity|minilm|mpnet|mxbai|splade|gecko|search-(?:doc|query|code|text)/i,
  part('bge|gte|e5|m3e|bce|sbert|colbert|voyage|uae|nv|jina-(?:clip|colbert)'),
  // Ranking, rewards, moderation.
  /rerank|reward|moderation|(?<!van)guard|shield|safety/i,
  part('p?rm'),
  // Speech and music.
  /whisper|speech|transcri|(?<!in)voice|voxtral|paraformer|parakeet|realtime|music|riffusion|deepgram/i,
  part('x?tts|audio|asr|live|eleven(?:labs)?|suno|udio|lyria|chirp|canary-\\d\\w*|sonic|playai|kokoro'),
  /tts(?![a-z])/i,
  // Images and video.
  /diffusion|dall-?e(?![a-z])|midjourney|imagine|video|kolors|cogview|seed(?:ream|edit|ance)|recraft|ideogram|hidream/i,
  /jimeng|kling|hailuo|pixverse|vidu|wanx|upscal|esrgan|inpaint|outpaint|controlnet|animatediff|face[-_]?swap|swap[-_]?face/i,
  /(?:^|[^a-z]|gpt)image(?:n|s)?(?![a-z])|text-?to-?(?:image|video|speech|music|audio)/i,
  part('flux|sdxl|sd|svd|sora|veo|wan|mj|niji|clip|siglip|banana|luma|runway|pika|canvas|reel|rembg'),
  part('[tisv]2[aiv]|gen-?[34]|ray-?2|playground-v\\d\\w*'),
  // Reading of documents, and translation.
  /ocr(?![a-z])|translat|nllb|madlad/i,
  part('qwen-mt|qwen\\d-mt|hunyuan-mt'),
  // Completions without chat.
  /gpt-?3\.?5[\w.-]*-instruct|davinci|babbage|cushman|code-(?:bison|gecko)|text-(?:bison|unicorn)/i,
  part('ada|curie'),
  // Models of other endpoints.
  /deep-research|computer-use|search-(?:preview|api)/i,
  part('aqa'),
  // LiteLLM lists the patterns that it routes by.
  /\*/,
];

/** Does the name say that this is no model to chat with? */
export function namesOtherKind(model: string): boolean {
  return OTHER_KINDS.some((pattern) => pattern.test(model));
}

/**
 * Does the name say that a plain chat completion is likely to be refused: served by the Responses API alone
 * (codex, the pro tier of OpenAI's reasoning models), without a chat template (base models), or only streamed
 * (Qwen's omni models)?
 */
export function namesUnlikelyChat(model: string): boolean {
  return /codex|(?:^|[^a-z])(?:o\d|gpt-[5-9][.\d]*)-pro|[-_](?:base|pt|fim)(?:$|[-_:])|qwen[\w.-]*omni|robotics/i.test(
    model,
  );
}
