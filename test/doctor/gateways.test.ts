import * as v from 'valibot';
import { describe, expect, onTestFinished, test } from 'vitest';
import { runCli } from '../helpers/cli.ts';
import { schemaErrors } from '../report/validate.ts';
import { GATEWAY_KEY, UNKNOWN_KEY, startGateway, type Asked, type Reply, type Rule } from './gateway.ts';

interface World {
  name: string;
  rule?: Rule;
  models?: string[];
  latencyMs?: number;
  /** Appended to the base URL. */
  path?: string;
  env?: Record<string, string>;
  args?: string[];
  rootCause: string | null;
  /** All codes that must be found, notes left out; the root cause is one of them. */
  codes: string[];
  passes?: string[];
  skips?: string[];
}

const Outcome = v.object({
  rootCause: v.nullable(v.string()),
  findings: v.array(v.object({ code: v.string(), severity: v.string() })),
  checks: v.array(v.object({ id: v.string(), status: v.string() })),
});

const error = (status: number, message: string, code?: string): Reply => ({
  status,
  body: { error: { message, type: 'error', ...(code === undefined ? {} : { code }) } },
});
const isChat = ({ path }: Asked): boolean => path.endsWith('/chat/completions');
const isMessages = ({ path }: Asked): boolean => path.endsWith('/messages');
const isList = ({ path }: Asked): boolean => path.endsWith('/models');
const page = (title: string, inside = ''): Reply => ({
  status: 200,
  body: `<!doctype html><html><head><title>${title}</title></head><body>${inside}</body></html>`,
});
/** Models are looked up before the key, and only these exist. */
const onlyModels =
  (...names: string[]): Rule =>
  ({ model }) =>
    model !== '' && !names.includes(model)
      ? error(404, `There is no model called ${model}`, 'model_not_found')
      : null;
let flakyTries = 0;

const WORLDS: World[] = [
  {
    name: 'a healthy gateway of no known family',
    rootCause: null,
    codes: [],
    passes: ['requests.chat', 'tools.anthropic'],
  },
  {
    name: 'a dead key behind a public list',
    rule: (asked) => (isList(asked) ? null : UNKNOWN_KEY),
    rootCause: 'key.rejected',
    codes: ['key.rejected'],
    skips: ['streaming.openai', 'access.balance'],
  },
  {
    name: 'models are looked up before the key',
    rule: onlyModels('orion-large', 'orion-small'),
    models: ['orion-large', 'orion-small'],
    rootCause: null,
    codes: [],
    passes: ['access.rejects-invalid-key', 'requests.messages'],
  },
  {
    name: 'only the OpenAI API',
    rule: (asked) => (isMessages(asked) ? { status: 404, body: { detail: 'Not Found' } } : null),
    rootCause: null,
    codes: ['endpoint.anthropic-missing'],
    skips: ['streaming.anthropic'],
  },
  {
    name: 'only the Anthropic API, where the OpenAI API was asked for',
    rule: (asked) => (isChat(asked) ? { status: 404, body: { detail: 'Not Found' } } : null),
    args: ['--api', 'openai'],
    rootCause: 'endpoint.openai-missing',
    codes: ['endpoint.openai-missing'],
  },
  {
    name: 'a limit on parallel requests that only our own burst meets',
    rule: ({ method }, underWay) =>
      underWay > 2 && method === 'POST' ? error(429, 'Too many parallel requests') : null,
    latencyMs: 40,
    rootCause: null,
    codes: [],
    passes: ['streaming.openai', 'tools.anthropic'],
  },
  {
    name: 'a misspelled model',
    rule: onlyModels(
      'gpt-4o',
      'gpt-4o-mini',
      'claude-3-5-haiku-20241022',
      'deepseek-chat',
      'gemini-2.5-flash',
    ),
    env: { AGENTROUTER_MODEL: 'gpt4o' },
    rootCause: 'model.not-found',
    codes: ['model.not-found'],
  },
  {
    name: 'no list, usual names',
    rule: (asked) => (isList(asked) ? { status: 404, body: { detail: 'Not Found' } } : null),
    rootCause: null,
    codes: ['model.list-unavailable'],
    passes: ['requests.chat'],
  },
  {
    name: 'no list, and only names that nobody can guess',
    rule: (asked, underWay) =>
      isList(asked) ? { status: 404, body: { detail: 'Not Found' } } : onlyModels('own-1')(asked, underWay),
    rootCause: null,
    codes: ['model.list-unavailable'],
    skips: ['requests.chat'],
  },
  {
    name: 'an empty wallet told as 403 in Chinese',
    rule: ({ method, ownKey }) => (method === 'POST' && ownKey ? error(403, '余额不足，请充值') : null),
    rootCause: 'balance.insufficient',
    codes: ['balance.insufficient'],
    skips: ['requests.chat', 'streaming.anthropic'],
  },
  {
    name: 'x-api-key is not read',
    rule: ({ headers }) => (headers.authorization === undefined ? error(401, 'No token was provided') : null),
    rootCause: null,
    codes: ['auth.x-api-key-rejected'],
    passes: ['requests.messages', 'streaming.anthropic'],
  },
  {
    name: 'the key of the gateway itself is refused behind the Anthropic API',
    rule: (asked) => (isMessages(asked) && asked.ownKey ? error(401, 'invalid x-api-key') : null),
    rootCause: 'upstream.key-invalid',
    codes: ['upstream.key-invalid'],
    passes: ['requests.chat', 'access.bearer'],
  },
  {
    name: 'one provider is down',
    rule: ({ model, ownKey }) => (/gpt/.test(model) && ownKey ? error(502, 'upstream connect error') : null),
    rootCause: 'upstream.bad-gateway',
    codes: ['upstream.bad-gateway', 'upstream.partial'],
  },
  {
    name: 'a failure that passes',
    rule: (asked) => (isChat(asked) && asked.ownKey && flakyTries++ === 0 ? error(500, 'oops') : null),
    rootCause: null,
    codes: ['upstream.flaky'],
  },
  {
    name: 'an open deployment',
    rule: (asked) => {
      asked.ownKey = true;
      return null;
    },
    rootCause: null,
    codes: ['auth.not-enforced'],
    skips: ['access.bearer', 'access.x-api-key'],
  },
  {
    name: 'the endpoint in the base URL',
    path: '/v1/chat/completions',
    rootCause: 'url.endpoint-included',
    codes: ['url.endpoint-included'],
    skips: ['network.http'],
  },
  {
    name: 'a prefix that nobody named',
    rule: ({ path }) => (path.startsWith('/api/v1') ? null : { status: 404, body: 'nothing here' }),
    rootCause: 'url.wrong-path',
    codes: ['url.wrong-path'],
  },
  {
    name: 'a prefix that the base URL has',
    rule: ({ path }) => (path.startsWith('/api/') ? null : { status: 404, body: 'nothing here' }),
    path: '/api/v1/',
    rootCause: null,
    codes: [],
  },
  {
    name: 'the web console on every path',
    rule: () => page('My Router Console', '<div id="root"></div>'),
    rootCause: 'url.dashboard',
    codes: ['url.dashboard'],
  },
  {
    name: 'a firewall that lets lists pass and calls not',
    rule: ({ method }) =>
      method === 'POST'
        ? { ...page('Attention Required! | Cloudflare', 'You have been blocked'), status: 403 }
        : null,
    rootCause: 'access.client-blocked',
    codes: ['access.client-blocked'],
  },
  {
    name: 'a page instead of a stream',
    rule: ({ body }) => (body['stream'] === true ? page('Oops') : null),
    rootCause: 'stream.not-sse',
    codes: ['stream.not-sse'],
  },
  {
    name: 'max_tokens is refused for max_completion_tokens',
    rule: (asked) =>
      isChat(asked) && asked.ownKey && 'max_tokens' in asked.body
        ? error(400, "'max_tokens' is not supported here. Use 'max_completion_tokens' instead.")
        : null,
    rootCause: null,
    codes: [],
  },
  {
    name: 'stream_options and a forced tool_choice are refused',
    rule: ({ body }) =>
      'stream_options' in body
        ? error(400, 'Unrecognized request argument: stream_options')
        : typeof body['tool_choice'] === 'object' && 'max_tokens' in body && !('anthropic' in body)
          ? error(400, 'This model does not support this tool_choice')
          : null,
    rootCause: null,
    codes: [],
  },
  { name: 'DeepSeek models only', models: ['deepseek-chat'], rootCause: null, codes: [] },
  { name: 'an empty list', models: [], rootCause: null, codes: [] },
];

