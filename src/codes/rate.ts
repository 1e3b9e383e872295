import { anyOf } from '../evidence/any-of.ts';
import type { AnswerEvidence } from '../evidence/types.ts';
import { limitWindows, type LimitWindow } from '../evidence/waits-windows.ts';
import type { Exchange, Facts } from '../probes/facts.ts';
import { headerSign, statusSign } from './answer-status.ts';
import { clockTime, fix, hostOf, said, waitFix } from './fix-texts.ts';
import { otherModelFixes } from './models-to-try.ts';
import { pathOf } from './roles.ts';
import { RETRY_AFTER_LIMIT, RETRY_AFTER_LIMIT_NODE } from './sdk-snippets.ts';
import { heavier, strongest, type Rule } from './rules.ts';
import type { Context, Family, Observation, Sign } from './types.ts';
import { quotesUpstream } from './whose-key.ts';

const NEARLY_SHARE = 0.1;

/** One request that is larger than the whole window: waiting does not help. */
const TOO_LARGE = /request too large|reduce your message size/i;

/** Prose may mention a limit that nobody met. */
function isMet({ status, errors, text }: AnswerEvidence): boolean {
  return (
    status !== null ||
    errors.some(({ code, type }) => code !== null || type !== null) ||
    /exceed|reach|limited|limit:|used|reset|retry|again|slow down|too many|throttl|concurren|exhausted|RateLimit|rate_limit|429/i.test(
      text,
    )
  );
}

const RULES: readonly Rule[] = [
  {
    weight: 91,
    id: /^(?:rate_limit(?:ed|s)?(?:_(?:exceeded|error|reached|reached_error|exceeded_error))?|too_many_requests(?:_(?:error|exception))?|throttl(?:ing|ed)(?:_\w+)?|request_limit_exceeded|limit_requests|limit_burst_rate|concurrency_(?:limit_)?exceeded|model_rate_limit|requests_limit_exceeded|1302|1303|1305|1308|2003)$/,
    unless: TOO_LARGE,
    when: (answer) =>
      !/负载已饱和/.test(answer.text) || !answer.errors.some((error) => error.code === 'insufficient_quota'),
  },
  {
    weight: 88,
    id: /^insufficient_quota$/,
    words: /token-limit|per[- ]?(?:minute|second)|\b(?:rpm|tpm)\b|allocated quota|rate/i,
  },
  { weight: 94, words: /per(?:minute|day|hour|second)per\w+|free-models-per-(?:day|min)/i },
  {
    weight: 89,
    words: anyOf(
      /rate[ -]?limit(?:ed|s|ing)?\b(?!\s*(?:headers?|of \d+ is fine))/i,
      /(?:exceed|over)\w* (?:your |the )?\w* ?rate limit/i,
      /too many (?:concurrent |parallel |simultaneous )?(?:requests|connections|attempts)/i,
      /concurren(?:cy|t)[^.\n]{0,30}limit|\bthrottl(?:ed|ing)\b|local_rate_limited|slow down/i,
      /requests? (?:are |is )?(?:too frequent|limited)|^error code: 1015\b|\berror 1015\b/i,
    ),
    unless: TOO_LARGE,
    when: isMet,
  },
  {
    weight: 87,
    words: anyOf(
      /(?:quota|limit|requests?|tokens?)\b[^.\n]{0,60}\bper[- ](?:second|minute|hour|day)/i,
      /\b(?:rpm|tpm|rpd|tpd|qps|qpm|rps)\b[^.\n]{0,20}(?:limit|exceed)/i,
      /exceed\w*[^.\n]{0,20}\b(?:rpm|tpm|rpd|tpd|qps|qpm|rps)\b/i,
      /(?:resets?|reset) in \d+ (?:s|min|hour)|out of call volume quota/i,
      /quota will be (?:replenished|reset)|resource has been exhausted/i,
      /(?:daily|hourly|monthly|request|api call)s? (?:request |usage |call )?limit (?:has been )?(?:reached|exceeded)/i,
      /limited to \d+ (?:api )?(?:calls|requests)|requests? rate limit|allocated quota exceeded/i,
      /\b(?:daily|weekly|hourly)\b[^.\n]{0,20}\blimit (?:is |has been )?(?:exhausted|used up)/i,
    ),
    unless: TOO_LARGE,
    when: isMet,
  },
  {
    weight: 89,
    words: anyOf(
      /请求(?:过于|太|过)?频繁|请求(?:总)?数限制|(?:频率|速率|并发|流量|請求頻率)[^。\n]{0,8}(?:限制|受限|超|过高|上限)|限流|操作过于频繁/i,
      /请求过多|請求過(?:多|於頻繁)|요청이? ?(?:너무 많|과다)|속도 제한|リクエストが(?:多すぎ|集中)|レート(?:制限|リミット)(?:[にを]|の上限|が?超|エラー|中)/i,
      /trop de requêtes|limite de (?:débit|requêtes)[^.\n]{0,20}(?:dépass|attein)/i,
      /(?:dépass|attein)\S*[^.\n]{0,20}limite de (?:débit|requêtes)/i,
      /слишком много запросов|превышен (?:лимит|частот)|quá nhiều yêu cầu/i,
      /(?:vượt|đạt)[^.\n]{0,16}giới hạn (?:tốc độ|tần suất)|giới hạn (?:tốc độ|tần suất)[^.\n]{0,12}(?:vượt|đạt)/i,
      /demasiadas (?:solicitudes|peticiones)|zu viele anfragen/i,
    ),
  },
  {
    weight: 78,
    words: /(?:费用|消费|用量|次数)限制[^。\n]{0,20}(?:后|後)重置/,
    when: (answer) => answer.status === 429,
  },
  {
    weight: 60,
    id: /^(?:resource_exhausted|requests|tokens|quota_exceeded|limit_exceeded(?:_exception)?|quota_failure)$/,
    unless: TOO_LARGE,
  },
  {
    weight: 56,
    words: /try again in \d|retry (?:in|after) \d|too frequent|quota exceeded/i,
    unless: TOO_LARGE,
    when: (answer) => answer.status === 429,
  },
];

