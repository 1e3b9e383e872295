import { setTimeout as sleep } from 'node:timers/promises';
import { KEY_PLACEHOLDER, headersFor } from '../apis/auth.ts';
import type { Call } from '../apis/call.ts';
import { messagesBody } from '../apis/anthropic.ts';
import { chatBody } from '../apis/openai.ts';
import { toAnswerEvidence } from '../evidence/answer.ts';
import { waitOf } from '../evidence/waits.ts';
import type { Ask } from '../evidence/types.ts';
import type { HttpRequest } from '../wire/types.ts';
import type { Wire } from '../wire/wire.ts';
import { adaptationFor } from './adaptation.ts';
import type { Exchange, Facts, Outcome, Role } from './facts.ts';
import { createLearnedCalls, firstCall, type LearnedCalls } from './learned-calls.ts';
import { outcomeOf, readerFor } from './outcome.ts';
import { REQUESTS, type RequestPlan } from './requests.ts';
import { littleLeft } from './little-left.ts';
import { createSemaphore } from './semaphore.ts';
import { succeeded } from './succeeded.ts';
import { pauseBeforeRetry } from './transient.ts';

/** At most so many requests are under way at once. */
const MAX_AT_ONCE = 8;
const MAX_ADAPTATIONS = 3;
/** A limit on parallel requests, which our own burst ran into, is gone once the others have ended. */
const BURST_PAUSE_MS = 1_000;
/** One by one, requests that still meet a limit are spaced out: by this first, then by twice as much, up to the pause. */
const FIRST_SPACING_MS = 250;
/** How often a request that met our own burst's limit is sent again, whatever `retries` says. */
const MAX_BURST_RETRIES = 3;

interface SenderOptions {
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

interface Order {
  role: Role;
  url: string;
  model: string | null;
  /** Another way than the run's own, for experiments. */
  wire?: Wire;
  /** Another answer limit than the role's. */
  maxTokens?: number;
  auth?: 'bearer' | 'x-api-key';
}

type Send = (order: Order) => Promise<Exchange>;

/**
 * Makes the one function through which every API request of a run goes: it fills in the key, meets refused optional
 * parameters halfway, tries again after a transient failure, and records each exchange in `facts.exchanges`.
 */
export function createSender(options: SenderOptions): Send {
  const limited = createSemaphore(options.atOnce ?? MAX_AT_ONCE);
  const lane: Lane = {
    learned: createLearnedCalls(),
    underWay: 0,
    started: 0,
    crowded: false,
    spacingMs: options.atOnce === undefined ? 0 : null,
    oneByOne: createSemaphore(1),
  };
  return (order) => limited(() => sendWithRetries(options, order, lane));
}

/** What the requests of a run share. */
interface Lane {
  /** What refusals taught about each model's parameters. */
  learned: LearnedCalls;
  underWay: number;
  started: number;
  /** Our own burst ran into a limit, or would: from then on requests go one by one. */
  crowded: boolean;
  /** The pause before each request that goes by itself; null where hundreds wait for their turn. */
  spacingMs: number | null;
  oneByOne: <T>(task: () => Promise<T>) => Promise<T>;
}

async function sendWithRetries(options: SenderOptions, order: Order, lane: Lane): Promise<Exchange> {
  for (let attempt = 1; ; attempt += 1) {
    const mayRetry = attempt <= options.retries;
    const send = (inLine: boolean, amongOthers: () => boolean): Promise<Sent> => {
      const retryPause = (exchange: Exchange): number | null =>
        isLimit(exchange) && (inLine || amongOthers())
          ? burstPauseMs(exchange, lane, options.facts, { attempt, inLine })
          : mayRetry
            ? pauseBeforeRetry(exchange.outcome, exchange.timings.totalMs, limitWaitMs(exchange))
            : null;
      return sendAdapted(options, order, lane, attempt, retryPause);
    };
    const { exchange, recorded, pauseMs } = await counted(options, lane, send);
    if (pauseMs === null) return recorded;
    if (await pause(pauseMs, options.signal)) continue;
    // It is not sent again, so it counts.
    const { facts } = options;
    facts.exchanges = facts.exchanges.map((one) => (one === recorded ? exchange : one));
    return exchange;
  }
}

/** @param send is told whether it goes one by one, and whether another request was under way while it was. */
async function counted(
  { signal }: SenderOptions,
  lane: Lane,
  send: (inLine: boolean, amongOthers: () => boolean) => Promise<Sent>,
): Promise<Sent> {
  const alone = lane.underWay === 0;
  lane.underWay += 1;
  lane.started += 1;
  const mine = lane.started;
  const amongOthers = (): boolean => !alone || lane.started > mine;
  try {
    if (!lane.crowded) return await send(false, amongOthers);
    return await lane.oneByOne(async () => {
      if (lane.spacingMs !== null && lane.spacingMs > 0) await pause(lane.spacingMs, signal);
      return send(true, amongOthers);
    });
  } finally {
    lane.underWay -= 1;
  }
}

/** False where the run ended meanwhile. */
async function pause(pauseMs: number, signal: AbortSignal): Promise<boolean> {
  try {
    await sleep(pauseMs, undefined, { signal });
    return true;
  } catch {
    return false;
  }
}

/** An exchange, and how long to wait before it is tried again; null where it is not. */
interface Sent {
  exchange: Exchange;
  /** The same as it stands in the facts: superseded where it is to be sent again. */
  recorded: Exchange;
  pauseMs: number | null;
}

/**
 * How long to wait before a request that met a limit among others of ours is sent by itself; null where that would tell
 * nothing. A told wait counts, unless calls of this run were answered: then one more try shows whose limit it is.
 */
function burstPauseMs(
  exchange: Exchange,
  lane: Lane,
  facts: Facts,
  { attempt, inLine }: { attempt: number; inLine: boolean },
): number | null {
  if (inLine && lane.spacingMs !== null) {
    lane.spacingMs = Math.min(BURST_PAUSE_MS, Math.max(FIRST_SPACING_MS, lane.spacingMs * 2));
  }
  lane.crowded = true;
  const answered = facts.exchanges.some(({ ask, outcome }) => ask.model !== null && succeeded(outcome));
  if (attempt > (answered ? MAX_BURST_RETRIES : 1)) return null;
  const toldMs = limitWaitMs(exchange);
  const waitMs = answered && attempt === 1 ? BURST_PAUSE_MS : (toldMs ?? BURST_PAUSE_MS);
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
  retryPause: (exchange: Exchange) => number | null,
): Promise<Sent> {
  const request: RequestPlan = REQUESTS[order.role];
  const base = firstCall(request, order);
  const known = base === null ? null : lane.learned.apply(base);
  let call = known?.call ?? null;
  let notes = known?.notes ?? [];
  for (let adaptations = 0; ; adaptations += 1) {
    const exchange = await exchangeOnce(options, order, request, call, attempt, [...notes]);
    if (littleLeft(exchange, MAX_AT_ONCE)) lane.crowded = true;
    const adaptation = call === null || adaptations >= MAX_ADAPTATIONS ? null : adaptationFor(call, exchange);
    const pauseMs = adaptation === null ? retryPause(exchange) : null;
    const again = adaptation !== null || pauseMs !== null;
    const recorded: Exchange = again ? { ...exchange, superseded: true } : exchange;
    options.facts.exchanges.push(recorded);
    if (adaptation === null) return { exchange, recorded, pauseMs };
    notes = [...notes, adaptation.note];
    if (call !== null) lane.learned.remember(call, adaptation.call, notes);
    call = adaptation.call;
  }
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
