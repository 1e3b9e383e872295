import { toAnswerEvidence } from '../evidence/answer.ts';
import type { Exchange } from '../probes/facts.ts';
import { succeeded } from '../probes/succeeded.ts';
import type { AnswerEvidence } from '../evidence/types.ts';
import type { HttpAnswer, WireFailure } from '../wire/types.ts';
import { classify } from './classify.ts';
import { classifyFailure } from './classify-failure.ts';
import { saidBy } from './context.ts';
import { streamVerdicts } from './stream-verdict.ts';
import { errorInside } from './stream-words.ts';
import { toolsVerdictOf } from './tools-verdict.ts';
import type { Sign, Verdict } from './types.ts';
import { unfinished } from './roles.ts';

const MAX_MEASURED_CHARS = 200;
/** What a success status shows when no answer of the API came under it. */
const NO_ANSWER = new Set<string>(['http.not-json', 'url.dashboard', 'unknown']);

/**
 * What one exchange shows when it is looked at alone: the cause first. Empty where it did what was asked, and where
 * the run ended before it did.
 */
export function exchangeVerdicts(exchange: Exchange): Verdict[] {
  const { outcome, ask } = exchange;
  if (unfinished(exchange)) return [];
  switch (outcome.kind) {
    case 'failure':
      return [failureVerdict(exchange, outcome.failure)];
    case 'stream':
      return streamedVerdicts(exchange);
    case 'answer':
      if (ask.stream && succeeded(outcome)) return [notStreamed(outcome.answer)];
      if (succeeded(outcome)) return toolVerdicts(exchange);
      return [answerVerdict(exchange, outcome.answer)];
  }
}

function failureVerdict(exchange: Exchange, failure: WireFailure): Verdict {
  const sign = classifyFailure({ kind: 'failure', ask: exchange.ask, failure })[0];
  const measured = failure.message.slice(0, MAX_MEASURED_CHARS);
  if (sign !== undefined) {
    const detail = { message: measured, ...sign.sign.detail };
    return { ...sign, sign: { ...sign.sign, detail }, measured };
  }
  return { code: 'unknown', sign: { weight: 1, why: `${failure.layer}: ${failure.code}` }, measured };
}

function answerVerdict(exchange: Exchange, answer: HttpAnswer): Verdict {
  const evidence = toAnswerEvidence(exchange.ask, answer);
  const said = saidBy(evidence);
  const measured = said === null ? `status ${answer.status}` : `status ${answer.status}: ${said}`;
  const best = classify(evidence)[0];
  const good = answer.status >= 200 && answer.status < 300;
  if (exchange.ask.stream && good && NO_ANSWER.has(best?.code ?? 'http.not-json')) return notStreamed(answer);
  if (best !== undefined) return { ...best, measured };
  const why = `status ${answer.status}, no answer of this API`;
  return { code: good ? 'http.not-json' : 'unknown', sign: { weight: 5, why }, measured };
}

/** A stream was asked for, and one whole body came: an answer in one piece, or a page. */
function notStreamed(answer: HttpAnswer): Verdict {
  const type = answer.headers['content-type'] ?? 'no content type';
  return {
    code: 'stream.not-sse',
    sign: { weight: 95, why: `one body of ${answer.bodyBytes} bytes as ${type}` },
    measured: `one whole body (${type}) instead of events`,
  };
}

function streamedVerdicts(exchange: Exchange): Verdict[] {
  const { ask, outcome } = exchange;
  if (outcome.kind !== 'stream') return [];
  const { answer, reading } = outcome;
  const inside = errorInside(ask, answer.headers, reading);
  const verdicts = streamVerdicts(answer, { ...reading, errorData: inside?.body ?? null }).map(
    (found): Verdict => {
      const sign: Sign = {
        weight: 95,
        why: found.measured,
        ...(found.severity ? { severity: found.severity } : {}),
        ...(found.code === 'stream.error-event' && inside !== null ? innerCause(inside) : {}),
      };
      return { code: found.code, sign, measured: found.measured };
    },
  );
  return verdicts.length > 0 ? verdicts : toolVerdicts(exchange);
}

/** What the error inside a stream means, told beside `stream.error-event`. */
function innerCause(evidence: AnswerEvidence): Partial<Sign> {
  const inner = classify(evidence).find(
    (found) => found.code !== 'stream.error-event' && found.code !== 'unknown',
  );
  const said = saidBy(evidence);
  return {
    why: said === null ? 'an error event' : `the error reads: ${said}`,
    ...(inner === undefined ? {} : { detail: { inner: inner.code } }),
  };
}

function toolVerdicts(exchange: Exchange): Verdict[] {
  const verdict = toolsVerdictOf(exchange);
  if (verdict?.kind !== 'fault') return [];
  return [{ code: verdict.code, sign: { weight: 95, why: verdict.measured }, measured: verdict.measured }];
}
