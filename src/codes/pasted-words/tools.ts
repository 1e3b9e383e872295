/** How texts show that a tool call did not come or cannot be used. */

import { anyOf } from '../../evidence/any-of.ts';
import { byWords } from './rules.ts';

export const saysToolNotCalled = byWords([
  {
    weight: 94,
    words:
      /did not call (?:a|any|the) (?:tool|function)|tool[_ ]choice[^.\n]{0,40}(?:required|forced)[^.\n]{0,40}(?:no|not|without)[^.\n]{0,20}\btool|no tool[_ ]calls? (?:was |were |in |found|returned|received)/i,
  },
  {
    weight: 84,
    words:
      /'NoneType' object (?:is not (?:subscriptable|iterable)|has no (?:len|attribute))|object of type 'NoneType' has no len|cannot read propert(?:y|ies) (?:of (?:undefined|null)|'0' of undefined)/i,
    when: ({ text }) => /tool_calls|toolCalls|function_call/.test(text),
  },
]);

export const saysToolMalformed = byWords([
  { weight: 93, words: /InvalidTool(?:Input|Arguments)Error|invalid (?:input|arguments) for tool \w/i },
  {
    weight: 88,
    words: anyOf(
      /(?:failed|unable|could not|cannot|error) (?:to )?(?:parse|pars(?:e|ing)|decode) (?:the )?(?:tool|function)[ _-]?(?:call )?(?:arguments?|input)/i,
      /(?:tool|function)[ _-]?(?:call )?arguments?[^.\n]{0,40}(?:invalid|malformed|not (?:a )?valid|no valid) ?(?:json)?/i,
      /invalid (?:json )?(?:tool|function)[ _-](?:call )?arguments/i,
      /tool[ _-]call[^.\n]{0,30}(?:missing|without|has no) (?:an? )?(?:id|name)\b/i,
    ),
  },
  {
    weight: 86,
    words: /\b\d+ validation errors? for \w+/,
    when: ({ text }) => /tool_calls=\[|InstructorRetryException|PydanticToolsParser/.test(text),
  },
  {
    weight: 84,
    words: /JSONDecodeError|in JSON at position|is not valid JSON|Unterminated string/i,
    when: ({ text }) =>
      /json\.loads\([^\n]{0,80}(?:arguments|tool_call)|JSON\.parse\([^\n]{0,80}arguments/.test(text),
  },
]);
