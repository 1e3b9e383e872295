import { describe, expect, it } from 'vitest';
import { CHECK_IDS } from '../../src/checks/ids.ts';
import { runCli } from '../helpers/cli.ts';
import { freePort } from '../helpers/free-port.ts';
import { sandboxForTest } from '../helpers/sandbox.ts';

const KEY = 'sk-ar-test-0123456789abcdefghijklmnopqrst9f2c';
/** A name and its addresses can be found where nothing listens; the others have nothing to do with plain HTTP. */
const NEEDS_NO_ANSWER = /^(?:local\.|network\.(?:dns|proxy|tls)$)/;
const SENDING = CHECK_IDS.filter((id) => !NEEDS_NO_ANSWER.test(id));

const alone = (check: string, baseUrl: string, key: string) =>
  runCli(['doctor', '--only', check, '--no-project', '--retries', '0', '--quiet', '--format', 'json'], {
    env: { AGENTROUTER_BASE_URL: baseUrl, AGENTROUTER_API_KEY: key },
  });

describe('one check alone', () => {
  it.each(SENDING)('is not healthy where nothing listens: %s', async (check) => {
    const { json, exitCode } = await alone(check, `http://127.0.0.1:${await freePort()}`, KEY);
    expect(json).toMatchObject({ verdict: 'broken', rootCause: 'tcp.refused', findings: [{}] });
    expect(json).not.toMatchObject({ checks: [{ status: 'pass' }] });
    expect(exitCode).toBe(1);
  });

  it.each([
    ['auth.bearer-rejected', 'requests.chat'],
    ['auth.bearer-rejected', 'models.list'],
    ['auth.bearer-rejected', 'access.balance'],
    ['url.dashboard', 'streaming.openai'],
    ['url.wrong-path', 'requests.chat'],
    ['balance.insufficient', 'tools.anthropic'],
  ] as const)('names the cause that the whole checklist names: %s with %s', async (fault, check) => {
    const { baseUrl, apiKey } = await sandboxForTest({ fault });
    const { json } = await alone(check, baseUrl, apiKey);
    expect(json).toMatchObject({ verdict: 'broken', rootCause: fault });
  });

  it('tells an empty wallet by a call, whatever the deployment says of what is left', async () => {
    const { baseUrl, apiKey } = await sandboxForTest({ fault: 'balance.insufficient' });
    const { json, exitCode } = await alone('access.balance', baseUrl, apiKey);
    expect(json).toMatchObject({ rootCause: 'balance.insufficient', checks: [{ status: 'fail' }] });
    expect(exitCode).toBe(1);
  });
});
