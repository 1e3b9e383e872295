import type { Exchange, Facts, NetworkFacts } from '../../src/probes/facts.ts';
import type { SettingsFacts } from '../../src/settings/types.ts';

export const STARTED_AT = '2026-03-01T03:00:00.000Z';
export const KEY_SHOWN = 'sk-ar-…9f2c';

const settingsFacts: SettingsFacts = {
  settings: [
    {
      name: 'AGENTROUTER_API_KEY',
      shown: KEY_SHOWN,
      present: true,
      empty: false,
      placeholder: false,
      source: '.env:1',
      sourceKind: 'env-file',
      shadows: [],
    },
  ],
  key: {
    shown: KEY_SHOWN,
    lengthChars: 40,
    startsWithSkAr: true,
    startsWithSk: true,
    hiddenCharacters: [],
    badCharacters: [],
    bearerPrefix: false,
    masked: false,
    placeholder: false,
    otherProvider: null,
    otherProviderHosts: [],
  },
  baseUrlTyped: 'https://gw.example.com',
  envFile: {
    projectRoot: '/home/ada/project',
    shown: '.env',
    problem: null,
    encoding: { bom: false, utf16: false, crlf: false },
    lines: [],
    elsewhere: [],
    git: { tracked: false, ignored: true },
  },
  clients: [],
  proxyVariables: [],
  untrustedUrl: false,
  trustGiven: false,
  allowForeignKey: false,
};

const network: NetworkFacts = {
  host: 'gw.example.com',
  port: 443,
  tls: true,
  proxy: null,
  dns: {
    answer: {
      addresses: [
        { address: '203.0.113.7', family: 4 },
        { address: '2001:db8::7', family: 6 },
      ],
      durationMs: 12,
      local: false,
    },
    failure: null,
  },
  tcp: [
    { address: '203.0.113.7', family: 4, connectedMs: 31, failure: null },
    {
      address: '2001:db8::7',
      family: 6,
      connectedMs: null,
      failure: {
        layer: 'tcp',
        code: 'ENETUNREACH',
        message: 'no route',
        host: 'gw.example.com',
        port: 443,
        address: '2001:db8::7',
        afterMs: 1,
        proxyAnswer: null,
      },
    },
  ],
  proxyPath: null,
  handshake: {
    tls: {
      protocol: 'TLSv1.3',
      cipher: 'TLS_AES_256_GCM_SHA384',
      alpn: 'http/1.1',
      authorized: true,
      authorizationError: null,
      chain: [
        {
          subject: 'gw.example.com',
          issuer: 'Example CA R1',
          names: ['gw.example.com', '*.gw.example.com'],
          validFrom: '2026-01-01T00:00:00.000Z',
          validTo: '2026-05-03T03:00:00.000Z',
          selfSigned: false,
          fingerprint256: 'AA:BB',
        },
      ],
      handshakeMs: 48,
    },
    failure: null,
  },
  clockSkewMs: 120,
};

/** A real call that the deployment refused with 401. */
export const refusedChat: Exchange = {
  role: 'chat',
  ask: {
    api: 'openai',
    operation: 'chat',
    model: 'gpt-4o-mini',
    auth: 'bearer',
    key: 'real',
    keyTail: '9f2c',
    stream: false,
    tools: false,
    url: 'https://gw.example.com/v1/chat/completions',
  },
  method: 'POST',
  url: 'https://gw.example.com/v1/chat/completions',
  requestHeaders: { 'content-type': 'application/json', authorization: 'Bearer $AGENTROUTER_API_KEY' },
  requestBody: '{"model":"gpt-4o-mini","messages":[{"role":"user","content":"Say \'hi\'"}]}',
  startedAt: STARTED_AT,
  timings: { dnsMs: 12, tcpMs: 31, tlsMs: 48, ttfbMs: 212, totalMs: 305 },
  costs: true,
  outcome: {
    kind: 'answer',
    answer: {
      status: 401,
      headers: { 'content-type': 'application/json', 'x-request-id': 'req-7' },
      body: '{"error":{"message":"Invalid API key","code":"invalid_api_key"}}',
      bodyBytes: 64,
      truncated: false,
    },
    reading: { kind: 'error' },
  },
  adapted: [],
  attempt: 1,
};

/** The facts of a run that got as far as one request. */
export const facts: Facts = {
  command: 'doctor',
  startedAt: STARTED_AT,
  api: 'both',
  free: false,
  settings: settingsFacts,
  project: {
    runtime: { os: 'Linux 6.1', node: '20.20.2', python: '3.12.1' },
    sdks: [],
    wanted: [],
    notes: [],
  },
  projectLookedAt: true,
  checkedModel: null,
  network,
  exchanges: [refusedChat],
  models: null,
  chosen: { openai: { name: 'gpt-4o-mini', why: 'list' }, anthropic: null },
  balance: {
    source: '/v1/dashboard/billing/subscription',
    grantedUsd: 50,
    usedUsd: 37.66,
    remainingUsd: 12.34,
    unlimited: false,
    unit: 'USD',
    expiresAt: null,
  },
  limits: { timeoutMs: 30_000, idleTimeoutMs: 15_000 },
};
