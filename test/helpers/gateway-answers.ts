/** What a healthy gateway answers, in the forms of both APIs. */

/** One answer; whatever is left out is what a healthy server sends. */
export interface GatewayAnswer {
  /** Default 200. */
  status?: number;
  headers?: Record<string, string>;
  /** Objects are sent as JSON. */
  body?: string | Buffer | object;
  /** The wait before the first byte. */
  afterMs?: number;
  /** In place of `body`: pieces as they are written; a number is a wait in ms. */
  pieces?: readonly (string | number)[];
  /** After the last piece: in order, with the connection cut, or never. Default: in order. */
  ending?: 'end' | 'cut' | 'hang';
}

export const WORDS = ['A', ' gateway', ' answers', ' in', ' six', ' words'];
const ARGUMENTS = '{"city":"Paris"}';
const USAGE = { prompt_tokens: 8, completion_tokens: 6, total_tokens: 14 };
const SPACE_MS = 15;
const CHAT = { id: 'chatcmpl-1', created: 1_760_000_000 };

export const json = (status: number, body: object, headers: Record<string, string> = {}): GatewayAnswer => ({
  status,
  body,
  headers,
});

export const html = (status: number, body: string, headers: Record<string, string> = {}): GatewayAnswer => ({
  status,
  body,
  headers: { 'content-type': 'text/html; charset=utf-8', ...headers },
});

export const sse = (
  pieces: readonly (string | number)[],
  rest: Omit<GatewayAnswer, 'pieces'> = {},
): GatewayAnswer => ({ headers: { 'content-type': 'text/event-stream' }, ...rest, pieces });

/** An error in the form that OpenAI gave to the world. */
export const openaiError = (
  status: number,
  message: string,
  fields: { type?: string; code?: string | number | null; param?: string } = {},
  headers: Record<string, string> = {},
): GatewayAnswer => json(status, { error: { message, type: 'invalid_request_error', ...fields } }, headers);

/** An error in the form of the Anthropic API. */
export const anthropicError = (status: number, type: string, message: string): GatewayAnswer =>
  json(status, { type: 'error', error: { type, message } });

export function chatAnswer(model: string, words: readonly string[], tool: boolean): GatewayAnswer {
  const calls = [{ id: 'call_1', type: 'function', function: { name: 'get_weather', arguments: ARGUMENTS } }];
  const message = tool
    ? { role: 'assistant', content: null, tool_calls: calls }
    : { role: 'assistant', content: words.join('') };
  const choice = { index: 0, message, finish_reason: tool ? 'tool_calls' : 'stop' };
  return json(200, { ...CHAT, object: 'chat.completion', model, choices: [choice], usage: USAGE });
}

/** The events of a streamed chat completion, `[DONE]` last. */
function chatPieces(model: string, words: readonly string[], tool: boolean): string[] {
  const chunk = (delta: object, finish: string | null = null): string =>
    `data: ${JSON.stringify({
      ...CHAT,
      object: 'chat.completion.chunk',
      model,
      choices: [{ index: 0, delta, finish_reason: finish }],
    })}\n\n`;
  const call = (fields: object): object => ({ tool_calls: [{ index: 0, ...fields }] });
  const content = tool
    ? [
        chunk(call({ id: 'call_1', type: 'function', function: { name: 'get_weather', arguments: '' } })),
        chunk(call({ function: { arguments: ARGUMENTS.slice(0, 6) } })),
        chunk(call({ function: { arguments: ARGUMENTS.slice(6) } })),
      ]
    : words.map((word) => chunk({ content: word }));
  const usage = `data: ${JSON.stringify({ ...CHAT, object: 'chat.completion.chunk', model, choices: [], usage: USAGE })}\n\n`;
  const last = chunk({}, tool ? 'tool_calls' : 'stop');
  return [chunk({ role: 'assistant', content: '' }), ...content, last, usage, 'data: [DONE]\n\n'];
}

export function messageAnswer(model: string, words: readonly string[], tool: boolean): GatewayAnswer {
  const content = tool
    ? [{ type: 'tool_use', id: 'toolu_1', name: 'get_weather', input: { city: 'Paris' } }]
    : [{ type: 'text', text: words.join('') }];
  return json(200, {
    ...{ id: 'msg_1', type: 'message', role: 'assistant', model, content },
    ...{ stop_reason: tool ? 'tool_use' : 'end_turn', stop_sequence: null },
    usage: { input_tokens: 8, output_tokens: 6 },
  });
}

/** The events of a streamed message, `message_stop` last. */
function messagePieces(model: string, words: readonly string[], tool: boolean): string[] {
  const event = (type: string, fields: object): string =>
    `event: ${type}\ndata: ${JSON.stringify({ type, ...fields })}\n\n`;
  const delta = (fields: object): string => event('content_block_delta', { index: 0, delta: fields });
  const block = tool
    ? { type: 'tool_use', id: 'toolu_1', name: 'get_weather', input: {} }
    : { type: 'text', text: '' };
  const inner = tool
    ? [ARGUMENTS.slice(0, 6), ARGUMENTS.slice(6)].map((part) =>
        delta({ type: 'input_json_delta', partial_json: part }),
      )
    : words.map((text) => delta({ type: 'text_delta', text }));
  const message = { id: 'msg_1', type: 'message', role: 'assistant', model, content: [], stop_reason: null };
  return [
    event('message_start', { message: { ...message, usage: { input_tokens: 8, output_tokens: 1 } } }),
    event('content_block_start', { index: 0, content_block: block }),
    ...inner,
    event('content_block_stop', { index: 0 }),
    event('message_delta', {
      delta: { stop_reason: tool ? 'tool_use' : 'end_turn', stop_sequence: null },
      usage: { output_tokens: 6 },
    }),
    event('message_stop', {}),
  ];
}

/** Pieces with a little time between them, so that a busy machine is not taken for a buffer on the way. */
function spaced(pieces: readonly (string | number)[]): readonly (string | number)[] {
  const few = pieces.length > 1 && pieces.length < 30 && pieces.every((piece) => typeof piece === 'string');
  return few ? pieces.flatMap((piece) => [piece, SPACE_MS]) : pieces;
}

/** A healthy stream of either API, or what its pieces are changed into. */
export function streamOf(
  call: { api: 'openai' | 'anthropic' | null; model: string; tool: boolean },
  change: (pieces: string[]) => readonly (string | number)[] = (pieces) => pieces,
  rest: Omit<GatewayAnswer, 'pieces'> = {},
): GatewayAnswer {
  const make = call.api === 'anthropic' ? messagePieces : chatPieces;
  return sse(spaced(change(make(call.model, WORDS, call.tool))), rest);
}

/** A list of models with whatever else its object is to hold. */
export const listing = (models: readonly string[], fields: object = {}): GatewayAnswer =>
  json(200, { data: models.map((id) => ({ type: 'model', id, display_name: id })), ...fields });
