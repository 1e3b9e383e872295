/** Reads a JSON report of this tool back, far enough checked that its facts can be judged again. */

import * as v from 'valibot';
import { SavedSources } from './saved-sources.ts';
import type { Facts } from '../../probes/facts.ts';

export interface SavedReport {
  command: string;
  /** ISO 8601. */
  startedAt: string;
  facts: Facts;
  /** How long the run took. */
  durationMs: number;
  checks: { id: string; summary: string; skippedBecause: string | null }[];
  /** What ended the run early. */
  endedBy: 'deadline' | 'interrupt' | null;
}

const text = v.string();
const orNull = <Schema extends v.GenericSchema>(schema: Schema) => v.nullish(schema);
const list = <Schema extends v.GenericSchema>(schema: Schema, most = 1_000) =>
  v.pipe(v.array(schema), v.maxLength(most));
const number = v.pipe(v.number(), v.finite());

const Ask = v.looseObject({
  api: orNull(v.picklist(['openai', 'anthropic'])),
  operation: orNull(text),
  model: orNull(text),
  auth: orNull(text),
  key: orNull(text),
  keyTail: orNull(text),
  stream: v.boolean(),
  tools: v.boolean(),
  url: orNull(text),
});

const Failure = v.looseObject({
  layer: v.picklist(['url', 'dns', 'tcp', 'proxy', 'tls', 'http']),
  code: text,
  message: text,
  host: orNull(text),
  port: orNull(number),
  address: orNull(text),
  afterMs: number,
  proxyAnswer: orNull(v.looseObject({ status: number, headers: v.record(text, text), body: text })),
});

const Headers = v.record(text, text);
const ToolCalls = list(
  v.looseObject({
    id: orNull(text),
    name: orNull(text),
    argumentsText: text,
    argumentsProblem: orNull(text),
  }),
);
const Usage = orNull(v.looseObject({ promptTokens: number, completionTokens: number }));
const Model = v.looseObject({
  id: text,
  ownedBy: orNull(text),
  endpoints: orNull(list(text)),
  contextTokens: orNull(number),
});

const Reading = v.variant('kind', [
  v.looseObject({
    kind: v.literal('completion'),
    text,
    reasoningChars: number,
    toolCalls: ToolCalls,
    usage: Usage,
  }),
  v.looseObject({ kind: v.literal('list'), models: list(Model, 50_000) }),
  v.looseObject({ kind: v.literal('error') }),
  v.looseObject({ kind: v.literal('other') }),
]);

const StreamReading = v.looseObject({
  kind: v.literal('stream'),
  text,
  reasoningChars: number,
  toolCalls: ToolCalls,
  usage: Usage,
  firstTokenMs: orNull(number),
  contentChunks: list(v.looseObject({ atMs: number, read: number, chars: number }), 100_000),
  chunkCount: v.exactOptional(number),
  chunkGapsMs: v.exactOptional(v.looseObject({ p50: number, p95: number, max: number })),
  terminated: v.boolean(),
  errorData: orNull(text),
  malformed: orNull(text),
  eventCount: number,
});

const StreamAnswer = v.looseObject({
  status: number,
  headers: Headers,
  reads: list(v.looseObject({ atMs: number, bytes: number }), 100_000),
  events: list(v.looseObject({ atMs: number, read: number, event: orNull(text), data: text }), 100_000),
  invalidLines: list(text),
  body: text,
  end: text,
  endedAtMs: number,
});

const Outcome = v.variant('kind', [
  v.looseObject({
    kind: v.literal('answer'),
    answer: v.looseObject({
      status: number,
      headers: Headers,
      body: text,
      bodyBytes: number,
      truncated: v.boolean(),
    }),
    reading: Reading,
  }),
  v.looseObject({ kind: v.literal('stream'), answer: StreamAnswer, reading: StreamReading }),
  v.looseObject({ kind: v.literal('failure'), failure: Failure }),
]);

