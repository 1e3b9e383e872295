import { createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { FAULTS, isFault, startSandbox } from '../../src/sandbox/sandbox.ts';
import { sandboxForTest } from '../helpers/sandbox.ts';
import { call, get } from './ask.ts';

describe('starting', () => {
  it('takes the port that was asked for, on loopback', async () => {
    const first = await sandboxForTest();
    const { port } = new URL(first.baseUrl);
    await first.close();
    const second = await sandboxForTest({ port: Number(port) });
    expect(second.baseUrl).toBe(`http://127.0.0.1:${port}`);
  });

  it('fails where the port is in use', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void other.close());
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    await expect(startSandbox({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  it('gives a key of the right form', async () => {
    expect((await sandboxForTest()).apiKey).toMatch(/^sk-ar-[\w-]+$/);
  });
});

describe('the log', () => {
  it('has one line for each request, without keys and queries', async () => {
    const lines: string[] = [];
    const sandbox = await sandboxForTest({ log: (line) => lines.push(line) });
    await call(sandbox, 'openai');
    await get(sandbox, `/v1/models?key=${sandbox.apiKey}`);
    await (await call(sandbox, 'anthropic', { stream: true, max_tokens: 1 })).text();
    expect(lines).toEqual([
      'POST /v1/chat/completions 200',
      'GET /v1/models 200',
      'POST /v1/messages 200 stream, 7 events',
    ]);
  });
});

describe('closing', () => {
  it('ends requests that are never answered, and new ones find nobody', async () => {
    const sandbox = await startSandbox({ fault: 'http.timeout' });
    const waiting = get(sandbox, '/v1/models').then(
      () => 'answered',
      () => 'ended',
    );
    await new Promise((resolve) => setTimeout(resolve, 50));
    await sandbox.close();
    expect(await waiting).toBe('ended');
    await expect(get(sandbox, '/v1/models')).rejects.toThrow();
  });

  it('can be asked for twice', async () => {
    const sandbox = await startSandbox();
    await Promise.all([sandbox.close(), sandbox.close()]);
    await sandbox.close();
    await expect(get(sandbox, '/')).rejects.toThrow();
  });
});

describe('the latency', () => {
  it('is waited before each answer', async () => {
    const sandbox = await sandboxForTest({ latencyMs: 120 });
    const startedMs = performance.now();
    await get(sandbox, '/v1/models');
    expect(performance.now() - startedMs).toBeGreaterThanOrEqual(115);
  });
});

describe('the faults', () => {
  it('each have a code and a summary that reads as a sentence fragment', () => {
    for (const { code, summary } of FAULTS) {
      expect(code).toMatch(/^[a-z]+\.[a-z0-9-]+$|^unknown$/);
      expect(summary).toMatch(/^[a-z].*[^.]$/);
    }
  });

  it('are known by their codes, and nothing else is', () => {
    for (const { code } of FAULTS) expect(isFault(code)).toBe(true);
    for (const name of ['', 'key', 'tls', 'KEY.REJECTED', 'constructor', '__proto__', 'toString']) {
      expect(isFault(name)).toBe(false);
    }
  });
});
