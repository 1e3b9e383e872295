import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { HttpAnswer, StreamAnswer } from '../../src/wire/types.ts';
import type { WireOptions } from '../../src/wire/wire.ts';
import { failureOf, httpServer, post, tcpServer, valueOf, wireWith } from './harness.ts';

const EVENTS = { 'content-type': 'text/event-stream' };

async function answerTo(
  respond: (response: ServerResponse) => unknown,
  options: Partial<WireOptions> = {},
): Promise<HttpAnswer | StreamAnswer> {
  const port = await httpServer((_request, response) => void respond(response));
  return valueOf((await wireWith(options).stream(post(`http://127.0.0.1:${port}/`))).result);
}

async function streamOf(
  respond: (response: ServerResponse) => unknown,
  options: Partial<WireOptions> = {},
): Promise<StreamAnswer> {
  const answer = await answerTo(respond, options);
  if (!('events' in answer)) throw new Error(`no stream: ${answer.body}`);
  return answer;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('a stream', () => {
  it('tells when, and in which read of the socket, each event came', async () => {
    const answer = await streamOf(async (response) => {
      response.writeHead(200, EVENTS);
      response.write('event: a\ndata: 1\n\n');
      await pause(60);
      response.write('data: 2\n\ndata: 3\n\n');
      await pause(60);
      response.end('data: [DONE]\n\n');
    });
    expect(answer.end).toBe('end');
    expect(answer.events.map(({ event, data, read }) => [event, data, read])).toEqual([
      ['a', '1', 0],
      [null, '2', 1],
      [null, '3', 1],
      [null, '[DONE]', 2],
    ]);
    expect(answer.reads).toHaveLength(3);
    const [first, second] = answer.events;
    expect((second?.atMs ?? 0) - (first?.atMs ?? 0)).toBeGreaterThan(40);
    expect(answer.endedAtMs).toBeGreaterThanOrEqual(answer.reads[2]?.atMs ?? Infinity);
  });

  it('counts chunks that arrive in one packet as one read', async () => {
    const chunk = 'e\r\ndata: {"a":1}\n\n\r\n'.replace(/^e/, 'f');
    const port = await tcpServer((socket) => {
      socket.once('data', () => {
        const head =
          'HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n';
        socket.write(head + chunk.repeat(6) + '0\r\n\r\n');
      });
    });
    const answer = valueOf((await wireWith().stream(post(`http://127.0.0.1:${port}/`))).result);
    expect(answer).toMatchObject({ reads: [{ bytes: 90 }], end: 'end' });
    expect('events' in answer && answer.events).toHaveLength(6);
  });

  it('tells of every event as it comes, and keeps the first thousand', async () => {
    const port = await httpServer((_request, response) => {
      response.writeHead(200, EVENTS);
      response.end(Array.from({ length: 2_500 }, (_, number) => `data: ${number}\n\n`).join(''));
    });
    const heard: string[] = [];
    const { result } = await wireWith().stream(post(`http://127.0.0.1:${port}/`), ({ data }) =>
      heard.push(data),
    );
    const answer = valueOf(result);
    expect(heard).toHaveLength(2_500);
    expect(heard.at(-1)).toBe('2499');
    expect('events' in answer && answer.events.map(({ data }) => data)).toEqual(heard.slice(0, 1_000));
  });

  it.each(['data: 1\n\n', ': hello\n\ndata: 1\n\n', 'id:7\ndata: 1\n\n', '\n\nevent: x\ndata: 1\n\n'])(
    'is known by its beginning %j whatever its content type',
    async (body) => {
      const answer = await streamOf((response) =>
        response.writeHead(200, { 'content-type': 'text/plain' }).end(body),
      );
      expect(answer.events).toMatchObject([{ data: '1' }]);
    },
  );

  it('is known by its beginning though that comes byte by byte', async () => {
    const answer = await streamOf(async (response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      for (const letter of 'data: 1\n\n') {
        response.write(letter);
        await pause(2);
      }
      response.end();
    });
    expect(answer.events).toMatchObject([{ data: '1' }]);
  });

  it.each(['{"id":1}', '<html>', '', 'dat', 'database'])('that is none is an answer: %j', async (body) => {
    const answer = await answerTo((response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end(body),
    );
    expect(answer).toMatchObject({ status: 200, body });
    expect('events' in answer).toBe(false);
  });

  it('that is a refusal is an answer whatever it looks like', async () => {
    const answer = await answerTo((response) => response.writeHead(429, EVENTS).end('data: {"error":1}\n\n'));
    expect(answer).toMatchObject({ status: 429, body: 'data: {"error":1}\n\n' });
  });

  it('keeps lines that are no events, and the raw body', async () => {
    const answer = await streamOf((response) =>
      response.writeHead(200, EVENTS).end('{"error":"no"}\n\ndata: 1\n\n'),
    );
    expect(answer.invalidLines).toEqual(['{"error":"no"}']);
    expect(answer.body).toBe('{"error":"no"}\n\ndata: 1\n\n');
  });

  it('is cut where the connection breaks or the last chunk is missing', async () => {
    const broken = await streamOf(async (response) => {
      response.writeHead(200, EVENTS).write('data: 1\n\n');
      await pause(30);
      response.destroy();
    });
    expect(broken).toMatchObject({ end: 'cut', events: [{ data: '1' }] });
    const short = await streamOf(async (response) => {
      response.writeHead(200, { ...EVENTS, 'content-length': 100 }).write('data: 1\n\n');
      await pause(30);
      response.socket?.end();
    });
    expect(short.end).toBe('cut');
  });

  it('is idle where nothing comes for the idle limit, however short the pauses before', async () => {
    const answer = await streamOf(
      async (response) => {
        response.writeHead(200, EVENTS);
        for (let index = 0; index < 4; index += 1) {
          response.write(`data: ${index}\n\n`);
          await pause(100);
        }
      },
      { idleTimeoutMs: 250, timeoutMs: 300 },
    );
    expect(answer).toMatchObject({ end: 'idle', events: [{}, {}, {}, {}] });
  });

  it('is not idle where this process was held up and what came meanwhile waits to be read', async () => {
    const answer = await streamOf(
      async (response) => {
        response.writeHead(200, EVENTS).write('data: 1\n\n');
        await pause(50);
        response.end('data: 2\n\ndata: [DONE]\n\n');
        const untilMs = performance.now() + 400;
        while (performance.now() < untilMs);
      },
      { idleTimeoutMs: 250 },
    );
    expect(answer).toMatchObject({ end: 'end', events: [{ data: '1' }, { data: '2' }, { data: '[DONE]' }] });
  });

  it('ends a second after its end marker though the connection stays open', async () => {
    const answer = await streamOf((response) => response.writeHead(200, EVENTS).write('data: [DONE]\n\n'));
    expect(answer.end).toBe('end');
    expect(answer.endedAtMs).toBeLessThan(4000);
  });

  it('ends at the deadline of the run', async () => {
    const run = new AbortController();
    const answer = await streamOf(
      (response) => {
        response.writeHead(200, EVENTS).write('data: 1\n\n');
        setTimeout(() => run.abort('deadline'), 50);
      },
      { signal: run.signal },
    );
    expect(answer).toMatchObject({ end: 'deadline', events: [{ data: '1' }] });
  });

  it('unpacks what was packed unasked', async () => {
    const answer = await streamOf((response) =>
      response
        .writeHead(200, { ...EVENTS, 'content-encoding': 'gzip' })
        .end(gzipSync('data: 1\n\ndata: [DONE]\n\n')),
    );
    expect(answer.events.map(({ data }) => data)).toEqual(['1', '[DONE]']);
    expect(answer.end).toBe('end');
  });

  it('splits nothing that UTF-8 joins', async () => {
    const bytes = Buffer.from('data: grün 🙂\n\n');
    const answer = await streamOf(async (response) => {
      response.writeHead(200, EVENTS);
      for (const byte of bytes) {
        response.write(Buffer.of(byte));
        await pause(1);
      }
      response.end();
    });
    expect(answer.events).toMatchObject([{ data: 'grün 🙂' }]);
  });

  it('stops at 64 MiB', async () => {
    const line = `data: ${'x'.repeat(1024 * 1024)}\n\n`;
    const answer = await streamOf((response) => {
      response.writeHead(200, EVENTS);
      const more = (): void => {
        while (response.write(line));
      };
      response.on('drain', more);
      response.on('error', () => undefined);
      more();
    });
    expect(answer.end).toBe('too-large');
    expect(answer.body).toHaveLength(64 * 1024);
  });

  it('that breaks before its head is a failure', async () => {
    const port = await tcpServer((socket) => socket.once('data', () => socket.destroy()));
    const { result } = await wireWith().stream(post(`http://127.0.0.1:${port}/`));
    expect(failureOf(result)).toMatchObject({ layer: 'http', code: 'CLOSED' });
  });
});
