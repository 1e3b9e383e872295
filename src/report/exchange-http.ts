/** Raw exchanges, as `curl -v` shows them: `>` what was sent, `<` what came. */

import type { Exchange } from '../probes/facts.ts';
import { durationText } from './units.ts';

const MAX_BODY_CHARS = 16_384;

function bodyLines(prefix: string, body: string, cutBefore: boolean): string[] {
  if (body === '') return [];
  const shown = body.slice(0, MAX_BODY_CHARS);
  const cut = cutBefore || shown.length < body.length;
  return [
    prefix.trimEnd(),
    ...shown.split('\n').map((line) => (prefix + line).trimEnd()),
    ...(cut ? [`${prefix}(cut here)`] : []),
  ];
}

function headerLines(prefix: string, headers: Readonly<Record<string, string>>): string[] {
  return Object.entries(headers).map(
    ([name, value]) => `${prefix}${name}: ${value.replace(/\s*\n\s*/g, ' ')}`,
  );
}

function answerLines({ outcome, timings }: Exchange): string[] {
  const took = durationText(timings.totalMs);
  if (outcome.kind === 'failure') {
    const { layer, code, message } = outcome.failure;
    return [`* no answer after ${took}: ${layer} ${code} ${message}`];
  }
  const { status, headers, body } = outcome.answer;
  const truncated = outcome.kind === 'answer' && outcome.answer.truncated;
  const end =
    outcome.kind === 'stream' ? `, ${outcome.reading.eventCount} events, ended: ${outcome.answer.end}` : '';
  return [
    `< ${status}`,
    ...headerLines('< ', headers),
    ...bodyLines('< ', body, truncated),
    `* ${took}${end}`,
  ];
}

/** One exchange with its method line, headers and bodies. Expects redacted facts. */
export function rawExchange(exchange: Exchange): string[] {
  const repeat = exchange.attempt > 1 ? `, try ${exchange.attempt}` : '';
  return [
    `* ${exchange.role}${repeat}, ${exchange.startedAt}`,
    ...exchange.adapted.map((change) => `* adapted: ${change}`),
    `> ${exchange.method} ${exchange.url}`,
    ...headerLines('> ', exchange.requestHeaders),
    ...bodyLines('> ', exchange.requestBody ?? '', false),
    ...answerLines(exchange),
  ];
}
