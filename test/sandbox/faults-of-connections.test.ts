import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { CONNECTION_FAULTS } from '../../src/sandbox/faults/connection.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { sandboxForTest } from '../helpers/sandbox.ts';
import { call, get, readStream } from './ask.ts';
import { describeFaults, expectAnswered, type Shows } from './fault-table.ts';

function portOf(sandbox: Sandbox): number {
  return Number(new URL(sandbox.baseUrl).port);
}

const REQUEST = 'GET /v1/models HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n';

/** What comes over a bare connection after one request, and how it ends. */
function talk(sandbox: Sandbox, waitMs = 2000): Promise<{ text: string; end: string }> {
  return new Promise((resolve) => {
    const socket = connect(portOf(sandbox), '127.0.0.1', () => socket.write(REQUEST));
    let text = '';
    const finish = (end: string): void => {
      socket.destroy();
      resolve({ text, end });
    };
    socket.setTimeout(waitMs, () => finish('silent'));
    socket.on('data', (chunk) => (text += chunk.toString('latin1')));
    socket.on('error', (error: NodeJS.ErrnoException) => finish(error.code ?? error.message));
    socket.on('end', () => finish('end'));
  });
}

/** The OpenSSL code with which a TLS handshake fails. */
function handshakeCode(sandbox: Sandbox): Promise<string> {
  return new Promise((resolve) => {
    const socket = connectTls({ port: portOf(sandbox), host: '127.0.0.1', rejectUnauthorized: false });
    socket.on('secureConnect', () => {
      socket.destroy();
      resolve('connected');
    });
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });
}

async function readUpTo(response: Response, maxBytes: number): Promise<number> {
  let bytes = 0;
  const reader: ReadableStreamDefaultReader<Uint8Array> = response.body!.getReader();
  while (bytes <= maxBytes) {
    const { done, value } = await reader.read();
    if (done) return bytes;
    bytes += value.length;
  }
  await reader.cancel();
  return bytes;
}

const QUICK = {
  'dns.sinkholed': async (sandbox) => {
    const response = await get(sandbox, '/v1/models');
    expect([response.status, await response.text()]).toEqual([403, expect.stringContaining('Pi-hole')]);
    expect(response.headers.has('x-agentrouter-version')).toBe(false);
  },
  'tcp.refused': async (sandbox) => {
    expect(await talk(sandbox)).toEqual({ text: '', end: 'ECONNREFUSED' });
  },
  'tcp.reset': async (sandbox) => {
    expect(await talk(sandbox)).toEqual({ text: '', end: 'ECONNRESET' });
  },
  'tls.not-tls': async (sandbox) => {
    expect(sandbox.baseUrl).toMatch(/^https:/);
    expect(await handshakeCode(sandbox)).toMatch(/WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG/);
  },
  'tls.plain-to-tls': async (sandbox) => {
    expect(sandbox.baseUrl).toMatch(/^http:/);
    const response = await get(sandbox, '/v1/models');
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('The plain HTTP request was sent to HTTPS port');
  },
  'tls.handshake-failed': async (sandbox) => {
    expect(sandbox.baseUrl).toMatch(/^https:/);
    expect(await handshakeCode(sandbox)).toMatch(/ALERT_HANDSHAKE_FAILURE/);
  },
  'http.timeout': async (sandbox) => {
    expect(await talk(sandbox, 300)).toEqual({ text: '', end: 'silent' });
  },
  'http.closed': async (sandbox) => {
    const { text, end } = await talk(sandbox);
    expect(text).toBe('');
    expect(['end', 'ECONNRESET']).toContain(end);
  },
  'http.not-http': async (sandbox) => {
    expect(await talk(sandbox)).toEqual({ text: '220 mail.example.com ESMTP ready\r\n', end: 'end' });
  },
  'http.captive-portal': async (sandbox) => {
    const response = await get(sandbox, '/v1/models');
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(response.headers.has('x-agentrouter-version')).toBe(false);
    expect(await response.text()).toContain('<title>Guest Wi-Fi sign-in</title>');
  },
  'http.not-json': async (sandbox) => {
    const response = await call(sandbox, 'openai');
    expect([response.status, await response.text()]).toEqual([200, 'OK\n']);
  },
  'http.too-large': async (sandbox) => {
    const response = await get(sandbox, '/v1/models');
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await readUpTo(response, 32 * 1024 * 1024)).toBeGreaterThan(32 * 1024 * 1024);
  },
  'clock.skewed': async (sandbox) => {
    const response = await get(sandbox, '/v1/models');
    const aheadMs = Date.parse(response.headers.get('date') ?? '') - Date.now();
    expect(aheadMs).toBeGreaterThan(9 * 60 * 1000);
    expect(aheadMs).toBeLessThan(11 * 60 * 1000);
    await expectAnswered(sandbox);
  },
} satisfies Partial<Record<keyof typeof CONNECTION_FAULTS, Shows>>;

describeFaults('connection', QUICK);

describe('http.slow', () => {
  it('takes over 5 s to the first byte of an answer, and of a stream', async () => {
    const sandbox = await sandboxForTest({ fault: 'http.slow' });
    const timed = async (asked: Promise<Response>): Promise<number> => {
      const startedMs = performance.now();
      const response = await asked;
      const ttfbMs = performance.now() - startedMs;
      expect((await readStream(response)).endedInOrder).toBe(true);
      return ttfbMs;
    };
    const waits = [get(sandbox, '/v1/models'), call(sandbox, 'anthropic', { stream: true })].map(timed);
    for (const ttfbMs of await Promise.all(waits)) expect(ttfbMs).toBeGreaterThan(5000);
  });
});

it('every connection fault has its test', () => {
  expect([...Object.keys(QUICK), 'http.slow'].sort()).toEqual(Object.keys(CONNECTION_FAULTS).sort());
});
