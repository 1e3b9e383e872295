/** What texts show of settings: stand-ins, quotes and empty values in them, and addresses that lead to no API. */

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

export const saysMissingV1 = byWords([
  {
    weight: 82,
    words: /'str' object has no attribute '(?:choices|content|data|model_dump|id|usage|error)'/i,
  },
]);
