import type { Sandbox } from '../../src/sandbox/sandbox.ts';

export const HELLO = [{ role: 'user', content: 'Hello' }];

const CHAT = { model: 'gpt-4o-mini', max_tokens: 16, messages: HELLO };
const MESSAGE = { model: 'claude-3-5-haiku-20241022', max_tokens: 16, messages: HELLO };

export type Api = 'openai' | 'anthropic';

interface Asked {
  key?: string | null;
  header?: 'bearer' | 'x-api-key';
  headers?: Record<string, string>;
}

function headersFor(sandbox: Sandbox, { key = sandbox.apiKey, header = 'bearer', headers = {} }: Asked) {
  const auth: Record<string, string> =
    key === null ? {} : header === 'bearer' ? { authorization: `Bearer ${key}` } : { 'x-api-key': key };
  return { 'content-type': 'application/json', ...auth, ...headers };
}

export function get(sandbox: Sandbox, path: string, asked: Asked = {}): Promise<Response> {
  return fetch(sandbox.baseUrl + path, { headers: headersFor(sandbox, asked), redirect: 'manual' });
}

/** Posts a body to the path of an API; the fields replace those of a small valid body. */
export function call(
  sandbox: Sandbox,
  api: Api,
  fields: Record<string, unknown> = {},
  asked: Asked = {},
): Promise<Response> {
  const path = api === 'openai' ? '/v1/chat/completions' : '/v1/messages';
  const body = JSON.stringify({ ...(api === 'openai' ? CHAT : MESSAGE), ...fields });
  return post(sandbox, path, body, asked);
}

export function post(sandbox: Sandbox, path: string, body: string, asked: Asked = {}): Promise<Response> {
  const headers = headersFor(sandbox, asked);
  return fetch(sandbox.baseUrl + path, { method: 'POST', headers, body, redirect: 'manual' });
}

/** The tool that the tests offer, in the form of each API. */
export const TOOLS = {
  openai: {
    tools: [
      {
        type: 'function',
        function: {
          name: 'get_weather',
          parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
        },
      },
    ],
    tool_choice: 'required',
  },
  anthropic: {
    tools: [
      {
        name: 'get_weather',
        input_schema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
      },
    ],
    tool_choice: { type: 'any' },
  },
};

interface ErrorBody {
  status: number;
  message: string;
  type: string;
  code: string;
}

/** Reads an error in AgentRouter's one shape; throws where it has another. */
export async function errorOf(response: Response): Promise<ErrorBody> {
  const text = await response.text();
  const match = /^\{"error":\{"message":("(?:[^"\\]|\\.)*"),"type":"([a-z_]+)","code":"([a-z_]+)"\}\}$/.exec(
    text,
  );
  if (match === null) throw new Error(`not AgentRouter's error shape: ${text.slice(0, 200)}`);
  const message: unknown = JSON.parse(match[1]!);
  return { status: response.status, message: String(message), type: match[2]!, code: match[3]! };
}

/** A streamed body as it came: the time of each read and the whole text, and whether it ended in order. */
export interface Streamed {
  reads: { atMs: number; text: string }[];
  text: string;
  endedInOrder: boolean;
}

export async function readStream(response: Response): Promise<Streamed> {
  const startedMs = performance.now();
  const reads: Streamed['reads'] = [];
  const decoder = new TextDecoder();
  const reader: ReadableStreamDefaultReader<Uint8Array> = response.body!.getReader();
  const result = (endedInOrder: boolean): Streamed => ({
    reads,
    text: reads.map((read) => read.text).join(''),
    endedInOrder,
  });
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return result(true);
      reads.push({
        atMs: performance.now() - startedMs,
        text: decoder.decode(value, { stream: true }),
      });
    }
  } catch {
    return result(false);
  }
}
