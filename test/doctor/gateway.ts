import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export const GATEWAY_KEY = 'sk-ar-test-0123456789abcdefghijklmnopqrst9f2c';
const USUAL_MODELS = [
  'gpt-4o-mini',
  'gpt-4o',
  'claude-3-5-haiku-20241022',
  'deepseek-chat',
  'gemini-2.5-flash',
];

/** A request as a world's rule sees it. */
export interface Asked {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  /** The body as JSON; empty where it has none. */
  body: Record<string, unknown>;
  model: string;
  /** True for the user's key under either header. */
  ownKey: boolean;
}

export interface Reply {
  status: number;
  headers?: Record<string, string>;
  /** Sent as JSON unless it is a text. */
  body: unknown;
}

/** What makes this gateway differ from a healthy one: a reply, or null to answer as usual. */
export type Rule = (asked: Asked, underWay: number) => Reply | null;

interface Gateway {
  url: string;
  requests: Asked[];
  close: () => void;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

function bodyOf(text: string): Record<string, unknown> {
  try {
    const json: unknown = JSON.parse(text);
    return isRecord(json) ? json : {};
  } catch {
    return {};
  }
}

/** Starts a gateway on loopback that serves both APIs well, except for what `rule` says. Whoever starts it closes it. */
export async function startGateway(
  rule: Rule = () => null,
  models: readonly string[] = USUAL_MODELS,
  latencyMs = 0,
): Promise<Gateway> {
  const requests: Asked[] = [];
  let underWay = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const asked = askedOf(request, Buffer.concat(chunks).toString());
      requests.push(asked);
      underWay += 1;
      response.on('close', () => (underWay -= 1));
      setTimeout(() => {
        const reply = rule(asked, underWay);
        if (reply === null) answer(asked, models, response);
        else send(response, reply);
      }, latencyMs);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${portOf(server.address())}`,
    requests,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function portOf(address: string | AddressInfo | null): number {
  if (address === null || typeof address === 'string') throw new Error('the gateway has no port');
  return address.port;
}

function askedOf(request: IncomingMessage, text: string): Asked {
  const body = bodyOf(text);
  const bearer = (request.headers.authorization ?? '').replace(/^Bearer /, '');
  return {
    method: request.method ?? '',
    path: request.url ?? '',
    headers: request.headers,
    body,
    model: typeof body['model'] === 'string' ? body['model'] : '',
    ownKey: bearer === GATEWAY_KEY || request.headers['x-api-key'] === GATEWAY_KEY,
  };
}

function send(response: ServerResponse, { status, headers = {}, body }: Reply): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const type = typeof body === 'string' ? 'text/html' : 'application/json';
  response.writeHead(status, { 'content-type': type, ...headers });
  response.end(text);
}

/** What a refusal of a key that nobody issued looks like here. */
export const UNKNOWN_KEY: Reply = {
  status: 401,
  body: { error: { message: 'No such key', type: 'invalid_request_error', code: 'invalid_api_key' } },
};

function answer(asked: Asked, models: readonly string[], response: ServerResponse): void {
  const { path, body } = asked;
  if (!asked.ownKey) send(response, UNKNOWN_KEY);
  else if (path.endsWith('/models'))
    send(response, { status: 200, body: { data: models.map((id) => ({ id })) } });
  else if (!path.endsWith('/chat/completions') && !path.endsWith('/messages'))
    send(response, { status: 404, body: { error: { message: 'Route not found' } } });
  else if (body['messages'] === undefined)
    send(response, { status: 400, body: { error: { message: 'messages is required' } } });
  else if (path.endsWith('/messages')) message(asked, response);
  else completion(asked, response);
}

function stream(
  response: ServerResponse,
  events: readonly { event?: string; data: unknown }[],
  end: string,
): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const { event, data } of events) {
    response.write(`${event === undefined ? '' : `event: ${event}\n`}data: ${JSON.stringify(data)}\n\n`);
  }
  response.end(end);
}

const CALL = {
  id: 'call_1',
  type: 'function',
  function: { name: 'get_weather', arguments: '{"city":"Paris"}' },
};

function completion({ body, model }: Asked, response: ServerResponse): void {
  const tool = body['tools'] !== undefined;
  const finish = tool ? 'tool_calls' : 'stop';
  if (body['stream'] === true) {
    const delta = tool ? { tool_calls: [{ index: 0, ...CALL }] } : { content: 'one two' };
    const chunk = (choice: unknown) => ({ data: { choices: [choice] } });
    stream(response, [chunk({ delta }), chunk({ delta: {}, finish_reason: finish })], 'data: [DONE]\n\n');
    return;
  }
  const told = tool ? { content: null, tool_calls: [CALL] } : { content: 'ok' };
  send(response, {
    status: 200,
    body: {
      model,
      choices: [{ index: 0, finish_reason: finish, message: { role: 'assistant', ...told } }],
      usage: { prompt_tokens: 3, completion_tokens: 1 },
    },
  });
}

function message({ body, model }: Asked, response: ServerResponse): void {
  const tool = body['tools'] !== undefined;
  const block = tool
    ? { type: 'tool_use', id: 'toolu_1', name: 'get_weather', input: { city: 'Paris' } }
    : { type: 'text', text: 'ok' };
  const stop = tool ? 'tool_use' : 'end_turn';
  if (body['stream'] === true) {
    const event = (type: string, rest: object) => ({ event: type, data: { type, ...rest } });
    const delta = tool
      ? { type: 'input_json_delta', partial_json: '{"city":"Paris"}' }
      : { type: 'text_delta', text: 'one two' };
    const events = [
      event('message_start', { message: { model, content: [], usage: { input_tokens: 3 } } }),
      event('content_block_start', { index: 0, content_block: tool ? { ...block, input: {} } : block }),
      event('content_block_delta', { index: 0, delta }),
      event('message_delta', { delta: { stop_reason: stop }, usage: { output_tokens: 2 } }),
      event('message_stop', {}),
    ];
    stream(response, events, '');
    return;
  }
  send(response, { status: 200, body: { type: 'message', model, content: [block], stop_reason: stop } });
}
