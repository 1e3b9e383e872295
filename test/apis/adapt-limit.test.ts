import { describe, expect, it } from 'vitest';
import { adaptCall } from '../../src/apis/adapt.ts';
import { toAnswerEvidence } from '../../src/evidence/answer.ts';
import { ASK, CALL, adapt, error } from './refusals.ts';

describe('a refused max_tokens', () => {
  it.each<[string, unknown]>([
    [
      'OpenAI',
      error(
        "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
        { type: 'invalid_request_error', param: 'max_tokens', code: 'unsupported_parameter' },
      ),
    ],
    [
      'Azure',
      error(
        "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
        { code: 'unsupported_parameter' },
      ),
    ],
    [
      'LiteLLM',
      error(
        "litellm.BadRequestError: OpenAIException - Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.. Received Model Group=gpt-5\nAvailable Model Group Fallbacks=None",
        { type: null, param: null, code: '400' },
      ),
    ],
    [
      'LiteLLM, by its own rules',
      error(
        "litellm.UnsupportedParamsError: acme does not support parameters: ['max_tokens'], for model=acme-1. To drop these, set `litellm.drop_params=True`",
        { code: '400' },
      ),
    ],
    [
      'new-api',
      error("Unsupported parameter: 'max_tokens' is not supported with this model. (request id: 20260101)", {
        type: 'new_api_error',
        code: 'convert_request_failed',
      }),
    ],
    ['Groq', error('property max_tokens is unsupported', { type: 'invalid_request_error' })],
    [
      'pydantic',
      {
        detail: [
          {
            type: 'extra_forbidden',
            loc: ['body', 'max_tokens'],
            msg: 'Extra inputs are not permitted',
            input: 16,
          },
        ],
      },
    ],
    ['a word of deprecation', error("'max_tokens' is deprecated in favor of 'max_completion_tokens'")],
    ['the parameter alone', error('Unsupported parameter', { param: 'max_tokens' })],
    ['Chinese', error('该模型不支持 max_tokens 参数')],
  ])('is replaced: %s', (_name, body) => {
    expect(adapt({}, body)?.call).toMatchObject({ limitParameter: 'max_completion_tokens', maxTokens: 16 });
    expect(adapt({}, body)?.note).toBe('max_completion_tokens instead of max_tokens');
  });

  it('is replaced where the refusal comes with 500 or in a stream', () => {
    const body = error("Unsupported parameter: 'max_tokens'");
    expect(adapt({}, body, 500)?.call.limitParameter).toBe('max_completion_tokens');
    const refusal = toAnswerEvidence(ASK, { status: null, headers: {}, body: JSON.stringify(body) });
    expect(adaptCall(CALL, refusal)?.call.limitParameter).toBe('max_completion_tokens');
  });

  it('stays on the Anthropic API, which has no other', () => {
    expect(adapt({ api: 'anthropic' }, error('max_tokens: Extra inputs are not permitted'))).toBeNull();
  });
});

describe('a refused max_completion_tokens', () => {
  it.each<[string, unknown]>([
    [
      'OpenAI, older',
      error('Unrecognized request argument supplied: max_completion_tokens', {
        type: 'invalid_request_error',
      }),
    ],
    [
      'Mistral',
      {
        object: 'error',
        message: {
          detail: [
            {
              type: 'extra_forbidden',
              loc: ['body', 'max_completion_tokens'],
              msg: 'Extra inputs are not permitted',
            },
          ],
        },
        type: 'invalid_request_error',
        raw_status_code: 422,
      },
    ],
    [
      'Bedrock',
      {
        message:
          'Malformed input request: #: extraneous key [max_completion_tokens] is not permitted, please reformat your input and try again.',
      },
    ],
    [
      'Gemini',
      [
        {
          error: {
            code: 400,
            message:
              'Invalid JSON payload received. Unknown name "max_completion_tokens": Cannot find field.',
            status: 'INVALID_ARGUMENT',
          },
        },
      ],
    ],
    [
      'vLLM',
      {
        object: 'error',
        message:
          "[{'type': 'extra_forbidden', 'loc': ('body', 'max_completion_tokens'), 'msg': 'Extra inputs are not permitted', 'input': 16}]",
        type: 'BadRequestError',
        param: null,
        code: 400,
      },
    ],
  ])('is replaced: %s', (_name, body) => {
    const adapted = adapt({ limitParameter: 'max_completion_tokens' }, body, 422);
    expect(adapted?.call.limitParameter).toBe('max_tokens');
    expect(adapted?.note).toBe('max_tokens instead of max_completion_tokens');
  });
});

