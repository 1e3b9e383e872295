import { setTimeout as sleep } from 'node:timers/promises';
import { adaptCall, adaptCutToolCall, type Adaptation } from '../apis/adapt.ts';
import { KEY_PLACEHOLDER, headersFor } from '../apis/auth.ts';
import type { Call } from '../apis/call.ts';
import { messagesBody } from '../apis/anthropic.ts';
import { chatBody } from '../apis/openai.ts';
import { wantsCompletionLimit } from '../apis/models.ts';
import { toAnswerEvidence } from '../evidence/answer.ts';
import { waitOf } from '../evidence/waits.ts';
import type { Ask } from '../evidence/types.ts';
import type { HttpRequest } from '../wire/types.ts';
import type { Wire } from '../wire/wire.ts';
import type { Exchange, Facts, Outcome, Role } from './facts.ts';
import { outcomeOf } from './outcome.ts';
import { REQUESTS, type RequestPlan } from './requests.ts';
import { createSemaphore } from './semaphore.ts';
import { pauseBeforeRetry } from './transient.ts';

/** At most so many requests are under way at once. */
const MAX_AT_ONCE = 8;
const MAX_ADAPTATIONS = 3;
/** A limit on parallel requests, which our own burst ran into, is gone once the others have ended. */
const BURST_PAUSE_MS = 1_000;

export interface SenderOptions {
  facts: Facts;
  wire: Wire;
  /** Null where there is no key that may be sent. */
  key: string | null;
  madeUpKey: string;
  version: string;
  retries: number;
  /** How many requests may be under way at once, where more than the usual eight are asked for. */
  atOnce?: number;
}

export interface Order {
  role: Role;
  url: string;
  model: string | null;
  /** Another way than the run's own, for experiments. */
  wire?: Wire;
  /** Another answer limit than the role's. */
  maxTokens?: number;
  /** Sent without any key, where the key may not be sent. */
  withoutKey?: boolean;
  auth?: 'bearer' | 'x-api-key';
}

export type Send = (order: Order) => Promise<Exchange>;

/**
 * Makes the one function through which every API request of a run goes: it fills in the key, meets refused optional
 * parameters halfway, tries again after a transient failure, and records each exchange in `facts.exchanges`.
 */
export function createSender(options: SenderOptions): Send {
  const limited = createSemaphore(options.atOnce ?? MAX_AT_ONCE);
  const lane: Lane = { learned: new Map(), underWay: 0, crowded: false, oneByOne: createSemaphore(1) };
  return (order) => limited(() => sendWithRetries(options, order, lane));
}

/** What the requests of a run share. */
interface Lane {
  /** What refusals taught about each model's parameters. */
  learned: Map<string, Partial<Call>>;
  underWay: number;
  /** Our own burst ran into a limit: from then on requests go one by one. */
  crowded: boolean;
  oneByOne: <T>(task: () => Promise<T>) => Promise<T>;
}

async function sendWithRetries(options: SenderOptions, order: Order, lane: Lane): Promise<Exchange> {
  for (let attempt = 1; ; attempt += 1) {
    const mayRetry = attempt <= options.retries;
    const send = (): Promise<Sent> => sendAdapted(options, order, lane, attempt, mayRetry);
    lane.underWay += 1;
    const { exchange, pauseMs } = await (lane.crowded ? lane.oneByOne(send) : send());
    lane.underWay -= 1;
    if (pauseMs === null) return exchange;
    await sleep(pauseMs);
  }
}

/** An exchange, and how long to wait before it is tried again; null where it is not. */
interface Sent {
  exchange: Exchange;
  pauseMs: number | null;
}

function retryPauseMs(exchange: Exchange, lane: Lane): number | null {
  const burst = isLimit(exchange) && lane.underWay > 1;
  if (burst) lane.crowded = true;
  const waitMs = limitWaitMs(exchange) ?? (burst ? BURST_PAUSE_MS : null);
  return pauseBeforeRetry(exchange.outcome, exchange.timings.totalMs, waitMs);
}

function isLimit({ outcome }: Exchange): boolean {
  return outcome.kind === 'answer' && outcome.answer.status === 429;
}

function limitWaitMs(exchange: Exchange): number | null {
  if (exchange.outcome.kind !== 'answer') return null;
  return waitOf(toAnswerEvidence(exchange.ask, exchange.outcome.answer), Date.now()).waitMs;
}

async function sendAdapted(
  options: SenderOptions,
  order: Order,
  lane: Lane,
  attempt: number,
  mayRetry: boolean,
): Promise<Sent> {
  const request: RequestPlan = REQUESTS[order.role];
  let call = firstCall(request, order, lane.learned);
  const adapted: string[] = [];
  for (;;) {
    const exchange = await exchangeOnce(options, order, request, call, attempt, [...adapted]);
    const adaptation =
      call === null || adapted.length >= MAX_ADAPTATIONS ? null : adaptationFor(call, exchange);
    const pauseMs = adaptation === null && mayRetry ? retryPauseMs(exchange, lane) : null;
    const again = adaptation !== null || pauseMs !== null;
    const recorded: Exchange = again ? { ...exchange, superseded: true } : exchange;
    options.facts.exchanges.push(recorded);
    if (adaptation === null) return { exchange: recorded, pauseMs };
    call = adaptation.call;
    adapted.push(adaptation.note);
    lane.learned.set(learnedName(call), {
      limitParameter: call.limitParameter,
      streamUsage: call.streamUsage,
      ...(call.tool ? { toolChoice: call.toolChoice, maxTokens: call.maxTokens } : {}),
    });
  }
}

const learnedName = (call: Pick<Call, 'api' | 'model' | 'tool'>): string =>
  `${call.api} ${call.tool ? 'tool' : 'plain'} ${call.model}`;

function firstCall(request: RequestPlan, order: Order, learned: Map<string, Partial<Call>>): Call | null {
  if (request.maxTokens === null || request.api === null || order.model === null) return null;
  const base: Call = {
    api: request.api,
    model: order.model,
    maxTokens: order.maxTokens ?? request.maxTokens,
    stream: request.stream,
    tool: request.tool,
    limitParameter:
      request.api === 'openai' && wantsCompletionLimit(order.model) ? 'max_completion_tokens' : 'max_tokens',
    toolChoice: 'forced',
    streamUsage: true,
    long: request.stream && !request.tool,
  };
  return { ...base, ...learned.get(learnedName(base)) };
}

function adaptationFor(call: Call, exchange: Exchange): Adaptation | null {
  const { outcome } = exchange;
  if (outcome.kind === 'failure') return null;
  if (outcome.kind === 'answer' && outcome.answer.status >= 400) {
    return adaptCall(call, outcome.answer.status, toAnswerEvidence(exchange.ask, outcome.answer).text);
  }
  const { reading } = outcome;
  return reading.kind === 'completion' || reading.kind === 'stream'
    ? adaptCutToolCall(call, reading.finishReason, reading.toolCalls)
    : null;
}

async function exchangeOnce(
  options: SenderOptions,
  order: Order,
  request: RequestPlan,
  call: Call | null,
  attempt: number,
  adapted: string[],
): Promise<Exchange> {
  const wire = order.wire ?? options.wire;
  const { wired, recorded, ask } = buildRequest(options, order, request, call);
  const exchanged = request.stream ? await wire.stream(wired) : await wire.request(wired);
  const outcome: Outcome = outcomeOf(request, exchanged.result);
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
  const auth = key === null || order.withoutKey === true ? 'none' : (order.auth ?? request.auth);
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
