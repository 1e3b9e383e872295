import { describe, expect, it } from 'vitest';
import { STREAM_FAULTS } from '../../src/sandbox/faults/stream.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { sandboxForTest } from '../helpers/sandbox.ts';
import { call, readStream, type Api, type Streamed } from './ask.ts';
import { BOTH, describeFaults, expectAnswered, type Shows } from './fault-table.ts';

const END_MARKER = { openai: 'data: [DONE]\n\n', anthropic: 'event: message_stop\n' };
const CONTENT = { openai: /"delta":\{"content":"[^"]/g, anthropic: /"type":"text_delta"/g };

function contentEvents(api: Api, { text }: Streamed): number {
  return text.match(CONTENT[api])?.length ?? 0;
}

async function stream(sandbox: Sandbox, api: Api): Promise<Streamed> {
  const response = await call(sandbox, api, { stream: true, max_tokens: 64 });
  expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
  return readStream(response);
}

/** Each API's stream shows this, and answers that are no streams are as they should be. */
function streams(check: (streamed: Streamed, api: Api) => void): Shows {
  return async (sandbox) => {
    for (const api of BOTH) check(await stream(sandbox, api), api);
    await expectAnswered(sandbox);
  };
}

const QUICK = {
  'stream.not-sse': async (sandbox) => {
    for (const api of BOTH) {
      const response = await call(sandbox, api, { stream: true });
      expect(response.headers.get('content-type')).toBe('application/json');
      expect(await response.json()).toHaveProperty(api === 'openai' ? 'choices' : 'content');
    }
  },
  'stream.buffered': async (sandbox) => {
    for (const api of BOTH) {
      const startedMs = performance.now();
      const streamed = await stream(sandbox, api);
      expect(performance.now() - startedMs).toBeGreaterThan(1100);
      expect(contentEvents(api, streamed)).toBe(64);
      expect(streamed.endedInOrder).toBe(true);
      expect(streamed.text).toContain(END_MARKER[api]);
      expect(streamed.reads.length).toBeLessThanOrEqual(2);
    }
  },
  'stream.interrupted': streams((streamed, api) => {
    expect(streamed.endedInOrder).toBe(false);
    expect(contentEvents(api, streamed)).toBe(32);
  }),
  'stream.no-terminator': streams((streamed, api) => {
    expect(streamed.endedInOrder).toBe(true);
    expect(streamed.text).not.toContain(END_MARKER[api]);
    expect(contentEvents(api, streamed)).toBe(64);
    expect(streamed.text).toMatch(/"finish_reason":"length"|"stop_reason":"max_tokens"/);
  }),
  'stream.error-event': streams((streamed, api) => {
    expect(contentEvents(api, streamed)).toBe(32);
    const last = streamed.text.trimEnd().split('\n\n').at(-1);
    expect(last).toMatch(api === 'openai' ? /^data: \{"error":/ : /^event: error\ndata: \{"type":"error"/);
  }),
  'stream.malformed': streams((streamed, api) => {
    const data = [...streamed.text.matchAll(/^data: (.*)$/gm)].map((match) => match[1]!);
    const broken = data.filter((text) => {
      try {
        JSON.parse(text);
        return false;
      } catch {
        return text !== '[DONE]';
      }
    });
    expect(broken).toHaveLength(1);
    expect(streamed.text).toContain(END_MARKER[api]);
  }),
  'stream.empty': streams((streamed, api) => {
    expect(contentEvents(api, streamed)).toBe(0);
    expect(streamed.endedInOrder).toBe(true);
    expect(streamed.text).toContain(END_MARKER[api]);
  }),
} satisfies Partial<Record<keyof typeof STREAM_FAULTS, Shows>>;

describeFaults('stream', QUICK);

describe('stream.stalled', () => {
  it.each(BOTH)('falls silent in the middle of a stream of the %s API', async (api) => {
    const sandbox = await sandboxForTest({ fault: 'stream.stalled' });
    const response = await call(sandbox, api, { stream: true, max_tokens: 64 });
    const reading = readStream(response);
    const settled = await Promise.race([
      reading.then(() => 'ended'),
      new Promise((resolve) => setTimeout(() => resolve('silent'), 1500)),
    ]);
    expect(settled).toBe('silent');
    await sandbox.close();
    expect(contentEvents(api, await reading)).toBe(32);
  });
});

describe('stream.slow-first-token', () => {
  it('takes over 10 s to the first token, and the rest follows', async () => {
    const sandbox = await sandboxForTest({ fault: 'stream.slow-first-token' });
    await Promise.all(
      BOTH.map(async (api) => {
        const startedMs = performance.now();
        const response = await call(sandbox, api, { stream: true, max_tokens: 64 });
        expect(performance.now() - startedMs).toBeLessThan(5000);
        const streamed = await readStream(response);
        const first = streamed.reads.find((read) => read.text.search(CONTENT[api]) >= 0);
        expect(first?.atMs).toBeGreaterThan(10_000);
        expect(contentEvents(api, streamed)).toBe(64);
      }),
    );
  });
});

it('every stream fault has its test', () => {
  const tested = [...Object.keys(QUICK), 'stream.stalled', 'stream.slow-first-token'];
  expect(tested.sort()).toEqual(Object.keys(STREAM_FAULTS).sort());
});