describe('the doctor', () => {
  test.concurrent.for(WORLDS)('names $rootCause for $name', async (world, context) => {
    const gateway = await startGateway(world.rule, world.models, world.latencyMs);
    context.onTestFinished(gateway.close);
    const env = { AGENTROUTER_API_KEY: GATEWAY_KEY, AGENTROUTER_BASE_URL: gateway.url + (world.path ?? '') };
    const args = ['doctor', '--format', 'json', '--quiet', '--no-project', ...(world.args ?? [])];
    const ran = await runCli(args, { env: { ...env, ...world.env } });
    const outcome = v.parse(Outcome, ran.json);
    const told = outcome.findings.filter(({ severity }) => severity !== 'info').map(({ code }) => code);
    const withStatus = (status: string) =>
      outcome.checks.filter((check) => check.status === status).map((check) => check.id);
    expect({ rootCause: outcome.rootCause, codes: told.sort() }).toEqual({
      rootCause: world.rootCause,
      codes: world.codes.sort(),
    });
    expect(withStatus('pass')).toEqual(expect.arrayContaining(world.passes ?? []));
    expect(withStatus('skip')).toEqual(expect.arrayContaining(world.skips ?? []));
    expect(schemaErrors(ran.json)).toEqual([]);
    expect(ran.exitCode).toBe(world.rootCause === null ? 0 : 1);
  });
});

describe('a key', () => {
  test('that the gateway does not tell from a made-up one without cost is not ticked', async () => {
    const gateway = await startGateway((asked) =>
      asked.method === 'POST' && asked.body['messages'] === undefined
        ? error(400, 'messages is required')
        : isList(asked)
          ? { status: 200, body: { data: [{ id: 'gpt-4o-mini' }] } }
          : null,
    );
    onTestFinished(gateway.close);
    const env = { AGENTROUTER_API_KEY: 'sk-ar-test-a-dead-key-000000', AGENTROUTER_BASE_URL: gateway.url };
    const ran = await runCli(['doctor', '--free', '--format', 'json', '--quiet', '--no-project'], { env });
    const outcome = v.parse(Outcome, ran.json);
    const access = outcome.checks.filter(({ id }) => id === 'access.bearer' || id === 'access.x-api-key');
    expect(access.map(({ status }) => status)).toEqual(['skip', 'skip']);
  });

  test.each([
    'sk-proj-abcdefghijklmnopqrstuvwxyz0123456789',
    'sk-ar-your-api-key',
    'Bearer sk-ar-test-123456',
  ])('such as %s never leaves this machine', async (key) => {
    const gateway = await startGateway();
    const env = { AGENTROUTER_API_KEY: key, AGENTROUTER_BASE_URL: gateway.url };
    const ran = await runCli(['doctor', '--quiet', '--no-project'], { env });
    expect(ran.exitCode).toBe(1);
    expect(JSON.stringify(gateway.requests)).not.toContain(key);
  });
});
