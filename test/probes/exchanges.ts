import { outcomeOf } from '../../src/probes/outcome.ts';
import type { Exchange, Outcome, Role } from '../../src/probes/facts.ts';
import { REQUESTS } from '../../src/probes/requests.ts';
import type { HttpAnswer, StreamEnd, WireFailure } from '../../src/wire/types.ts';
import { recorded } from '../apis/streams.ts';

function httpAnswer(status: number, body: unknown, headers: Record<string, string> = {}): HttpAnswer {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { status, headers, body: text, bodyBytes: Buffer.byteLength(text), truncated: false };
}

/** What a role's request brought, read as the probes read it. */
export function answered(
  role: Role,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): Outcome {
  return outcomeOf(REQUESTS[role], { ok: true, value: httpAnswer(status, body, headers) });
}

export function streamed(role: Role, text: string, end: StreamEnd = 'end', status = 200): Outcome {
  return outcomeOf(REQUESTS[role], { ok: true, value: recorded([[20, text]], { end, status }) });
}

export function failed(code: string, more: Partial<WireFailure> = {}): Outcome {
  return {
    kind: 'failure',
    failure: {
      layer: 'http',
      code,
      message: code,
      host: 'gateway.example',
      port: 443,
      address: null,
      afterMs: 10,
      proxyAnswer: null,
      ...more,
    },
  };
}

/** An exchange of a role with some outcome. */
export function exchangeOf(role: Role, outcome: Outcome, more: Partial<Exchange> = {}): Exchange {
  const { api, operation, auth, key, stream, tool, costs } = REQUESTS[role];
  const url = `https://gateway.example/v1/${operation}`;
  return {
    role,
    ask: { api, operation, model: 'acme-1', auth, key, keyTail: null, stream, tools: tool, url },
    method: 'POST',
    url,
    requestHeaders: {},
    requestBody: null,
    startedAt: '2026-06-01T00:00:00.000Z',
    timings: { dnsMs: null, tcpMs: null, tlsMs: null, ttfbMs: 1, totalMs: 1 },
    costs,
    outcome,
    adapted: [],
    attempt: 1,
    ...more,
  };
}