function rateSign(answer: AnswerEvidence): Sign | null {
  const header = headerSign(answer, 'x-envoy-ratelimited', /./, 90);
  const found = [strongest(answer, RULES), statusSign(answer, { 429: 39 }), header].reduce(heavier, null);
  if (found === null) return null;
  return quotesUpstream(answer) === null ? found : { ...found, faultDomain: 'provider' };
}

/** Good answers whose headers say that a window is almost used up; one observation, of the emptiest window. */
function nearlyExhausted(facts: Facts): Observation[] {
  const emptiest = facts.exchanges
    .flatMap((exchange) => windowsOf(exchange).map((window) => ({ exchange, window })))
    .toSorted((a, b) => shareLeft(a.window) - shareLeft(b.window))[0];
  if (emptiest === undefined || facts.exchanges.some(isLimited)) return [];
  const { window, exchange } = emptiest;
  const left = `${window.remaining} of ${window.limit ?? 0} ${window.name} left`;
  return [
    {
      check: 'access.rate-limit',
      confidence: 'proved',
      measured: left,
      expected: `at least ${NEARLY_SHARE * 100} % of the window`,
      evidence: [`${exchange.method} ${pathOf(exchange)}: ${left}`],
      context: {
        detail: { left },
        resetAt: window.resetAtMs === null ? null : new Date(window.resetAtMs).toISOString(),
        waitMs:
          window.resetAtMs === null ? null : Math.max(0, window.resetAtMs - Date.parse(exchange.startedAt)),
      },
      exchange,
    },
  ];
}

function windowsOf(exchange: Exchange): LimitWindow[] {
  const { outcome, ask } = exchange;
  if (outcome.kind === 'failure' || ask.key === 'made-up' || outcome.answer.status >= 300) return [];
  const windows = limitWindows(outcome.answer.headers, Date.parse(exchange.startedAt));
  return windows.filter((window) => shareLeft(window) < NEARLY_SHARE);
}

/** A window of which no limit, or a limit under ten, is told cannot be nearly used up: one request is its tenth. */
function shareLeft(window: LimitWindow): number {
  return window.limit === null || window.limit < 10 ? 1 : window.remaining / window.limit;
}

function isLimited(exchange: Exchange): boolean {
  return exchange.outcome.kind !== 'failure' && exchange.outcome.answer.status === 429;
}

/** ` at 2026-01-01 12:00:00 UTC`; the header's name where the time is not known. */
const resetText = ({ resetAt }: Context): string =>
  resetAt === null ? ' (X-RateLimit-Reset)' : ` at ${clockTime(resetAt)}`;

export const rateCodes = {
  'rate.limited': {
    severity: 'error',
    faultDomain: 'account',
    check: 'access.rate-limit',
    title: 'Too many requests for now',
    retryHelps: true,
    expected: 'the request fits into the rate limit',
    sign: rateSign,
    supersedes: ['rate.nearly-exhausted'],
    cause: (c) =>
      `${c.provider ?? hostOf(c)} lets in only so many requests, tokens or parallel calls in a given time, and they are used up.${said(c)}`,
    fixes: (c) => [
      waitFix(c) ??
        fix(
          'Wait until X-RateLimit-Reset where the answer has it, else 1, 2 and 4 s. Then try again.',
          'sleep 4',
        ),
      RETRY_AFTER_LIMIT,
      fix('Raise the request limit of the key in API Keys Management, or create a new key.'),
      fix('Send fewer requests at once, and shorter prompts.'),
    ],
    further: (c) => [RETRY_AFTER_LIMIT_NODE, ...otherModelFixes(c)],
    recognised:
      'Status 429, or a code or words about too many requests, tokens or parallel requests in a time; unless they say that money is gone.',
    example:
      '{"error":{"message":"Rate limit exceeded","type":"rate_limit_error","code":"rate_limit_exceeded"}}',
  },
  'rate.nearly-exhausted': {
    severity: 'warning',
    faultDomain: 'account',
    check: 'access.rate-limit',
    title: (c) =>
      `The rate limit is nearly used up${c.detail['left'] === undefined ? '' : `: ${c.detail['left']}`}`,
    retryHelps: true,
    expected: 'at least 10 % of the window left',
    inFacts: nearlyExhausted,
    cause: (c) => `Calls work, and ${hostOf(c)} says that few more are allowed before the window resets.`,
    fixes: (c) => [
      fix(`Send little until the window resets${resetText(c)}.`),
      fix(
        'See whether another program uses the same key; give each its own key.',
        'npx agentrouter check-key',
      ),
      fix('Raise the request limit of the key in API Keys Management.'),
    ],
    recognised: 'The rate-limit headers of a good answer leave under 10 % of the window.',
    example: 'X-RateLimit-Limit: 100, X-RateLimit-Remaining: 4',
  },
} satisfies Family;
