import { GATEWAY_KEY, startGateway } from '../doctor/gateway.ts';
import type { Measure } from './measure.ts';
import { median, peakMib, TOOL } from './run.ts';

/** The peak memory of a whole `doctor`. */
export async function memory(rounds: number): Promise<Measure[]> {
  const gateway = await startGateway();
  const env = { AGENTROUTER_BASE_URL: gateway.url, AGENTROUTER_API_KEY: GATEWAY_KEY };
  const seen: { tool: number; base: number }[] = [];
  for (let round = 0; round < rounds; round += 1)
    seen.push({ tool: await peakMib([TOOL, 'doctor', '--quiet'], env), base: await peakMib(['-e', '0']) });
  gateway.close();
  const tool = median(seen.map((one) => one.tool));
  const base = median(seen.map((one) => one.base));
  const detail = `${Math.round(tool)} MiB; ${Math.round(base)} MiB`;
  return [{ name: 'doctor, memory', ratio: tool / base, target: 2.6, against: 'node -e 0', detail }];
}
