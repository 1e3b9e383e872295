import type { Pasted } from './pasted.ts';

const text = (kind: string, code: string, words: string): Pasted => ({ kind, code, text: words });

const NGINX = ', client: 192.0.2.7, server: gw.quiz.example, request: "POST /v1/chat/completions HTTP/1.1"';

/** Logs of servers and apps, and clients that word what others word otherwise. The wording and all values are made up. */
export const LOGS: readonly Pasted[] = [
  text(
    'nginx waiting for the gateway',
    'upstream.timeout',
    `2026/03/01 11:58:02 [error] 7#7: *12 upstream timed out (110: Connection timed out) while reading response header from upstream${NGINX}`,
  ),
  text(
    'nginx without a gateway',
    'upstream.bad-gateway',
    `2026/03/01 11:58:02 [error] 7#7: *13 connect() failed (111: Connection refused) while connecting to upstream${NGINX}`,
  ),
  text(
    'nginx with a limit of size',
    'request.too-large',
    `2026/03/01 11:58:02 [error] 7#7: *14 client intended to send too large body: 2097152 bytes${NGINX}`,
  ),
  text(
    'Apache without a gateway',
    'upstream.bad-gateway',
    '[proxy:error] [pid 9] (111)Connection refused: AH00957: HTTP: attempt to connect to 10.0.0.4:3000 (10.0.0.4) failed',
  ),
  text('a range of length', 'request.too-large', '<400> Range of input length should be [1, 30720]'),
  text('a long input', 'request.too-large', '500 input length too long'),
  text(
    'Ruby without a key',
    'key.missing',
    "/srv/gems/tiny_chat-1.0/lib/errors.rb:9:in 'raise_for': You didn't provide an API key. (TinyChat::UnauthorizedError)\n\tfrom /srv/gems/tiny_chat-1.0/lib/errors.rb:4:in 'call'",
  ),
  text(
    'a gateway without a key',
    'key.missing',
    'GatewayError: Unauthenticated request to the AI gateway. To authenticate, set the QUIZ_API_KEY environment variable.',
  ),
  text(
    'Go and the scheme of a proxy',
    'proxy.invalid',
    'Post "https://gw.quiz.example/v1/chat/completions": proxyconnect tcp: tls: first record does not look like a TLS handshake',
  ),
  text(
    'PySocks and a password',
    'proxy.auth-required',
    'requests.exceptions.ConnectionError: SOCKSHTTPSConnectionPool: Failed to establish a new connection: SOCKS5 authentication failed',
  ),
  text(
    'rustls without TLS',
    'tls.not-tls',
    'reqwest::Error { kind: Request, url: "https://localhost:9/v1/models", source: Custom { kind: InvalidData, error: InvalidMessage(InvalidContentType) } }',
  ),
  text(
    'PowerShell without a protocol',
    'tls.handshake-failed',
    'Invoke-RestMethod : The request was aborted: Could not create SSL/TLS secure channel.',
  ),
  text(
    'wget without the CA',
    'tls.untrusted-ca',
    "ERROR: cannot verify gw.quiz.example's certificate, issued by 'CN=R9':\n  Unable to locally verify the issuer's authority.",
  ),
  text(
    'Android and plain text',
    'url.insecure',
    'java.net.UnknownServiceException: CLEARTEXT communication to gw.quiz.example not permitted by network security policy',
  ),
  text(
    'a signature of a wrong clock',
    'clock.skewed',
    'An error occurred (InvalidSignatureException) when calling the Converse operation: Signature expired: 20260301T110000Z is now earlier than 20260301T115500Z',
  ),
  text(
    'LiteLLM and the key of AWS',
    'upstream.key-invalid',
    'litellm.AuthenticationError: BedrockException Invalid Authentication - {"message":"The security token included in the request is invalid."}. Received Model Group=claude',
  ),
  text(
    'only some clients',
    'access.client-blocked',
    'HTTP 503\n{"type":"error","error":{"type":"api_error","message":"No available accounts: this pool only allows Claude Code clients"}}',
  ),
  text(
    'a firewall in an SDK',
    'access.client-blocked',
    'openai.PermissionDeniedError: <html style="height:100%"><head></head><body><iframe src="/_Incapsula_Resource?SWUDNSAI=9">Request unsuccessful. Incapsula incident ID: 9-1</iframe></body></html>',
  ),
  text(
    'a limit of a week',
    'rate.limited',
    'error=429 {"error":{"code":"1310","message":"Weekly limit exhausted. It will reset at 2026-03-08 08:00:00"}}',
  ),
  text(
    'a user who is gone',
    'key.rejected',
    '{"errorMessage":"Authorization failed - check your credentials","errorDescription":"User not found."}',
  ),
  text(
    'a server that reads tool calls',
    'tools.malformed',
    'got exception: {"error":{"code":500,"message":"Failed to parse tool call arguments as JSON: parse error at line 1, column 8","type":"server_error"}}',
  ),
  text(
    'a schema that a tool call does not fit',
    'tools.malformed',
    "InstructorRetryException: 1 validation error for Weather\ncity\n  Field required [type=missing, input_value={'town': 'Oslo'}]\nChatCompletionMessage(content=None, tool_calls=[Call(id='c1')])",
  ),
  text(
    'a model that says nothing',
    'stream.empty',
    'Unexpected API Response: The language model did not provide any assistant messages.',
  ),
  text(
    'packages of several ages',
    'sdk.incompatible',
    "  File \"/opt/venv/lib/python3.10/site-packages/openai/_models.py\", line 24, in <module>\nImportError: cannot import name 'TypeIs' from 'typing_extensions' (/opt/venv/lib/python3.10/site-packages/typing_extensions.py)",
  ),
  text(
    'an endpoint by the name of a model',
    'model.not-found',
    "openai.NotFoundError: Error code: 404 - {'error_code': 'RESOURCE_DOES_NOT_EXIST', 'message': \"Endpoint with name 'quiz-large-3' does not exist.\"}",
  ),
  text(
    'a stream read as one JSON',
    'stream.malformed',
    `SyntaxError: Unexpected token 'd', "data: {"id"... is not valid JSON`,
  ),
  text(
    'Compose and a line of .env',
    'env.unparsable-line',
    'failed to read /srv/quiz/.env: line 3: unexpected character "!" in variable name "AGENTROUTER_BASE_URL!https"',
  ),
  text(
    'Docker and a name with a space',
    'env.spaces',
    "docker: poorly formatted environment: variable 'AGENTROUTER_API_KEY ' contains whitespaces.",
  ),
  text(
    'python-dotenv and UTF-16',
    'env.bad-encoding',
    "  File \"/opt/venv/site-packages/dotenv/main.py\", line 68, in parse\nUnicodeDecodeError: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte",
  ),
  text(
    'a token of a wrong clock',
    'clock.skewed',
    "RefreshError: ('invalid_grant: Invalid JWT. Use a clock with skew to account for clock differences between systems.')",
  ),
  text(
    'German silence',
    'stream.stalled',
    '09:31:04 stream gestartet\n09:31:39 ERROR seit 30 s kein weiteres Byte im Stream empfangen\njava.net.SocketTimeoutException: timeout',
  ),
  text(
    'a tool call of a model, read by an SDK',
    'tools.malformed',
    'AI_InvalidToolInputError: Invalid input for tool weather: JSON parsing failed: Unexpected end of JSON input',
  ),
  text(
    'an SDK that wants a stream',
    'request.invalid',
    'ValueError: Streaming is required for operations that may take longer than 10 minutes.',
  ),
];