describe('a limit that is refused under every name', () => {
  const REFUSAL = { detail: 'Unsupported parameter: max_output_tokens' };

  it('is left out in the end, and then nothing more is tried', () => {
    const second = adapt({}, REFUSAL);
    const third = adapt(second?.call ?? {}, REFUSAL);
    expect(second?.call.limitParameter).toBe('max_completion_tokens');
    expect(third?.call.limitParameter).toBe('none');
    expect(third?.note).toBe('no token limit');
    expect(adapt(third?.call ?? {}, REFUSAL)).toBeNull();
  });
});

describe('a minimum', () => {
  it.each<[string, unknown, number]>([
    [
      'OpenAI',
      error(
        "Invalid 'max_completion_tokens': integer below minimum value. Expected a value >= 20, but got 16 instead.",
        { param: 'max_completion_tokens', code: 'integer_below_min_value' },
      ),
      20,
    ],
    [
      'Responses',
      error(
        "Invalid 'max_output_tokens': integer below minimum value. Expected a value >= 32, but got 16 instead.",
      ),
      32,
    ],
    [
      'pydantic',
      {
        detail: [
          {
            loc: ['body', 'max_tokens'],
            msg: 'Input should be greater than or equal to 20',
            type: 'greater_than_equal',
          },
        ],
      },
      20,
    ],
    [
      'pydantic, strictly',
      { detail: [{ loc: ['body', 'max_tokens'], msg: 'Input should be greater than 19' }] },
      20,
    ],
    [
      'Bedrock',
      {
        message:
          'Malformed input request: #/max_tokens: 16 is not greater or equal to 20, please reformat your input and try again.',
      },
      20,
    ],
    ['DashScope', error('Range of max_tokens should be [32, 8192]', { code: 'invalid_parameter_error' }), 32],
    ['plain words', error('max_tokens must be at least 24'), 24],
    ['between', error('max_tokens must be between 24 and 4096'), 24],
    ['or more', error('max_tokens has to be 24 or more'), 24],
    ['Chinese', error('max_tokens 不能小于 24'), 24],
    ['Chinese, of a range', error('max_tokens 取值范围为 [24, 4096]'), 24],
  ])('is met: %s', (_name, body, tokens) => {
    expect(adapt({}, body)).toMatchObject({
      call: { maxTokens: tokens, limitParameter: 'max_tokens' },
      note: `token limit raised to ${tokens}`,
    });
  });

  it.each<[string, unknown]>([
    ['beyond what a run may cost', error('max_tokens must be at least 1024')],
    ['that is met already', error('max_tokens must be at least 1')],
    ['of a thinking budget', error('`max_tokens` must be greater than `thinking.budget_tokens`')],
    [
      'that is really a maximum',
      error('max_tokens: 16 > 8, which is the maximum allowed number of output tokens'),
    ],
    ['in a range that holds it', error('Range of max_tokens should be [1, 8192]')],
  ])('is not met %s', (_name, body) => {
    expect(adapt({}, body)).toBeNull();
    expect(adapt({ api: 'anthropic' }, body)).toBeNull();
  });

  it('that is not told is looked for in two steps', () => {
    const body = error(
      'Could not finish the message because max_tokens or model output limit was reached. Please try again with higher max_tokens.',
    );
    expect(adapt({}, body)?.call.maxTokens).toBe(64);
    expect(adapt({ maxTokens: 64 }, body)?.call.maxTokens).toBe(256);
    expect(adapt({ maxTokens: 256 }, body)).toBeNull();
  });
});
