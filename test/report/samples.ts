import { CATEGORIES, CHECK_IDS, type CheckId } from '../../src/checks/ids.ts';
import type { Face } from '../../src/report/face.ts';
import { exitCodeOf, rootCauseOf, verdictOf } from '../../src/report/outcome.ts';
import type { CheckResult, Finding, Report } from '../../src/report/types.ts';
import { facts, KEY_SHOWN, refusedChat, STARTED_AT } from './sample-facts.ts';

/** What output to a file looks like. */
export const PLAIN_FACE: Face = {
  terminal: false,
  color: false,
  unicode: true,
  width: 100,
  verbose: false,
  showHttp: false,
  curl: false,
};

export const EVERY_SWITCH: Face = { ...PLAIN_FACE, verbose: true, showHttp: true, curl: true };

export function finding(code: string, change: Partial<Finding> = {}): Finding {
  return {
    code,
    severity: 'error',
    check: null,
    title: `Title of ${code}`,
    cause: `Cause of ${code}.`,
    faultDomain: 'you',
    confidence: 'likely',
    measured: `measured for ${code}`,
    expected: `expected for ${code}`,
    evidence: [],
    fixes: [{ text: `Fix for ${code}.`, command: null }],
    retryHelps: false,
    docs: `npx agentrouter explain ${code}`,
    ...change,
  };
}

type Standing = Partial<Pick<CheckResult, 'status' | 'summary' | 'skippedBecause' | 'title'>>;

/** The whole checklist, all passed but for what `standing` says. */
export function checks(
  standing: Partial<Record<CheckId, Standing>> = {},
  ids: readonly CheckId[] = CHECK_IDS,
): CheckResult[] {
  return ids.map((id) => ({
    id,
    title: `State of ${id}`,
    category: CATEGORIES.find((category) => id.startsWith(`${category}.`)) ?? 'local',
    status: 'pass',
    durationMs: 3,
    summary: 'as it should be',
    skippedBecause: null,
    ...standing[id],
  }));
}

export function report(change: Partial<Report> = {}): Report {
  const findings = change.findings ?? [];
  return {
    schemaVersion: 1,
    tool: { name: 'agentrouter', version: '0.1.0' },
    command: 'doctor',
    startedAt: STARTED_AT,
    durationMs: 4_210,
    target: {
      baseUrl: 'https://gw.example.com',
      openaiBaseUrl: 'https://gw.example.com/v1',
      anthropicBaseUrl: 'https://gw.example.com',
    },
    settings: [
      { name: 'AGENTROUTER_API_KEY', value: KEY_SHOWN, source: '.env:1', shadows: [] },
      {
        name: 'AGENTROUTER_BASE_URL',
        value: 'https://gw.example.com',
        source: 'environment',
        shadows: ['.env:2'],
      },
      { name: 'AGENTROUTER_MODEL', value: null, source: null, shadows: [] },
    ],
    verdict: verdictOf(findings),
    exitCode: exitCodeOf(findings, false),
    rootCause: rootCauseOf(findings),
    checks: checks(),
    findings,
    requests: [
      {
        method: 'POST',
        url: refusedChat.url,
        status: 401,
        requestId: 'req-7',
        error: null,
        timings: refusedChat.timings,
      },
    ],
    gateway: { family: 'agentrouter', evidence: ['server: agentrouter'] },
    facts,
    usage: { requests: 14, promptTokens: 96, completionTokens: 40 },
    environment: {
      os: 'Linux 6.1',
      node: '20.20.2',
      python: '3.12.1',
      sdks: [{ name: 'openai', language: 'python', version: '1.99.0', path: '.venv/lib/openai' }],
    },
    ...change,
  };
}

export const healthy = report({
  checks: checks({ 'network.proxy': { status: 'skip', summary: '', skippedBecause: 'no proxy is set' } }),
});

const heldBack: Standing = { status: 'skip', summary: '', skippedBecause: 'access.bearer' };

