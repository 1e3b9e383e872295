import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  anthropicError,
  chatAnswer,
  json,
  messageAnswer,
  openaiError,
  streamOf,
  WORDS,
  type GatewayAnswer,
} from './gateway-answers.ts';

export const KEY = 'sk-ar-test-0123456789abcdefghij-wxyz';
const MODELS = ['gpt-4o-mini', 'gpt-4o', 'claude-3-5-haiku-20241022', 'deepseek-chat'];

/** A request as it came, and what the gateway made of it. */
export interface GatewayCall {
  method: string;
  /** Less the gateway's prefix, and less the query. */
  path: string;
  headers: Readonly<Record<string, string>>;
  body: string;
  /** The body where it is a JSON object, else empty. */
  fields: Readonly<Record<string, unknown>>;
  kind: 'list' | 'chat' | 'messages' | 'subscription' | 'usage' | 'other';
  api: 'openai' | 'anthropic' | null;
  auth: 'bearer' | 'x-api-key' | null;
  key: string | null;
  keyIsReal: boolean;
  model: string;
  stream: boolean;
  tool: boolean;
  /** 1 for the first request of this kind with this body, then counting up. */
  attempt: number;
}

/** What it does otherwise than a healthy gateway; null leaves the call to the next rule. */
export type Rule = (call: GatewayCall) => GatewayAnswer | ((response: ServerResponse) => void) | null;

export interface GatewayOptions {
  /** Asked in order, before anything is checked. */
  rules?: readonly Rule[];
  /** Asked in order once the key was found good. */
  withKey?: readonly Rule[];
  models?: readonly string[];
  prefix?: string;
  /** Takes any key, and none. */
  open?: boolean;
  auth?: readonly ('bearer' | 'x-api-key')[];
  /** Added to every answer. */
  headers?: Record<string, string>;
  host?: string;
  tls?: { key: string; cert: string; ca?: string; requestCert?: boolean; minVersion?: 'TLSv1.3' };
  grantedUsd?: number;
  usedUsd?: number;
}

export interface Gateway {
  /** Scheme, host, port and prefix. */
  url: string;
  port: number;
  /** Every call with the status that it got; 0 where a rule wrote the answer itself. */
  calls: (GatewayCall & { status: number })[];
  close: () => Promise<void>;
}

/** Starts a gateway on loopback that is healthy but for its rules. */
export async function startGateway(options: GatewayOptions = {}): Promise<Gateway> {
  const calls: Gateway['calls'] = [];
  const listener: RequestListener = (request, response) => {
    void answer(options, calls, request, response).catch(() => response.destroy());
  };
  const server = options.tls === undefined ? createServer(listener) : createTlsServer(options.tls, listener);
  const sockets = new Set<Socket>();
  server.on(options.tls === undefined ? 'connection' : 'secureConnection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  });
  const host = options.host ?? '127.0.0.1';
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject).listen(0, host, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const name = host.includes(':') ? `[${host}]` : host;
  const scheme = options.tls === undefined ? 'http' : 'https';
  return {
    url: `${scheme}://${name}:${address.port}${options.prefix ?? ''}`,
    port: address.port,
    calls,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
        server.closeAllConnections();
      }),
  };
}

async function answer(
  options: GatewayOptions,
  calls: Gateway['calls'],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const call = await readCall(options, calls, request);
  const chosen = firstAnswer(options.rules, call) ?? afterTheKey(options, call);
  const recorded = { ...call, status: typeof chosen === 'function' ? 0 : (chosen.status ?? 200) };
  calls.push(recorded);
  if (typeof chosen === 'function') chosen(response);
  else await write(response, chosen, options.headers ?? {});
}

function firstAnswer(rules: readonly Rule[] = [], call: GatewayCall): ReturnType<Rule> {
  for (const rule of rules) {
    const found = rule(call);
    if (found !== null) return found;
  }
  return null;
}

