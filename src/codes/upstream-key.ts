import { anyOf } from '../evidence/any-of.ts';
import type { AnswerEvidence } from '../evidence/types.ts';
import { refusedBehindGateway } from './compared-auth.ts';
import { ACCOUNT_BLOCKED } from './account.ts';
import { CREDIT_GONE } from './balance-rules.ts';
import { ASK_FOR_HELP, failingProviders, fix, hostOf, said, supportFix } from './fix-texts.ts';
import { otherProviderFixes } from './models-to-try.ts';
import { FORBIDDEN, KEY_REFUSED } from './key.ts';
import { heavier, strongest, type Rule } from './rules.ts';
import type { Context, Family, Sign } from './types.ts';
import { quotesUpstream } from './whose-key.ts';

/** What only a server that lacks its own key can say. */
const OWN_KEY_MISSING: readonly Rule[] = [
  { weight: 96, id: /^channel_(?:no_available_key|invalid_key)$/ },
  {
    weight: 95,
    words: anyOf(
      /api_key client option must be set/i,
      /(?:OPENAI|ANTHROPIC|DEEPSEEK|GEMINI|GOOGLE|AZURE|MISTRAL|GROQ|XAI|COHERE|OPENROUTER|MOONSHOT|AWS)_[A-Z_]*(?:API_KEY|ACCESS_KEY\w*)\b/i,
      /(?<!(?:identity|oauth|oidc|sso|saml|login) )\b(?:upstream|provider|channel|backend|vendor)(?:'s)?\b[^.\n]{0,20}\b(?:keys?|credentials?|auth\w*)\b[^.\n]{0,40}\b(?:missing|invalid|not (?:configured|set|found)|expired|rejected|refused|disabled|revoked|failed)/i,
      /\b(?:backend|upstream) credentials? expired/i,
      /\b(?:rejected|refused|denied) (?:our|its|the gateway's) (?:\w+ )?(?:credentials?|keys?|token)/i,
      /\b(?:upstream|provider|backend|our)\b[^.\n]{0,20}\b(?:account|wallet|balance)\b[^.\n]{0,30}\b(?:insufficient|out of|exhausted|suspended|overdue|empty)/i,
      /(?:fail(?:ed|ure)|unable|could not|cannot) (?:to )?authenticat\w+ (?:with|to|against) (?:the )?(?:upstream|provider|backend|openai|anthropic|azure|google|bedrock|vertex)/i,
      /\bcredentials?\b[^.\n]{0,30}\bnot (?:configured|set)\b[^.\n]{0,20}\b(?:server|gateway)\b/i,
      /\bunable to locate credentials\b|\bno (?:auth|credentials?) (?:is |are )?available\b/i,
      /\bno (?:api )?keys? (?:found |available )?(?:that|which) supports?\b/i,
      /no (?:api )?keys? (?:is |are )?(?:configured|available|set up) for/i,
      /no (?:\w+ ){0,2}(?:keys?|credentials|accounts?) (?:\w+ )?for (?:the )?(?:provider|channel|upstream)/i,
      /(?:上游|渠道|供应商|服务商|提供商)[^。\n]{0,12}(?:余额不足|额度不足|欠费|(?:密钥|key|凭证|鉴权|认证)[^。\n]{0,10}(?:无效|不可用|失效|为空|失败|错误|过期|未配置|缺失))/i,
    ),
    when: saidByServer,
  },
  {
    weight: 94,
    words:
      /\b[A-Z][A-Z0-9_]{2,40}_API_KEY\b[^.\n]{0,20}\b(?:not (?:set|configured|found|defined)|missing|unset|empty)/,
    when: ({ status }) => status !== null && status >= 500,
  },
  {
    weight: 80,
    words: /\b(?:upstream|provider)\b[^.\n]{0,30}\b(?:returned|responded|answered)\b[^.\n]{0,20}\b40[13]\b/i,
    when: saidByServer,
  },
];

/** An SDK on the user's own machine names these variables too, before anything is sent. */
function saidByServer(answer: AnswerEvidence): boolean {
  return (
    answer.status !== null ||
    answer.errors.some((error) => error.code !== null || error.type !== null || error.wrapper !== null)
  );
}

const REFUSALS: readonly Rule[] = [...KEY_REFUSED, ...CREDIT_GONE, ...ACCOUNT_BLOCKED, ...FORBIDDEN].filter(
  (rule) => rule.weight >= 60,
);

function upstreamKey(answer: AnswerEvidence): Sign | null {
  const own = strongest(answer, OWN_KEY_MISSING);
  const quoted = quotesUpstream(answer);
  if (quoted === null) return own;
  const refused = strongest(answer, REFUSALS);
  const inner: Sign | null =
    refused === null ? null : { weight: Math.min(97, refused.weight + 3), why: `${refused.why}; ${quoted}` };
  return heavier(own, inner);
}

/** Lines of the server's own `.env`, of the providers that fail where they are known. */
function serverKeyLines(c: Context): string {
  const failing = failingProviders(c);
  const concerned = PROVIDERS.filter((one) => failing.includes(one));
  return (concerned.length > 0 ? concerned : PROVIDERS)
    .map((one) => `${one.toUpperCase()}_API_KEY=...`)
    .join('\n');
}

/** The providers that AgentRouter's own settings name. */
const PROVIDERS = ['OpenAI', 'Anthropic', 'DeepSeek'] as const;

export const upstreamKeyCodes = {
  'upstream.key-invalid': {
    severity: 'error',
    faultDomain: 'gateway',
    check: null,
    title: (c) =>
      `The gateway's own key for ${c.provider ?? 'the provider'} is missing, invalid or out of credit`,
    retryHelps: false,
    expected: 'the gateway has a valid key with credit at the provider',
    sign: upstreamKey,
    inFacts: refusedBehindGateway,
    cause: (c) =>
      `Your key got you in at ${hostOf(c)}. The provider behind it refuses the gateway's key or account, so changing your key does not help.${said(c)}`,
    fixes: (c) => [
      ...otherProviderFixes(c),
      fix(
        "Tell the operator: the gateway's key at the provider must be replaced or topped up. This collects what to send, without secrets:",
        'npx agentrouter support-dump --output support.md',
      ),
      fix(
        "Self-hosted: check the provider's key in the server's own `.env`, and restart it.",
        serverKeyLines(c),
      ),
      fix('See which models answer.', 'npx agentrouter models --probe'),
    ],
    further: (c) => [supportFix(c), ASK_FOR_HELP],
    recognised:
      'A refused key, closed account or spent credit that the gateway quotes from a provider: inside a wrapper, with a masked address, or about a key that is not yours.',
    example: 'litellm.AuthenticationError: OpenAIException - Incorrect API key provided',
  },
} satisfies Family;
