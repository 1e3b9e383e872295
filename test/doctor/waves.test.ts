import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, onTestFinished, test } from 'vitest';
import { runCli } from '../helpers/cli.ts';
import { tempFolderForFile } from '../helpers/temp-folder.ts';
import { GATEWAY_KEY, startGateway, type Rule } from './gateway.ts';

const folder = tempFolderForFile();
const LATENCY_MS = 150;
/** Starts are told in whole milliseconds, by another clock than durations: less than this is no overlap. */
const SLACK_MS = 10;

const Outcome = v.object({
  verdict: v.string(),
  startedAt: v.string(),
  facts: v.object({
    exchanges: v.array(
      v.object({ role: v.string(), startedAt: v.string(), timings: v.object({ totalMs: v.number() }) }),
    ),
  }),
});

interface Span {
  role: string;
  startMs: number;
  endMs: number;
}

/** When each request of a whole `doctor` began and ended, since the run began. */
async function spansOf(
  options: { rule?: Rule; env?: Record<string, string>; args?: string[] } = {},
): Promise<Span[]> {
  const gateway = await startGateway(options.rule, undefined, LATENCY_MS);
  onTestFinished(() => gateway.close());
  const { json } = await runCli(
    ['doctor', '--quiet', '--format', 'json', ...(options.args ?? ['--no-project'])],
    {
      env: { AGENTROUTER_BASE_URL: gateway.url, AGENTROUTER_API_KEY: GATEWAY_KEY, ...options.env },
    },
  );
  const { verdict, startedAt, facts } = v.parse(Outcome, json);
  expect(verdict).not.toBe('broken');
  return facts.exchanges.map(({ role, startedAt: sentAt, timings }) => {
    const startMs = Date.parse(sentAt) - Date.parse(startedAt);
    return { role, startMs, endMs: startMs + timings.totalMs };
  });
}

/** How many requests had to end, one after the other, before the last one could begin; that one included. */
function depthOf(spans: readonly Span[]): number {
  const depths = new Map<Span, number>();
  for (const span of spans.toSorted((a, b) => a.startMs - b.startMs)) {
    const before = [...depths].filter(([other]) => other.endMs <= span.startMs + SLACK_MS);
    depths.set(span, 1 + Math.max(0, ...before.map(([, depth]) => depth)));
  }
  return Math.max(...depths.values());
}

function mostAtOnce(spans: readonly Span[]): number {
  return Math.max(
    ...spans.map(
      ({ startMs }) => spans.filter((one) => one.startMs <= startMs && startMs + SLACK_MS < one.endMs).length,
    ),
  );
}

const named = (spans: readonly Span[], ...roles: string[]): Span[] =>
  spans.filter(({ role }) => roles.includes(role));

describe('the requests of a healthy run', () => {
  test('go in three waves of at most eight', async () => {
    const spans = await spansOf();
    expect(spans.length).toBeGreaterThan(11);
    expect(depthOf(named(spans, 'list', 'chat.made-up'))).toBe(1);
    expect(depthOf(named(spans, 'list', 'chat', 'messages'))).toBe(2);
    expect(depthOf(named(spans, 'list', 'chat', 'balance.subscription'))).toBe(2);
    expect(depthOf(spans)).toBe(3);
    expect(mostAtOnce(spans)).toBeLessThanOrEqual(8);
    expect(mostAtOnce(spans)).toBeGreaterThan(4);
  });

  test('go one by one where the rate limit leaves few', async () => {
    const headers = { 'x-ratelimit-limit-requests': '500', 'x-ratelimit-remaining-requests': '7' };
    const models = ['gpt-4o-mini', 'gpt-4o'].map((id) => ({ id }));
    const spans = await spansOf({
      rule: ({ path }) =>
        path.endsWith('/models') ? { status: 200, headers, body: { data: models } } : null,
      args: ['--no-project', '--api', 'openai'],
    });
    const calls = spans.filter(({ role }) => !['list', 'chat.made-up', 'list.made-up'].includes(role));
    expect(calls.length).toBeGreaterThan(4);
    expect(mostAtOnce(named(spans, 'stream.openai', 'tools.openai', 'tools.openai.stream'))).toBe(1);
    expect(depthOf(calls)).toBeGreaterThan(4);
  });

  test('do not wait for a Python that does not answer', async () => {
    const bin = join(folder, 'bin');
    const project = join(folder, 'project');
    for (const each of [bin, project]) mkdirSync(each);
    writeFileSync(join(bin, 'python3'), '#!/bin/sh\nexec sleep 5\n');
    chmodSync(join(bin, 'python3'), 0o755);
    writeFileSync(join(project, 'requirements.txt'), 'openai\n');
    const path = [bin, process.env['PATH']].join(delimiter);
    const spans = await spansOf({ env: { PATH: path }, args: ['--project', project] });
    const [list] = named(spans, 'list');
    // The look at Python is given up after 1.9 seconds.
    expect(list?.startMs).toBeLessThan(1_900);
  });
});
