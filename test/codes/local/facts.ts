import type { CodeEntry, Family, Observation, Verdict, VerdictsOf } from '../../../src/codes/types.ts';
import { EMPTY_CONTEXT } from '../../../src/codes/context.ts';
import type { Exchange, Facts } from '../../../src/probes/facts.ts';
import type { ProjectFacts } from '../../../src/project/types.ts';
import type { SettingsFacts } from '../../../src/settings/types.ts';

const NO_PROJECT: ProjectFacts = {
  runtime: { os: 'Linux 6.1, x64', node: '24.0.0', python: null },
  sdks: [],
  wanted: [],
  notes: [],
};

/** The facts of a run that has looked at this machine only. */
export function localFacts(settings: SettingsFacts, more: Partial<Facts> = {}): Facts {
  return {
    command: 'doctor',
    startedAt: '2026-09-01T00:00:00.000Z',
    api: 'both',
    free: false,
    settings,
    project: NO_PROJECT,
    projectLookedAt: true,
    checkedModel: null,
    network: null,
    exchanges: [],
    models: null,
    chosen: { openai: null, anthropic: null },
    balance: null,
    limits: { timeoutMs: 30_000, idleTimeoutMs: 15_000 },
    ...more,
  };
}

/** An exchange with the real key, of which only the role and the status matter. */
export function exchange(role: 'list' | 'chat', status: number): Exchange {
  const body = status === 200 ? '{}' : '{"error":{"message":"no"}}';
  return {
    role,
    ask: {
      api: 'openai',
      operation: role,
      model: null,
      auth: 'bearer',
      key: 'real',
      keyTail: null,
      stream: false,
      tools: false,
      url: null,
    },
    method: 'POST',
    url: 'https://gateway.test/v1/chat/completions',
    requestHeaders: {},
    requestBody: null,
    startedAt: '2026-09-01T00:00:00.000Z',
    timings: { dnsMs: null, tcpMs: null, tlsMs: null, ttfbMs: 1, totalMs: 1 },
    costs: true,
    outcome: {
      kind: 'answer',
      answer: { status, headers: {}, body, bodyBytes: body.length, truncated: false },
      reading: status === 200 ? { kind: 'list', models: [] } : { kind: 'error' },
    },
    adapted: [],
    attempt: 1,
  };
}

const refusedIsRejected: VerdictsOf = (one): Verdict[] =>
  one.outcome.kind === 'answer' && one.outcome.answer.status === 401
    ? [{ code: 'key.rejected', sign: { weight: 90, why: 'status 401' }, measured: 'status 401' }]
    : [];

export interface Found {
  code: string;
  severity: string;
  observation: Observation;
  /** Title, cause and fixes, filled with the observation's own values. */
  texts: string;
}

function textsOf(entry: CodeEntry, { context }: Observation, facts: Facts): string {
  const filled = { ...EMPTY_CONTEXT, toRoot: facts.settings.envFile.toRoot ?? null, ...context };
  const title = typeof entry.title === 'string' ? entry.title : entry.title(filled);
  const fixes = entry.fixes(filled).flatMap(({ text, command }) => [text, command ?? '']);
  return [title, entry.cause(filled), ...fixes].join('\n');
}

/** What a family of codes finds in some facts. */
export function findings(family: Family, facts: Facts): Found[] {
  return Object.entries(family).flatMap(([code, entry]) =>
    (entry.inFacts?.(facts, refusedIsRejected) ?? []).map((observation) => ({
      code,
      severity: observation.severity ?? entry.severity,
      observation,
      texts: textsOf(entry, observation, facts),
    })),
  );
}

/** `env.quoted-value W`, in the order of the family. */
export function codes(family: Family, facts: Facts): string[] {
  return findings(family, facts).map(({ code, severity }) => `${code} ${severity.slice(0, 1).toUpperCase()}`);
}
