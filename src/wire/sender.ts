import type { HttpRequest, Result, Timings } from './types.ts';
import { lookAtTls, type Means, type Phases } from './connection.ts';
import { exchange, type Exchange, type Reader } from './exchange.ts';
import { exchangeFailure } from './exchange-failure.ts';
import { bareHost } from './lookup.ts';
import type { Pool, Taken } from './pool.ts';
import { portOf, routeFor, type ProxyOptions, type ProxyRoute } from './proxy-choice.ts';
import { elapsedMs, failed, failureAt, ok } from './result.ts';

/** A connection that had been idle and dies this soon after a request was stale: the request is sent again. */
const STALE_MS = 1000;

/** The look whether a port that did not answer a plain request speaks TLS. */
const TLS_LOOK_LIMIT_MS = 3000;

interface Sent {
  exchange: Exchange;
  taken: Taken;
  phases: Phases;
  sentMs: number;
}

/** Sends requests over the connections of a run, through the proxy where one is set. */
export class Sender {
  readonly #pool: Pool;
  readonly #means: Means;
  readonly #proxy: ProxyOptions;

  constructor(pool: Pool, means: Means, proxy: ProxyOptions) {
    this.#pool = pool;
    this.#means = means;
    this.#proxy = proxy;
  }

  /**
   * Sends a request and feeds the answer to `reader`. It fails only where no head of an answer came; how the reading
   * of a body went stands in `exchange.ending`. `limitMs` covers connecting and all that follows, until the reader
   * changes it.
   */
  async send(request: HttpRequest, reader: Reader, limitMs: number): Promise<Result<Sent>> {
    const sinceMs = performance.now();
    const url = parseUrl(request.url);
    if (url === null) {
      return failed(failureAt('url', 'ERR_INVALID_URL', 'not a URL', { host: null, port: null }, sinceMs));
    }
    const route = routeFor(url, this.#proxy);
    if (!route.ok) return route;
    const result = await this.#try(request, url, route.value, reader, { sinceMs, limitMs, fresh: false });
    if (result.ok || route.value !== null || url.protocol !== 'http:') return result;
    return this.#explainSilence(result, url, limitMs - elapsedMs(sinceMs));
  }

  async #try(
    request: HttpRequest,
    url: URL,
    route: ProxyRoute | null,
    reader: Reader,
    run: { sinceMs: number; limitMs: number; fresh: boolean },
  ): Promise<Result<Sent>> {
    const leftMs = (): number => run.limitMs - (performance.now() - run.sinceMs);
    const took = await this.#pool.take(url, route, leftMs(), run.fresh);
    if (!took.ok) return failed({ ...took.failure, afterMs: elapsedMs(run.sinceMs) });
    const taken = took.value;
    const { signal } = this.#means;
    const { path, headers } = asSent(request, url, route);
    const sentMs = performance.now();
    const done = await exchange(taken, { ...request, headers }, path, reader, leftMs(), signal);
    if (done.ending.kind === 'complete') this.#pool.giveBack(taken);
    else this.#pool.drop(taken.connection);
    if (done.ttfbMs === null && done.ending.kind !== 'complete') {
      const stale = taken.reused && done.ending.kind === 'broken' && done.atMs < STALE_MS;
      // As curl does: nothing of an answer came, so the far end had closed the idle connection already.
      if (stale) return this.#try(request, url, route, reader, { ...run, fresh: true });
      const place = placeOf(url, taken);
      return failed(exchangeFailure(done.ending, place, run.sinceMs, signal));
    }
    const none: Phases = { dnsMs: null, tcpMs: null, tlsMs: null };
    const phases = taken.reused ? none : taken.connection.phases;
    return ok({ exchange: done, taken, phases, sentMs });
  }

  /** A TLS port answers a plain request with a cut or with bytes that are no HTTP: a handshake tells. */
  async #explainSilence(result: Result<Sent>, url: URL, leftMs: number): Promise<Result<Sent>> {
    if (result.ok || result.failure.layer !== 'http') return result;
    const { failure } = result;
    if (!['CLOSED', 'NOT_HTTP', 'ECONNRESET', 'EPIPE'].includes(failure.code)) return result;
    const secure = new URL(`https://${url.hostname}:${portOf(url)}`);
    const limitMs = Math.min(TLS_LOOK_LIMIT_MS, Math.max(leftMs, 500));
    const look = await lookAtTls(secure, null, limitMs, this.#means);
    if (!look.ok) return result;
    const message = 'the plain request was not answered, and a TLS handshake with the same port succeeds';
    return failed({ ...failure, code: 'PLAIN_TO_TLS', message });
  }
}

/** The far end of an exchange, for failures. */
function placeOf(url: URL, taken: Taken): { host: string; port: number; address: string | null } {
  return { host: bareHost(url.hostname), port: portOf(url), address: taken.connection.address };
}

/** Timings of an exchange that began at `sinceMs` (a reading of `performance.now()`). */
export function timingsOf(result: Result<Sent>, sinceMs: number): Timings {
  const totalMs = elapsedMs(sinceMs);
  if (!result.ok) return { dnsMs: null, tcpMs: null, tlsMs: null, ttfbMs: null, totalMs };
  return { ...result.value.phases, ttfbMs: result.value.exchange.ttfbMs, totalMs };
}

/** Path and headers as they go over the wire; a plain proxy wants the whole URL (RFC 9112, section 3.2.2). */
function asSent(
  request: HttpRequest,
  url: URL,
  route: ProxyRoute | null,
): { path: string; headers: Record<string, string> } {
  const headers = { 'accept-encoding': 'identity', ...request.headers };
  const path = `${url.pathname}${url.search}`;
  if (route === null || url.protocol === 'https:') return { path, headers };
  const authorization = route.authorization === null ? {} : { 'proxy-authorization': route.authorization };
  return { path: `http://${url.host}${path}`, headers: { ...headers, ...authorization } };
}

function parseUrl(text: string): URL | null {
  try {
    const url = new URL(text);
    return url.protocol === 'http:' || url.protocol === 'https:' ? url : null;
  } catch {
    return null;
  }
}
