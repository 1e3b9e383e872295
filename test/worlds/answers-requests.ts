import { anthropicError, json, openaiError } from '../helpers/gateway-answers.ts';
import { on, onCalls } from '../helpers/gateway-rules.ts';
import type { GatewayOptions } from '../helpers/gateway.ts';
import type { World } from '../helpers/world.ts';

const refuses = (
  message: string,
  fields: Parameters<typeof openaiError>[2] = {},
  status = 400,
): NonNullable<World['gateway']> => ({
  withKey: [onCalls(openaiError(status, message, fields))],
});

/** What a gateway refuses of a request; the requests are this tool's own, so it is the gateway that is unusual. */
export const REQUESTS: readonly World[] = [
  {
    name: 'a parameter that no request has is wanted',
    gives: ['request.missing-parameter'],
    nearMissOf: ['request.unsupported-parameter', 'request.invalid'],
    gateway: refuses("Missing required parameter: 'metadata.team'", {
      code: 'missing_required_parameter',
      param: 'metadata.team',
    }),
  },
  {
    name: 'a parameter that every request has is refused',
    gives: ['request.unsupported-parameter'],
    nearMissOf: ['request.missing-parameter', 'request.bad-message-format'],
    gateway: refuses("Unsupported parameter: 'messages' is not supported with this model", {
      code: 'unsupported_parameter',
      param: 'messages',
    }),
  },
  {
    name: 'the shape of every message is refused',
    gives: ['request.bad-message-format'],
    nearMissOf: ['request.malformed-json', 'request.missing-parameter'],
    gateway: refuses(
      "Invalid type for 'messages[0].content': expected an array of objects, but got a string instead",
      { param: 'messages[0].content', code: 'invalid_type' },
    ),
  },
  {
    name: 'no body is taken for JSON',
    gives: ['request.malformed-json'],
    nearMissOf: ['request.invalid', 'http.not-json'],
    gateway: refuses('We could not parse the JSON body of your request'),
  },
  {
    name: 'every body is too large',
    gives: ['request.too-large'],
    nearMissOf: ['http.too-large', 'request.invalid'],
    gateway: refuses('Request body too large', {}, 413),
  },
  {
    name: 'the context is always exceeded',
    gives: ['request.too-large'],
    gateway: refuses(
      "This model's maximum context length is 8 tokens. However, your messages resulted in 12 tokens.",
      { code: 'context_length_exceeded' },
    ),
  },
  {
    name: 'a content policy refuses everything',
    gives: ['request.content-filtered'],
    nearMissOf: ['request.invalid', 'request.too-large'],
    gateway: refuses(
      "The response was filtered due to the prompt triggering Azure OpenAI's content management policy",
      { code: 'content_filter' },
    ),
  },
  {
    name: '400 for a reason of its own',
    gives: ['request.invalid'],
    nearMissOf: ['request.content-filtered', 'request.malformed-json', 'unknown'],
    gateway: refuses('the moon is in the wrong phase'),
  },
  {
    name: '422 with a list of faults',
    gives: ['request.missing-parameter'],
    nearMissOf: ['request.invalid'],
    gateway: {
      withKey: [
        onCalls(
          json(422, {
            detail: [{ loc: ['body', 'tenant'], msg: 'field required', type: 'value_error.missing' }],
          }),
        ),
      ],
    },
  },
  {
    name: 'a status that nobody uses',
    gives: ['unknown'],
    gateway: { withKey: [onCalls({ status: 418, body: 'short and stout' })] },
  },
];

const listed = (...models: string[]): GatewayOptions => ({ models });
const asked =
  (model: string): NonNullable<World['arrange']> =>
  ({ env }) => {
    env['AGENTROUTER_MODEL'] = model;
  };

