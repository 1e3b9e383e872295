/** What has to change in a user's own code, for Python and for Node.js. */

import { anthropicUrl, fix, openaiUrl } from './fix-texts.ts';
import type { Context, Fix } from './types.ts';

interface Retry {
  /** Waits between tries. */
  waitsSeconds: readonly number[];
  /** The exception of the Python SDK, and what the error of the Node SDK has else. */
  python: string;
  node: string;
  /** Lines that wait. */
  pythonWait: readonly string[];
  nodeWait: readonly string[];
}

/** The waits of AgentRouter's documentation (Troubleshooting, "429 Too Many Requests"): by the header, else these. */
const AFTER_LIMIT: Retry = {
  waitsSeconds: [1, 2, 4],
  python: 'openai.RateLimitError as error',
  node: 'error.status !== 429',
  pythonWait: [
    'headers = error.response.headers',
    'reset = int(headers.get("X-RateLimit-Reset", 0)) - time.time()',
    'time.sleep(max(wait, float(headers.get("Retry-After", 0)), reset))',
  ],
  nodeWait: [
    'const headers = new Headers(error.headers);',
    'const reset = Number(headers.get("X-RateLimit-Reset")) - Date.now() / 1000;',
    'await sleep(1000 * Math.max(wait, Number(headers.get("Retry-After")), reset));',
  ],
};
/** The same of "500 Internal Server Error". */
const AFTER_SERVER_ERROR: Retry = {
  waitsSeconds: [5, 10, 15],
  python: 'openai.InternalServerError',
  node: '!(error.status >= 500)',
  pythonWait: ['time.sleep(wait)'],
  nodeWait: ['await sleep(wait * 1000);'],
};

const inPython = ({ waitsSeconds, python, pythonWait }: Retry): string =>
  [
    `for wait in (${waitsSeconds.join(', ')}, None):  # Python`,
    '    try:',
    '        response = client.chat.completions.create(...)',
    '        break',
    `    except ${python}:`,
    '        if wait is None: raise',
    ...pythonWait.map((line) => `        ${line}`),
  ].join('\n');

const inNode = ({ waitsSeconds, node, nodeWait }: Retry): string =>
  [
    'import { setTimeout as sleep } from "node:timers/promises";  // Node',
    `for (const wait of [${waitsSeconds.join(', ')}, null]) {`,
    '  try {',
    '    response = await client.chat.completions.create({ ... });',
    '    break;',
    '  } catch (error) {',
    `    if (wait === null || ${node}) throw error;`,
    ...nodeWait.map((line) => `    ${line}`),
    '  }',
    '}',
  ].join('\n');

export const RETRY_AFTER_LIMIT: Fix = fix(
  'In code, wait as long as the answer says, else 1, 2 and 4 s.',
  inPython(AFTER_LIMIT),
);
export const RETRY_AFTER_LIMIT_NODE: Fix = fix('The same in Node:', inNode(AFTER_LIMIT));
export const RETRY_AFTER_SERVER_ERROR: Fix = fix(
  'Try again after 5, 10 and 15 s. In code:',
  inPython(AFTER_SERVER_ERROR),
);
export const RETRY_AFTER_SERVER_ERROR_NODE: Fix = fix('The same in Node:', inNode(AFTER_SERVER_ERROR));

/** The documentation's limits: 60 s for a usual call, 300 s for a stream. */
export function timeoutFix(context: Context, seconds: 60 | 300): Fix {
  const url = openaiUrl(context);
  return fix(
    seconds === 60 ? 'Give the SDK 60 s for an answer.' : 'Give the SDK 5 minutes for a stream.',
    [
      `client = OpenAI(base_url="${url}", timeout=${seconds}.0)  # Python`,
      `new OpenAI({ baseURL: "${url}", timeout: ${seconds}_000 })  // Node`,
    ].join('\n'),
  );
}

/** The form of the base URL that each SDK wants. */
export function baseUrlsFix(context: Context, text: string): Fix {
  return fix(
    text,
    `OpenAI(base_url="${openaiUrl(context)}")  # in Node: baseURL\nAnthropic(base_url="${anthropicUrl(context)}")`,
  );
}

/** The lines of a program that make its client, in each language. */
interface ClientLines {
  python: string;
  node: string;
}

