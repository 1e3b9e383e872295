import { startGateway, GATEWAY_KEY } from '../doctor/gateway.ts';
import type { Measure } from './measure.ts';
import { inTurn, node, run, TOOL } from './run.ts';
import { firstConnection } from './start-up.ts';

const LATENCY_MS = 300;
const MODELS = 200;
const AT_ONCE = 16;

/** A whole `doctor` against one plain completion, and 200 models probed against the ideal. */
export async function requests(rounds: number): Promise<Measure[]> {
  return [await wholeDoctor(rounds), await probedModels()];
}

async function wholeDoctor(rounds: number): Promise<Measure> {
  const gateway = await startGateway(undefined, undefined, LATENCY_MS);
  const env = { AGENTROUTER_BASE_URL: gateway.url, AGENTROUTER_API_KEY: GATEWAY_KEY };
  const ask = { model: 'gpt-4o-mini', max_tokens: 16, messages: [{ role: 'user', content: 'Reply: ok' }] };
  const curl = [
    ...['-s', '-o', '/dev/null', '-H', `authorization: Bearer ${GATEWAY_KEY}`],
    ...['-H', 'content-type: application/json', '-d', JSON.stringify(ask)],
    `${gateway.url}/v1/chat/completions`,
  ];
  const ms = await inTurn(rounds, {
    doctor: async () => (await node([TOOL, 'doctor', '--quiet'], env)).wallMs,
    chat: async () => (await run('curl', curl)).wallMs,
    startUp: firstConnection,
  });
  gateway.close();
  const detail = `${Math.round(ms.doctor)} ms, of them ${Math.round(ms.startUp)} start-up; completion ${Math.round(ms.chat)} ms`;
  const ratio = (ms.doctor - ms.startUp) / ms.chat;
  return { name: 'doctor less start-up', ratio, target: 4, against: 'one completion (curl)', detail };
}

async function probedModels(): Promise<Measure> {
  const models = Array.from({ length: MODELS }, (_, at) => `gpt-4o-mini-${at}`);
  const answered: number[] = [];
  const note = ({ path }: { path: string }): null => {
    if (path.endsWith('/chat/completions')) answered.push(performance.now());
    return null;
  };
  const gateway = await startGateway(note, models, LATENCY_MS);
  const env = { AGENTROUTER_BASE_URL: gateway.url, AGENTROUTER_API_KEY: GATEWAY_KEY };
  await node([TOOL, 'models', '--probe', '--yes', '--concurrency', String(AT_ONCE), '--quiet'], env);
  gateway.close();
  if (answered.length !== MODELS) throw new Error(`${answered.length} of ${MODELS} models were asked`);
  // The rule is asked when an answer is due; the first had waited as long as each other.
  const tookMs = Math.max(...answered) - Math.min(...answered) + LATENCY_MS;
  const idealMs = (MODELS / AT_ONCE) * LATENCY_MS;
  const detail = `${Math.round(tookMs)} ms of ${idealMs} ms`;
  return {
    name: `models --probe, ${MODELS} models`,
    ratio: tookMs / idealMs,
    target: 1.15,
    against: 'ideal',
    detail,
  };
}
