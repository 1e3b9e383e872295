interface Provider {
  name: string;
  hosts: readonly string[];
  /** A shape that no other provider's keys have. */
  shape: RegExp;
}

/**
 * Plain `sk-…` is missing on purpose: OpenAI, DeepSeek, Moonshot, new-api, LiteLLM and others all use it.
 * Shapes are those of the providers' own documentation and of the public rules of secret scanners.
 */
const PROVIDERS: readonly Provider[] = [
  { name: 'Anthropic', hosts: ['api.anthropic.com'], shape: /^sk-ant-/ },
  { name: 'OpenRouter', hosts: ['openrouter.ai'], shape: /^sk-or-/ },
  { name: 'Langfuse', hosts: ['cloud.langfuse.com', 'langfuse.com'], shape: /^[sp]k-lf-/ },
  {
    name: 'OpenAI',
    hosts: ['api.openai.com'],
    shape: /^sk-(?:proj|svcacct|admin|None)-|^sk-[A-Za-z0-9_-]*T3BlbkFJ/,
  },
  {
    name: 'Google',
    hosts: ['generativelanguage.googleapis.com', 'googleapis.com'],
    shape: /^AIza[\w-]{10,}/,
  },
  { name: 'Groq', hosts: ['api.groq.com'], shape: /^gsk_/ },
  { name: 'xAI', hosts: ['api.x.ai'], shape: /^xai-/ },
  { name: 'Hugging Face', hosts: ['huggingface.co'], shape: /^hf_/ },
  { name: 'Perplexity', hosts: ['api.perplexity.ai'], shape: /^pplx-/ },
  { name: 'Replicate', hosts: ['api.replicate.com'], shape: /^r8_/ },
  { name: 'AWS', hosts: ['amazonaws.com'], shape: /^(?:AKIA|ASIA)[A-Z0-9]{12,}|^ABSK[A-Za-z0-9+/=]{20,}/ },
  { name: 'GitHub', hosts: ['models.github.ai', 'github.com'], shape: /^gh[posur]_|^github_pat_/ },
  { name: 'Fireworks', hosts: ['api.fireworks.ai'], shape: /^fw_/ },
  { name: 'Together', hosts: ['api.together.xyz', 'api.together.ai'], shape: /^tgp_/ },
  { name: 'NVIDIA', hosts: ['integrate.api.nvidia.com', 'api.nvidia.com'], shape: /^nvapi-/ },
  { name: 'Cerebras', hosts: ['api.cerebras.ai'], shape: /^csk-/ },
  { name: 'Vercel', hosts: ['ai-gateway.vercel.sh'], shape: /^vck_/ },
  { name: 'Slack', hosts: ['slack.com'], shape: /^xox[abprs]-/ },
  { name: 'Stripe', hosts: ['api.stripe.com'], shape: /^[sr]k_(?:live|test)_/ },
];

/** The provider whose key this unmistakably is; never one for a key that begins with `sk-ar-`. */
export function providerOfKey(key: string): { name: string; hosts: readonly string[] } | null {
  if (key.startsWith('sk-ar-')) return null;
  return PROVIDERS.find((provider) => provider.shape.test(key)) ?? null;
}