function afterTheKey(options: GatewayOptions, call: GatewayCall): NonNullable<ReturnType<Rule>> {
  if (call.kind === 'other') return openaiError(404, `Invalid URL (${call.method} ${call.path})`);
  const headerRead = call.auth !== null && (options.auth ?? ['bearer', 'x-api-key']).includes(call.auth);
  if (options.open !== true && !(call.keyIsReal && headerRead)) {
    return call.api === 'anthropic'
      ? anthropicError(401, 'authentication_error', 'invalid api key')
      : openaiError(401, 'Incorrect API key provided', { code: 'invalid_api_key' });
  }
  return firstAnswer(options.withKey, call) ?? healthy(options, call);
}

function healthy(options: GatewayOptions, call: GatewayCall): GatewayAnswer {
  const { model, tool } = call;
  switch (call.kind) {
    case 'list':
      return listOf(options.models ?? MODELS);
    case 'subscription':
      return json(200, { object: 'billing_subscription', hard_limit_usd: options.grantedUsd ?? 100 });
    case 'usage':
      return json(200, { object: 'list', total_usage: (options.usedUsd ?? 10) * 100 });
    default:
      break;
  }
  if (!Array.isArray(call.fields['messages'])) return openaiError(400, 'messages: field required');
  if (!(options.models ?? MODELS).includes(model))
    return openaiError(404, `The model '${model}' does not exist`, { code: 'model_not_found' });
  if (call.stream) return streamOf(call);
  return call.kind === 'chat' ? chatAnswer(model, WORDS, tool) : messageAnswer(model, WORDS, tool);
}

/** A list of models in OpenAI's form. */
function listOf(models: readonly string[]): GatewayAnswer {
  return json(200, {
    object: 'list',
    data: models.map((id) => ({ id, object: 'model', created: 1_760_000_000, owned_by: 'gateway' })),
  });
}

const KINDS: Record<string, GatewayCall['kind']> = {
  'GET /v1/models': 'list',
  'POST /v1/chat/completions': 'chat',
  'POST /v1/messages': 'messages',
  'GET /v1/dashboard/billing/subscription': 'subscription',
  'GET /v1/dashboard/billing/usage': 'usage',
};

async function readCall(
  options: GatewayOptions,
  calls: readonly GatewayCall[],
  request: IncomingMessage,
): Promise<GatewayCall> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString('utf8');
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, [value].flat().join(', ')]),
  );
  const method = request.method ?? '';
  const full = (request.url ?? '').replace(/\?.*$/, '');
  const prefix = options.prefix ?? '';
  const inside = full.startsWith(`${prefix}/`);
  const path = inside ? full.slice(prefix.length) : full;
  const kind = inside ? (KINDS[`${method} ${path}`] ?? 'other') : 'other';
  const bearer = /^Bearer (.*)$/.exec(headers['authorization'] ?? '')?.[1];
  const key = bearer ?? headers['x-api-key'] ?? null;
  const fields = fieldsOf(body);
  return {
    ...{ method, path, headers, body, fields, kind, key },
    api: kind === 'messages' ? 'anthropic' : kind === 'other' ? null : 'openai',
    auth: bearer !== undefined ? 'bearer' : key === null ? null : 'x-api-key',
    keyIsReal: key === KEY,
    model: typeof fields['model'] === 'string' ? fields['model'] : '',
    stream: fields['stream'] === true,
    tool: Array.isArray(fields['tools']),
    attempt: 1 + calls.filter((one) => one.kind === kind && one.key === key && one.body === body).length,
  };
}

function fieldsOf(body: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
  } catch {
    return {};
  }
}

async function write(
  response: ServerResponse,
  { status = 200, headers, body = '', afterMs, pieces, ending = 'end' }: GatewayAnswer,
  always: Record<string, string>,
): Promise<void> {
  if (afterMs !== undefined) await sleep(afterMs);
  const raw = typeof body === 'string' || Buffer.isBuffer(body);
  const type = raw ? 'text/plain' : 'application/json';
  response.writeHead(status, { 'content-type': type, ...always, ...headers });
  if (pieces === undefined) {
    response.end(raw ? body : JSON.stringify(body));
    return;
  }
  response.flushHeaders();
  for (const piece of pieces) {
    if (typeof piece === 'number') await sleep(piece);
    else response.write(piece);
  }
  if (ending === 'end') response.end();
  // What was written has to leave before the connection is cut.
  else if (ending === 'cut') setTimeout(() => response.destroy(), 20);
}