export const keyRejected = report({
  findings: [
    finding('key.rejected', {
      check: 'access.bearer',
      title: `The key ${KEY_SHOWN} is not accepted`,
      cause: 'The deployment does not know this key. It was deleted, or mistyped.',
      confidence: 'proved',
      measured: '401 invalid_api_key from POST /v1/chat/completions',
      expected: 'an answer to the key',
      evidence: [
        'code invalid_api_key',
        'x-api-key is refused as well',
        'a made-up key gets the same',
        'fourth',
      ],
      fixes: [
        { text: 'Check on the API Keys page that the key still exists.', command: null },
        { text: 'Write the new key into .env, line 1:', command: 'AGENTROUTER_API_KEY=sk-ar-your-api-key' },
      ],
    }),
    finding('url.insecure', { severity: 'warning', check: 'local.base-url', confidence: 'proved' }),
  ],
  checks: checks({
    'local.base-url': { status: 'warn', summary: 'url.insecure' },
    'access.bearer': { status: 'fail', summary: 'key.rejected' },
    'access.balance': heldBack,
    'access.rate-limit': heldBack,
    'requests.chat': heldBack,
    'streaming.openai': heldBack,
  }),
});

const unresolved: Standing = { status: 'skip', summary: '', skippedBecause: 'network.dns' };

export const dnsNotFound = report({
  findings: [finding('dns.not-found', { check: 'network.dns', faultDomain: 'network', retryHelps: false })],
  checks: checks(
    Object.fromEntries(
      CHECK_IDS.filter((id) => !id.startsWith('local.')).map((id) => [
        id,
        id === 'network.dns' ? { status: 'fail', summary: 'dns.not-found' } : unresolved,
      ]),
    ),
  ),
  facts: { ...facts, exchanges: [], network: null, balance: null },
  requests: [],
  usage: { requests: 0, promptTokens: 0, completionTokens: 0 },
});

export const degraded = report({
  findings: [
    finding('balance.low', { severity: 'warning', check: 'access.balance', faultDomain: 'account' }),
    finding('http.slow', { severity: 'warning', check: 'network.http', suppressed: true }),
    finding('sdk.openai-missing', { severity: 'info', check: 'local.sdk' }),
  ],
  checks: checks({ 'access.balance': { status: 'warn', summary: 'balance.low' } }),
});

export const streamRun = report({
  command: 'stream-test',
  checks: checks(
    {},
    CHECK_IDS.filter((id) => id.startsWith('streaming.')),
  ),
  streams: [
    {
      api: 'openai',
      model: 'gpt-4o-mini',
      ttfbMs: 210,
      firstTokenMs: 320,
      chunks: 20,
      gapsMs: { p50: 21, p95: 48, max: 120 },
      tokensPerSecond: 42.14,
      endedBy: 'done',
      chunkTimesMs: Array.from({ length: 20 }, (_, index) => 320 + index * 25),
    },
    {
      api: 'anthropic',
      model: 'claude-3-5-haiku-20241022',
      ttfbMs: 190,
      firstTokenMs: null,
      chunks: 0,
      gapsMs: null,
      tokensPerSecond: null,
      endedBy: 'cut',
      chunkTimesMs: [],
    },
  ],
});

export const modelsRun = report({
  command: 'models',
  checks: checks(
    {},
    CHECK_IDS.filter((id) => id === 'models.list'),
  ),
  facts: { ...facts, models: [] },
  models: [
    {
      id: 'claude-3-5-haiku-20241022',
      provider: 'anthropic',
      probe: { ok: true, ms: 812, code: null, said: null },
    },
    {
      id: 'gpt-4o',
      provider: 'openai',
      probe: { ok: false, ms: 95, code: 'model.no-channel', said: 'no channel | here' },
    },
    { id: 'gpt-4o-mini', provider: 'openai', probe: null },
  ],
});

export const explained = report({
  command: 'explain',
  findings: [finding('balance.low', { severity: 'warning' })],
  rootCause: 'balance.low',
  checks: [],
  requests: [],
  facts: {},
  target: { baseUrl: null, openaiBaseUrl: null, anthropicBaseUrl: null },
});

/** One report for each way in which a run can go. */
export const SAMPLES = { healthy, keyRejected, dnsNotFound, degraded, streamRun, modelsRun, explained };
