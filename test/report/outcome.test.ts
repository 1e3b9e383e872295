import { describe, expect, test } from 'vitest';
import { exitCodeOf, rootCauseOf, verdictOf } from '../../src/report/outcome.ts';
import { finding } from './samples.ts';

const error = finding('key.rejected');
const warning = finding('balance.low', { severity: 'warning' });
const info = finding('sdk.openai-missing', { severity: 'info' });
const known = finding('tls.expired', { suppressed: true });

describe('what a run comes to', () => {
  test.each([
    ['nothing found', [], 'healthy', 0, 0, null],
    ['information only', [info], 'healthy', 0, 0, null],
    ['a warning', [info, warning], 'degraded', 0, 1, null],
    ['an error after a warning', [warning, error], 'broken', 1, 1, 'key.rejected'],
    ['a suppressed error', [known], 'healthy', 0, 0, null],
    ['a suppressed error beside a warning', [known, warning], 'degraded', 0, 1, null],
    ['a suppressed error before another', [known, error], 'broken', 1, 1, 'key.rejected'],
  ] as const)('%s', (_name, findings, verdict, exitCode, strictExitCode, rootCause) => {
    expect(verdictOf(findings)).toBe(verdict);
    expect(exitCodeOf(findings, false)).toBe(exitCode);
    expect(exitCodeOf(findings, true)).toBe(strictExitCode);
    expect(rootCauseOf(findings)).toBe(rootCause);
  });
});
