import { parseBaseUrl } from '../evidence/base-url.ts';
import { requestIdOf } from '../evidence/request-id.ts';
import type { CheckResult } from '../checks/result.ts';
import { gatewayFamily } from '../codes/gateway-family.ts';
import type { Finding } from '../codes/types.ts';
import type { Exchange, Facts } from '../probes/facts.ts';
import { clientRows } from '../report/clients.ts';
import { exitCodeOf, rootCauseOf, verdictOf } from '../report/outcome.ts';
import type { Report, RequestRecord } from '../report/types.ts';
import type { Settings } from '../settings/types.ts';

/** Bodies are kept in a report up to this size: enough to judge again. */
const MAX_KEPT_CHARS = 4_000;
const MAX_KEPT_EVENTS = 200;

interface ReportInput {
  facts: Facts;
  settings: Settings;
  checks: CheckResult[];
  findings: Finding[];
  durationMs: number;
  version: string;
  strict: boolean;
  /** What ended the run early. */
  endedBy: 'deadline' | 'interrupt' | null;
  extra: Pick<Report, 'models' | 'streams'>;
}

/** Puts a run together as the report that every format shows. Pure. */
export function buildReport(input: ReportInput): Report {
  const { facts, settings, findings } = input;
  const typed = facts.settings.baseUrlTyped;
  const parsed = typed === null ? null : parseBaseUrl(typed);
  const bases = parsed?.ok === true ? parsed : null;
  const target = {
    baseUrl: typed,
    openaiBaseUrl: bases?.openaiBaseUrl ?? null,
    anthropicBaseUrl: bases?.anthropicBaseUrl ?? null,
  };
  return {
    schemaVersion: 1,
    tool: { name: 'agentrouter', version: input.version },
    command: facts.command,
    startedAt: facts.startedAt,
    durationMs: input.durationMs,
    target,
    settings: settings.facts.settings.map(({ name, shown, source, shadows }) => ({
      name,
      value: shown,
      source,
      shadows: shadows.map((shadow) => shadow.source),
    })),
    clients: clientRows(settings.facts.clients, target),
    verdict: verdictOf(findings),
    exitCode: input.endedBy === 'interrupt' ? 130 : exitCodeOf(findings, input.strict),
    ...(input.endedBy === null ? {} : { endedBy: input.endedBy }),
    rootCause: rootCauseOf(findings),
    checks: input.checks,
    findings,
    requests: facts.exchanges.map(requestRecord),
    gateway: gatewayFamily(facts),
    facts: { ...facts, exchanges: facts.exchanges.map(shortened) },
    usage: usageOf(facts),
    environment: {
      ...facts.project.runtime,
      sdks: facts.project.sdks,
    },
    ...input.extra,
  };
}

function requestRecord(exchange: Exchange): RequestRecord {
  const { outcome } = exchange;
  const answer = outcome.kind === 'failure' ? null : outcome.answer;
  return {
    method: exchange.method,
    url: exchange.url,
    status: answer?.status ?? null,
    requestId: answer === null ? null : requestIdOf(answer.headers, answer.body),
    error: outcome.kind === 'failure' ? outcome.failure.message : null,
    timings: exchange.timings,
  };
}

/** What the deployment said was used, added up over the whole run. */
function usageOf(facts: Facts): Report['usage'] {
  const usages = facts.exchanges.flatMap(({ outcome }) => {
    if (outcome.kind === 'failure') return [];
    const { reading } = outcome;
    return reading.kind === 'completion' || reading.kind === 'stream' ? [reading.usage] : [];
  });
  return {
    requests: facts.exchanges.length,
    promptTokens: usages.reduce((sum, usage) => sum + (usage?.promptTokens ?? 0), 0),
    completionTokens: usages.reduce((sum, usage) => sum + (usage?.completionTokens ?? 0), 0),
  };
}

function shortened(exchange: Exchange): Exchange {
  const { outcome } = exchange;
  switch (outcome.kind) {
    case 'failure':
      return exchange;
    case 'answer':
      return {
        ...exchange,
        outcome: {
          ...outcome,
          answer: { ...outcome.answer, body: outcome.answer.body.slice(0, MAX_KEPT_CHARS) },
        },
      };
    case 'stream': {
      const { answer } = outcome;
      const kept = {
        ...answer,
        body: answer.body.slice(0, MAX_KEPT_CHARS),
        events: answer.events.slice(0, MAX_KEPT_EVENTS),
        reads: answer.reads.slice(0, MAX_KEPT_EVENTS),
      };
      return { ...exchange, outcome: { ...outcome, answer: kept } };
    }
  }
}