export function openaiClient(context: Context): ClientLines {
  const url = openaiUrl(context);
  return {
    python: `import os\nfrom openai import OpenAI\nclient = OpenAI(api_key=os.environ["AGENTROUTER_API_KEY"], base_url="${url}")`,
    node: `import OpenAI from "openai";\nconst client = new OpenAI({ apiKey: process.env.AGENTROUTER_API_KEY, baseURL: "${url}" });`,
  };
}

export function anthropicClient(context: Context): ClientLines {
  const url = anthropicUrl(context);
  return {
    python: `import os\nfrom anthropic import Anthropic\nclient = Anthropic(api_key=os.environ["AGENTROUTER_API_KEY"], base_url="${url}")`,
    node: `import Anthropic from "@anthropic-ai/sdk";\nconst client = new Anthropic({ apiKey: process.env.AGENTROUTER_API_KEY, baseURL: "${url}" });`,
  };
}

/** Both SDKs in both languages, with the base URL that each of them wants. */
export function clientsFix(context: Context, text: string): Fix {
  const [openai, anthropic] = [openaiUrl(context), anthropicUrl(context)];
  return fix(
    text,
    [
      `OpenAI(api_key=os.environ["AGENTROUTER_API_KEY"], base_url="${openai}")  # Python`,
      `Anthropic(api_key=os.environ["AGENTROUTER_API_KEY"], base_url="${anthropic}")`,
      `new OpenAI({ apiKey: process.env.AGENTROUTER_API_KEY, baseURL: "${openai}" })  // Node`,
      `new Anthropic({ apiKey: process.env.AGENTROUTER_API_KEY, baseURL: "${anthropic}" })`,
    ].join('\n'),
  );
}

export const HANDLE_STREAM_ERRORS: Fix = fix(
  'Handle errors around the loop that reads the stream, and keep what came so far.',
  [
    'try:  # Python',
    '    for chunk in stream:',
    '        if chunk.choices and chunk.choices[0].delta.content:',
    '            print(chunk.choices[0].delta.content, end="")',
    'except Exception as error:',
    '    print(f"Streaming error: {error}")',
  ].join('\n'),
);
export const HANDLE_STREAM_ERRORS_NODE: Fix = fix(
  'The same in Node:',
  [
    'try {',
    '  for await (const chunk of stream) process.stdout.write(chunk.choices[0]?.delta?.content ?? "");',
    '} catch (error) {',
    '  console.error("Streaming error:", error);',
    '}',
  ].join('\n'),
);

export const SWITCH_ON_LOGGING: Fix = fix(
  'Switch on the logging of the SDK, and see what is really sent.',
  'import logging; logging.basicConfig(level=logging.DEBUG)  # Python\nOPENAI_LOG=debug node app.js  # Node',
);

export const READ_BY_TYPE: Fix = fix(
  'In your code, look at the type of each content block before you read it.',
  [
    'for content in message.content:  # Python',
    '    if content.type == "tool_use":',
    '        print(content.name, content.input)',
    '    elif content.type == "text":',
    '        print(content.text)',
  ].join('\n'),
);
export const READ_BY_TYPE_NODE: Fix = fix(
  'The same in Node:',
  [
    'for (const content of message.content) {',
    '  if (content.type === "tool_use") console.log(content.name, content.input);',
    '  else if (content.type === "text") console.log(content.text);',
    '}',
  ].join('\n'),
);

export const LOAD_DOTENV: Fix = fix(
  'Let your program load the file: Python does not by itself.',
  'pip install python-dotenv\nfrom dotenv import load_dotenv; load_dotenv()  # Python\nnode --env-file=.env app.js  # Node 20.6 or newer',
);

/** A call that prints status, headers and body as they come. */
export function rawRequestFix(context: Context): Fix {
  return fix(
    'See the raw answer from Python.',
    [
      'import os, requests',
      `response = requests.post("${openaiUrl(context)}/chat/completions",`,
      '    headers={"Authorization": f"Bearer {os.environ[\'AGENTROUTER_API_KEY\']}"},',
      `    json={"model": ${JSON.stringify(context.model ?? 'gpt-4o')}, "max_tokens": 16, "messages": [{"role": "user", "content": "Hello"}]})`,
      'print(response.status_code, response.headers, response.text)',
    ].join('\n'),
  );
}
