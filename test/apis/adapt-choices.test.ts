import { describe, expect, it } from 'vitest';
import { adaptCutToolCall } from '../../src/apis/adapt.ts';
import type { Call } from '../../src/apis/call.ts';
import { toolCall } from '../../src/apis/tool.ts';
import { CALL, adapt, error } from './refusals.ts';

describe('refused stream_options', () => {
  it.each<[string, unknown, number]>([
    [
      'OpenAI',
      error("Unknown parameter: 'stream_options'.", { param: 'stream_options', code: 'unknown_parameter' }),
      400,
    ],
    ['Azure', error('Unrecognized request argument supplied: stream_options'), 400],
    [
      'Mistral',
      {
        detail: [
          { type: 'extra_forbidden', loc: ['body', 'stream_options'], msg: 'Extra inputs are not permitted' },
        ],
      },
      422,
    ],
    [
      'Gemini',
      [
        {
          error: {
            code: 400,
            message: 'Invalid JSON payload received. Unknown name "stream_options": Cannot find field.',
            status: 'INVALID_ARGUMENT',
          },
        },
      ],
      400,
    ],
    ['Bedrock', { message: 'extraneous key [stream_options] is not permitted' }, 400],
    ['a gateway, of what is inside', error('include_usage is not supported'), 500],
  ])('are left out: %s', (_name, body, status) => {
    const adapted = adapt({ stream: true }, body, status);
    expect(adapted?.call).toMatchObject({ streamUsage: false, limitParameter: 'max_tokens' });
    expect(adapted?.note).toBe('stream_options left out');
  });

  it('are not left out twice, nor where none were sent', () => {
    const body = error("Unknown parameter: 'stream_options'.");
    expect(adapt({ stream: true, streamUsage: false }, body)).toBeNull();
    expect(adapt({}, body)).toBeNull();
    expect(adapt({ stream: true, api: 'anthropic' }, body)).toBeNull();
  });
});

describe('a refused tool_choice', () => {
  it.each<[string, unknown, Call['toolChoice'], number]>([
    ['DeepSeek', error('deepseek-reasoner does not support this tool_choice'), 'any', 400],
    ['OpenRouter', error("No endpoints found that support the provided 'tool_choice' value."), 'any', 404],
    [
      'Bedrock',
      {
        message:
          "This model doesn't support the toolConfig.toolChoice.tool field. Remove toolConfig.toolChoice.tool and try again.",
      },
      'any',
      400,
    ],
    [
      'Mistral',
      {
        detail: [
          {
            type: 'literal_error',
            loc: ['body', 'tool_choice'],
            msg: "Input should be 'auto', 'none', 'any' or 'required'",
          },
        ],
      },
      'auto',
      422,
    ],
    [
      'DashScope',
      error('The tool_choice parameter does not support being set to required or object in thinking mode'),
      'auto',
      400,
    ],
    [
      'Anthropic',
      {
        type: 'error',
        error: {
          type: 'invalid_request_error',
          message: 'Thinking may not be enabled when tool_choice forces tool use.',
        },
      },
      'auto',
      400,
    ],
  ])('is loosened: %s', (_name, body, choice, status) => {
    expect(adapt({ tool: true }, body, status)?.call.toolChoice).toBe(choice);
  });

  it('is loosened step by step, and left out in the end', () => {
    const body = error('this tool_choice is not supported');
    expect(adapt({ tool: true, toolChoice: 'any' }, body)?.note).toBe('tool_choice is auto');
    expect(adapt({ tool: true, toolChoice: 'auto' }, body)?.note).toBe('tool_choice left out');
    expect(adapt({ tool: true, toolChoice: 'none' }, body)).toBeNull();
  });

  it.each<[string, unknown]>([
    [
      'an answer of the model',
      error('Tool choice is required, but model did not call a tool', { code: 'tool_use_failed' }),
    ],
    [
      'a setting of the server',
      error('"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set'),
    ],
    ['tools as such', error('acme-1 does not support tools')],
  ])('is not what is wrong: %s', (_name, body) => {
    expect(adapt({ tool: true }, body)).toBeNull();
  });
});

describe('a tool call that the limit cut short', () => {
  const cut = toolCall('a', 'get_weather', '{"city":"Pa');
  const whole = toolCall('a', 'get_weather', '{"city":"Paris"}');
  const call: Call = { ...CALL, tool: true };

  it.each(['length', 'max_tokens', 'MAX_TOKENS', 'max_output_tokens'])('gets room once: %s', (reason) => {
    expect(adaptCutToolCall(call, reason, [cut])).toMatchObject({
      call: { maxTokens: 256 },
      note: 'token limit raised to 256',
    });
    expect(adaptCutToolCall(call, reason, [])).not.toBeNull();
    expect(adaptCutToolCall({ ...call, maxTokens: 256 }, reason, [cut])).toBeNull();
  });

  it('is left alone where it is whole, not cut, or no tool was asked for', () => {
    expect(adaptCutToolCall(call, 'length', [whole])).toBeNull();
    expect(adaptCutToolCall(call, 'stop', [cut])).toBeNull();
    expect(adaptCutToolCall(call, null, [])).toBeNull();
    expect(adaptCutToolCall(CALL, 'length', [])).toBeNull();
  });
});
