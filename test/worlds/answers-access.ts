import { anthropicError, html, json, openaiError } from '../helpers/gateway-answers.ts';
import { on, onAll, onCalls, withRealKey } from '../helpers/gateway-rules.ts';
import type { World } from '../helpers/world.ts';

const BLOCKED = html(
  403,
  '<html><head><title>Just a moment...</title></head><body>Checking your browser. Enable JavaScript and cookies to continue<script src="/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1"></script></body></html>',
  { server: 'cloudflare', 'cf-mitigated': 'challenge', 'cf-ray': '8f00000000000000-FRA' },
);

/** What answers say of the key, the account and who stands in front. */
export const ACCESS: readonly World[] = [
  {
    name: 'a key that nobody issued',
    gives: ['key.rejected'],
    nearMissOf: ['key.disabled', 'key.forbidden', 'account.blocked', 'auth.header-stripped'],
    arrange: ({ env }) => {
      env['AGENTROUTER_API_KEY'] = 'sk-ar-test-not-known-here-0123456';
    },
    checks: { 'access.bearer': 'fail', 'access.rejects-invalid-key': 'pass', 'streaming.openai': 'skip' },
  },
  {
    name: 'a key that is refused in the words of LiteLLM',
    gives: ['key.rejected'],
    gateway: {
      rules: [
        onAll((call) =>
          call.kind === 'list' || call.kind === 'chat' || call.kind === 'messages'
            ? json(401, {
                error: {
                  message:
                    'Authentication Error, Invalid proxy server token passed. Received API Key = sk-...wxyz. Unable to find token in cache or `LiteLLM_VerificationTokenTable`',
                  type: 'token_not_found_in_db',
                  param: 'key',
                  code: '401',
                },
              })
            : null,
        ),
      ],
    },
  },
  {
    name: 'a key that was switched off',
    gives: ['key.disabled'],
    nearMissOf: ['key.rejected'],
    gateway: { withKey: [onAll(openaiError(401, '该令牌状态不可用', { type: 'new_api_error' }))] },
  },
  {
    name: 'a key past its end',
    gives: ['key.disabled'],
    gateway: {
      withKey: [
        onAll(
          json(401, {
            error: {
              message: 'Authentication Error - Expired Key. Key Expiry time 2026-01-01',
              type: 'expired_key',
              code: '401',
            },
          }),
        ),
      ],
    },
  },
  {
    name: 'a key that may be used from elsewhere only',
    gives: ['key.forbidden'],
    nearMissOf: ['access.client-blocked', 'access.region-blocked', 'balance.insufficient'],
    gateway: {
      withKey: [
        onAll(openaiError(403, 'Your IP address is not in the list of addresses that this key allows')),
      ],
    },
  },
  {
    name: '403 for an empty wallet',
    gives: ['balance.insufficient'],
    nearMissOf: ['key.forbidden'],
    gateway: {
      withKey: [
        onCalls(
          openaiError(403, '用户额度不足, 剩余额度: ＄0.000000', {
            type: 'new_api_error',
            code: 'insufficient_user_quota',
          }),
        ),
      ],
    },
  },
  {
    name: 'an account that was suspended',
    gives: ['account.blocked'],
    nearMissOf: ['key.disabled', 'key.forbidden'],
    gateway: {
      withKey: [
        onAll(
          openaiError(403, 'Your account has been suspended. Contact support.', {
            code: 'account_suspended',
          }),
        ),
      ],
    },
  },
  {
    name: 'a proxy that drops the header',
    gives: ['auth.header-stripped'],
    nearMissOf: ['key.rejected'],
    gateway: {
      rules: [
        onAll((call) =>
          call.kind === 'other'
            ? null
            : openaiError(
                401,
                "You didn't provide an API key. You need to provide your API key in an Authorization header",
              ),
        ),
      ],
    },
  },
  {
    name: 'x-api-key only',
    gives: ['auth.bearer-rejected'],
    nearMissOf: ['key.rejected', 'auth.x-api-key-rejected'],
    gateway: { auth: ['x-api-key'] },
  },
  {
    name: 'Bearer only',
    gives: ['auth.x-api-key-rejected'],
    root: null,
    nearMissOf: ['key.rejected', 'auth.bearer-rejected'],
    gateway: { auth: ['bearer'] },
    checks: { 'requests.messages': 'pass', 'streaming.anthropic': 'pass' },
  },
  {
    name: 'Bearer only, with only the Anthropic API asked for',
    gives: ['auth.x-api-key-rejected'],
    root: null,
    options: { api: 'anthropic' },
    gateway: { auth: ['bearer'] },
  },
  {
    name: 'a deployment that takes any key',
    gives: ['auth.not-enforced'],
    gateway: { open: true },
    checks: { 'access.rejects-invalid-key': 'warn', 'access.bearer': 'skip', 'requests.chat': 'pass' },
  },
  {
    name: 'a list that needs no key',
    gives: [],
    nearMissOf: ['auth.not-enforced'],
    gateway: {
      rules: [
        (call) => (call.kind === 'list' && !call.keyIsReal ? json(200, { object: 'list', data: [] }) : null),
      ],
    },
  },
  {
    name: 'a made-up key that gets an error before the key is looked at',
    gives: [],
    nearMissOf: ['auth.not-enforced'],
    gateway: {
      rules: [
        (call) =>
          call.kind === 'chat' && !call.keyIsReal ? openaiError(400, 'the model is not known here') : null,
      ],
    },
    checks: { 'access.rejects-invalid-key': 'skip' },
  },
  {
    name: 'a bot challenge',
    gives: ['access.client-blocked'],
    nearMissOf: ['key.forbidden', 'url.dashboard'],
    gateway: { rules: [onAll(BLOCKED)] },
  },
  {
    name: 'a JSON refusal that speaks of a bot',
    gives: ['key.forbidden'],
    nearMissOf: ['access.client-blocked', 'access.sign-in-required'],
    gateway: {
      withKey: [
        onAll(
          openaiError(403, 'This API key of your chat bot has no permission for this operation', {
            type: 'permission_error',
          }),
        ),
      ],
    },
  },
  {
    name: 'a password in front',
    gives: ['access.sign-in-required'],
    nearMissOf: ['key.rejected'],
    gateway: {
      rules: [
        onAll(
          html(
            401,
            '<html><head><title>401 Authorization Required</title></head><body><center><h1>401 Authorization Required</h1></center><hr><center>nginx</center></body></html>',
            { 'www-authenticate': 'Basic realm="staging"', server: 'nginx' },
          ),
        ),
      ],
    },
  },
  {
    name: 'a web sign-in in front',
    gives: ['access.sign-in-required'],
    nearMissOf: ['url.redirects'],
    gateway: {
      rules: [
        onAll({
          status: 302,
          headers: {
            location: 'https://team.cloudflareaccess.com/cdn-cgi/access/login/gateway.example?kid=1',
            'www-authenticate': 'Cloudflare-Access',
          },
        }),
      ],
    },
  },
  {
    name: 'a country that is not served',
    gives: ['access.region-blocked'],
    nearMissOf: ['key.forbidden'],
    gateway: {
      withKey: [
        onCalls(
          openaiError(403, 'Country, region, or territory not supported', {
            type: 'request_forbidden',
            code: 'unsupported_country_region_territory',
          }),
        ),
      ],
    },
  },
  {
    name: 'a refusal that names a region of its own',
    gives: ['model.no-channel'],
    nearMissOf: ['access.region-blocked'],
    gateway: {
      withKey: [
        onCalls((call) =>
          openaiError(
            503,
            `No available channel for model ${call.model} under group eu-region (distributor)`,
            { type: 'new_api_error', code: 'model_not_found' },
          ),
        ),
      ],
    },
  },
  {
    name: "the gateway's own key is refused on one API",
    gives: ['upstream.key-invalid'],
    nearMissOf: ['key.rejected', 'auth.x-api-key-rejected'],
    gateway: { withKey: [on('messages', anthropicError(401, 'authentication_error', 'invalid x-api-key'))] },
  },
  {
    name: 'the list is refused, and calls work',
    gives: ['model.list-unavailable'],
    nearMissOf: ['key.forbidden', 'key.rejected'],
    gateway: { withKey: [on('list', openaiError(403, 'this key may not list models'))] },
    arrange: ({ env }) => {
      env['AGENTROUTER_MODEL'] = 'gpt-4o-mini';
    },
  },
  {
    name: 'the real key is refused as the made-up one is',
    gives: ['key.rejected'],
    nearMissOf: ['upstream.key-invalid'],
    gateway: {
      rules: [
        withRealKey((call) =>
          call.api === 'anthropic'
            ? anthropicError(401, 'authentication_error', 'invalid x-api-key')
            : call.kind === 'other'
              ? null
              : openaiError(401, '无效的令牌'),
        ),
      ],
    },
  },
];
