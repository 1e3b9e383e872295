/** Texts as people paste them, with the code that each must be explained as. The wording and all values are made up. */

export interface Pasted {
  /** What kind of text it is. */
  kind: string;
  text: string;
  code: string;
}

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

export const PASTES: readonly Pasted[] = [
  // Exceptions of SDKs
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

  // Clients of networks
  {
    kind: 'requests',
    code: 'tls.expired',
    text: "requests.exceptions.SSLError: HTTPSConnectionPool(host='gw.quiz.example', port=443): Max retries exceeded with url: /v1/models (Caused by SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired (_ssl.c:1007)')))",
  },
  {
    kind: 'requests',
    code: 'tcp.timeout',
    text: "requests.exceptions.ConnectTimeout: HTTPSConnectionPool(host='gw.quiz.example', port=443): Max retries exceeded with url: /v1/chat/completions (Caused by ConnectTimeoutError(<urllib3.connection.HTTPSConnection object at 0x7f0>, 'Connection to gw.quiz.example timed out. (connect timeout=5)'))",
  },
  {
    kind: 'requests',
    code: 'http.timeout',
    text: "requests.exceptions.ReadTimeout: HTTPSConnectionPool(host='gw.quiz.example', port=443): Read timed out. (read timeout=30)",
  },
  {
    kind: 'httpx',
    code: 'dns.failed',
    text: 'httpcore.ConnectError: [Errno -3] Temporary failure in name resolution\n\nThe above exception was the direct cause of the following exception:\n\nopenai.APIConnectionError: Connection error.',
  },
  {
    kind: 'httpx',
    code: 'stream.interrupted',
    text: '    for chunk in stream:\nhttpx.RemoteProtocolError: peer closed connection without sending complete message body (incomplete chunked read)',
  },
  {
    kind: 'aiohttp',
    code: 'tcp.refused',
    text: "aiohttp.client_exceptions.ClientConnectorError: Cannot connect to host 127.0.0.1:4000 ssl:default [Connect call failed ('127.0.0.1', 4000)]",
  },
  {
    kind: 'undici',
    code: 'tls.self-signed',
    text: "TypeError: fetch failed\n    at node:internal/deps/undici/undici:12618:11 {\n  cause: Error: self-signed certificate\n      at TLSSocket.onConnectSecure (node:_tls_wrap:1674:34) {\n    code: 'DEPTH_ZERO_SELF_SIGNED_CERT'\n  }\n}",
  },
  {
    kind: 'undici',
    code: 'tcp.timeout',
    text: "TypeError: fetch failed\n  [cause]: ConnectTimeoutError: Connect Timeout Error (attempted address: gw.quiz.example:443, timeout: 10000ms)\n    code: 'UND_ERR_CONNECT_TIMEOUT'",
  },
  {
    kind: 'Go',
    code: 'tcp.refused',
    text: 'Post "http://localhost:3000/v1/chat/completions": dial tcp [::1]:3000: connect: connection refused',
  },
  {
    kind: 'Go',
    code: 'tls.untrusted-ca',
    text: 'Post "https://gw.quiz.example/v1/messages": tls: failed to verify certificate: x509: certificate signed by unknown authority',
  },
  {
    kind: 'Java',
    code: 'tls.untrusted-ca',
    text: 'javax.net.ssl.SSLHandshakeException: PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target\n\tat com.openai.client.OkHttp.execute(OkHttp.kt:44)',
  },
  {
    kind: 'Java',
    code: 'dns.not-found',
    text: 'Exception in thread "main" java.net.UnknownHostException: gw.quiz.example: Name or service not known\n\tat com.openai.client.OkHttpClient.execute(OkHttpClient.kt:71)',
  },
  {
    kind: 'pip behind a proxy',
    code: 'proxy.auth-required',
    text: 'openai.APIConnectionError: Connection error.\nhttpx.ProxyError: 407 Proxy Authentication Required',
  },

  // Transcripts
  {
    kind: 'curl -i',
    code: 'rate.limited',
    text: 'HTTP/1.1 429 Too Many Requests\nX-RateLimit-Limit: 100\nX-RateLimit-Remaining: 0\nX-RateLimit-Reset: 1640000000\nContent-Type: application/json\n\n{"error":{"message":"Rate limit exceeded","type":"rate_limit_error","code":"rate_limit_exceeded"}}',
  },
  {
    kind: 'curl -v',
    code: 'auth.header-stripped',
    text: '> POST /v1/chat/completions HTTP/1.1\n> Host: gw.quiz.example\n> Authorization: Bearer sk-ar-test0123456789abcdef\n> Content-Type: application/json\n>\n< HTTP/1.1 401 Unauthorized\n< Content-Type: application/json\n<\n{"error":{"message":"No API key provided"}}',
  },
  {
    kind: 'curl -v',
    code: 'key.missing',
    text: '> POST /v1/chat/completions HTTP/1.1\n> Host: gw.quiz.example\n> Content-Type: application/json\n>\n< HTTP/1.1 401 Unauthorized\n< Content-Type: application/json\n<\n{"error":{"message":"No API key provided"}}',
  },
  {
    kind: 'curl -v',
    code: 'url.dashboard',
    text: '> POST /v1/chat/completions HTTP/1.1\n> Host: gw.quiz.example\n> Authorization: Bearer sk-ar-test0123456789abcdef\n>\n< HTTP/1.1 200 OK\n< Content-Type: text/html\n<\n<!doctype html><html><head><title>Router Console</title></head><body><div id="root"></div></body></html>',
  },
  {
    kind: 'curl -v',
    code: 'proxy.refused',
    text: '* Establish HTTP proxy tunnel to gw.quiz.example:443\n> CONNECT gw.quiz.example:443 HTTP/1.1\n> Host: gw.quiz.example:443\n>\n< HTTP/1.1 403 Forbidden\n< Server: filter/2.1\n<\n* CONNECT tunnel failed, response 403\ncurl: (56) CONNECT tunnel failed, response 403',
  },
  {
    kind: 'curl -v',
    code: 'stream.not-sse',
    text: '$ curl -N -v https://gw.quiz.example/v1/chat/completions -d \'{"model":"gpt-4o-mini","stream":true,"messages":[]}\'\n> POST /v1/chat/completions HTTP/1.1\n> Host: gw.quiz.example\n> Authorization: Bearer sk-ar-test0123456789abcdef\n>\n< HTTP/1.1 200 OK\n< Content-Type: application/json\n<\n{"id":"c1","object":"chat.completion","choices":[{"index":0,"message":{"role":"assistant","content":"Hi"},"finish_reason":"stop"}]}',
  },
  {
    kind: 'curl -v',
    code: 'stream.stalled',
    text: '< HTTP/1.1 200 OK\n< Content-Type: text/event-stream\n<\ndata: {"object":"chat.completion.chunk","choices":[{"delta":{"content":"Hi"}}]}\n\ncurl: (28) Operation timed out after 60001 milliseconds with 91 bytes received',
  },
  { kind: 'curl', code: 'http.closed', text: 'curl: (52) Empty reply from server' },
  { kind: 'curl', code: 'tls.not-tls', text: 'curl: (35) error:0A00010B:SSL routines::wrong version number' },
  {
    kind: 'curl',
    code: 'url.invalid',
    text: 'curl: (3) URL rejected: Port number was not a decimal number between 0 and 65535',
  },
  {
    kind: 'a raw page',
    code: 'upstream.timeout',
    text: '<html>\n<head><title>504 Gateway Time-out</title></head>\n<body><center><h1>504 Gateway Time-out</h1></center><hr><center>nginx</center></body>\n</html>',
  },
  {
    kind: 'httpx log',
    code: 'rate.limited',
    text: 'INFO:httpx:HTTP Request: POST https://gw.quiz.example/v1/chat/completions "HTTP/1.1 429 Too Many Requests"\nopenai.RateLimitError: Error code: 429',
  },

  // Errors inside errors, and the host that answered
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

  // Mangled on the way
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

  // Streams, tools, SDKs, runtimes, settings
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

  // Not settled
  { kind: 'a vague text', code: 'unknown', text: 'openai.APIConnectionError: Connection error.' },
  { kind: 'a vague text', code: 'unknown', text: 'TypeError: fetch failed' },
  { kind: 'a vague text', code: 'unknown', text: '404 status code (no body)' },
  { kind: 'a vague text', code: 'unknown', text: 'openai.APITimeoutError: Request timed out.' },
];

/** Texts in which nothing of this tool's business went wrong, though words of it occur. */
export const HARMLESS: readonly string[] = [
  'hello',
  'Build finished in 4.2 s, 0 warnings',
  'psql: error: connection to server at "localhost", port 5432 failed: Connection refused',
  "fatal: unable to access 'https://git.example/team/app.git/': Could not resolve host: git.example",
  'a1b2c3d fix: handle 401 invalid_api_key\nb2c3d4e test: rate limit exceeded',
  '{"id":"c1","object":"chat.completion","choices":[{"message":{"role":"assistant","content":"Error 401 means an invalid API key."},"finish_reason":"stop"}]}',
  'panic: runtime error: index out of range [5] with length 3\n\ngoroutine 1 [running]:\nmain.main()\n\t/srv/quiz/main.go:8 +0x1d',
  "TypeError: Cannot read properties of undefined (reading 'map')\n    at List (List.jsx:12:20)",
];
