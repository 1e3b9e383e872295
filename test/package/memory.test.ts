import { existsSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import { peakMib, TOOL } from '../bench/run.ts';
import { GATEWAY_KEY, startGateway } from '../doctor/gateway.ts';

/** Of the peak of Node.js alone; what undici's parser takes to be optimised would go beyond it. */
const MOST_TIMES = 2.4;

const title = 'A whole doctor stays small: nothing is loaded or compiled that it does not need';
const peaksAreTold = existsSync('/proc/self/status');

it.skipIf(!peaksAreTold)(peaksAreTold ? title : `${title} (this system tells no peaks)`, async () => {
  const gateway = await startGateway();
  onTestFinished(() => gateway.close());
  const env = { AGENTROUTER_BASE_URL: gateway.url, AGENTROUTER_API_KEY: GATEWAY_KEY };
  const alone = await peakMib(['-e', '0']);
  const whole = await peakMib([TOOL, 'doctor', '--quiet'], env);
  expect(gateway.requests.length).toBeGreaterThan(10);
  expect(whole).toBeLessThan(MOST_TIMES * alone);
});
