import type { CheckResult, CheckStatus } from '../checks/result.ts';
import type { Finding } from '../codes/types.ts';
import type { Facts } from '../probes/facts.ts';
import type { Timings } from '../wire/types.ts';

export type { CheckResult, CheckStatus };
export type { Finding };

export interface RequestRecord {
  method: string;
  url: string;
  status: number | null;
  requestId: string | null;
  error: string | null;
  timings: Timings;
}

export interface ModelRow {
  id: string;
  provider: string;
  probe: { ok: boolean; ms: number; code: string | null; said: string | null } | null;
}

export interface StreamRow {
  api: 'openai' | 'anthropic';
  model: string;
  ttfbMs: number | null;
  firstTokenMs: number | null;
  chunks: number;
  gapsMs: { p50: number; p95: number; max: number } | null;
  tokensPerSecond: number | null;
  endedBy: 'done' | 'cut' | 'stalled' | 'error' | 'limit';
  /** When each chunk with content came, for the drawn timeline. */
  chunkTimesMs: number[];
}

/** A client of such deployments that is set up on this machine. */
export interface ClientRow {
  /** `OpenAI SDK`, `Claude Code`, … */
  name: string;
  api: 'openai' | 'anthropic';
  /** Where it would go, less any password; the provider's own address where nothing names another. */
  baseUrl: string;
  /** File and line or variable; null where nothing names an address. */
  baseUrlSource: string | null;
  /** Where else it is set, which does not count. */
  baseUrlShadows: string[];
  /** Is that this deployment? Null where it cannot be told. */
  here: boolean | null;
  /** What would send it to this deployment, in the form that this client takes. */
  expectedBaseUrl: string | null;
  /** Prefix and last four characters; null where none is known. */
  key: string | null;
  keySource: string | null;
  keyShadows: string[];
  /** Is it the key of this run? */
  sameKey: boolean | null;
}

export type Verdict = 'healthy' | 'degraded' | 'broken';

/** The JSON report, schema version 1. */
export interface Report {
  schemaVersion: 1;
  tool: { name: 'agentrouter'; version: string };
  command: string;
  startedAt: string;
  durationMs: number;
  target: { baseUrl: string | null; openaiBaseUrl: string | null; anthropicBaseUrl: string | null };
  settings: { name: string; value: string | null; source: string | null; shadows: string[] }[];
  /** Absent in reports of versions before it was added. */
  clients?: ClientRow[];
  verdict: Verdict;
  /** 130: interrupted, and the report tells what was known by then. */
  exitCode: 0 | 1 | 130;
  /** What ended the run before it was done; absent where nothing did. */
  endedBy?: 'deadline' | 'interrupt';
  rootCause: string | null;
  checks: CheckResult[];
  findings: Finding[];
  requests: RequestRecord[];
  gateway: { family: string; evidence: string[] };
  facts: Facts | Record<string, never>;
  usage: { requests: number; promptTokens: number; completionTokens: number };
  environment: {
    os: string;
    node: string;
    python: string | null;
    sdks: { name: string; language: string; version: string; path: string }[];
  };
  models?: ModelRow[];
  streams?: StreamRow[];
}
