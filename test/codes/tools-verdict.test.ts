import { describe, expect, it } from 'vitest';
import { toolCall } from '../../src/apis/tool.ts';
import { toolsVerdict } from '../../src/codes/tools-verdict.ts';

const WHOLE = toolCall('call_1', 'get_weather', '{"city":"Paris"}');
const CUT = toolCall('call_1', 'get_weather', '{"city":"Pa');
const reading = (fields: object): Parameters<typeof toolsVerdict>[0] => ({
  toolCalls: [],
  finishReason: 'stop',
  text: '',
  ...fields,
});

describe('a forced tool call', () => {
  it.each(['tool_calls', 'stop', 'tool_use', 'length', null])(
    'that came back whole is fine: %s',
    (finishReason) => {
      expect(toolsVerdict(reading({ toolCalls: [WHOLE], finishReason }), [])).toEqual({ kind: 'fine' });
    },
  );

  it('is fine with text beside it, and several times', () => {
    expect(toolsVerdict(reading({ toolCalls: [WHOLE, WHOLE], text: 'Let me see.' }), []).kind).toBe('fine');
  });

  it('was not made where text came', () => {
    expect(toolsVerdict(reading({ text: ' It is sunny in Paris. ' }), [])).toEqual({
      kind: 'fault',
      code: 'tools.not-called',
      measured: 'text instead of a tool call: "It is sunny in Paris."',
    });
    expect(toolsVerdict(reading({}), [])).toMatchObject({ measured: 'no tool call and no text' });
  });

  it('shows no more than the start of that text', () => {
    const verdict = toolsVerdict(reading({ text: 'x'.repeat(500) }), []);
    expect(verdict.kind === 'fault' && verdict.measured.length).toBeLessThan(100);
  });

  it('was not made although any tool would have done', () => {
    const verdict = toolsVerdict(reading({ text: 'Sunny.' }), ['tool_choice asks for any tool']);
    expect(verdict).toMatchObject({ kind: 'fault', code: 'tools.not-called' });
  });
});

describe('an answer that says nothing about tools', () => {
  it.each(['length', 'max_tokens', 'MAX_TOKENS', 'model_length'])(
    'is one that its limit cut: %s',
    (finishReason) => {
      expect(toolsVerdict(reading({ finishReason }), []).kind).toBe('undecided');
      expect(toolsVerdict(reading({ finishReason, text: 'Let me' }), []).kind).toBe('undecided');
      expect(toolsVerdict(reading({ finishReason, toolCalls: [CUT] }), []).kind).toBe('undecided');
    },
  );

  it.each([['tool_choice is auto'], ['tool_choice left out']])(
    'is text where no call could be forced: %s',
    (note) => {
      expect(toolsVerdict(reading({ text: 'Sunny.' }), ['token limit raised to 256', note]).kind).toBe(
        'undecided',
      );
      expect(toolsVerdict(reading({ toolCalls: [WHOLE] }), [note]).kind).toBe('fine');
    },
  );

  it.each(['content_filter', 'refusal', 'SAFETY'])('is one that a policy ended: %s', (finishReason) => {
    expect(toolsVerdict(reading({ finishReason }), []).kind).toBe('undecided');
  });
});

describe('a malformed tool call', () => {
  it.each<[string, ReturnType<typeof toolCall>, string]>([
    ['arguments that are no JSON', CUT, 'the arguments are not valid JSON'],
    ['a missing field', toolCall('a', 'get_weather', '{}'), 'the required field "city" is absent'],
    ['no name', toolCall('a', null, '{"city":"Paris"}'), 'a tool call without a name'],
    ['an empty name', toolCall('a', '', '{"city":"Paris"}'), 'a tool call without a name'],
    ['no id', toolCall(null, 'get_weather', '{"city":"Paris"}'), 'a tool call without an id'],
    ['an empty id', toolCall('', 'get_weather', '{"city":"Paris"}'), 'a tool call without an id'],
  ])('is one with %s', (_name, call, measured) => {
    const fault = { kind: 'fault', code: 'tools.malformed', measured };
    expect(toolsVerdict(reading({ toolCalls: [call], finishReason: 'tool_calls' }), [])).toEqual(fault);
    expect(toolsVerdict(reading({ toolCalls: [WHOLE, call] }), [])).toEqual(fault);
    expect(toolsVerdict(reading({ toolCalls: [call] }), ['tool_choice is auto'])).toEqual(fault);
  });
});
