import type { Pasted } from './pasted.ts';

const frames = [
  'Traceback (most recent call last):',
  '  File "/srv/quiz/app.py", line 31, in <module>',
  '    reply = client.chat.completions.create(model=MODEL, messages=history)',
  '            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^',
  '  File "/srv/quiz/.venv/lib/python3.12/site-packages/openai/_base_client.py", line 1064, in request',
  '    raise self._make_status_error_from_response(err.response) from None',
].join('\n');

const nodeFrames = [
  '    at APIError.generate (file:///srv/quiz/node_modules/openai/core/error.mjs:45:20)',
  '    at OpenAI.makeRequest (file:///srv/quiz/node_modules/openai/client.mjs:301:32)',
].join('\n');

/** Exceptions of SDKs and frameworks. The wording and all values are made up. */
export const EXCEPTIONS: readonly Pasted[] = [
  {
    kind: 'openai for Python',
    code: 'key.rejected',
    text: `${frames}\nopenai.AuthenticationError: Error code: 401 - {'error': {'message': 'Invalid API key', 'type': 'invalid_request_error', 'code': 'invalid_api_key'}}`,
  },
  {
    kind: 'openai for Python',
    code: 'balance.insufficient',
    text: `${frames}\nopenai.APIStatusError: Error code: 402 - {'error': {'message': 'Insufficient balance', 'type': 'insufficient_funds', 'code': 'insufficient_balance'}}`,
  },
  {
    kind: 'openai for Python',
    code: 'rate.limited',
    text: `${frames}\nopenai.RateLimitError: Error code: 429 - {'error': {'message': 'Rate limit exceeded', 'type': 'rate_limit_error', 'code': 'rate_limit_exceeded'}}`,
  },
  {
    kind: 'openai for Python',
    code: 'model.not-found',
    text: "openai.NotFoundError: Error code: 404 - {'error': {'message': \"The model 'gpt4' does not exist\", 'type': 'invalid_request_error', 'param': 'model', 'code': 'model_not_found'}}",
  },
  {
    kind: 'openai for Python',
    code: 'url.missing-v1',
    text: `${frames}\nopenai.NotFoundError: Error code: 404 - {'error': {'message': 'Invalid URL (POST /chat/completions)', 'type': 'invalid_request_error'}}`,
  },
  {
    kind: 'openai for Python',
    code: 'url.endpoint-included',
    text: "openai.NotFoundError: Error code: 404 - {'error': {'message': 'Invalid URL (POST /v1/chat/completions/chat/completions)'}}",
  },
  {
    kind: 'anthropic for Python',
    code: 'request.missing-parameter',
    text: "anthropic.BadRequestError: Error code: 400 - {'type': 'error', 'error': {'type': 'invalid_request_error', 'message': 'max_tokens: Field required'}}",
  },
  {
    kind: 'anthropic for Python',
    code: 'upstream.overloaded',
    text: "anthropic._exceptions.OverloadedError: Error code: 529 - {'type': 'error', 'error': {'type': 'overloaded_error', 'message': 'Overloaded'}}",
  },
  {
    kind: 'anthropic for Python',
    code: 'key.missing',
    text: 'TypeError: "Could not resolve authentication method. Expected either api_key or auth_token to be set."',
  },
  {
    kind: 'openai for Node',
    code: 'upstream.unavailable',
    text: `InternalServerError: 503 Service Unavailable\n${nodeFrames} {\n  status: 503,\n  headers: Headers {},\n  error: undefined\n}`,
  },
  {
    kind: 'openai for Node',
    code: 'request.too-large',
    text: `BadRequestError: 400 This model's maximum context length is 8192 tokens. However, your messages resulted in 9044 tokens.\n${nodeFrames}`,
  },
  {
    kind: 'openai for Node',
    code: 'dns.not-found',
    text: `APIConnectionError: Connection error.\n${nodeFrames} {\n  cause: TypeError: fetch failed\n      at node:internal/deps/undici/undici:13484:13 {\n    [cause]: Error: getaddrinfo ENOTFOUND gw.quiz.example\n        at GetAddrInfoReqWrap.onlookupall [as oncomplete] (node:dns:122:26) {\n      errno: -3008,\n      code: 'ENOTFOUND',\n      syscall: 'getaddrinfo',\n      hostname: 'gw.quiz.example'\n    }\n  }\n}`,
  },
  {
    kind: 'openai before 1.0',
    code: 'rate.limited',
    text: 'openai.error.RateLimitError: Rate limit reached for gpt-4o on requests per min (RPM): Limit 3, Used 3, Requested 1. Please try again in 20s.',
  },
  {
    kind: 'Vercel AI SDK',
    code: 'key.rejected',
    text: 'AI_APICallError: Unauthorized\n    at file:///srv/quiz/node_modules/@ai-sdk/provider-utils/dist/index.mjs:431:14 {\n  url: \'https://gw.quiz.example/v1/chat/completions\',\n  statusCode: 401,\n  responseHeaders: {},\n  responseBody: \'{"error":{"message":"Invalid API key","code":"invalid_api_key"}}\',\n  isRetryable: false\n}',
  },
  {
    kind: 'LangChain',
    code: 'model.not-permitted',
    text: "langchain_core.exceptions.LangChainException: call failed\n  caused by openai.PermissionDeniedError: Error code: 403 - {'error': {'message': 'This token has no access to model claude-opus-4', 'type': 'new_api_error'}}",
  },
  {
    kind: 'LiteLLM',
    code: 'balance.insufficient',
    text: 'litellm.exceptions.RateLimitError: litellm.RateLimitError: RateLimitError: OpenAIException - You exceeded your current quota, please check your plan and billing details.',
  },
  {
    kind: 'axios',
    code: 'upstream.bad-gateway',
    text: "AxiosError: Request failed with status code 502\n    at settle (/srv/quiz/node_modules/axios/lib/core/settle.js:19:12) {\n  code: 'ERR_BAD_RESPONSE',\n  response: {\n    status: 502,\n    statusText: 'Bad Gateway',\n    data: '<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center></body></html>'\n  }\n}",
  },
  {
    kind: 'axios',
    code: 'rate.limited',
    text: "AxiosError: Request failed with status code 429 {\n  response: { status: 429, headers: { 'retry-after': '7' }, data: { error: { message: 'Too many requests', code: 'rate_limit_exceeded' } } }\n}",
  },

  {
    kind: 'axios',
    code: 'balance.insufficient',
    text: "AxiosError: Request failed with status code 400\n    at settle (/srv/quiz/node_modules/axios/lib/core/settle.js:19:12) {\n  code: 'ERR_BAD_REQUEST',\n  response: {\n    status: 400,\n    data: {\n      type: 'error',\n      error: { type: 'invalid_request_error', message: 'Your credit balance is too low' }\n    }\n  }\n}",
  },
];
