import { release, type } from 'node:os';
import type { Explanation } from '../codes/explain-paste.ts';
import { verdictOf } from '../report/outcome.ts';
import type { Report } from '../report/types.ts';

/** An explanation as a report: there was no run, so what a run records is empty. */
export function explainedReport(
  { findings, rootCause }: Explanation,
  run: { exitCode: Report['exitCode']; startedMs: number; version: string },
): Report {
  return {
    schemaVersion: 1,
    tool: { name: 'agentrouter', version: run.version },
    command: 'explain',
    startedAt: new Date(run.startedMs).toISOString(),
    durationMs: Date.now() - run.startedMs,
    target: { baseUrl: null, openaiBaseUrl: null, anthropicBaseUrl: null },
    settings: [],
    verdict: verdictOf(findings),
    exitCode: run.exitCode,
    rootCause,
    checks: [],
    findings,
    requests: [],
    gateway: { family: 'unknown', evidence: [] },
    facts: {},
    usage: { requests: 0, promptTokens: 0, completionTokens: 0 },
    environment: { os: `${type()} ${release()}`, node: process.versions.node, python: null, sdks: [] },
  };
}
