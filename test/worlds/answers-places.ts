import { chatAnswer, html, json, openaiError, WORDS } from '../helpers/gateway-answers.ts';
import { on, onAll, onCalls } from '../helpers/gateway-rules.ts';
import type { Rule } from '../helpers/gateway.ts';
import type { World } from '../helpers/world.ts';

const CONSOLE = html(
  200,
  '<!doctype html><html><head><title>AgentRouter Console</title><script type="module" src="/assets/index-1.js"></script></head><body><div id="root"></div></body></html>',
);

/** A list whose server's clock is so many seconds ahead. */
const listAhead =
  (seconds: number): Rule =>
  (call) =>
    call.kind === 'list' && call.keyIsReal
      ? json(
          200,
          {
            object: 'list',
            data: [{ id: 'gpt-4o-mini' }, { id: 'claude-3-5-haiku-20241022' }, { id: 'deepseek-chat' }],
          },
          { date: new Date(Date.now() + seconds * 1_000).toUTCString() },
        )
      : null;

/** What answers in the place of the API. */
export const PLACES: readonly World[] = [
  {
    name: 'the web console on every path',
    gives: ['url.dashboard'],
    nearMissOf: ['http.captive-portal', 'http.not-json', 'endpoint.not-found'],
    cli: true,
    gateway: { rules: [onAll(CONSOLE)] },
    also: ({ report }) => {
      const told = report.findings[0]?.evidence.join('\n') ?? '';
      if (!told.includes('neighbouring paths do not serve the API either'))
        throw new Error(`not told: ${told}`);
    },
  },
  {
    name: 'the web console beside an API under /api',
    gives: ['url.wrong-path'],
    nearMissOf: ['url.dashboard', 'endpoint.not-found'],
    gateway: { prefix: '/api', rules: [(call) => (call.kind === 'other' ? CONSOLE : null)] },
    arrange: ({ env, gateway }) => {
      env['AGENTROUTER_BASE_URL'] = gateway.url.replace(/\/api$/, '');
    },
    also: ({ report }) => {
      if (!JSON.stringify(report.findings[0]?.fixes).includes('/api/v1'))
        throw new Error('the right path is not told');
    },
  },
  {
    name: 'an API under /api/v1 that is asked under /',
    gives: ['url.wrong-path'],
    nearMissOf: ['endpoint.not-found'],
    gateway: { prefix: '/api' },
    arrange: ({ env, gateway }) => {
      env['AGENTROUTER_BASE_URL'] = `${gateway.url.replace(/\/api$/, '')}/v1`;
    },
  },
  {
    name: 'an API under /api/v1 that is asked there',
    gives: [],
    nearMissOf: ['url.wrong-path'],
    gateway: { prefix: '/api' },
    arrange: ({ env, gateway }) => {
      env['AGENTROUTER_BASE_URL'] = `${gateway.url}/v1`;
    },
  },
  {
    name: 'a redirect to another host',
    gives: ['url.redirects'],
    nearMissOf: ['access.sign-in-required', 'http.captive-portal'],
    gateway: {
      rules: [(call) => ({ status: 301, headers: { location: `https://www.gateway.invalid${call.path}` } })],
    },
  },
  {
    name: 'a list with a redirect inside the answer',
    gives: [],
    nearMissOf: ['url.redirects'],
    gateway: {
      headers: { 'content-location': '/v1/models?page=1', link: '</v1/models?page=2>; rel="next"' },
    },
  },
  {
    name: 'a list, and no path for calls',
    gives: ['endpoint.not-found'],
    nearMissOf: ['model.not-found', 'url.wrong-path'],
    gateway: { rules: [onCalls(json(404, { detail: 'Not Found' }))] },
  },
  {
    name: 'the Anthropic API only',
    gives: ['endpoint.openai-missing'],
    root: null,
    nearMissOf: ['endpoint.not-found', 'endpoint.anthropic-missing'],
    gateway: { rules: [on('chat', json(404, { detail: 'Not Found' }))] },
    checks: { 'requests.messages': 'pass' },
  },
  {
    name: 'the Anthropic API only, where the other was asked for',
    gives: ['endpoint.openai-missing'],
    root: 'endpoint.openai-missing',
    options: { api: 'openai' },
    gateway: { rules: [on('chat', json(405, { detail: 'Method Not Allowed' }))] },
  },
  {
    name: 'the OpenAI API only, where the other was asked for',
    gives: ['endpoint.anthropic-missing'],
    root: 'endpoint.anthropic-missing',
    options: { api: 'anthropic' },
    gateway: { rules: [on('messages', json(404, { detail: 'Not Found' }))] },
  },
  {
    name: 'the OpenAI API only',
    gives: ['endpoint.anthropic-missing'],
    root: null,
    nearMissOf: ['endpoint.not-found', 'endpoint.openai-missing'],
    gateway: {
      rules: [
        on(
          'messages',
          openaiError(404, 'Invalid URL (POST /v1/messages)', { type: 'invalid_request_error' }),
        ),
      ],
    },
    checks: { 'requests.chat': 'pass', 'streaming.openai': 'pass' },
  },
  {
    name: 'the OpenAI API only, where only that is asked for',
    gives: [],
    nearMissOf: ['endpoint.anthropic-missing'],
    options: { api: 'openai' },
    gateway: { rules: [on('messages', json(404, { detail: 'Not Found' }))] },
  },
  {
    name: 'the Anthropic API only, where only that is asked for',
    gives: [],
    nearMissOf: ['endpoint.openai-missing'],
    options: { api: 'anthropic' },
    gateway: { rules: [on('chat', json(404, { detail: 'Not Found' }))] },
  },
  {
    name: 'a network that wants a sign-in',
    gives: ['http.captive-portal'],
    nearMissOf: ['url.dashboard', 'url.redirects'],
    gateway: {
      rules: [
        onAll(
          html(
            200,
            '<html><head><title>Hotel Wi-Fi</title><meta http-equiv="refresh" content="0; url=http://captive.hotel.example/login"></head><body>Welcome to our guest Wi-Fi. Sign in to the network and accept the terms to get online.</body></html>',
          ),
        ),
      ],
    },
  },
  {
    name: 'plain text with 200',
    gives: ['http.not-json'],
    nearMissOf: ['url.dashboard', 'http.not-http'],
    gateway: { rules: [onAll({ body: 'It works' })] },
  },
  {
    name: 'JSON under another content type',
    gives: [],
    nearMissOf: ['http.not-json'],
    gateway: {
      withKey: [
        on('chat', (call) =>
          call.stream || call.tool
            ? null
            : { ...chatAnswer(call.model, WORDS, false), headers: { 'content-type': 'text/plain' } },
        ),
      ],
    },
  },
  {
    name: 'JSON of another kind with 200',
    gives: ['http.not-json'],
    gateway: { rules: [onAll(json(200, { hello: 'world' }))] },
  },
  {
    name: 'twelve megabytes of zeros',
    gives: ['http.too-large'],
    nearMissOf: ['http.not-json'],
    gateway: {
      rules: [
        on('list', { body: Buffer.alloc(12 * 1024 * 1024, 48) }),
        onCalls({ body: Buffer.alloc(12 * 1024 * 1024, 48) }),
      ],
    },
  },
  {
    name: 'a list of three megabytes',
    gives: [],
    nearMissOf: ['http.too-large'],
    gateway: {
      withKey: [
        on(
          'list',
          json(200, {
            object: 'list',
            data: ['gpt-4o-mini', 'claude-3-5-haiku-20241022', 'deepseek-chat'].map((id) => ({
              id,
              object: 'model',
              description: 'x'.repeat(1_000_000),
            })),
          }),
        ),
      ],
    },
  },
  {
    name: 'six seconds to the list',
    gives: ['http.slow'],
    options: { timeout: '15s' },
    nearMissOf: ['http.timeout'],
    gateway: {
      withKey: [
        on('list', (call) => ({
          ...json(200, {
            object: 'list',
            data: [{ id: 'gpt-4o-mini' }, { id: 'claude-3-5-haiku-20241022' }, { id: 'deepseek-chat' }],
          }),
          afterMs: call.kind === 'list' ? 5_600 : 0,
        })),
      ],
    },
  },
  {
    name: 'four seconds to the list',
    gives: [],
    nearMissOf: ['http.slow'],
    gateway: {
      withKey: [
        on('list', {
          ...json(200, {
            object: 'list',
            data: [{ id: 'gpt-4o-mini' }, { id: 'claude-3-5-haiku-20241022' }, { id: 'deepseek-chat' }],
          }),
          afterMs: 4_000,
        }),
      ],
    },
  },
  {
    name: 'a server clock that is five minutes ahead',
    gives: ['clock.skewed'],
    gateway: { rules: [listAhead(300)] },
  },
  {
    name: 'a server clock that is fifty seconds ahead',
    gives: [],
    nearMissOf: ['clock.skewed'],
    gateway: { rules: [listAhead(50)] },
  },
];
