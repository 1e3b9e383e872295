import { otherModelsToolsFixes } from './models-to-try.ts';
import { strongest, type Rule } from './rules.ts';
import { READ_BY_TYPE, READ_BY_TYPE_NODE } from './sdk-snippets.ts';
import type { Family } from './types.ts';
import { fix } from './fix-texts.ts';
import { saysToolMalformed, saysToolNotCalled } from './pasted-words/tools.ts';

/** A server that reads the calls of its model itself. */
const UNREADABLE: readonly Rule[] = [
  {
    weight: 93,
    words:
      /(?:failed|unable|could not|cannot|error) (?:to )?(?:parse|parsing|decode|decoding) (?:the )?(?:tool|function)[ _-]?(?:call )?(?:arguments?|input)/i,
  },
];

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
    fixes: (c) => [...otherModelsToolsFixes(c), READ_BY_TYPE],
    further: () => [READ_BY_TYPE_NODE],
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
    sign: (answer) => strongest(answer, UNREADABLE),
    textSign: saysToolMalformed,
    cause: () =>
      'A tool call came back, but it does not fit the schema that was sent. The model, or the translation in the gateway, breaks it.',
    fixes: (c) => [
      ...otherModelsToolsFixes(c),
      fix('If every model does, send this report to the operator: the gateway changes tool calls.'),
      fix(
        'In your code, check the arguments before you use them.',
        'args = json.loads(call.function.arguments)  # Python\nconst args = JSON.parse(call.function.arguments);  // Node',
      ),
    ],
    further: () => [READ_BY_TYPE, READ_BY_TYPE_NODE],
    recognised: 'Arguments that are no JSON object or lack a required field, or a call without a name or id.',
    example: 'json.decoder.JSONDecodeError in json.loads(tool_call.function.arguments)',
  },
} satisfies Family;
