import { nearest } from '../evidence/nearest.ts';
import { requestIdOf } from '../evidence/request-id.ts';
import { toAnswerEvidence } from '../evidence/answer.ts';
import { waitOf } from '../evidence/waits.ts';
import { parseBaseUrl } from '../evidence/base-url.ts';
import type { AnswerEvidence, Api } from '../evidence/types.ts';
import type { Exchange, Facts } from '../probes/facts.ts';
import { succeeded } from '../probes/succeeded.ts';
import { unfinished } from './roles.ts';
import { toolsVerdictOf } from './tools-verdict.ts';
import type { Context } from './types.ts';

const MAX_SAID_CHARS = 300;
const MAX_NEAREST = 3;

/** A context in which nothing is known. */
export const EMPTY_CONTEXT: Context = {
  host: null,
  port: null,
  proxy: null,
  baseUrl: null,
  openaiBaseUrl: null,
  anthropicBaseUrl: null,
  model: null,
  models: [],
  nearest: [],
  workingModel: null,
  failedModels: [],
  modelsWithoutTools: [],
  keyShown: null,
  keySource: null,
  hiddenKeySource: null,
  baseUrlSource: null,
  modelSource: null,
  options: [],
  windows: false,
  ofRun: false,
  status: null,
  said: null,
  provider: null,
  requestId: null,
  waitMs: null,
  resetAt: null,
  toRoot: null,
  toSet: [],
  detail: {},
};

/** What texts can say of this run, and of one exchange of it. */
export function contextOf(facts: Facts, exchange: Exchange | null, nowMs: number): Context {
  return {
    ...runContext(facts, exchange?.ask.api ?? null),
    ...(exchange === null ? {} : exchangeContext(facts, exchange, nowMs)),
  };
}

/** @param api the API whose own models are advised first, where any of them answered */
function runContext(facts: Facts, api: Api | null): Context {
  const setting = (name: string) => facts.settings.settings.find((entry) => entry.name === name) ?? null;
  const typed = facts.settings.baseUrlTyped;
  const parsed = typed === null ? null : parseBaseUrl(typed);
  const failedModels = modelsThatFailed(facts);
  const answered = facts.exchanges.filter(
    ({ ask, outcome }) => ask.model !== null && succeeded(outcome) && !failedModels.includes(ask.model),
  );
  const working = answered.find(({ ask }) => ask.api === api) ?? answered[0];
  return {
    ...EMPTY_CONTEXT,
    host: facts.network?.host ?? null,
    port: facts.network?.port ?? null,
    proxy: facts.network?.proxy ?? null,
    baseUrl: typed,
    openaiBaseUrl: parsed?.ok === true ? parsed.openaiBaseUrl : null,
    anthropicBaseUrl: parsed?.ok === true ? parsed.anthropicBaseUrl : null,
    models: (facts.models ?? []).map((model) => model.id),
    workingModel: working?.ask.model ?? null,
    failedModels,
    modelsWithoutTools: modelsWithoutTools(facts),
    toRoot: facts.settings.envFile.toRoot ?? null,
    keyShown: facts.settings.key?.shown ?? null,
    keySource: setting('AGENTROUTER_API_KEY')?.source ?? null,
    hiddenKeySource: setting('AGENTROUTER_API_KEY')?.shadows.find(({ differs }) => differs)?.source ?? null,
    baseUrlSource: setting('AGENTROUTER_BASE_URL')?.source ?? null,
    modelSource: setting('AGENTROUTER_MODEL')?.source ?? null,
    options: facts.settings.options ?? [],
    windows: /\bwindows\b/i.test(facts.project.runtime.os),
    ofRun: true,
  };
}

/** Asked with the real key, for an answer; what the end of the run cut off tells nothing. */
function modelsThatFailed(facts: Facts): string[] {
  const failed = facts.exchanges.filter(
    (exchange) =>
      exchange.ask.key === 'real' &&
      exchange.superseded !== true &&
      !exchange.role.startsWith('free.') &&
      !unfinished(exchange) &&
      !succeeded(exchange.outcome),
  );
  return [...new Set(failed.flatMap(({ ask }) => (ask.model === null ? [] : [ask.model])))];
}

function modelsWithoutTools(facts: Facts): string[] {
  const faulty = facts.exchanges.filter((exchange) => toolsVerdictOf(exchange)?.kind === 'fault');
  return [...new Set(faulty.flatMap(({ ask }) => ask.model ?? []))];
}

function exchangeContext(facts: Facts, exchange: Exchange, nowMs: number): Partial<Context> {
  const { model } = exchange.ask;
  const names = (facts.models ?? []).map((entry) => entry.id);
  const answer = answerOf(exchange);
  const wait = answer === null ? null : waitOf(answer, nowMs);
  return {
    model,
    nearest: model === null ? [] : nearest(model, names, MAX_NEAREST),
    status: answer?.status ?? null,
    said: answer === null ? null : saidBy(answer),
    provider: answer?.errors.find((layer) => layer.wrapper !== null)?.wrapper ?? null,
    requestId: answer === null ? null : requestIdOf(answer.headers, answer.body),
    waitMs: wait?.waitMs ?? null,
    resetAt: wait?.resetAt ?? null,
  };
}

/** The answer of an exchange as evidence: its body, or the error inside its stream. Null where none came. */
export function answerOf(exchange: Exchange): AnswerEvidence | null {
  const { outcome, ask } = exchange;
  switch (outcome.kind) {
    case 'failure':
      return null;
    case 'answer':
      return toAnswerEvidence(ask, outcome.answer);
    case 'stream':
      return toAnswerEvidence(ask, {
        status: outcome.answer.status,
        headers: outcome.answer.headers,
        body: outcome.reading.errorData ?? '',
      });
  }
}

/** The deepest thing that the server said, on one line. */
export function saidBy(answer: AnswerEvidence): string | null {
  const words = answer.errors.at(-1)?.message ?? answer.page?.title ?? (answer.isJson ? '' : answer.body);
  const line = words.replace(/\s+/g, ' ').trim().slice(0, MAX_SAID_CHARS);
  return line === '' ? null : line;
}
