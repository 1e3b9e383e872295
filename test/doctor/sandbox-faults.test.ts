import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { FAULTS } from '../../src/sandbox/sandbox.ts';
import { runCli } from '../helpers/cli.ts';
import { schemaErrors } from '../report/validate.ts';

const Outcome = v.object({
  verdict: v.picklist(['healthy', 'degraded', 'broken']),
  exitCode: v.number(),
  rootCause: v.nullable(v.string()),
  checks: v.array(v.object({ id: v.string(), status: v.string(), summary: v.string() })),
  findings: v.array(v.object({ code: v.string(), severity: v.string() })),
  requests: v.array(v.unknown()),
  facts: v.object({
    exchanges: v.array(
      v.object({ role: v.string(), costs: v.boolean(), attempt: v.number(), adapted: v.array(v.string()) }),
    ),
  }),
});
type Outcome = v.InferOutput<typeof Outcome>;

/** Faults whose finding is a warning or a note: the run is no failure, and there is no root cause. */
const NO_ERROR = new Set([
  'auth.x-api-key-rejected',
  'auth.not-enforced',
  'balance.low',
  'rate.nearly-exhausted',
  'model.list-unavailable',
  'deepseek.not-configured',
  'deepseek.wrong-api',
  'endpoint.openai-missing',
  'endpoint.anthropic-missing',
  'tls.expiring-soon',
  'http.slow',
  'clock.skewed',
  'upstream.flaky',
  'stream.buffered',
  'stream.no-terminator',
  'stream.slow-first-token',
  'tools.not-called',
  'tools.unsupported',
]);
/** The error that stands beside a warning of the same fault. */
const WITH_ERROR: Readonly<Record<string, string>> = { 'upstream.partial': 'upstream.error' };
/** Faults that take their time by nature; the limits leave room for them. */
const LONG = new Set(['http.slow', 'stream.slow-first-token']);

async function doctor(fault: string | null, ...more: string[]): Promise<Outcome> {
  const limits = fault !== null && LONG.has(fault) ? [] : ['--timeout', '4s', '--idle-timeout', '1500ms'];
  const sandbox = fault === null ? '--sandbox' : `--sandbox=${fault}`;
  const ran = await runCli(['doctor', sandbox, '--format', 'json', '--quiet', ...limits, ...more], {
    timeoutMs: 55_000,
  });
  expect(ran.stderr).toBe('');
  expect(schemaErrors(ran.json)).toEqual([]);
  const outcome = v.parse(Outcome, ran.json);
  expect(ran.exitCode).toBe(outcome.exitCode);
  const codes = outcome.findings.map(({ code }) => code);
  for (const check of outcome.checks.filter(({ status }) => status === 'warn' || status === 'fail')) {
    expect(codes).toContain(check.summary);
  }
  return outcome;
}

const firstTries = (outcome: Outcome): Outcome['facts']['exchanges'] =>
  outcome.facts.exchanges.filter((exchange) => exchange.attempt === 1 && exchange.adapted.length === 0);

describe('a healthy deployment', () => {
  test('is healthy, with nothing found and every check accounted for', async () => {
    const outcome = await doctor(null);
    expect(outcome).toMatchObject({ verdict: 'healthy', exitCode: 0, rootCause: null, findings: [] });
    expect(outcome.checks).toHaveLength(28);
    expect(outcome.checks.filter(({ status }) => status === 'pass').length).toBeGreaterThan(20);
  });

  test('costs at most 12 requests of at most 20', async () => {
    const sent = firstTries(await doctor(null));
    expect(sent.length).toBeLessThanOrEqual(20);
    expect(sent.filter(({ costs }) => costs).length).toBeLessThanOrEqual(12);
  });

  test('costs nothing with --free, and still proves the key', async () => {
    const outcome = await doctor(null, '--free');
    expect(outcome.facts.exchanges.some(({ costs }) => costs)).toBe(false);
    const bearer = outcome.checks.find(({ id }) => id === 'access.bearer');
    expect(bearer?.status).toBe('pass');
  });
});

describe('each fault of the sandbox is named by the doctor', () => {
  for (const { code } of FAULTS) {
    test.concurrent(code, async ({ expect: here }) => {
      const outcome = await doctor(code);
      const codes = outcome.findings.map((finding) => finding.code);
      here(codes).toContain(code);
      here(outcome.rootCause).toBe(NO_ERROR.has(code) ? null : (WITH_ERROR[code] ?? code));
      here(outcome.exitCode).toBe(NO_ERROR.has(code) ? 0 : 1);
      const errors = outcome.findings.filter((finding) => finding.severity === 'error');
      here(errors.length).toBe(NO_ERROR.has(code) ? 0 : 1);
    });
  }
});

describe('after a failure', () => {
  test.each(['key.rejected', 'key.disabled', 'account.blocked'])(
    'a refused key is tried at most three times (%s)',
    async (code) => {
      const outcome = await doctor(code);
      const real = firstTries(outcome).filter(({ role }) => !role.endsWith('made-up'));
      expect(real.length).toBeLessThanOrEqual(3);
    },
  );

  test.each(['url.wrong-path', 'auth.bearer-rejected', 'upstream.error'])(
    'at most eight requests tell causes apart (%s)',
    async (code) => {
      const sent = firstTries(await doctor(code));
      expect(sent.filter(({ role }) => role.startsWith('experiment.')).length).toBeLessThanOrEqual(8);
    },
  );
});
