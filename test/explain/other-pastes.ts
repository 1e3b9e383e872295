import type { Pasted } from './pasted.ts';

/** Errors inside errors, mangled texts, streams, tools, settings, and texts that settle nothing. The wording and all values are made up. */
export const OTHERS: readonly Pasted[] = [
  {
    kind: 'a gateway that quotes its provider',
    code: 'upstream.key-invalid',
    text: '{"error":{"message":"Error from provider(openai,gpt-4o: 401): {\\"error\\":{\\"message\\":\\"Incorrect API key provided\\",\\"code\\":\\"invalid_api_key\\"}}","type":"api_error","code":"provider_response_error"}}',
  },
  {
    kind: 'a log line with JSON in a string',
    code: 'balance.insufficient',
    text: 'level=error msg="call failed" status=403 body="{\\"error\\":{\\"message\\":\\"user quota is not enough\\",\\"code\\":\\"insufficient_user_quota\\"}}"',
  },
  {
    kind: 'several errors',
    code: 'key.rejected',
    text: "openai.AuthenticationError: Error code: 401 - {'error': {'message': 'Invalid API key', 'code': 'invalid_api_key'}}\n\nDuring handling of the above exception, another exception occurred:\n\nRuntimeError: agent stopped: Request timed out.",
  },
  {
    kind: 'the wrong host',
    code: 'env.sdk-conflict',
    text: "openai.AuthenticationError: Error code: 401 - {'error': {'message': 'Incorrect API key provided: sk-ar-te**********9f2c. You can find your API key at https://platform.openai.com/account/api-keys.', 'code': 'invalid_api_key'}}",
  },
  {
    kind: 'the wrong key',
    code: 'key.other-provider',
    text: "openai.AuthenticationError: Error code: 401 - {'error': {'message': 'Incorrect API key provided: sk-ant-a**********9f2c. You can find your API key at https://platform.openai.com/account/api-keys.', 'code': 'invalid_api_key'}}",
  },
  {
    kind: 'the model asked for',
    code: 'deepseek.misspelled',
    text: "openai.NotFoundError: Error code: 404 - {'error': {'message': 'The model `deep-seek-chat` does not exist', 'code': 'model_not_found'}}",
  },
  {
    kind: 'a doubled version',
    code: 'url.extra-v1',
    text: 'anthropic.NotFoundError: Error code: 404 - Invalid URL (POST /v1/v1/messages)',
  },
  {
    kind: 'wrapped inside words',
    code: 'request.bad-message-format',
    text: '  ⎿  API Error: 400 {"type":"error","error":{"type":"invalid_request_error","message":"messages: roles mu\n     st alternate between \\"user\\" and \\"assistant\\", but found multiple \\"user\\" ro\n     les in a row"}}',
  },
  {
    kind: 'smart quotes',
    code: 'key.rejected',
    text: 'API Error: 401 {“error”:{“message”:“Invalid API key”,“code”:“invalid_api_key”}}',
  },
  {
    kind: 'HTML escapes',
    code: 'balance.insufficient',
    text: 'Error 402: {&quot;error&quot;:{&quot;message&quot;:&quot;Insufficient balance&quot;,&quot;code&quot;:&quot;insufficient_balance&quot;}}',
  },
  {
    kind: 'colours and frames',
    code: 'model.no-channel',
    text: '╭────────────╮\n│ \u001b[31mError\u001b[0m: 503 {"error":{"message":"No available channel for model gpt-4o under group default (distributor)","type":"new_api_error"}} │\n╰────────────╯',
  },
  {
    kind: 'prefixes of docker compose',
    code: 'dns.failed',
    text: 'web-1  | Error: getaddrinfo EAI_AGAIN gateway\nweb-1  |     at GetAddrInfoReqWrap.onlookupall [as oncomplete] (node:dns:122:26)',
  },
  {
    kind: 'cut off',
    code: 'key.disabled',
    text: 'Error code: 401 - {"error":{"message":"This token has expired","type":"new_api_er',
  },
  {
    kind: 'a quoted mail',
    code: 'upstream.error',
    text: '> InternalServerError: Error code: 500 - {"error":{"message":"The server had an error while processing your request","type":"server_error"}}\n> please help',
  },
  {
    kind: 'a stream',
    code: 'stream.empty',
    text: 'Error: request ended without sending any chunks\n    at MessageStream.endRequest (node_modules/@anthropic-ai/sdk/lib/MessageStream.js:400:1)',
  },
  { kind: 'a stream', code: 'stream.stalled', text: 'stream error: idle timeout waiting for SSE (300s)' },
  {
    kind: 'a stream',
    code: 'stream.malformed',
    text: 'Could not parse message into JSON: data: upstream\n    at Stream.iterator (node_modules/openai/core/streaming.mjs:40:11)',
  },
  {
    kind: 'tools',
    code: 'tools.unsupported',
    text: "openai.BadRequestError: Error code: 400 - {'error': {'message': 'local/gemma does not support tools', 'type': 'api_error'}}",
  },
  {
    kind: 'tools',
    code: 'tools.not-called',
    text: "    name = reply.choices[0].message.tool_calls[0].function.name\nTypeError: 'NoneType' object is not subscriptable",
  },
  {
    kind: 'an old SDK',
    code: 'sdk.openai-outdated',
    text: "AttributeError: 'OpenAI' object has no attribute 'chat'",
  },
  {
    kind: 'an absent SDK',
    code: 'sdk.anthropic-missing',
    text: "ModuleNotFoundError: No module named 'anthropic'",
  },
  {
    kind: 'an absent SDK',
    code: 'sdk.openai-missing',
    text: "Error: Cannot find module 'openai'\nRequire stack:\n- /srv/quiz/app.js",
  },
  {
    kind: 'SDKs that do not fit',
    code: 'sdk.incompatible',
    text: '  File "/srv/quiz/.venv/lib/python3.12/site-packages/openai/_base_client.py", line 738, in __init__\nTypeError: Client.__init__() got an unexpected keyword argument \'proxies\'',
  },
  {
    kind: 'an old runtime',
    code: 'runtime.outdated',
    text: "/srv/quiz/node_modules/openai/client.js:61\n  this.options ??= {};\n               ^^^\nSyntaxError: Unexpected token '??='",
  },
  {
    kind: 'a key with a newline',
    code: 'key.hidden-characters',
    text: "httpx.LocalProtocolError: Illegal header value b'Bearer sk-ar-test0123456789\\n'",
  },
  { kind: 'a stand-in', code: 'env.placeholder', text: 'getaddrinfo ENOTFOUND your-agentrouter.com' },
  { kind: 'quotes in a value', code: 'env.quoted-value', text: 'Error: getaddrinfo EAI_AGAIN "gateway"' },
  {
    kind: 'no key',
    code: 'key.missing',
    text: 'openai.OpenAIError: The api_key client option must be set either by passing api_key to the client or by setting the OPENAI_API_KEY environment variable',
  },
  {
    kind: 'JSON expected',
    code: 'http.not-json',
    text: 'SyntaxError: Unexpected token \'<\', "<!DOCTYPE "... is not valid JSON\n    at JSON.parse (<anonymous>)',
  },
  {
    kind: 'an answer that is a string',
    code: 'url.missing-v1',
    text: "AttributeError: 'str' object has no attribute 'choices'",
  },
  { kind: 'a vague text', code: 'unknown', text: 'openai.APIConnectionError: Connection error.' },
  { kind: 'a vague text', code: 'unknown', text: 'TypeError: fetch failed' },
  { kind: 'a vague text', code: 'unknown', text: '404 status code (no body)' },
  { kind: 'a vague text', code: 'unknown', text: 'openai.APITimeoutError: Request timed out.' },
];
