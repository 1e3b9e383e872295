import { parseBaseUrl } from '../evidence/base-url.ts';
import { isLoopbackHost } from '../evidence/loopback.ts';
import type { Facts } from '../probes/facts.ts';
import type { MadeClient } from '../project/sources/types.ts';
import { fromHits, inLanguage, sourcesOf, atPlace, type Hit } from './code-places.ts';
import { AGENTROUTER_HOST, givenUrl, readsOwnKey, type GivenUrl } from './code-target.ts';
import { anthropicUrl, fix, openaiUrl } from './fix-texts.ts';
import { gatewayFamily } from './gateway-family.ts';
import { detail, understoodBaseUrl } from './local-facts.ts';
import type { Context, Family, Observation } from './types.ts';

const WITHOUT_V1 = 'a base URL without /v1 for the Anthropic SDK';
const WITH_V1 = 'a base URL with /v1 for the OpenAI SDK';

/** What the SDK appends `/v1/messages` to, so that it comes twice. */
function hasV1(url: string): boolean {
  const parsed = parseBaseUrl(url);
  return parsed.ok && /\/v1(?:\/messages)?\/*$/.test(new URL(url).pathname);
}

function hit(client: MadeClient, url: GivenUrl, right: string): Hit {
  const option = client.language === 'python' ? 'base_url' : 'baseURL';
  const shown =
    url.variable === null ? `${option} is ${url.text}` : `${option} is ${url.variable}, which is ${url.text}`;
  const place = client.baseUrl.from === 'text' ? client.baseUrl.place : client.place;
  return { place, language: client.language, shown, detail: { right, variable: url.variable ?? '' } };
}

function anthropicWithV1(facts: Facts): Observation[] {
  const hits = sourcesOf(facts).clients.flatMap((client): Hit[] => {
    const url = client.sdk === 'anthropic' ? givenUrl(client.baseUrl, facts) : null;
    if (url === null || !hasV1(url.text)) return [];
    const parsed = parseBaseUrl(url.text);
    return parsed.ok ? [hit(client, url, parsed.anthropicBaseUrl)] : [];
  });
  return fromHits(hits, {
    measured: 'an Anthropic client with /v1 in its base URL',
    expected: WITHOUT_V1,
    confidence: 'proved',
  });
}

/** Of an AgentRouter, by the name of its host or by the key that it is given. */
function isAgentRouter(host: string, client: MadeClient): boolean {
  const { apiKey } = client;
  const ownKey = readsOwnKey(client) || (apiKey.from === 'text' && apiKey.text.startsWith('sk-ar-'));
  return !isLoopbackHost(host) && (ownKey || AGENTROUTER_HOST.test(host));
}

/** What should stand there instead; null where nothing is wrong beyond doubt. */
function withV1(url: GivenUrl, client: MadeClient, facts: Facts): string | null {
  const given = parseBaseUrl(url.text);
  if (!given.ok || !given.notes.includes('no-v1') || given.notes.includes('endpoint-included')) return null;
  const ours = understoodBaseUrl(facts);
  if (given.url.host === ours?.url.host)
    return given.anthropicBaseUrl === ours.anthropicBaseUrl && ours.openaiBaseUrl !== ours.anthropicBaseUrl
      ? ours.openaiBaseUrl
      : null;
  return given.url.pathname === '/' && isAgentRouter(given.url.hostname, client) ? given.openaiBaseUrl : null;
}

function openaiWithoutV1(facts: Facts): Observation[] {
  // LiteLLM Proxy, "Use with OpenAI SDK": it serves the API at its root as well.
  if (gatewayFamily(facts).family === 'litellm') return [];
  const hits = sourcesOf(facts).clients.flatMap((client): Hit[] => {
    const url = client.sdk === 'openai' ? givenUrl(client.baseUrl, facts) : null;
    const right = url === null ? null : withV1(url, client, facts);
    return url === null || right === null ? [] : [hit(client, url, right)];
  });
  return fromHits(hits, { measured: 'an OpenAI client without /v1 in its base URL', expected: WITH_V1 });
}

/** The corrected argument: with the URL, or with the variable that it comes from. */
function argument(c: Context, url: string, change: Record<'python' | 'node', string>): string {
  const variable = c.detail['variable'] ?? '';
  if (variable === '') return inLanguage(c, { python: `base_url="${url}"`, node: `baseURL: '${url}'` });
  return inLanguage(c, {
    python: `base_url=os.environ["${variable}"]${change.python}`,
    node: `baseURL: process.env.${variable}${change.node}`,
  });
}

/** Base URLs in the project's code. */
export const codeUrlCodes = {
  'code.anthropic-url-with-v1': {
    severity: 'warning',
    faultDomain: 'you',
    check: 'local.sources',
    title: 'An Anthropic client has /v1 in its base URL',
    retryHelps: false,
    expected: WITHOUT_V1,
    inFacts: anthropicWithV1,
    cause: (c) =>
      `The Anthropic SDK adds /v1/messages itself, so the client${atPlace(c)} calls /v1/v1/messages, which no server has.`,
    fixes: (c) => [
      fix(
        'Leave /v1 out for the Anthropic SDK.',
        argument(c, detail(c, 'right', anthropicUrl(c)), {
          python: '.removesuffix("/v1")',
          node: "?.replace(/\\/v1\\/?$/, '')",
        }),
      ),
    ],
    recognised: 'An Anthropic client in the code is given a base URL that ends in /v1.',
    example: 'client = Anthropic(base_url="https://your-deployment/v1")',
  },
  'code.openai-url-without-v1': {
    severity: 'warning',
    faultDomain: 'you',
    check: 'local.sources',
    title: 'An OpenAI client has no /v1 in its base URL',
    retryHelps: false,
    expected: WITH_V1,
    inFacts: openaiWithoutV1,
    cause: (c) =>
      `The OpenAI SDK adds /chat/completions only, so the client${atPlace(c)} calls a path that the deployment does not serve.`,
    fixes: (c) => [
      fix(
        'Add /v1 for the OpenAI SDK.',
        argument(c, detail(c, 'right', openaiUrl(c)), { python: ' + "/v1"', node: " + '/v1'" }),
      ),
    ],
    recognised:
      "An OpenAI client in the code is given this deployment's address, or an AgentRouter's, without /v1.",
    example: 'client = OpenAI(base_url="https://your-deployment")',
  },
} satisfies Family;
