import { connect, type Socket } from 'node:net';
import type { Family, Result, TcpAttempt, WireFailure } from './types.ts';
import { failureFrom } from './error-codes.ts';
import { CONNECT_LIMIT_MS, MAX_ADDRESSES, NEXT_ADDRESS_MS } from './limits.ts';
import { bounded, elapsedMs, failed, failureAt, ok, stopCode, stopMessage } from './result.ts';

interface Address {
  address: string;
  family: Family;
}

interface DialOptions {
  host: string;
  port: number;
  limitMs: number;
  signal: AbortSignal;
}

/** The families in turn, each in the resolver's order (RFC 8305, section 4), at most 64. */
export function interleave(addresses: readonly Address[]): Address[] {
  const first = addresses[0];
  if (first === undefined) return [];
  const same = addresses.filter((each) => each.family === first.family);
  const other = addresses.filter((each) => each.family !== first.family);
  const mixed: Address[] = [];
  for (let index = 0; index < Math.max(same.length, other.length); index += 1) {
    for (const each of [same[index], other[index]]) if (each !== undefined) mixed.push(each);
  }
  return mixed.slice(0, MAX_ADDRESSES);
}

/** Connects to one address; the caller owns the socket and must destroy it. */
function dialOne(to: Address, options: DialOptions): Promise<Result<Socket>> {
  const place = { host: options.host, port: options.port, address: to.address };
  const bounds = {
    layer: 'tcp' as const,
    place,
    limitMs: Math.min(options.limitMs, CONNECT_LIMIT_MS),
    signal: options.signal,
    doing: `connecting to ${to.address} port ${options.port}`,
  };
  return bounded(bounds, (settle) => {
    const sinceMs = performance.now();
    const socket = connect({ host: to.address, port: options.port, family: to.family, noDelay: true });
    socket.on('error', (error) => settle(failed(failureFrom('tcp', error, place, sinceMs))));
    socket.once('connect', () => settle(ok(socket)));
    socket.once('close', () =>
      settle(failed(failureAt('tcp', 'ECONNRESET', 'closed while connecting', place, sinceMs))),
    );
    return () => socket.destroy();
  });
}

/** Tries every address side by side and closes what opens, once it has stood for a moment. */
export function dialEach(addresses: readonly Address[], options: DialOptions): Promise<TcpAttempt[]> {
  return Promise.all(
    interleave(addresses).map(async (to) => {
      const sinceMs = performance.now();
      const dialled = await dialOne(to, options);
      if (!dialled.ok) return { ...to, connectedMs: null, failure: dialled.failure };
      const connectedMs = elapsedMs(sinceMs);
      const failure = await cutSoon(dialled.value, Math.min(Math.max(connectedMs, 20), 100));
      dialled.value.destroy();
      if (failure === null) return { ...to, connectedMs, failure };
      const place = { host: options.host, port: options.port, address: to.address };
      return { ...to, connectedMs: null, failure: failureAt('tcp', 'ECONNRESET', failure, place, sinceMs) };
    }),
  );
}

/** How a connection was cut within `waitMs` although nobody had sent anything; null where it stood. */
function cutSoon(socket: Socket, waitMs: number): Promise<string | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), waitMs);
    const cut = (how: string) => (): void => {
      clearTimeout(timer);
      resolve(how);
    };
    socket.once('error', cut('reset right after connecting'));
    socket.once('end', cut('closed right after connecting'));
    socket.once('data', () => {
      clearTimeout(timer);
      resolve(null);
    });
  });
}

/**
 * Connects to the first address that answers: the next one is started beside the others after a pause,
 * or at once when one fails (RFC 8305, section 5). Fails with the most telling failure of all.
 */
export async function dialFirst(
  addresses: readonly Address[],
  options: DialOptions,
): Promise<Result<Socket>> {
  if (options.signal.aborted) {
    const { signal } = options;
    return failed(failureAt('tcp', stopCode(signal), stopMessage(signal), options, performance.now()));
  }
  const rest = interleave(addresses);
  const losers = new AbortController();
  const signal = AbortSignal.any([options.signal, losers.signal]);
  const failures: WireFailure[] = [];
  const running = new Set<Promise<void>>();
  const won: Socket[] = [];

  const start = (to: Address): void => {
    const attempt = dialOne(to, { ...options, signal }).then((result) => {
      running.delete(attempt);
      if (!result.ok) failures.push(result.failure);
      else if (won.length === 0) won.push(result.value);
      else result.value.destroy();
    });
    running.add(attempt);
  };
  const settled = (): boolean => won.length > 0 || options.signal.aborted;

  for (let to = rest.shift(); to !== undefined && !settled(); to = rest.shift()) {
    start(to);
    if (rest.length > 0) await raceWithPause(running, NEXT_ADDRESS_MS);
  }
  while (!settled() && running.size > 0) await Promise.race(running);
  losers.abort('another address answered first');
  await Promise.all(running);
  const socket = won[0];
  return socket === undefined ? failed(mostTelling(failures, options)) : ok(socket);
}

function raceWithPause(running: Iterable<Promise<void>>, pauseMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, pauseMs);
    void Promise.race(running).then(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** Failures that tell more come first: a refusal is an answer, a missing route of one family is not. */
const TELLING = [
  'DEADLINE',
  'ABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'TIMEOUT',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
];

function mostTelling(failures: readonly WireFailure[], options: DialOptions): WireFailure {
  const rank = (failure: WireFailure): number => {
    const index = TELLING.indexOf(failure.code);
    return index === -1 ? TELLING.length : index;
  };
  const sorted = [...failures].sort((a, b) => rank(a) - rank(b));
  return (
    sorted[0] ?? failureAt('dns', 'ENOTFOUND', `${options.host} has no address`, options, performance.now())
  );
}
