/** Every piece of advice in AgentRouter's troubleshooting guide, and the code that a user meets when it is needed. */

export interface Advice {
  /** The section of the guide. */
  section: string;
  advice: string;
  code: string;
  /** What the fixes of that code have to say, each in a text or a command. */
  says: readonly RegExp[];
}

const of = (section: string, ...rows: [advice: string, code: string, ...says: RegExp[]][]): Advice[] =>
  rows.map(([advice, code, ...says]) => ({ section, advice, code, says }));

export const DOCUMENTED_ADVICE: readonly Advice[] = [
  ...of(
    '401',
    ['keys start with sk-ar-', 'key.rejected', /starts with sk-ar-/],
    ['keys start with sk-ar-', 'key.bad-format', /=sk-ar-/],
    ['send one of two headers', 'key.rejected', /Authorization: Bearer \$/, /x-api-key: \$/],
    ['send one of two headers', 'key.missing', /Authorization: Bearer \$/, /x-api-key: \$/],
    ['send one of two headers', 'auth.header-stripped', /Authorization: Bearer \$/, /x-api-key: \$/],
    ['give the SDK key and address', 'key.rejected', /^OpenAI\(api_key=/m, /new OpenAI\(\{ apiKey/],
    ['see whether the key exists', 'key.rejected', /API Keys Management/],
    ['create a new key', 'key.rejected', /create a new one/],
  ),
  ...of(
    '402',
    ['look at the wallet', 'balance.insufficient', /Wallet page/, /check-key/],
    ['have it topped up', 'balance.insufficient', /Top up/, /administrator/, /has arrived/],
    ['use cheaper models', 'balance.insufficient', /gpt-3\.5-turbo or deepseek-chat/],
    ['lower max_tokens', 'balance.insufficient', /Lower max_tokens/],
    ['the same before it is gone', 'balance.low', /Top up/, /cheap model/, /Lower max_tokens/],
  ),
  ...of(
    '429',
    ['wait 1, 2 and 4 s', 'rate.limited', /for wait in \(1, 2, 4, None\)/, /of \[1, 2, 4, null\]/],
    ['wait as the header says', 'rate.limited', /headers\.get\("X-RateLimit-Reset"/],
    ["raise the key's limit", 'rate.limited', /Raise the request limit of the key/],
    ['or create a new key', 'rate.limited', /create a new key/],
  ),
  ...of(
    '400',
    ['send max_tokens', 'request.missing-parameter', /max_tokens=1024/, /max_tokens: 1024/],
    ['give role and content', 'request.bad-message-format', /"role": "user", "content"/, /role: "user"/],
    ['write names to the letter', 'model.not-found', /model = "gpt-4o"/],
    ['see the list of models', 'model.not-found', /agentrouter models/],
  ),
  ...of(
    'connection',
    ['/v1 for the OpenAI SDK', 'url.missing-v1', /OpenAI\(.*\/v1"/, /baseURL: ".*\/v1"/],
    ['none for the Anthropic SDK', 'url.extra-v1', /Anthropic\(.*your-deployment"/],
    ['check the base URL', 'endpoint.not-found', /OpenAI\(.*\/v1"/, /Anthropic\(.*your-deployment"/],
    ['call the API with curl', 'http.timeout', /curl -v \S+\/v1\/chat\/completions/, /-H "Authorization/],
    ['set a timeout of 60 s', 'http.timeout', /timeout=60\.0/, /timeout: 60_000/],
    ['set a timeout of 60 s', 'upstream.timeout', /timeout=60\.0/, /timeout: 60_000/],
    ['look at firewall and proxy', 'tcp.timeout', /another network/, /HTTPS_PROXY/],
  ),
  ...of(
    '500',
    ['look at status pages', 'upstream.error', /status\.openai\.com/, /status\.anthropic\.com/],
    ['wait 5, 10 and 15 s', 'upstream.error', /for wait in \(5, 10, 15, None\)/, /of \[5, 10, 15, null\]/],
    ['try DeepSeek meanwhile', 'upstream.error', /AGENTROUTER_MODEL=deepseek-chat/],
    ['tell time and message', 'upstream.error', /request time and the error message/, /support-dump/],
    ["the server's own keys", 'upstream.key-invalid', /OPENAI_API_KEY/, /ANTHROPIC_API_KEY/],
  ),
  ...of(
    'SDKs',
    ['update openai', 'sdk.openai-outdated', /pip install --upgrade openai/, /openai\.__version__/],
    ['install anthropic', 'sdk.anthropic-missing', /pip install anthropic/, /npm install @anthropic-ai\/sdk/],
    ['install openai', 'sdk.openai-missing', /pip install openai/, /npm install openai/],
  ),
  ...of(
    'variables',
    ['load the file', 'key.missing', /pip install python-dotenv/, /load_dotenv\(\)/, /--env-file=\.env/],
    ['load the file', 'env.file-missing', /load_dotenv\(\)/],
    ['put it in the root', 'env.file-wrong-place', /mv \S+ \.env/, /project\/\n {2}\.env\n {2}main\.py/],
    ['no quotes', 'env.quoted-value', /without quotation marks/],
    ['no spaces', 'env.spaces', /without spaces/],
    ['both lines', 'env.file-missing', /AGENTROUTER_API_KEY=sk-ar-/, /AGENTROUTER_BASE_URL=https:\S+\/v1/],
  ),
  ...of(
    'streams',
    ['handle errors', 'stream.interrupted', /except Exception as error/, /catch \(error\)/],
    ['handle errors', 'stream.stalled', /except Exception as error/, /catch \(error\)/],
    ['handle errors', 'stream.error-event', /except Exception as error/, /catch \(error\)/],
    ['allow 300 s', 'stream.interrupted', /timeout=300\.0/, /timeout: 300_000/],
    ['allow 300 s', 'stream.stalled', /timeout=300\.0/, /timeout: 300_000/],
    ['allow 300 s', 'stream.error-event', /timeout=300\.0/, /timeout: 300_000/],
    ['allow 300 s', 'upstream.timeout', /timeout=300\.0/, /timeout: 300_000/],
  ),
  ...of(
    'DeepSeek',
    ['one word in the name', 'deepseek.misspelled', /deepseek in one word/, /model = "deepseek-chat"/],
    ["the server's own key", 'deepseek.not-configured', /Self-hosted/, /DEEPSEEK_API_KEY=/],
    ['use the OpenAI SDK', 'deepseek.wrong-api', /from openai import OpenAI/, /import OpenAI from "openai"/],
  ),
  ...of(
    'tools',
    [
      'look at content types',
      'tools.not-called',
      /content\.type == "tool_use"/,
      /content\.type === "tool_use"/,
    ],
    ['look at content types', 'tools.malformed', /content\.type == "tool_use"/],
  ),
  ...of(
    'debugging',
    ['switch on logging', 'unknown', /logging\.DEBUG/, /OPENAI_LOG=debug/],
    ['switch on logging', 'request.invalid', /logging\.DEBUG/, /OPENAI_LOG=debug/],
    ['print the raw answer', 'unknown', /response\.status_code, response\.headers, response\.text/],
    ['curl -v', 'unknown', /curl -v \S+\/v1\/chat\/completions/],
    ['curl -v', 'key.rejected', /curl -v \S+\/v1\/chat\/completions/],
  ),
  ...['unknown', 'upstream.error', 'upstream.key-invalid', 'request.invalid'].flatMap((code) =>
    of(
      'help',
      ['where to ask', code, /support@agentrouter\.com/, /GitHub issues/, /Discord/],
      ['what to bring', code, /error message/, /versions of the SDK, of Python or Node\.js/, /support-dump/],
    ),
  ),
];
