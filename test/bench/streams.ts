import { createServer, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chunkTimesMs, report, streamMs } from './reports.ts';
import type { Measure } from './measure.ts';
import { inTurn, median, node, peakMib, percentile, TOOL } from './run.ts';
import { KEY, urlOf } from './start-up.ts';

const MANY = 200_000;
/** Enough to have filled the heap's young generation once, which says nothing of what is kept. */
const FEW = 50_000;
const PACED = 200;
const PACE_MS = 15;
const MODEL = 'gpt-4o-mini';

const chunk = (content: string, finish: string | null = null): string => {
  const choices = [{ index: 0, delta: { content }, finish_reason: finish }];
  return `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: MODEL, choices })}\n\n`;
};

/** A deployment that streams: many chunks without a pause, or a few paced ones whose times it notes. */
async function startStreaming(
  chunks: number,
  paceMs: number,
): Promise<{ url: string; sentMs: number[]; close: () => void }> {
  const sentMs: number[] = [];
  const stream = async (response: ServerResponse): Promise<void> => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (let at = 0; at < chunks; at += 1) {
      if (paceMs > 0) {
        await sleep(paceMs);
        sentMs.push(performance.now());
      }
      if (!response.write(chunk(`word ${at} `))) await once(response, 'drain');
    }
    response.end(`${chunk('', 'stop')}data: [DONE]\n\n`);
  };
  const server = createServer((request, response) => {
    if (request.method === 'POST') request.resume().on('end', () => void stream(response));
    else
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ data: [{ id: MODEL }] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: urlOf(server.address()), sentMs, close: () => server.close().closeAllConnections() };
}

const streamTest = (url: string): [string[], Record<string, string>] => [
  [TOOL, 'stream-test', '--api', 'openai', '--format', 'json', '--quiet'],
  { AGENTROUTER_BASE_URL: url, AGENTROUTER_API_KEY: KEY },
];

/** How fast streams are read, in how much memory, and how true the times are. */
export async function streams(rounds: number): Promise<Measure[]> {
  const many = await startStreaming(MANY, 0);
  const few = await startStreaming(FEW, 0);
  const sdk = join(import.meta.dirname, 'read-with-sdk.js');
  const ms = await inTurn(rounds, {
    tool: async () => streamMs(report((await node(...streamTest(many.url))).stdout)),
    sdk: async () => Number((await node([sdk, many.url, KEY, MODEL])).stdout),
  });
  const manyMib = await peakMib(...streamTest(many.url));
  const fewMib = await peakMib(...streamTest(few.url));
  for (const server of [many, few]) server.close();
  return [
    {
      name: `stream of ${MANY} chunks, time`,
      ...{ ratio: ms.tool / ms.sdk, target: 1, against: 'openai SDK' },
      detail: `${Math.round(ms.tool)} ms; SDK ${Math.round(ms.sdk)} ms`,
    },
    {
      name: `stream of ${MANY} chunks, memory`,
      ...{ ratio: manyMib / fewMib, target: 1.25, against: `${FEW} chunks` },
      detail: `${Math.round(manyMib)} MiB; ${Math.round(fewMib)} MiB`,
    },
    ...(await gaps()),
  ];
}

/** The gaps between chunks as the tool tells them, against those of the server's own clock. */
async function gaps(): Promise<Measure[]> {
  const server = await startStreaming(PACED, PACE_MS);
  const told = chunkTimesMs(report((await node(...streamTest(server.url))).stdout));
  server.close();
  const gapsOf = (times: readonly number[]): number[] =>
    times.slice(1).map((time, at) => time - (times[at] ?? time));
  const sent = gapsOf(server.sentMs);
  const errors = gapsOf(told).map((gap, at) => Math.abs(gap - (sent[at] ?? Number.NaN)));
  const line = (name: string, ms: number, limitMs: number): Measure => ({
    ...{ name, ratio: ms / limitMs, target: 1, against: `${limitMs} ms` },
    detail: `${ms.toFixed(2)} ms`,
  });
  return [
    line('error of gaps, median', median(errors), 2),
    line('error of gaps, 99 of 100', percentile(errors, 0.99), 10),
  ];
}
