/** What tells one family of gateways from another. Signs of what stands in front (`server: cloudflare`) are no marks. */

import type { AnswerEvidence } from '../evidence/types.ts';
import type { ModelInfo } from '../apis/types.ts';

export interface FamilyMark {
  /** 3: only this family does it. 2: this family and its forks. 1: a hint. */
  strength: 1 | 2 | 3;
  /** A header's name, and its value where that matters. */
  header?: RegExp;
  value?: RegExp;
  /** Counts only where the list has no other provider's models: gateways pass a provider's headers on. */
  onlyModelsOf?: string;
  /** The type of any error. */
  type?: RegExp;
  /** The raw body, and how evidence words it. */
  body?: RegExp;
  shows?: string;
  /** Says what it saw in the model list, or null. */
  list?: (models: readonly ModelInfo[], answers: readonly AnswerEvidence[]) => string | null;
}

function ownedBy(pattern: RegExp) {
  return (models: readonly ModelInfo[]): string | null => {
    const owner = models.find((model) => pattern.test(model.ownedBy ?? ''))?.ownedBy;
    return owner === undefined || owner === null ? null : `owned_by ${owner}`;
  };
}

function inList(pattern: RegExp, shows: string) {
  return (_models: readonly ModelInfo[], answers: readonly AnswerEvidence[]): string | null =>
    answers.some((answer) => answer.ask.operation === 'list' && pattern.test(answer.body)) ? shows : null;
}

