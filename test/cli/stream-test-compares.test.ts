import { expect, it } from 'vitest';
import { runCli } from '../helpers/cli.ts';
import { openaiError } from '../helpers/gateway-answers.ts';
import type { GatewayCall, GatewayOptions } from '../helpers/gateway.ts';
import { gatewayForTest } from './gateway-for-test.ts';

const noSuchPath = (meant: (call: GatewayCall) => boolean): GatewayOptions => ({
  rules: [(call) => (meant(call) ? openaiError(404, 'Invalid URL', { code: 'unknown_url' }) : null)],
});

it.each<[string, GatewayOptions, string[]]>([
  ['no list of models', noSuchPath(({ path }) => path.endsWith('/models')), []],
  ['no Anthropic API', noSuchPath(({ path }) => path.endsWith('/messages')), ['endpoint.anthropic-missing']],
  ['no OpenAI API', noSuchPath(({ path }) => path.endsWith('/completions')), ['endpoint.openai-missing']],
  ['Bearer alone', { auth: ['bearer'] }, ['auth.x-api-key-rejected']],
])('stream-test blames neither address nor key where there is %s', async (_, options, codes) => {
  const { env } = await gatewayForTest(options);
  const { json, exitCode } = await runCli(['stream-test', '--format', 'json'], { env });
  expect(exitCode).toBe(0);
  expect(json).toMatchObject({ rootCause: null, findings: codes.map((code) => ({ code })) });
});
