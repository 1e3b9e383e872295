import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Measure } from './measure.ts';
import { folder, inTurn, node, TOOL } from './run.ts';

const LOG_BYTES = 1_000_000;
const LIMIT_MS = 300;
const ERROR =
  "openai.AuthenticationError: Error code: 401 - {'error': {'message': 'Incorrect API key provided', 'code': 'invalid_api_key'}}\n";

/** A megabyte of a usual log with one error in its middle, against that error alone. */
export async function explain(rounds: number): Promise<Measure[]> {
  const line = (at: number): string =>
    `2026-01-01T00:00:${String(at % 60).padStart(2, '0')}Z [worker-${at % 9}] INFO request ${at} of /api/items handled in ${at % 97} ms, cache miss\n`;
  const lines: string[] = [];
  for (let bytes = 0; bytes < LOG_BYTES / 2; bytes += line(lines.length).length)
    lines.push(line(lines.length));
  const half = lines.join('');
  const log = join(folder, 'large.log');
  const error = join(folder, 'small.log');
  writeFileSync(log, half + ERROR + half);
  writeFileSync(error, ERROR);
  const ms = await inTurn(rounds, {
    log: async () => (await node([TOOL, 'explain', '--file', log])).wallMs,
    error: async () => (await node([TOOL, 'explain', '--file', error])).wallMs,
  });
  const more = ms.log - ms.error;
  const detail = `${Math.round(more)} ms more than its error alone`;
  return [
    { name: 'explain of a 1 MB log', ratio: more / LIMIT_MS, target: 1, against: `${LIMIT_MS} ms`, detail },
  ];
}
