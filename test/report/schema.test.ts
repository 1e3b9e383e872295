import { describe, expect, test } from 'vitest';
import { CATEGORIES, CHECK_IDS } from '../../src/checks/ids.ts';
import { renderJson } from '../../src/report/json.ts';
import { checks, finding, healthy, report, SAMPLES } from './samples.ts';
import { REPORT_SCHEMA, schemaErrors } from './validate.ts';

describe('the schema', () => {
  test.each(Object.entries(SAMPLES))('accepts the sample report %s as JSON', (_name, sample) => {
    const json = renderJson(sample);
    expect(schemaErrors(JSON.parse(json))).toEqual([]);
    expect(json.endsWith('}\n')).toBe(true);
  });

  test('accepts an explanation without a network part', () => {
    const { schemaVersion, tool, startedAt, durationMs, verdict, exitCode } = healthy;
    const bare = {
      schemaVersion,
      tool,
      startedAt,
      durationMs,
      verdict,
      exitCode,
      rootCause: null,
      findings: [],
    };
    expect(schemaErrors({ ...bare, command: 'explain' })).toEqual([]);
    expect(schemaErrors({ ...bare, command: 'doctor' })).not.toEqual([]);
  });

  test('accepts fields that a later version adds', () => {
    expect(schemaErrors({ ...healthy, addedLater: 1 })).toEqual([]);
  });

  test.each([
    ['a check status that does not exist', { ...healthy, checks: [{ ...healthy.checks[0], status: 'ok' }] }],
    [
      'a check id that does not exist',
      { ...healthy, checks: [{ ...healthy.checks[0], id: 'network.ping' }] },
    ],
    ['a skipped check without a reason', { ...healthy, checks: checks({ 'local.sdk': { status: 'skip' } }) }],
    ['a verdict that does not exist', { ...healthy, verdict: 'fine' }],
    ['another schema version', { ...healthy, schemaVersion: 2 }],
    ['a date that is none', { ...healthy, startedAt: 'yesterday' }],
    ['a finding without fixes', report({ findings: [finding('tls.expired', { fixes: [] })] })],
    ['a code of another form', report({ findings: [finding('TLS expired')] })],
    ['a missing field', { ...healthy, usage: undefined }],
  ])('refuses %s', (_name, broken) => {
    expect(schemaErrors(JSON.parse(JSON.stringify(broken)))).not.toEqual([]);
  });

  test('knows the same check ids and categories as the code', () => {
    expect(REPORT_SCHEMA).toMatchObject({
      definitions: {
        checkId: { enum: [...CHECK_IDS] },
        check: { properties: { category: { enum: [...CATEGORIES] } } },
      },
    });
  });
});
