import type { Pasted } from './pasted.ts';

const text = (kind: string, code: string, said: string): Pasted => ({ kind, code, text: said });

/** Failures of sockets as systems, languages and HTTP clients of many kinds word them. All values are made up. */
export const SYSTEMS: readonly Pasted[] = [
  ...[
    '[WinError 10061] 由于目标计算机积极拒绝，无法连接。',
    'SocketException (10061): Der Zielcomputer hat die Verbindung verweigert',
    'OSError: [Errno 61] no words at all, asking /v1/models',
    'dial: Conexión rehusada (chat/completions)',
    'requests.exceptions.ConnectionError: В соединении отказано',
    'error trying to connect: tcp connect error (os error 10061)',
    'java.net.ConnectException: Failed to connect to gw.quiz.example/198.51.100.4:4000',
    'Error Domain=NSURLErrorDomain Code=-1004 "x"',
  ].map((said) => text('refused', 'tcp.refused', said)),
  ...[
    'HttpRequestException: Hôte inconnu. (gw.quiz.exmaple:443)',
    'SocketException (11001): x',
    "The remote name could not be resolved: 'gw.quiz.exmaple'",
    "Invoke-RestMethod : 未能解析此远程名称: 'gw.quiz.exmaple'",
    "SocketException: Failed host lookup: 'gw.quiz.exmaple'",
    '{"level":"error","ts":1,"msg":"chat failed","error":"Post \\"https://gw.quiz.exmaple/v1/chat/completions\\": dial tcp: lookup gw.quiz.exmaple: no such host"}',
  ].map((said) => text('an unknown host', 'dns.not-found', said)),
  ...[
    'httpx.ConnectTimeout: [WinError 10060] 由于连接方在一段时间后没有正确答复，连接尝试失败。',
    'SocketTimeoutException: failed to connect to /198.51.100.4 (port 443) from /10.0.0.2 (port 5011) after 10000ms',
  ].map((said) => text('no answer to connecting', 'tcp.timeout', said)),
  text('no answer to the lookup', 'dns.failed', 'getaddrinfo: [Errno 11002] x'),
  text(
    'no route',
    'tcp.unreachable',
    'OSError: [Errno 113] Aucun chemin d’accès pour atteindre l’hôte cible',
  ),
  text('cut', 'tcp.reset', 'SocketException (10054): Eine vorhandene Verbindung wurde geschlossen'),
  text('closed', 'http.closed', 'HttpIOException: The response ended prematurely. (ResponseEnded)'),
  text('closed', 'http.closed', 'error: The socket connection was closed unexpectedly. code: "ECONNRESET"'),
  text('no answer', 'http.timeout', 'java.net.http.HttpTimeoutException: request timed out'),
  text(
    'another name',
    'tls.hostname-mismatch',
    'SSLPeerUnverifiedException: Hostname gw.quiz.example not verified',
  ),
  text('past its end', 'tls.expired', 'errors in the certificate chain: NotTimeValid'),
  text('not trusted', 'tls.untrusted-ca', 'Could not establish trust relationship for the SSL/TLS channel.'),
  text(
    'a user name in the address',
    'url.invalid',
    'TypeError: Request cannot be constructed from a URL that includes credentials: https://a:***@gw.quiz.example/v1',
  ),
  text('no scheme', 'url.invalid', 'Post "gw.quiz.example/v1/models": unsupported protocol scheme ""'),
  text(
    'a proxy',
    'proxy.refused',
    '<html><title>ERROR: The requested URL could not be retrieved</title></html>',
  ),
  text('no words', 'unknown', 'Invoke-RestMethod : 无法连接到远程服务器'),
  text('no words', 'unknown', '** (Req.TransportError) timeout'),
  text('no words', 'unknown', 'Access to fetch has been blocked by CORS policy'),
];

/** What gateways and programs say of keys, statuses and pages. */
export const SAID: readonly Pasted[] = [
  text('a status in brackets', 'key.rejected', 'Der Remoteserver hat einen Fehler gemeldet: (401) Nein.'),
  text('a status after its name', 'key.rejected', '接口返回异常，状态码：401'),
  text(
    'the words of Ruby on the line of the place',
    'key.rejected',
    "/gems/faraday/raise_error.rb:30:in `on_complete': the server responded with status 401 (Faraday::Error)",
  ),
  text('a variable', 'key.missing', 'Missing environment variable: `AGENTROUTER_API_KEY`.'),
  text('a variable', 'key.missing', "KeyError: 'AGENTROUTER_API_KEY'"),
  text('a key', 'key.rejected', '{"error":"ERROR_BAD_USER_API_KEY","details":{"title":"no"}}'),
  text(
    'a key of the gateway',
    'upstream.key-invalid',
    '400 {"error":{"message":"No credentials for provider: quiz","type":"invalid_request_error"}}',
  ),
  text(
    'Bearer twice',
    'key.bearer-prefix',
    '> GET /v1/models HTTP/1.1\n> Host: gw.quiz.example\n> Authorization: Bearer Bearer sk-ar-test0123456789\n>\n< HTTP/1.1 401 Unauthorized\n<\n{"error":{"message":"Invalid API key"}}',
  ),
  text(
    'a quote from a rich-text editor',
    'key.hidden-characters',
    "  File \"/usr/lib/python3.12/http/client.py\", line 1255, in putheader\nUnicodeEncodeError: 'latin-1' codec can't encode character '\\u201c' in position 7",
  ),
  text(
    'a page with the script that Cloudflare adds to all',
    'request.too-large',
    "413 Payload Too Large: <html><head><title>413 Request Entity Too Large</title></head><script>src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'</script></html>",
  ),
  text('a web filter', 'access.client-blocked', '<html><title>Denied - Zscaler</title><p>No.</p></html>'),
  text(
    'a retry that helped',
    'upstream.flaky',
    'WARN request failed: 502 Bad Gateway, retrying\nINFO POST /v1/chat/completions 200 in 812ms',
  ),
  text(
    'a name that no address has',
    'tls.hostname-mismatch',
    "x509: cannot validate certificate for 10.0.0.8 because it doesn't contain any IP SANs",
  ),
  text('Java connecting', 'tcp.timeout', 'java.net.SocketTimeoutException: Connect timed out'),
  text(
    '.NET waiting',
    'http.timeout',
    'TaskCanceledException: the configured HttpClient.Timeout of 100 seconds',
  ),
  text(
    'no TLS',
    'tls.not-tls',
    'IOException: Cannot determine the frame size or a corrupted frame was received.',
  ),
  text('SOCKS', 'proxy.refused', "curl: (97) Can't complete SOCKS5 connection to gw.quiz.example. (5)"),
  text(
    'a stream that ended, and why',
    'rate.limited',
    'stream disconnected before completion: Rate limit reached for gpt-5 on tokens per min (TPM). Please try again in 9s.',
  ),
  text('a status in the code', 'key.rejected', '{"error":{"message":"User not found.","code":401}}'),
  text(
    'a list of Python as words',
    'request.missing-parameter',
    `400 - {"object":"error","message":"[{'type': 'missing', 'loc': ('body',), 'msg': 'Field required'}]","type":"Bad Request","code":400}`,
  ),
  text('a tool', 'tools.not-called', 'Tool choice is required, but model did not call a tool'),
  text('nothing came', 'stream.empty', 'AI_NoOutputGeneratedError: No output generated.'),
];