/** What answers say of models. */
export const MODELS: readonly World[] = [
  {
    name: 'a slip in the name of the model',
    gives: ['model.not-found'],
    nearMissOf: ['endpoint.not-found', 'model.no-channel'],
    arrange: asked('gpt-4o-mimi'),
    also: ({ report }) => {
      if (!JSON.stringify(report.findings[0]).includes('gpt-4o-mini'))
        throw new Error('the nearest name is not told');
    },
    checks: { 'models.requested': 'fail', 'access.bearer': 'pass', 'models.list': 'pass' },
  },
  {
    name: 'the model that is asked for is listed',
    gives: [],
    nearMissOf: ['model.not-found', 'deepseek.misspelled'],
    arrange: asked('gpt-4o'),
    checks: { 'models.requested': 'pass' },
  },
  {
    name: 'a model without a channel',
    gives: ['model.no-channel'],
    nearMissOf: ['model.not-found', 'upstream.unavailable'],
    gateway: {
      withKey: [
        onCalls((call) =>
          openaiError(503, `当前分组 default 下对于模型 ${call.model} 无可用渠道`, { type: 'new_api_error' }),
        ),
      ],
    },
  },
  {
    name: 'a key without leave for the model',
    gives: ['model.not-permitted'],
    nearMissOf: ['key.forbidden', 'model.not-found'],
    gateway: {
      withKey: [
        onCalls((call) =>
          json(403, {
            error: {
              message: `key not allowed to access model. This key can only access models=['x']. Tried to access ${call.model}`,
              type: 'key_model_access_denied',
              param: 'model',
              code: '403',
            },
          }),
        ),
      ],
    },
  },
  {
    name: 'a key without leave for anything',
    gives: ['key.forbidden'],
    nearMissOf: ['model.not-permitted'],
    gateway: { withKey: [onCalls(openaiError(403, 'This key is read-only', { type: 'permission_error' }))] },
  },
  {
    name: 'no list, and calls work',
    gives: ['model.list-unavailable'],
    nearMissOf: ['endpoint.not-found'],
    gateway: { rules: [on('list', openaiError(404, 'Not Found'))] },
    checks: { 'requests.chat': 'pass', 'models.list': 'warn' },
  },
  {
    name: 'an empty list, and calls work',
    gives: [],
    nearMissOf: ['model.list-unavailable'],
    gateway: { withKey: [on('list', json(200, { object: 'list', data: [] }))] },
    checks: { 'requests.chat': 'pass' },
  },
  {
    name: 'a misspelled DeepSeek',
    gives: ['deepseek.misspelled'],
    nearMissOf: ['model.not-found', 'deepseek.not-configured'],
    arrange: asked('deep-seek-chat'),
  },
  {
    name: 'a DeepSeek that is listed',
    gives: [],
    nearMissOf: ['deepseek.misspelled', 'deepseek.not-configured', 'deepseek.wrong-api'],
    arrange: asked('deepseek-chat'),
    checks: { 'models.deepseek': 'pass', 'requests.messages': 'pass' },
  },
  {
    name: 'no DeepSeek, and none asked for',
    gives: ['deepseek.not-configured'],
    root: null,
    gateway: listed('gpt-4o-mini', 'claude-3-5-haiku-20241022'),
  },
  {
    name: 'no DeepSeek, and one asked for',
    gives: ['deepseek.not-configured', 'upstream.partial'],
    gateway: listed('gpt-4o-mini', 'claude-3-5-haiku-20241022'),
    arrange: asked('deepseek-chat'),
  },
  {
    name: 'DeepSeek through the Anthropic API, as asked',
    gives: ['deepseek.wrong-api'],
    options: { api: 'anthropic' },
    arrange: asked('deepseek-chat'),
    gateway: {
      withKey: [
        on('messages', (call) =>
          call.model.includes('deepseek')
            ? anthropicError(
                400,
                'invalid_request_error',
                'DeepSeek models are not available through the Anthropic API, use /v1/chat/completions',
              )
            : null,
        ),
      ],
    },
  },
  {
    name: 'DeepSeek only, through the Anthropic API as well',
    gives: ['deepseek.wrong-api'],
    root: null,
    gateway: {
      models: ['deepseek-chat'],
      withKey: [
        on(
          'messages',
          anthropicError(
            400,
            'invalid_request_error',
            'DeepSeek models are not available through the Anthropic API, use /v1/chat/completions',
          ),
        ),
      ],
    },
    checks: { 'requests.chat': 'pass', 'requests.messages': 'skip' },
  },
];
