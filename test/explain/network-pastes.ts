import type { Pasted } from './pasted.ts';

/** Failures of network clients, and transcripts of HTTP. The wording and all values are made up. */
export const NETWORK: readonly Pasted[] = [
  {
    kind: 'what curl -sv says, and nothing else',
    code: 'tcp.refused',
    text: "*   Trying 198.51.100.4:4000...\n* connect to 198.51.100.4 port 4000 failed: Connection refused\n* Failed to connect to 198.51.100.4 port 4000 after 0 ms: Couldn't connect to server\n* Closing connection 0",
  },
  {
    kind: 'what curl -sv says of a name',
    code: 'dns.not-found',
    text: '* Could not resolve host: gw.quiz.example\n* Closing connection 0',
  },
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
];
