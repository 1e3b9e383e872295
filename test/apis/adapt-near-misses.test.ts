import { describe, expect, it } from 'vitest';
import { adapt, error } from './refusals.ts';

describe('refusals that only mention a parameter', () => {
  it.each<[string, unknown, number]>([
    [
      'credit at OpenRouter',
      error(
        'This request requires more credits, or fewer max_tokens. You requested up to 16 tokens, but can only afford 3.',
        { code: 402 },
      ),
      402,
    ],
    [
      'the same under another status',
      error(
        'This request requires more credits, or fewer max_tokens. You requested up to 16 tokens, but can only afford 3.',
      ),
      400,
    ],
    [
      'a rate limit',
      error('Rate limit reached: max_tokens unsupported at this tier', { code: 'rate_limit_exceeded' }),
      429,
    ],
    ['a rate limit under 500', error('Too many requests. Unsupported max_tokens 16'), 500],
    [
      'a context length',
      error(
        "'max_tokens' or 'max_completion_tokens' is too large: 16. This model's maximum context length is 8 tokens.",
      ),
      400,
    ],
    [
      'a context length, in other words',
      error(
        "This model's maximum context length is 8192 tokens. However, you requested 9000 tokens (8984 in the messages, 16 in max_tokens). At least 20 too many.",
      ),
      400,
    ],
    [
      'a model that does not exist',
      error('The model `acme-1` does not exist (unknown parameter set max_tokens=16)'),
      404,
    ],
    ['a model without a channel', error('分组 default 下模型 acme-1 无可用渠道, max_tokens 不支持'), 503],
    ['a key', error("Unsupported parameter: 'max_tokens'"), 401],
    ['a place', error("Unsupported parameter: 'max_tokens'"), 403],
    [
      'another parameter beside a list of ours',
      error("Unknown parameter: 'messages'. Supported parameters: model, max_tokens."),
      400,
    ],
    [
      'a limit of the model',
      error('max_tokens is too large: 16. This model supports at most 8 completion tokens.'),
      400,
    ],
    ['messages', error('messages: at least one message is required'), 400],
    ['nothing', '', 400],
    ['a page', '<html><title>502 Bad Gateway</title></html>', 502],
  ])('are not adapted to: %s', (_name, body, status) => {
    expect(adapt({ stream: true, tool: true }, body, status)).toBeNull();
  });
});
