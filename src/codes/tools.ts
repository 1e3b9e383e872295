import type { Family } from './types.ts';
import { saysToolMalformed, saysToolNotCalled } from './pasted-words/tools.ts';

const READ_BY_TYPE = [
  'for content in message.content:',
  '    if content.type == "tool_use":',
  '        print(content.name, content.input)',
  '    elif content.type == "text":',
  '        print(content.text)',
].join('\n');

/** Faults of tool calls that show in a good answer. How they are recognised stands in `tools-verdict.ts`. */
export const toolsCodes = {
  'tools.not-called': {
    severity: 'warning',
    faultDomain: 'provider',
    check: null,
    title: (c) => `${c.model ?? 'The model'} answers a forced tool call with text`,
    retryHelps: false,
    expected: 'a call of the tool that was forced',
    textSign: saysToolNotCalled,
    cause: () =>
      'The request forced a tool, and text came back. The model does not support tools, or the gateway drops `tools` or `tool_choice` on the way.',
    fixes: () => [
      {
        text: 'Try a model known for tool calls.',
        command: 'npx agentrouter doctor --only tools --model gpt-4o-mini',
      },
      {
        text: 'In your code, look at the type of each content block before you read it.',
        command: READ_BY_TYPE,
      },
    ],
    recognised: 'A forced tool call was answered with text, and the answer was not cut by its limit.',
    example: 'tool_calls is None, and message.content says "I can\'t look up the weather"',
  },
  'tools.malformed': {
    severity: 'error',
    faultDomain: 'gateway',
    check: null,
    title: (c) => `The tool calls of ${c.model ?? 'the model'} cannot be used`,
    retryHelps: true,
    expected: 'a name, an id, and arguments that fit the schema of the tool',
    textSign: saysToolMalformed,
    cause: () =>
      'A tool call came back, but it does not fit the schema that was sent. The model, or the translation in the gateway, breaks it.',
    fixes: () => [
      {
        text: 'See whether another model does the same.',
        command: 'npx agentrouter doctor --only tools --model gpt-4o-mini',
      },
      {
        text: 'If every model does, send this report to the operator: the gateway changes tool calls.',
        command: null,
      },
      {
        text: 'In your code, check the arguments before you use them.',
        command: 'args = json.loads(call.function.arguments)',
      },
    ],
    recognised: 'Arguments that are no JSON object or lack a required field, or a call without a name or id.',
    example: 'json.decoder.JSONDecodeError in json.loads(tool_call.function.arguments)',
  },
} satisfies Family;
