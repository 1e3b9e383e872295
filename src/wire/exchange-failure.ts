import type { WireFailure } from './types.ts';
import { codeOf, failureFrom, isTlsCode, messageOf, read } from './error-codes.ts';
import type { Ending } from './exchange.ts';
import { failureAt, stopMessage, type Place } from './result.ts';

/** An exchange that did not end well, as a failure of the layer that broke. */
export function exchangeFailure(
  ending: Exclude<Ending, { kind: 'complete' }>,
  place: Place,
  sinceMs: number,
  signal: AbortSignal,
): WireFailure {
  switch (ending.kind) {
    case 'timeout':
      return failureAt('http', 'TIMEOUT', 'no whole answer within the time limit', place, sinceMs);
    case 'halted':
      return failureAt('http', ending.code, stopMessage(signal), place, sinceMs);
    case 'stopped':
      return failureAt('http', 'TOO_LARGE', 'reading stopped at the size limit', place, sinceMs);
    case 'broken':
      return brokenFailure(ending.error, place, sinceMs);
  }
}

function brokenFailure(error: Error, place: Place, sinceMs: number): WireFailure {
  const code = codeOf(error);
  if (isTlsCode(code)) return failureFrom('tls', error, place, sinceMs);
  const parser = code.startsWith('HPE_') || error.name === 'HTTPParserError';
  if (
    (parser && /\bEOF\b/i.test(`${code} ${error.message}`)) ||
    code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH'
  ) {
    return failureAt('http', 'CLOSED', 'the connection closed in the middle of an answer', place, sinceMs);
  }
  if (parser) {
    return failureAt('http', 'NOT_HTTP', `${messageOf(error)}${firstBytes(error)}`, place, sinceMs);
  }
  if (code === 'UND_ERR_HEADERS_OVERFLOW') {
    return failureAt('http', 'TOO_LARGE', 'the headers of the answer are too long', place, sinceMs);
  }
  if (code === 'UND_ERR_SOCKET' || code === 'UND_ERR_INFO' || code === 'UND_ERR_ABORTED') {
    const unasked = error.message === 'bad response' || error.message === 'bad upgrade';
    return failureAt('http', unasked ? 'NOT_HTTP' : 'CLOSED', messageOf(error), place, sinceMs);
  }
  return failureFrom('http', error, place, sinceMs);
}

/** The bytes at which undici's parser gave up, printable ones as they are. */
function firstBytes(error: Error): string {
  const data = read(error, 'data');
  if (typeof data !== 'string' || data === '') return '';
  return `: ${data.slice(0, 80).replace(/[^\x20-\x7e]/g, '.')}`;
}
