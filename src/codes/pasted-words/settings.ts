/** What texts show of settings: stand-ins, quotes and empty values in them, and addresses that lead to no API. */

import { anyOf } from '../../evidence/any-of.ts';
import { byWords } from './rules.ts';

export const saysPlaceholder = byWords([
  {
    weight: 96,
    words:
      /\byour-(?:agentrouter|gateway|deployment|domain)\.(?:com|example|org|net)\b|sk-ar-your-api-key\b/i,
  },
  {
    weight: 94,
    words:
      /(?:incorrect|invalid)[^.\n:]{0,40}\bkey\b[^:\n]{0,30}: ?["'`]?(?:your[-_ ]?(?:openai[-_ ]?|anthropic[-_ ]?)?api|sk-(?:\w{2,4}-)?(?:your|x{4,})|<[^>]{1,40}>|changeme)/i,
  },
]);

export const saysQuotedValue = byWords([
  {
    weight: 94,
    words:
      /(?:ENOTFOUND|EAI_AGAIN|resolve(?: host:?)?|hostname:|host=|lookup) ?['\\]{0,3}"[\w.:/-]{1,200}["\\]|%22https?:|https?:\/\/%22|(?:parse url from|invalid url:?|illegal format:?) ["'\\]{0,2}["']https?:/i,
  },
]);

/** Other readers of `.env` say what dotenv passes over. */
export const saysUnparsable = byWords([
  { weight: 92, words: /failed to read \S{0,200}\.env: line \d+: unexpected character/i },
]);

export const saysSpaces = byWords([
  { weight: 93, words: /poorly formatted environment: variable '[^'\n]{1,80}' contains whitespaces/i },
]);

export const saysBadEncoding = byWords([
  {
    weight: 92,
    words: /codec can't decode byte 0x(?:ff|fe) in position 0/i,
    when: ({ text, frames }) => /dotenv/.test(`${text}\n${frames}`),
  },
]);

export const saysEmptyValue = byWords([
  { weight: 88, words: /\b(?<name>(?:AGENTROUTER|OPENAI|ANTHROPIC)_[A-Z_]{3,30})=(?:''|""|(?=\s|$))/ },
]);

/** Phones let no program send in plain text unless it asks for that. */
export const saysInsecure = byWords([
  {
    weight: 92,
    words:
      /CLEARTEXT communication to \S+ not permitted|App Transport Security[^.\n]{0,60}(?:requires|secure connection)|NSURLErrorDomain\W{1,3}Code=-1022\b/i,
  },
]);

/** Signatures and tokens carry the time at which they were made. */
export const saysSkewed = byWords([
  {
    weight: 92,
    words: anyOf(
      /signature (?:has )?expired: \S+ is now earlier than|signature not yet current/i,
      /RequestTimeTooSkewed|request time (?:is )?too skewed/i,
      /\(iat\)[^.\n]{0,40}(?:future|check your)/i,
      /clock differences between systems|token (?:was )?(?:used|issued) (?:too early|before|in the future)/i,
      /check (?:that )?your (?:computer|system|server)?'?s? ?clock/i,
    ),
  },
]);

export const saysMissingV1 = byWords([
  {
    weight: 82,
    words: /'str' object has no attribute '(?:choices|content|data|model_dump|id|usage|error)'/i,
  },
]);

export const saysNotJson = byWords([
  {
    weight: 84,
    words: anyOf(
      /unexpected mimetype: ?['"]?text\/html|unexpected token '?<'?[^\n]{0,60}(?:json|doctype)/i,
      /invalid character '<' looking for|<!doctype "?\.\.\. is not valid JSON/i,
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
