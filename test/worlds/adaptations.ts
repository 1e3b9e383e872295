import { anthropicError, json, openaiError, streamOf } from '../helpers/gateway-answers.ts';
import { on, onStreams, onTools } from '../helpers/gateway-rules.ts';
import type { Rule } from '../helpers/gateway.ts';
import type { World } from '../helpers/world.ts';

const has = (fields: Readonly<Record<string, unknown>>, name: string): boolean => name in fields;
const limitOf = (fields: Readonly<Record<string, unknown>>): number =>
  Number(fields['max_tokens'] ?? fields['max_completion_tokens'] ?? Number.NaN);

/** Every call of the OpenAI API that this does not refuse goes on. */
const refusesChat =
  (refused: (fields: Readonly<Record<string, unknown>>) => boolean, message: string, fields = {}): Rule =>
  (call) =>
    call.kind === 'chat' && refused(call.fields) ? openaiError(400, message, fields) : null;

const ALL_WELL: World['checks'] = {
  'requests.chat': 'pass',
  'streaming.openai': 'pass',
  'tools.openai': 'pass',
  'requests.messages': 'pass',
};

/** How often it was refused for what it can leave out. */
const atMost =
  (refusals: number): NonNullable<World['also']> =>
  ({ gateway }) => {
    const count = gateway.calls.filter(({ status, keyIsReal }) => keyIsReal && status === 400).length;
    if (count === 0 || count > refusals) throw new Error(`${count} refusals`);
  };

/** What is met halfway: a parameter that can be left out or replaced is no fault. */
export const ADAPTATIONS: readonly World[] = [
  {
    name: 'max_completion_tokens is wanted',
    gives: [],
    nearMissOf: ['request.unsupported-parameter'],
    gateway: {
      withKey: [
        refusesChat(
          (fields) => has(fields, 'max_tokens'),
          "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
          { code: 'unsupported_parameter', param: 'max_tokens' },
        ),
      ],
    },
    checks: ALL_WELL,
    also: atMost(8),
  },
  {
    name: 'no limit of tokens is taken',
    gives: [],
    nearMissOf: ['request.unsupported-parameter', 'request.invalid'],
    gateway: {
      withKey: [
        refusesChat(
          (fields) => has(fields, 'max_tokens') || has(fields, 'max_completion_tokens'),
          'Unknown parameter: max_tokens',
        ),
      ],
    },
    checks: { 'requests.chat': 'pass' },
  },
  {
    name: 'a larger limit is wanted',
    gives: [],
    nearMissOf: ['request.invalid'],
    gateway: {
      withKey: [
        refusesChat(
          (fields) => limitOf(fields) < 32,
          "Invalid 'max_tokens': integer below minimum value. Expected a value >= 32, but got 16 instead.",
          { code: 'integer_below_min_value', param: 'max_tokens' },
        ),
      ],
    },
    checks: ALL_WELL,
  },
  {
    name: 'stream_options are refused',
    gives: [],
    nearMissOf: ['request.unsupported-parameter', 'stream.not-sse'],
    gateway: {
      withKey: [
        refusesChat(
          (fields) => has(fields, 'stream_options'),
          'Unrecognized request argument supplied: stream_options',
        ),
      ],
    },
    checks: ALL_WELL,
  },
  {
    name: 'a forced tool is refused with thinking',
    gives: [],
    nearMissOf: ['tools.unsupported'],
    gateway: {
      withKey: [
        onTools((call) =>
          call.api === 'anthropic' && JSON.stringify(call.fields['tool_choice'] ?? '').includes('tool')
            ? anthropicError(
                400,
                'invalid_request_error',
                'Thinking may not be enabled when tool_choice forces tool use',
              )
            : null,
        ),
      ],
    },
    checks: { 'tools.anthropic': 'pass' },
  },
  {
    name: 'tool_choice is not known at all',
    gives: [],
    nearMissOf: ['tools.unsupported', 'request.unsupported-parameter'],
    gateway: {
      withKey: [
        onTools((call) =>
          has(call.fields, 'tool_choice')
            ? openaiError(400, 'Unrecognized request argument supplied: tool_choice')
            : null,
        ),
      ],
    },
    checks: { 'requests.chat': 'pass' },
  },
  {
    name: 'a reasoning model that says nothing within its limit',
    gives: [],
    nearMissOf: ['stream.empty', 'http.not-json', 'tools.not-called'],
    gateway: {
      withKey: [
        on('chat', (call) => {
          const usage = {
            prompt_tokens: 8,
            completion_tokens: 16,
            completion_tokens_details: { reasoning_tokens: 16 },
          };
          if (!call.stream)
            return json(200, {
              id: 'c',
              object: 'chat.completion',
              model: call.model,
              choices: [{ index: 0, message: { role: 'assistant', content: '' }, finish_reason: 'length' }],
              usage,
            });
          return streamOf({ ...call, tool: false }, (pieces) =>
            pieces
              .filter((piece) => !/"content":"[^"]|tool_calls/.test(piece))
              .map((piece) => piece.replace('"finish_reason":"stop"', '"finish_reason":"length"')),
          );
        }),
      ],
    },
    checks: { 'requests.chat': 'pass', 'streaming.openai': 'pass', 'tools.openai': 'skip' },
  },
  {
    name: 'tool arguments that are cut by the limit',
    gives: [],
    nearMissOf: ['tools.malformed'],
    gateway: {
      withKey: [
        onTools((call) => {
          if (call.api !== 'openai' || call.stream || limitOf(call.fields) >= 64) return null;
          const tool = {
            id: 'call_1',
            type: 'function',
            function: { name: 'get_weather', arguments: '{"ci' },
          };
          return json(200, {
            id: 'c',
            object: 'chat.completion',
            model: call.model,
            choices: [
              {
                index: 0,
                message: { role: 'assistant', content: null, tool_calls: [tool] },
                finish_reason: 'length',
              },
            ],
          });
        }),
      ],
    },
    checks: { 'tools.openai': 'pass' },
  },
  {
    name: 'reasoning that comes as text of its own',
    gives: [],
    nearMissOf: ['stream.empty', 'stream.malformed'],
    gateway: {
      withKey: [
        onStreams((call) =>
          call.api === 'openai'
            ? streamOf(call, (pieces) =>
                pieces.map((piece) => piece.replace('"content":" ', '"reasoning_content":" ')),
              )
            : null,
        ),
      ],
    },
  },
];
