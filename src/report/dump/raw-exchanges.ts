import type { Exchange } from '../../probes/facts.ts';
import { curlCommand } from '../exchange-curl.ts';
import { rawExchange } from '../exchange-http.ts';
import { factsOf } from '../facts-of.ts';
import { fenced } from '../markdown-text.ts';
import type { Report } from '../types.ts';
import { hasFailed } from './failed-exchanges.ts';
import { inOrderOfTime } from './in-order.ts';
import { clipped, type Section } from './section.ts';

const MOST_HEADERS = 40;
const MAX_HEADER_CHARS = 300;
const MAX_URL_CHARS = 1_000;

function shortHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(headers).slice(0, MOST_HEADERS);
  return Object.fromEntries(
    entries.map(([name, value]) => [clipped(name, MAX_HEADER_CHARS), clipped(value, MAX_HEADER_CHARS)]),
  );
}

function shortOutcome(outcome: Exchange['outcome'], bodyChars: number): Exchange['outcome'] {
  if (outcome.kind === 'failure') {
    const { failure } = outcome;
    return { ...outcome, failure: { ...failure, message: clipped(failure.message, MAX_HEADER_CHARS) } };
  }
  const headers = shortHeaders(outcome.answer.headers);
  const body = clipped(outcome.answer.body, bodyChars);
  return outcome.kind === 'answer'
    ? { ...outcome, answer: { ...outcome.answer, headers, body } }
    : { ...outcome, answer: { ...outcome.answer, headers, body } };
}

function shortened(exchange: Exchange, bodyChars: number): Exchange {
  return {
    ...exchange,
    url: clipped(exchange.url, MAX_URL_CHARS),
    requestHeaders: shortHeaders(exchange.requestHeaders),
    requestBody: exchange.requestBody === null ? null : clipped(exchange.requestBody, bodyChars),
    outcome: shortOutcome(exchange.outcome, bodyChars),
  };
}

/** Which exchanges to draw, and how much of each body. */
export interface ExchangeDetail {
  which: 'all' | 'failed';
  bodyChars: number;
}

function drawn(exchange: Exchange, bodyChars: number, curlTimeoutMs: number | null): string[] {
  const short = shortened(exchange, bodyChars);
  const command = curlTimeoutMs === null ? [] : ['', ...fenced(curlCommand(short, curlTimeoutMs), 'sh')];
  return ['', ...fenced(rawExchange(short).join('\n'), 'http'), ...command];
}

/** Raw exchanges, folded, with `curl` as commands too. Null where they would be over `mostChars` long. */
export function rawExchanges(
  report: Report,
  { which, bodyChars }: ExchangeDetail,
  curl: boolean,
  mostChars: number,
): Section | null {
  const facts = factsOf(report);
  const exchanges = inOrderOfTime(facts?.exchanges ?? []).filter(
    (exchange) => which === 'all' || hasFailed(exchange),
  );
  const timeoutMs = curl && facts !== null ? facts.limits.timeoutMs : null;
  const blocks: string[] = [];
  let chars = 0;
  for (const exchange of exchanges) {
    const lines = drawn(exchange, bodyChars, timeoutMs);
    chars += lines.join('\n').length;
    if (chars > mostChars) return null;
    blocks.push(...lines);
  }
  const folded = ['<details><summary>What was sent and what came</summary>', ...blocks, '', '</details>'];
  return { title: 'Raw exchanges', lines: blocks.length === 0 ? ['None.'] : folded };
}
