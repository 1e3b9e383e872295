/** Texts in which nothing of this tool's business went wrong, though words of it occur. */
export const HARMLESS: readonly string[] = [
  'hello',
  'Build finished in 4.2 s, 0 warnings',
  'psql: error: connection to server at "localhost", port 5432 failed: Connection refused',
  "fatal: unable to access 'https://git.example/team/app.git/': Could not resolve host: git.example",
  "fatal: Authentication failed for 'https://git.example/team/app.git/'",
  'a1b2c3d fix: handle 401 invalid_api_key\nb2c3d4e test: rate limit exceeded',
  '{"id":"c1","object":"chat.completion","choices":[{"message":{"role":"assistant","content":"Error 401 means an invalid API key."},"finish_reason":"stop"}]}',
  'panic: runtime error: index out of range [5] with length 3\n\ngoroutine 1 [running]:\nmain.main()\n\t/srv/quiz/main.go:8 +0x1d',
  "TypeError: Cannot read properties of undefined (reading 'map')\n    at List (List.jsx:12:20)",
  'botocore.exceptions.NoCredentialsError: Unable to locate credentials',
  'stripe.error.AuthenticationError: Invalid API Key provided: sk_test_****1234',
  'HTTP 401: Bad credentials (https://api.github.com/user)',
  '--- PASS: TestRateLimited (0.01s)\n✓ maps 401 to AuthenticationError\nok  \tquiz.example/client\t0.4s',
  'Hi team, the rate limit of the new plan is 500 requests per minute. Cheers',
  "UnicodeEncodeError: 'ascii' codec can't encode character '\\xe9' in position 20: ordinal not in range(128)",
  'The invoice of March is open: payment required by 1 April.',
  'Wer zu viel fragt, bekommt den Status 429. Wer nicht zahlt, bekommt 402. Beides lässt sich abfangen.',
  '# 常见问题\n\n上游返回 429 或 503（无可用渠道）时会重试三次。\n返回 401（无效的令牌）时不会重试。',
  'La limite de débit est de 60 requêtes par minute.',
  'タイムアウトの既定値は30秒で、レート制限は1分あたり100回です。',
  'HTTP/2 200\ncontent-type: application/json\nx-ratelimit-remaining-requests: 9987',
  'defaults\n    timeout connect 5s\n    timeout server 300s',
  'Mar 01 03:00:09 gw quiz[8]: 200 POST /v1/messages 1843ms upstream=anthropic timeout=120s retries=0',
  'Deployed v2.3 of the billing service; quota dashboards are up to date',
  "raise NotImplementedError('the stream timeout policy stands in the manual')",
  "if (error.status === 429) throw new Error('rate limit exceeded');",
];

/** Code, patches, settings and documentation that speak of errors. */
export const SOURCES: readonly string[] = [
  "if (response.status === 401) {\n  throw new Error('Invalid API key');\n}",
  'case http.StatusTooManyRequests:\n\treturn ErrRateLimited\ncase http.StatusPaymentRequired:\n\treturn ErrInsufficientBalance',
  'class RateLimitError(APIStatusError):\n    """Raised on 429: too many requests."""\n\n    status_code: Literal[429] = 429',
  "diff --git a/c.ts b/c.ts\n@@ -1 +1 @@\n-  if (status === 429) throw new Error('rate limited');\n+  return retry();",
  '## 2.4.1\n\n- retry on 429 and 503\n- tell `insufficient_quota` from rate limits',
  '# Errors\n\n| status | class |\n| --- | --- |\n| 401 | AuthenticationError |\n| 429 | RateLimitError |',
  "responses:\n  '200':\n    description: An answer\n  '401':\n    description: Invalid API key\n  '429':\n    description: Rate limit exceeded",
  'public enum Failure {\n    BAD_KEY(401, "Invalid API key"),\n    POOR(402, "Insufficient balance"),\n    UPSTREAM_TIMEOUT(504, "Gateway timeout");',
  '# HELP answers_total Answers by status.\n# TYPE answers_total counter\nanswers_total{code="429"} 0\nanswers_total{code="502"} 3',
  'enum Failure {\n    #[error("connection refused")]\n    Refused,\n    Limited(u32),\n}',
  'fun told(code: Int) = when (code) {\n    402 -> "Insufficient balance"\n    503 -> "No available channel"\n    else -> "HTTP $code"\n}',
  "<?php\nreturn [\n    'timeout' => 30,\n    'retry' => [429, 503],\n];",
  "SELECT status FROM calls\nWHERE status IN (401, 429)\n  AND message LIKE '%insufficient balance%'",
  '## v2.6.0\n\n* 429 answers are no longer sent again\n* 407 Proxy Authentication Required is told once',
  'retries:\n  on: [connection refused, timeout, 502]\n  attempts: 3',
  '{\n  "errors.key": "Invalid API key",\n  "errors.rate": "Too many requests",\n  "errors.net": "Connection error"\n}',
];

/** The same, with what a program printed: the text is no source any more. */
export const SOURCES_THAT_FAILED: readonly { text: string; code: string }[] = [
  {
    text: "if (!key) {\n  throw new Error('no key');\n}\n\nError code: 402 - {'error': {'code': 'insufficient_balance'}}",
    code: 'balance.insufficient',
  },
  {
    text: '## What happened\n\n- openai.AuthenticationError: Error code: 401 - invalid_api_key\n- on Windows',
    code: 'key.rejected',
  },
  { text: 'client = OpenAI()\nprint(client.models.list())\nConnection refused', code: 'tcp.refused' },
];
