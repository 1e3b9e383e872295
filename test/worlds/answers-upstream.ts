import { anthropicError, html, json, openaiError } from '../helpers/gateway-answers.ts';
import { onAll, onCalls } from '../helpers/gateway-rules.ts';
import type { World } from '../helpers/world.ts';

const NGINX = (status: number, words: string): ReturnType<typeof html> =>
  html(
    status,
    `<html>\r\n<head><title>${status} ${words}</title></head>\r\n<body>\r\n<center><h1>${status} ${words}</h1></center>\r\n<hr><center>nginx/1.25.3</center>\r\n</body>\r\n</html>\r\n`,
    { server: 'nginx' },
  );

const CLOUDFLARE = (status: number, words: string): ReturnType<typeof html> =>
  html(
    status,
    `<html><head><title>gateway.example | ${status}: ${words}</title></head><body><h1>${words} <span>Error code ${status}</span></h1><p>Cloudflare Ray ID: 8f0000</p></body></html>`,
    { server: 'cloudflare', 'cf-ray': '8f0000-FRA' },
  );

/** What fails behind the gateway or in front of it. */
export const UPSTREAM: readonly World[] = [
  {
    name: '500 for every call',
    gives: ['upstream.error'],
    nearMissOf: ['upstream.bad-gateway', 'upstream.unavailable', 'upstream.flaky', 'upstream.partial'],
    gateway: { withKey: [onCalls(openaiError(500, 'Internal server error', { type: 'server_error' }))] },
    also: ({ report }) => {
      const told = report.findings[0]?.evidence.join('\n') ?? '';
      if (!told.includes('/v1/chat/completions was sent 2 times')) throw new Error(`not told: ${told}`);
    },
  },
  {
    name: 'nginx without its gateway',
    gives: ['upstream.bad-gateway'],
    nearMissOf: ['upstream.error', 'http.not-json', 'url.dashboard'],
    gateway: { rules: [onAll(NGINX(502, 'Bad Gateway'))] },
  },
  {
    name: 'Cloudflare without its origin',
    gives: ['upstream.bad-gateway'],
    gateway: { rules: [onAll(CLOUDFLARE(521, 'Web server is down'))] },
  },
  {
    name: '503 for every call',
    gives: ['upstream.unavailable'],
    nearMissOf: ['model.no-channel', 'upstream.overloaded'],
    gateway: {
      withKey: [onCalls(openaiError(503, 'Service temporarily unavailable', { type: 'server_error' }))],
    },
  },
  {
    name: '504 for every call',
    gives: ['upstream.timeout'],
    nearMissOf: ['http.timeout', 'upstream.bad-gateway'],
    gateway: { withKey: [onCalls(NGINX(504, 'Gateway Time-out'))] },
  },
  {
    name: 'Cloudflare waits too long',
    gives: ['upstream.timeout'],
    nearMissOf: ['upstream.bad-gateway'],
    gateway: { withKey: [onCalls(CLOUDFLARE(524, 'A timeout occurred'))] },
  },
  {
    name: '529',
    gives: ['upstream.overloaded'],
    nearMissOf: ['rate.limited', 'upstream.unavailable', 'upstream.timeout'],
    gateway: { withKey: [onCalls(anthropicError(529, 'overloaded_error', 'Overloaded'))] },
  },
  {
    name: "the gateway's own key is wrong, with 401",
    gives: ['upstream.key-invalid'],
    nearMissOf: ['key.rejected'],
    gateway: {
      withKey: [
        onCalls(
          json(401, {
            error: {
              message:
                'litellm.AuthenticationError: AuthenticationError: OpenAIException - Incorrect API key provided: sk-proj-****Zz9A. You can find your API key at https://platform.openai.com/account/api-keys.',
              type: 'authentication_error',
              code: '401',
            },
          }),
        ),
      ],
    },
  },
  {
    name: "the gateway's own account at the provider is empty",
    gives: ['upstream.key-invalid'],
    nearMissOf: ['key.rejected', 'upstream.error'],
    gateway: {
      withKey: [
        onCalls(
          openaiError(500, 'Missing API key for provider openai: set OPENAI_API_KEY on the server', {
            type: 'server_error',
          }),
        ),
      ],
    },
  },
  {
    name: 'one provider fails, another answers',
    gives: ['upstream.error', 'upstream.partial'],
    nearMissOf: ['upstream.flaky'],
    gateway: {
      withKey: [
        onCalls((call) =>
          call.model.startsWith('gpt')
            ? openaiError(500, 'Internal server error', { type: 'server_error' })
            : null,
        ),
      ],
    },
    checks: { 'requests.messages': 'pass', 'models.deepseek': 'pass' },
  },
  {
    name: 'the first try of each request fails',
    gives: ['upstream.flaky'],
    nearMissOf: ['upstream.error', 'upstream.unavailable', 'upstream.partial'],
    gateway: {
      withKey: [
        onCalls((call) =>
          call.attempt === 1 && !call.stream && !call.tool
            ? openaiError(503, 'Service temporarily unavailable')
            : null,
        ),
      ],
    },
  },
  {
    name: 'the first try of each request fails, and nothing is repeated',
    gives: ['upstream.unavailable'],
    nearMissOf: ['upstream.flaky'],
    options: { retries: '0' },
    gateway: {
      withKey: [
        onCalls((call) => (call.attempt === 1 ? openaiError(503, 'Service temporarily unavailable') : null)),
      ],
    },
    also: ({ report }) => {
      if (report.facts.exchanges.some(({ attempt }) => attempt > 1))
        throw new Error('something was repeated');
    },
  },
];
