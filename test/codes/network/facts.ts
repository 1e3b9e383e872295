import type { Exchange, Facts, NetworkFacts } from '../../../src/probes/facts.ts';
import type { SettingsFacts } from '../../../src/settings/types.ts';
import type { CertificateFacts, Family, TcpAttempt, TlsFacts, WireFailure } from '../../../src/wire/types.ts';
import { ASK, NETWORK, wireFailure } from './all.ts';

const SETTINGS: SettingsFacts = {
  settings: [],
  key: null,
  baseUrlTyped: 'https://gateway.example',
  envFile: {
    projectRoot: '/project',
    shown: null,
    problem: null,
    encoding: { bom: false, utf16: false, crlf: false },
    lines: [],
    elsewhere: [],
    git: null,
  },
  clients: [],
  proxyVariables: [],
  untrustedUrl: false,
  trustGiven: false,
  allowForeignKey: false,
};

/** Facts of a run against `https://gateway.example` in which all that is not given went unasked. */
export function factsWith(
  network: Partial<NetworkFacts> | null,
  parts: { exchanges?: Exchange[]; settings?: Partial<SettingsFacts> } = {},
): Facts {
  return {
    command: 'doctor',
    startedAt: '2026-06-01T00:00:00.000Z',
    api: 'both',
    free: false,
    settings: { ...SETTINGS, ...parts.settings },
    project: { runtime: { os: 'Linux', node: '24.0.0', python: null }, sdks: [], wanted: [], notes: [] },
    projectLookedAt: false,
    checkedModel: null,
    network:
      network === null
        ? null
        : {
            host: 'gateway.example',
            port: 443,
            tls: true,
            proxy: null,
            dns: null,
            tcp: null,
            proxyPath: null,
            handshake: null,
            clockSkewMs: null,
            ...network,
          },
    exchanges: parts.exchanges ?? [],
    models: null,
    chosen: { openai: null, anthropic: null },
    balance: null,
    limits: { timeoutMs: 30_000, idleTimeoutMs: 15_000 },
  };
}

/** The codes that facts show, sorted. */
export function codesIn(facts: Facts): string[] {
  return Object.entries(NETWORK)
    .filter(([, entry]) => (entry.inFacts?.(facts, () => []) ?? []).length > 0)
    .map(([code]) => code)
    .sort();
}

/** What one code observes. */
export function observed(code: string, facts: Facts) {
  return NETWORK[code]?.inFacts?.(facts, () => []) ?? [];
}

export function attempt(address: string, failure: string | null, afterMs = 5): TcpAttempt {
  const family: Family = address.includes(':') ? 6 : 4;
  return {
    address,
    family,
    connectedMs: failure === null ? afterMs : null,
    failure: failure === null ? null : wireFailure('tcp', failure, { address, afterMs }),
  };
}

export function dns(addresses: string[], local = false): NetworkFacts['dns'] {
  return {
    answer: {
      addresses: addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      durationMs: 3,
      local,
    },
    failure: null,
  };
}

export function certificate(parts: Partial<CertificateFacts> = {}): CertificateFacts {
  return {
    subject: 'CN=gateway.example',
    issuer: 'CN=Some Unknown CA, O=Acme',
    names: ['gateway.example'],
    validFrom: '2026-01-01T00:00:00.000Z',
    validTo: '2026-12-01T00:00:00.000Z',
    selfSigned: false,
    fingerprint256: 'AA',
    ...parts,
  };
}

/** A handshake that was completed; trusted where no error is given. */
export function handshake(
  error: string | null,
  chain: CertificateFacts[],
  parts: Partial<TlsFacts> = {},
): NetworkFacts['handshake'] {
  const tls: TlsFacts = {
    protocol: 'TLSv1.3',
    cipher: 'TLS_AES_256_GCM_SHA384',
    alpn: 'http/1.1',
    authorized: error === null,
    authorizationError: error,
    chain,
    handshakeMs: 20,
    ...parts,
  };
  return { tls, failure: null };
}

export function listExchange(
  outcome: { failure: WireFailure } | { ttfbMs: number; truncated?: boolean },
): Exchange {
  const failed = 'failure' in outcome;
  return {
    role: 'list',
    ask: { ...ASK, operation: 'list' },
    method: 'GET',
    url: 'https://gateway.example/v1/models',
    requestHeaders: {},
    requestBody: null,
    startedAt: '2026-06-01T00:00:00.000Z',
    timings: { dnsMs: null, tcpMs: null, tlsMs: null, ttfbMs: failed ? null : outcome.ttfbMs, totalMs: 1 },
    costs: false,
    outcome: failed
      ? { kind: 'failure', failure: outcome.failure }
      : {
          kind: 'answer',
          answer: {
            status: 200,
            headers: {},
            body: '{}',
            bodyBytes: 2,
            truncated: outcome.truncated === true,
          },
          reading: { kind: 'list', models: [] },
        },
    adapted: [],
    attempt: 1,
  };
}
