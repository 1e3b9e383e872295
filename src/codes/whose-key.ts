import type { AnswerEvidence } from '../evidence/types.ts';
import { foldId } from '../evidence/words.ts';

/** Types that gateways of the one-api kind give to errors of their own; forks rename the first part. */
const OWN_TYPE = /^\w+_api_error$/;

/** What only a gateway says of its own keys and wallets. */
const OWN_WORDS =
  /令牌|用户|用戶|额度|額度|토큰|トークン|\bthis token\b|user quota|token (?:quota|status|has no)|proxy server token|virtual key/i;
const OWN_CODE =
  /^(?:insufficient_user_quota|pre_consume_token_quota_failed|token_not_found_in_db|budget_exceeded|\w*cost_limit_exceeded)$/;

/** Headers that a provider sets when it answers by itself, with no gateway between. */
const PROVIDER_HEADERS = [
  'openai-version',
  'openai-processing-ms',
  'x-ds-trace-id',
  'anthropic-organization-id',
];

/**
 * Shows that an answer quotes somebody behind the gateway, so that the key or credit it speaks of is the gateway's own:
 * a wrapper that names a provider, the suffix `(request id: …)` on a text that is not the gateway's, a masked URL,
 * or a key that does not end like the user's. Null where nothing shows it.
 */
export function quotesUpstream(answer: AnswerEvidence): string | null {
  const wrapper = answer.errors.slice(0, -1).find((error) => error.wrapper !== null)?.wrapper;
  if (wrapper !== undefined && wrapper !== null)
    return `the gateway quotes ${wrapper === 'provider' ? 'a provider' : wrapper}`;
  const deepest = answer.errors.at(-1);
  if (deepest === undefined) return null;
  if (failedInside(answer)) return 'the gateway answers that it failed itself, and quotes a refusal';
  const ids = [deepest.code, deepest.type].flatMap((id) => (id === null ? [] : [foldId(id)]));
  if (ids.some((id) => OWN_TYPE.test(id) || OWN_CODE.test(id)) || OWN_WORDS.test(deepest.message))
    return null;
  if (/https?:\/\/\*{2,}/.test(deepest.message)) return 'the text has an address that the gateway masked';
  if (/\(request id: ?[\w-]+\)/i.test(deepest.message) && deepest.type !== null) {
    return "the gateway added its request id to another's words";
  }
  return otherKeyShown(answer);
}

/** 5xx around a quoted 401, 402 or 403: whoever was refused is the gateway. */
function failedInside({ status, errors }: AnswerEvidence): boolean {
  const quoted = errors.some((error) => error.status !== null && [401, 402, 403].includes(error.status));
  return status !== null && status >= 500 && errors.length > 1 && quoted;
}

/** A masked key in the answer (`sk-proj-****wxyz`, `****_KEY`) that is not the one that was sent. */
function otherKeyShown(answer: AnswerEvidence): string | null {
  const sent = answer.ask.keyTail;
  if (sent === null || sent.length < 4 || answer.ask.key !== 'real') return null;
  if (PROVIDER_HEADERS.some((name) => answer.headers[name] !== undefined)) return null;
  const shown = /(?:[\w-]{0,12})\*{3,}([\w-]{4})(?![\w*-])/.exec(answer.text)?.[1];
  return shown === undefined || shown === sent.slice(-4)
    ? null
    : `the key that it shows ends in ${shown}, not like yours`;
}
