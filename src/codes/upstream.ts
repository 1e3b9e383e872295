import { saysUpstreamBroken, saysUpstreamTimedOut } from './pasted-words/server-logs.ts';
import type { AnswerEvidence } from '../evidence/types.ts';
import { headerSign, statusSign } from './answer-status.ts';
import { ASK_FOR_HELP, fix, hostOf, providerStatusFix, said, supportFix, waitFix } from './fix-texts.ts';
import { otherProviderFixes } from './models-to-try.ts';
import { RETRY_AFTER_SERVER_ERROR, RETRY_AFTER_SERVER_ERROR_NODE, timeoutFix } from './sdk-snippets.ts';
import { heavier, strongest, type Rule } from './rules.ts';
import type { Context, Family, Fix, Sign } from './types.ts';
import { BAD_GATEWAY, OVERLOADED, SERVER_ERROR, TIMEOUT, UNAVAILABLE } from './upstream-rules.ts';
import { quotesUpstream } from './whose-key.ts';

/** What gives relief now, then what helps in the long run. */
function common(c: Context): Fix[] {
  const wait = waitFix(c) ?? RETRY_AFTER_SERVER_ERROR;
  return [...otherProviderFixes(c), wait, providerStatusFix(c), supportFix(c)];
}

const further = (): Fix[] => [RETRY_AFTER_SERVER_ERROR_NODE, ASK_FOR_HELP];

/** Rules over words, then the status alone. */
function signBy(
  answer: AnswerEvidence,
  rules: readonly Rule[],
  statuses: Readonly<Record<number, number>>,
): Sign | null {
  const found = heavier(strongest(answer, rules), statusSign(answer, statuses));
  if (found === null || quotesUpstream(answer) === null) return found;
  return { ...found, faultDomain: 'provider' };
}

const behind = (c: Context): string => c.provider ?? 'the provider behind it';

export const upstreamCodes = {
  'upstream.error': {
    severity: 'error',
    faultDomain: 'gateway',
    check: null,
    title: 'The gateway, or the provider behind it, failed',
    retryHelps: true,
    expected: 'an answer instead of a server error',
    sign: (answer) =>
      signBy(answer, SERVER_ERROR, { 500: 30, 505: 20, 506: 20, 507: 20, 508: 20, 510: 20, 599: 20 }),
    cause: (c) =>
      `${hostOf(c)} took the request and could not finish it: ${behind(c)} is in trouble, the gateway's key for it is missing, or the gateway itself has a fault.${said(c)}`,
    fixes: common,
    further,
    recognised: 'Status 500, or words about an internal error that fit no more precise code.',
    example:
      '{"error":{"message":"The server had an error while processing your request","type":"server_error"}}',
  },
  'upstream.bad-gateway': {
    severity: 'error',
    faultDomain: 'gateway',
    check: null,
    title: 'What stands in front is up, the gateway behind it is not',
    retryHelps: true,
    expected: 'the gateway answers its front',
    textSign: saysUpstreamBroken,
    sign: (answer) =>
      [
        signBy(answer, BAD_GATEWAY, {
          502: 42,
          520: 44,
          521: 44,
          522: 44,
          523: 44,
          525: 44,
          526: 44,
          530: 44,
        }),
        headerSign(answer, 'ngrok-error-code', /ERR_NGROK_(?:3\d{3}|8012)/, 92),
      ].reduce(heavier, null),
    cause: (c) =>
      `A proxy or network edge answers for ${hostOf(c)}, and cannot get an answer from the program behind it. Mostly that has crashed, restarts, or is being deployed.${said(c)}`,
    fixes: (c) => [
      RETRY_AFTER_SERVER_ERROR,
      fix(
        'Self-hosted: see whether the gateway runs, and what it logged last.',
        'docker ps && docker logs --tail 50 agentrouter',
      ),
      ...otherProviderFixes(c),
      supportFix(c),
    ],
    further,
    recognised:
      'Status 502, or Cloudflare 520 to 523, 525, 526 or 530, or words that a connection behind the front failed.',
    example: '<h1>502 Bad Gateway</h1><hr>nginx',
  },
  'upstream.unavailable': {
    severity: 'error',
    faultDomain: 'gateway',
    check: null,
    title: 'The service is not available for now',
    retryHelps: true,
    expected: 'the service is up',
    sign: (answer) => signBy(answer, UNAVAILABLE, { 503: 38 }),
    cause: (c) =>
      `${hostOf(c)} has nobody to answer just now: maintenance, a restart, or all upstreams switched off after failures.${said(c)}`,
    fixes: common,
    further,
    recognised: 'Status 503, or words such as no healthy upstream, maintenance, temporarily unavailable.',
    example: 'no healthy upstream',
  },
  'upstream.timeout': {
    severity: 'error',
    faultDomain: 'provider',
    check: null,
    title: 'The answer took too long for something on the way',
    retryHelps: true,
    expected: 'an answer before the limit of the gateway',
    textSign: saysUpstreamTimedOut,
    sign: (answer) => signBy(answer, TIMEOUT, { 504: 42, 524: 44, 408: 40, 598: 40 }),
    cause: (c) =>
      `${hostOf(c)} gave up waiting for ${behind(c)}. Long prompts, large max_tokens and reasoning models need more time than a proxy may allow.${said(c)}`,
    fixes: (c) => [
      fix(
        'Stream the answer: then bytes flow before the limit.',
        'client.chat.completions.create(model=..., messages=..., stream=True)',
      ),
      ...otherProviderFixes(c),
      timeoutFix(c, 60),
      supportFix(c),
    ],
    further: (c) => [
      fix('Lower max_tokens, or use a faster model.', 'npx agentrouter models --probe'),
      timeoutFix(c, 300),
      fix('In an nginx of your own, wait longer.', 'proxy_read_timeout 300s;'),
      RETRY_AFTER_SERVER_ERROR,
      ...further(),
    ],
    recognised: 'Status 504, 524 or 408, or words that something behind the gateway timed out.',
    example: '<h1>504 Gateway Time-out</h1>',
  },
  'upstream.overloaded': {
    severity: 'error',
    faultDomain: 'provider',
    check: null,
    title: 'The provider is overloaded',
    retryHelps: true,
    expected: 'the provider has capacity',
    sign: (answer) =>
      heavier(signBy(answer, OVERLOADED, { 529: 70 }), headerSign(answer, 'x-envoy-overloaded', /./, 92)),
    supersedes: ['upstream.unavailable', 'upstream.error'],
    cause: (c) =>
      `${c.provider ?? 'The provider'} has more requests than it can serve. Your key and your limit are fine.${said(c)}`,
    fixes: common,
    further,
    recognised: 'Status 529, or a code or words such as overloaded, too busy, no capacity.',
    example: '{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}',
  },
} satisfies Family;
