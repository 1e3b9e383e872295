import { parseBaseUrl } from '../evidence/base-url.ts';
import { requestIdOf } from '../evidence/request-id.ts';
import type { Paste } from '../evidence/pasted/paste.ts';
import { waitOf } from '../evidence/waits.ts';
import { EMPTY_CONTEXT, saidBy } from './context.ts';
import type { PastedCause } from './explain-candidates.ts';
import type { Context } from './types.ts';

/** How programs name the place that they could not reach; tried in this order. */
const PLACES: readonly RegExp[] = [
  /\b(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)\s+['"]?(?<host>\[?[A-Za-z0-9][\w.:-]*?\]?)(?::(?<port>\d{1,5}))?['"]?(?=[\s,)]|$)/,
  /\bfailed to connect to (?<host>[\w.:-]{3,200}) port (?<port>\d{1,5})/i,
  /\bcould not resolve host(?:name)?:? ?(?<host>[\w.-]{3,200})/i,
  /\bconnect to host (?<host>[\w.-]{3,200}):(?<port>\d{1,5})/i,
  /\bfailed to connect to (?<host>[\w-]{1,60}(?:\.[\w-]{1,60}){1,6})\b/i,
  /\bdial tcp(?:: lookup)? (?<host>[\w.-]{3,200}?)(?::(?<port>\d{1,5}))?(?=[\s:]|$)/,
  /\bhostname: ['"](?<host>[\w.-]{3,200})['"]/,
];

/** What the texts of a cause can be filled with, as far as the pasted text tells. */
export function contextOfCause(paste: Paste, cause: PastedCause, nowMs: number): Context {
  const { answer, sign } = cause;
  const url = answer?.ask.url ?? paste.ask.url;
  const wait = answer === null ? null : waitOf(answer, nowMs);
  const model = answer?.ask.model ?? paste.ask.model;
  return {
    ...EMPTY_CONTEXT,
    ...(url === null ? placeOf(paste) : addressOf(url)),
    model,
    failedModels: model === null ? [] : [model],
    status: answer?.status ?? null,
    said: answer === null ? null : saidBy(answer),
    provider: answer?.errors.find(({ wrapper }) => wrapper !== null)?.wrapper ?? null,
    requestId: answer === null ? null : requestIdOf(answer.headers, answer.body),
    waitMs: wait?.waitMs ?? null,
    resetAt: wait?.resetAt ?? null,
    detail: sign.detail ?? {},
  };
}

function addressOf(url: string): Partial<Context> {
  const parsed = parseBaseUrl(url);
  if (!parsed.ok) return {};
  const { hostname, port, protocol } = parsed.url;
  return {
    host: hostname,
    port: port === '' ? (protocol === 'http:' ? 80 : 443) : Number(port),
    baseUrl: parsed.openaiBaseUrl,
    openaiBaseUrl: parsed.openaiBaseUrl,
    anthropicBaseUrl: parsed.anthropicBaseUrl,
  };
}

function placeOf({ failure }: Paste): Partial<Context> {
  for (const pattern of PLACES) {
    const { host, port } = pattern.exec(failure.failure.message)?.groups ?? {};
    if (host !== undefined) return { host, port: port === undefined ? null : Number(port) };
  }
  return {};
}