const Exchange = v.looseObject({
  role: text,
  ask: Ask,
  method: text,
  url: v.pipe(text, v.url()),
  requestHeaders: Headers,
  requestBody: orNull(text),
  startedAt: text,
  timings: v.looseObject({ totalMs: number }),
  costs: v.boolean(),
  outcome: Outcome,
  adapted: list(text),
  attempt: number,
});

const SettingShape = v.looseObject({
  name: text,
  present: v.boolean(),
  empty: v.boolean(),
  placeholder: v.boolean(),
  shadows: list(v.looseObject({ source: text, differs: v.boolean() })),
});

const FactsShape = v.looseObject({
  command: text,
  startedAt: v.pipe(text, v.isoTimestamp()),
  api: v.picklist(['openai', 'anthropic', 'both']),
  free: v.boolean(),
  settings: v.looseObject({
    settings: list(SettingShape),
    key: orNull(
      v.looseObject({ shown: text, hiddenCharacters: list(v.unknown()), badCharacters: list(v.unknown()) }),
    ),
    baseUrlTyped: orNull(text),
    envFile: v.looseObject({
      projectRoot: text,
      lines: list(v.looseObject({ line: number })),
      elsewhere: list(text),
    }),
    clients: list(v.looseObject({ client: text, source: text, setting: text, kind: text, shown: text })),
    proxyVariables: list(v.looseObject({ name: text, shown: text, source: text })),
    options: v.optional(list(v.looseObject({ name: text, value: orNull(text) }))),
  }),
  project: v.looseObject({
    runtime: v.looseObject({ os: text, node: text, python: orNull(text) }),
    sdks: list(v.looseObject({ name: text, language: text, version: text, path: text })),
    wanted: list(v.looseObject({ name: text, language: text, file: text })),
    lockfiles: v.optional(list(v.looseObject({ language: text, file: text }))),
    notes: list(text),
    sources: v.optional(SavedSources),
  }),
  network: orNull(v.looseObject({ host: text, port: number, tls: v.boolean() })),
  exchanges: list(Exchange),
  models: orNull(list(Model, 50_000)),
  chosen: v.looseObject({ openai: orNull(v.unknown()), anthropic: orNull(v.unknown()) }),
  balance: orNull(v.looseObject({ source: text })),
  limits: v.looseObject({ timeoutMs: number, idleTimeoutMs: number, deadlineMs: v.optional(number) }),
});

const ReportShape = v.looseObject({
  schemaVersion: v.literal(1),
  command: text,
  startedAt: v.pipe(text, v.isoTimestamp()),
  facts: v.unknown(),
  durationMs: v.optional(number, 0),
  endedBy: v.optional(v.picklist(['deadline', 'interrupt'])),
  checks: v.optional(
    list(v.looseObject({ id: text, summary: v.optional(text, ''), skippedBecause: orNull(text) })),
    [],
  ),
});

/** True for facts whose shape is that of this version as far as judging them needs. */
function isFacts(facts: unknown): facts is Facts {
  return v.is(FactsShape, facts);
}

/** Does the text set out to be a report of this tool? It may be cut. */
export function looksLikeReport(source: string): boolean {
  const start = source.slice(0, 1_000);
  return /^\s*\{\s*"schemaVersion"\s*:/.test(start) && /"name"\s*:\s*"agentrouter"/.test(start);
}

/** The report in a text; null where it cannot be read as one. Never throws. */
export function readSavedReport(source: string): SavedReport | null {
  const parsed = v.safeParse(ReportShape, parse(source));
  if (!parsed.success || !isFacts(parsed.output.facts)) return null;
  const { command, startedAt, durationMs, facts, checks, endedBy } = parsed.output;
  return {
    command,
    startedAt,
    facts,
    durationMs,
    checks: checks.map(({ id, summary, skippedBecause }) => ({
      id,
      summary,
      skippedBecause: skippedBecause ?? null,
    })),
    endedBy: endedBy ?? null,
  };
}

function parse(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    return null;
  }
}
