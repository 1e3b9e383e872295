import { anthropicError, html, openaiError, streamOf } from '../helpers/gateway-answers.ts';
import { onAll, onCalls, onStreams, onTools } from '../helpers/gateway-rules.ts';
import type { GatewayOptions } from '../helpers/gateway.ts';
import type { World } from '../helpers/world.ts';

const refuses = (status: number, message: string, fields: Parameters<typeof openaiError>[2] = {}) => ({
  withKey: [onCalls(openaiError(status, message, fields))],
});

const everywhere = (answer: Parameters<typeof onAll>[0]): GatewayOptions => ({ rules: [onAll(answer)] });

/** Answers with the status and the words of another code, and one thing that tells them apart. */
export const ANSWER_LOOKALIKES: readonly World[] = [
  {
    name: '403 for a key that was suspended, where the account was not',
    gives: ['key.disabled'],
    nearMissOf: ['account.blocked'],
    gateway: refuses(403, 'Your API key has been suspended. Contact support.'),
  },
  {
    name: '403 for what an account in good order may not do',
    gives: ['key.forbidden'],
    nearMissOf: ['account.blocked'],
    gateway: refuses(403, 'Your account may not use this operation', { type: 'permission_error' }),
  },
  {
    name: '401 with a challenge that wants a key, not a password',
    gives: ['key.rejected'],
    nearMissOf: ['access.sign-in-required'],
    gateway: everywhere({
      ...openaiError(401, 'Invalid API key'),
      headers: { 'content-type': 'application/json', 'www-authenticate': 'Bearer realm="api"' },
    }),
  },
  {
    name: '401 for a key that came and is wrong',
    gives: ['key.rejected'],
    nearMissOf: ['auth.header-stripped', 'key.missing'],
    gateway: everywhere(openaiError(401, 'Incorrect API key provided in the Authorization header')),
  },
  {
    name: 'a block page of a firewall that is no name filter',
    gives: ['access.client-blocked'],
    nearMissOf: ['dns.sinkholed'],
    gateway: everywhere(
      html(
        403,
        '<html><head><title>Access denied</title></head><body>This request was blocked by the web application firewall.</body></html>',
      ),
    ),
  },
  {
    name: 'a page that wants a sign-in to the console, not to the network',
    gives: ['url.dashboard'],
    nearMissOf: ['http.captive-portal'],
    gateway: everywhere(
      html(
        200,
        '<html><head><title>AgentRouter Console</title></head><body><div id="root"></div>Sign in to continue and accept the terms</body></html>',
      ),
    ),
  },
  {
    name: '400 of nginx for another reason than a plain request',
    gives: ['request.invalid'],
    nearMissOf: ['tls.plain-to-tls'],
    gateway: everywhere(
      html(
        400,
        '<html><head><title>400 Bad Request</title></head><body><center><h1>400 Bad Request</h1></center><hr><center>nginx/1.25.3</center></body></html>',
        { server: 'nginx/1.25.3' },
      ),
    ),
  },
  {
    name: 'Cloudflare that times out on the way to the gateway, not waiting for it',
    gives: ['upstream.bad-gateway'],
    nearMissOf: ['upstream.timeout'],
    gateway: everywhere(
      html(
        522,
        '<html><head><title>gateway.example | 522: Connection timed out</title></head><body><h1>Connection timed out <span>Error code 522</span></h1><p>Cloudflare Ray ID: 8f0000</p></body></html>',
        { server: 'cloudflare', 'cf-ray': '8f0000-FRA' },
      ),
    ),
  },
  {
    name: '503 that speaks of a channel of another kind',
    gives: ['upstream.unavailable'],
    nearMissOf: ['model.no-channel'],
    gateway: refuses(503, 'The event channel of the service is closed for maintenance'),
  },
  {
    name: '400 for a parameter that is too long, not a request',
    gives: ['request.invalid'],
    nearMissOf: ['request.too-large'],
    gateway: refuses(400, "Invalid 'user': string too long. Expected a string of at most 64 characters", {
      param: 'user',
      code: 'string_above_max_length',
    }),
  },
  {
    name: '400 for a policy that is about routes, not content',
    gives: ['request.invalid'],
    nearMissOf: ['request.content-filtered'],
    gateway: refuses(400, "The routing policy 'default' has no rule for this request"),
  },
  {
    name: 'a DeepSeek model that the Anthropic API serves, and refuses for another reason',
    gives: ['request.invalid'],
    nearMissOf: ['deepseek.wrong-api'],
    options: { api: 'anthropic' },
    gateway: {
      withKey: [onCalls(anthropicError(400, 'invalid_request_error', 'the moon is in the wrong phase'))],
    },
    arrange: ({ env }) => {
      env['AGENTROUTER_MODEL'] = 'deepseek-chat';
    },
  },
  {
    name: 'a slow first token that is not slow enough',
    gives: [],
    nearMissOf: ['stream.slow-first-token', 'http.slow'],
    options: { api: 'openai', timeout: '15s', 'idle-timeout': '10s' },
    gateway: {
      withKey: [
        onStreams((call) =>
          streamOf(call, ([first = '', ...rest]) => [first, 4_500, ...rest.flatMap((piece) => [piece, 60])]),
        ),
      ],
    },
  },
  {
    name: 'end markers without the usual space before them',
    gives: [],
    nearMissOf: ['stream.no-terminator', 'stream.malformed'],
    gateway: {
      withKey: [
        onStreams((call) =>
          streamOf(call, (pieces) => pieces.map((piece) => piece.replaceAll('data: ', 'data:'))),
        ),
      ],
    },
  },
  {
    name: 'a tool whose name is refused, where tools are not',
    gives: ['request.invalid'],
    nearMissOf: ['tools.unsupported'],
    gateway: { withKey: [onTools(openaiError(400, 'The name of the tool is reserved'))] },
  },
];
