/** One request as it goes out, and what came of it. */

import { messagesBody } from '../apis/anthropic.ts';
import { KEY_PLACEHOLDER, headersFor } from '../apis/auth.ts';
import type { Call } from '../apis/call.ts';
import { chatBody } from '../apis/openai.ts';
import type { Ask } from '../evidence/types.ts';
import type { HttpRequest } from '../wire/types.ts';
import type { Wire } from '../wire/wire.ts';
import type { Exchange, Facts, Outcome, Role } from './facts.ts';
import { outcomeOf, readerFor } from './outcome.ts';
import type { RequestPlan } from './requests.ts';

/** What every request of a run is sent with. */
export interface SenderOptions {
  facts: Facts;
  wire: Wire;
  /** Null where there is no key that may be sent. */
  key: string | null;
  madeUpKey: string;
  version: string;
  retries: number;
  /** Ends the run. */
  signal: AbortSignal;
  /** How many requests may be under way at once, where more than the usual eight are asked for. */
  atOnce?: number;
}

/** One request to be sent. */
export interface Order {
  role: Role;
  url: string;
  model: string | null;
  /** Another way than the run's own, for experiments. */
  wire?: Wire;
  /** Another answer limit than the role's. */
  maxTokens?: number;
  auth?: 'bearer' | 'x-api-key';
}

/** Sends one request once, with the key filled in; a failure is an outcome as well. */
export async function sendOnce(
  options: SenderOptions,
  order: Order,
  request: RequestPlan,
  call: Call | null,
  attempt: number,
  adapted: string[],
): Promise<Exchange> {
  const wire = order.wire ?? options.wire;
  const { wired, recorded, ask } = buildRequest(options, order, request, call);
  const reader = readerFor(request);
  const exchanged = request.stream
    ? await wire.stream(wired, (event) => reader.take(event))
    : await wire.request(wired);
  const outcome: Outcome = outcomeOf(request, exchanged.result, reader);
  return {
    role: order.role,
    ask,
    method: wired.method,
    url: wired.url,
    requestHeaders: recorded,
    requestBody: wired.body,
    startedAt: exchanged.startedAt,
    timings: exchanged.timings,
    costs: request.costs,
    outcome,
    adapted,
    attempt,
  };
}

interface BuiltRequest {
  wired: HttpRequest;
  /** The headers with a placeholder where the user's key stood. */
  recorded: Record<string, string>;
  ask: Ask;
}

function buildRequest(
  options: SenderOptions,
  order: Order,
  request: RequestPlan,
  call: Call | null,
): BuiltRequest {
  const real = request.key === 'real';
  const key = real ? options.key : options.madeUpKey;
  const auth = key === null ? 'none' : (order.auth ?? request.auth);
  const body = bodyOf(request, order, call);
  const api = request.operation === 'list' && auth === 'x-api-key' ? 'anthropic' : request.api;
  const headers = (shownKey: string): Record<string, string> =>
    headersFor(api, auth, shownKey, options.version, body !== null);
  return {
    wired: { method: body === null ? 'GET' : 'POST', url: order.url, headers: headers(key ?? ''), body },
    recorded: headers(real ? KEY_PLACEHOLDER : options.madeUpKey),
    ask: {
      api: request.api,
      operation: request.operation,
      model: order.model,
      auth,
      key: auth === 'none' ? 'none' : request.key,
      keyTail: auth === 'none' || key === null ? null : key.slice(-4),
      stream: request.stream,
      tools: request.tool,
      url: order.url,
    },
  };
}

function bodyOf(request: RequestPlan, order: Order, call: Call | null): string | null {
  if (request.operation !== 'chat' && request.operation !== 'messages') return null;
  if (call === null) return JSON.stringify({ model: order.model });
  return JSON.stringify(request.operation === 'chat' ? chatBody(call) : messagesBody(call));
}