export const FAMILIES = {
  agentrouter: [
    { strength: 3, header: /^x-agentrouter-/ },
    { strength: 3, header: /^server$/, value: /^agentrouter/i },
    { strength: 3, list: ownedBy(/^agentrouter/i) },
    { strength: 3, type: /^agent_?router_api_error$/ },
  ],
  litellm: [
    { strength: 3, header: /^x-litellm-/ },
    {
      strength: 3,
      body: /\blitellm\.[A-Z]\w+|Received Model Group=|\bLiteLLM_\w+/,
      shows: 'the error names a LiteLLM class',
    },
  ],
  portkey: [
    { strength: 3, header: /^x-portkey-/ },
    { strength: 3, body: /\bPortkey Error\b/, shows: 'the error says Portkey Error' },
  ],
  bifrost: [
    { strength: 3, header: /^x-bf-/ },
    { strength: 3, body: /"is_bifrost_error"\s*:/, shows: 'the error has is_bifrost_error' },
  ],
  truefoundry: [{ strength: 3, header: /^x-tfy-/ }],
  requesty: [{ strength: 3, header: /^x-requesty-/ }],
  'envoy-ai-gateway': [
    { strength: 3, header: /^x-(?:ai-eg|aigw)-/ },
    {
      strength: 2,
      body: /No matching route found\. It is likely (?:because|that) the model/,
      shows: 'the words of Envoy AI Gateway about a model without a route',
    },
  ],
  'cloudflare-ai-gateway': [{ strength: 3, header: /^cf-aig-/ }],
  helicone: [{ strength: 3, header: /^helicone-/ }],
  openrouter: [
    { strength: 3, header: /^x-generation-id$/, value: /^gen-/ },
    {
      strength: 3,
      body: /openrouter\.ai|: OPENROUTER PROCESSING/,
      shows: 'the body speaks of openrouter.ai',
    },
    { strength: 2, list: inList(/"top_provider"\s*:/, 'entries have top_provider') },
    {
      strength: 2,
      body: /^\s*\{\s*"error"\s*:\s*\{[\s\S]{0,2000}\}\s*,\s*"user_id"\s*:\s*"user_/,
      shows: 'a user_id beside the error',
    },
  ],
  'one-api': [
    { strength: 3, type: /^one_api_error$/ },
    {
      strength: 2,
      list: inList(
        /"created"\s*:\s*1626777600\b(?![\s\S]{0,4000}"supported_endpoint_types")/,
        'entries have permission, root and the creation time 1626777600',
      ),
    },
  ],
  'new-api': [
    { strength: 3, type: /^new_api_error$/ },
    {
      strength: 2,
      list: (models) =>
        models.some((model) => model.endpoints !== null) ? 'entries have supported_endpoint_types' : null,
    },
    { strength: 2, header: /^x-new-api-version$/ },
    { strength: 1, header: /^x-oneapi-request-id$/ },
    { strength: 1, type: /^(?!api_error$)\w+_api_error$/ },
  ],
  'claude-relay-service': [
    {
      strength: 2,
      body: /"allowedClients"\s*:|"concurrencyLimit"\s*:|"costLimit"\s*:/,
      shows: 'fields of claude-relay-service',
    },
  ],
  'azure-openai': [
    { strength: 3, header: /^x-ms-(?:region|deployment-name)$/ },
    { strength: 2, header: /^apim-request-id$/ },
    {
      strength: 2,
      body: /"DeploymentNotFound"|content_filter_result/,
      shows: 'an error shape of Azure OpenAI',
    },
  ],
  bedrock: [{ strength: 2, header: /^x-amzn-bedrock-/ }],
  gemini: [
    {
      strength: 2,
      body: /type\.googleapis\.com\/google\.rpc|generativelanguage\.googleapis\.com/,
      shows: 'an error shape of Google',
    },
    { strength: 2, header: /^server$/, value: /scaffolding on HTTPServer2/ },
  ],
  deepseek: [{ strength: 3, header: /^x-ds-trace-id$/, onlyModelsOf: 'DeepSeek' }],
  groq: [{ strength: 3, header: /^x-groq-/ }],
  mistral: [{ strength: 2, header: /^mistral-correlation-id$/, onlyModelsOf: 'Mistral' }],
  // Gateways pass these providers' headers on, so that any mark of a gateway outweighs them.
  together: [{ strength: 1, header: /^x-together-/ }],
  fireworks: [{ strength: 1, header: /^fireworks-/ }],
  dashscope: [{ strength: 1, header: /^x-dashscope-/ }],
  siliconflow: [{ strength: 1, header: /^x-siliconcloud-/ }],
  huggingface: [{ strength: 1, header: /^x-inference-provider$/ }],
  databricks: [{ strength: 1, header: /^x-databricks-/ }],
  openai: [
    { strength: 2, header: /^openai-(?:version|processing-ms|organization)$/, onlyModelsOf: 'OpenAI' },
  ],
  anthropic: [
    { strength: 2, header: /^anthropic-(?:organization-id|ratelimit-)/, onlyModelsOf: 'Anthropic' },
    { strength: 2, header: /^request-id$/, value: /^req_01/, onlyModelsOf: 'Anthropic' },
  ],
  moonshot: [
    { strength: 2, list: ownedBy(/^moonshot$/i) },
    { strength: 2, header: /^msh-/ },
  ],
  ollama: [
    { strength: 2, list: ownedBy(/^library$/) },
    { strength: 1, body: /registry\.ollama\.ai|try pulling it first/, shows: 'the words of ollama' },
  ],
  'llama.cpp': [
    { strength: 3, header: /^server$/, value: /^llama\.cpp/i },
    { strength: 3, list: ownedBy(/^llamacpp$/i) },
  ],
  vllm: [
    { strength: 3, list: ownedBy(/^vllm$/i) },
    { strength: 2, list: inList(/"max_model_len"\s*:/, 'entries have max_model_len') },
    {
      strength: 1,
      body: /^\s*\{(?=[^}]*"object"\s*:\s*"error")(?=[^}]*"type"\s*:\s*"(?:NotFound|BadRequest|InternalServer)Error")/,
      shows: 'a flat error object with the name of a Python class',
    },
  ],
  kong: [
    { strength: 1, header: /^x-kong-/ },
    { strength: 1, header: /^server$/, value: /^kong\//i },
  ],
  apisix: [{ strength: 1, header: /^server$/, value: /^apisix/i }],
  higress: [
    { strength: 1, body: /^Request denied by (?:Key Auth|ai quota)/i, shows: 'the words of Higress plugins' },
  ],
  vercel: [
    { strength: 1, header: /^x-vercel-ai-gateway/ },
    { strength: 2, body: /"name"\s*:\s*"Gateway\w+Error"/, shows: 'an error class of Vercel AI Gateway' },
  ],
} as const satisfies Readonly<Record<string, readonly FamilyMark[]>>;

export type GatewayName = keyof typeof FAMILIES;
