import { error, MESSAGES, page, type Case } from './case.ts';

export const REQUEST_CASES: Case[] = [
  {
    name: 'max_tokens is absent',
    is: 'request.missing-parameter',
    ask: MESSAGES,
    status: 400,
    body: { type: 'error', error: { type: 'invalid_request_error', message: 'max_tokens: Field required' } },
  },
  {
    name: 'messages are absent, told with 500',
    is: 'request.missing-parameter',
    status: 500,
    body: error('field messages is required', { type: 'new_api_error', code: 'invalid_request' }),
  },
  {
    name: 'a validation list',
    is: 'request.missing-parameter',
    status: 422,
    body: { detail: [{ type: 'missing', loc: ['body', 'model'], msg: 'Field required' }] },
  },
  {
    name: 'a header that is required',
    not: 'request.missing-parameter',
    is: 'auth.header-stripped',
    ask: MESSAGES,
    status: 401,
    body: { type: 'error', error: { type: 'authentication_error', message: 'x-api-key header is required' } },
  },
  {
    name: 'max_tokens where another is wanted',
    is: 'request.unsupported-parameter',
    status: 400,
    body: error("Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.", {
      param: 'max_tokens',
      code: 'unsupported_parameter',
    }),
  },
  {
    name: 'extra inputs in a structured message',
    is: 'request.unsupported-parameter',
    status: 422,
    body: {
      object: 'error',
      message: {
        detail: [{ type: 'extra_forbidden', loc: ['body', 'foo'], msg: 'Extra inputs are not permitted' }],
      },
    },
  },
  {
    name: 'a value out of range',
    not: 'request.unsupported-parameter',
    is: 'request.invalid',
    status: 400,
    body: error('Invalid temperature, the valid range is 0 to 2'),
  },
  {
    name: 'a role that does not exist',
    is: 'request.bad-message-format',
    status: 400,
    body: error("Invalid value: 'human'.", { param: 'messages[0].role', code: 'invalid_value' }),
  },
  {
    name: 'roles out of order',
    is: 'request.bad-message-format',
    ask: MESSAGES,
    status: 400,
    body: {
      type: 'error',
      error: { type: 'invalid_request_error', message: 'messages: roles must alternate' },
    },
  },
  {
    name: 'a message without a role',
    is: 'request.bad-message-format',
    status: 422,
    body: { detail: [{ type: 'missing', loc: ['body', 'messages', 0, 'role'], msg: 'Field required' }] },
  },
  {
    name: 'messages that are too long',
    not: 'request.bad-message-format',
    is: 'request.too-large',
    status: 400,
    body: error('Maximum context length is 8192 tokens; your messages have 9001.', {
      param: 'messages',
      code: 'context_length_exceeded',
    }),
  },
  {
    name: 'a body that cannot be parsed',
    is: 'request.malformed-json',
    status: 400,
    body: error('The request body is not valid JSON'),
  },
  {
    name: 'an HTML page of a body parser',
    is: 'request.malformed-json',
    status: 400,
    body: page(
      'Error',
      '<pre>SyntaxError: Expected property name or &#39;}&#39; in JSON at position 1</pre>',
    ),
  },
  {
    name: 'a wrong content type',
    is: 'request.malformed-json',
    status: 415,
    body: { status: 415, error: 'Unsupported Media Type' },
  },
  {
    name: 'a gateway that could not parse the provider',
    not: 'request.malformed-json',
    is: 'upstream.bad-gateway',
    status: 500,
    body: error("invalid character '<' looking for beginning of value", { code: 'bad_response_body' }),
  },
  {
    name: 'a page of a server about size',
    is: 'request.too-large',
    status: 413,
    body: page('413 Request Entity Too Large'),
  },
  {
    name: 'a long prompt',
    is: 'request.too-large',
    ask: MESSAGES,
    status: 400,
    body: {
      type: 'error',
      error: { type: 'invalid_request_error', message: 'prompt is too long: 212345 tokens > 200000 maximum' },
    },
  },
  {
    name: 'credit that covers fewer tokens',
    not: 'request.too-large',
    is: 'balance.insufficient',
    status: 402,
    body: error('Prompt tokens limit exceeded: 900 > 300. Raise the monthly limit of the key.', {
      code: 402,
    }),
  },
  {
    name: 'a content policy',
    is: 'request.content-filtered',
    status: 400,
    body: error('The prompt triggered the content management policy', { code: 'content_filter' }),
  },
  {
    name: 'sensitive words, told with 500',
    is: 'request.content-filtered',
    status: 500,
    body: error('sensitive words', { code: 'sensitive_words_detected' }),
  },
  {
    name: 'a data policy of the account',
    not: 'request.content-filtered',
    is: 'model.no-channel',
    status: 404,
    body: error('No endpoints found matching your data policy', { code: 404 }),
  },
  {
    name: 'a 400 without words that fit',
    is: 'request.invalid',
    status: 400,
    body: error('top_k must be positive', { type: 'invalid_request_error' }),
  },
  {
    name: 'an invalid request that is about money',
    not: 'request.invalid',
    is: 'balance.insufficient',
    status: 400,
    body: error('Billing hard limit has been reached', {
      type: 'invalid_request_error',
      code: 'billing_hard_limit_reached',
    }),
  },
  {
    name: 'a model without tools',
    is: 'tools.unsupported',
    ask: { tools: true },
    status: 400,
    body: error('library/gemma2 does not support tools', { type: 'api_error' }),
  },
  {
    name: 'tools refused inside a wrapper, as 404',
    is: 'tools.unsupported',
    ask: MESSAGES,
    status: 404,
    body: error(
      'Error from provider(404): {"error":{"message":"No endpoints found that support tool use.","code":404}}',
      { code: 'provider_response_error' },
    ),
  },
  {
    name: 'another parameter refused',
    not: 'tools.unsupported',
    is: 'request.unsupported-parameter',
    ask: { tools: true },
    status: 400,
    body: error("Unsupported parameter: 'stop'", { param: 'stop', code: 'unsupported_parameter' }),
  },
];
