/** What a run comes to: pure functions over its findings. */

import type { Finding, Verdict } from './types.ts';

/** The findings that count: those that the user has not named as known. */
function counted(findings: readonly Finding[]): Finding[] {
  return findings.filter((finding) => finding.suppressed !== true);
}

/** `broken` with an error, `degraded` with a warning, else `healthy`; information changes nothing. */
export function verdictOf(findings: readonly Finding[]): Verdict {
  const severities = new Set(counted(findings).map((finding) => finding.severity));
  if (severities.has('error')) return 'broken';
  return severities.has('warning') ? 'degraded' : 'healthy';
}

/** 1 for an error, and with `strict` for a warning as well; else 0. */
export function exitCodeOf(findings: readonly Finding[], strict: boolean): 0 | 1 {
  const verdict = verdictOf(findings);
  return verdict === 'broken' || (strict && verdict === 'degraded') ? 1 : 0;
}

/** The code of the first error that counts. A warning is never a root cause. */
export function rootCauseOf(findings: readonly Finding[]): string | null {
  return counted(findings).find((finding) => finding.severity === 'error')?.code ?? null;
}
