/** What texts show of answers that came: no JSON in them, or the right one on a later try. */

import { anyOf } from '../../evidence/any-of.ts';
import { byWords } from './rules.ts';

export const saysNotJson = byWords([
  {
    weight: 84,
    words: anyOf(
      /unexpected mimetype: ?['"]?text\/html|unexpected token '?<'?[^\n]{0,60}(?:json|doctype)/i,
      /invalid character '<' looking for|<!doctype "?\.\.\. is not valid JSON/i,
      /\bvalidation errors? for (?:ChatCompletion(?:Chunk|Message)?|ModelResponse)\b/i,
      /error decoding response body: [^\n]{0,200}\bat line \d/i,
      /expected (?:json|application\/json)[^.\n]{0,40}(?:got|but|received)[^.\n]{0,20}(?:html|text)/i,
    ),
  },
  {
    weight: 74,
    words:
      /JSONDecodeError: Expecting value: line 1 column 1|unexpected end of JSON input|unexpected mimetype|could not (?:parse|decode) (?:the )?(?:response|answer)(?: body)? as JSON|invalid JSON response/i,
  },
]);

export const saysFlaky = byWords([
  {
    weight: 88,
    words: /\b50[0234]\b|\b52\d\b|\b529\b|timed out|ECONNRESET|connection error/i,
    when: ({ statuses, text }) => statuses.at(-1) === 200 && /retry/i.test(text),
  },
]);
