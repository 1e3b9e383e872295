/** Secrets of any form, known by the name that stands before them: headers, fields, variables, options, prose. */

import { isWord, looksRandom, masked, type Seen } from './redact-mask.ts';

const HEADER_LINE =
  /(?<![\w-])((?:proxy-)?authorization|x-api-key|api-key|x-goog-api-key|ocp-apim-subscription-key)(["']?)( {0,4}[:=] {0,4})(["']?)((?:[A-Za-z][\w-]{1,20} {1,4})?)([^\s"',;<>\\(){}[\]]{4,})/gi;

const JSON_SECRET =
  /(\\{0,3}"[\w-]{0,40}(?:api_?key|password|passwd|pwd|secret|(?:access|refresh|id|auth)_?token|private_key)\\{0,3}" {0,4}: {0,4}\\{0,3}")([^"\\]{6,400})/gi;

/** What is wrong with a password, said under its name, has more words than a password. */
const MOST_SPACES = 2;

/** `password=…`, `DB_PASSWD: …` and the like in a line of prose or of a log. */
const ASSIGNED =
  /(?<![\w-])([\w-]{0,40}(?:passwor[dt]|passwd|passphrase|pwd|secret|secret_?(?:access_?)?key|[_-]pass)\\{0,3}["']?(?: {0,2}=>? {0,2}| {0,2}: {0,2})\\{0,3}["']?)([^\s"',;<>\\(){}[\]]{4,})/gi;

/** What a name of a secret ends with, though ordinary values may stand beside it. */
const NAMES =
  '(?:api|access|auth|account|private|subscription|secret|session|shared|signing|master|admin)[-_ ]?key|' +
  'tokens?|secret|credentials?|bearer|signature|passwor[dt]|passphrase|negotiate|ntlm|j?sessionid|clearance|' +
  'cookie|\\bkey(?= )|密钥|密鑰|金鑰|令牌';

/** Between a name and its value: signs as such or escaped, quotes, or a word. */
const BETWEEN =
  String.raw`(?:[\s"'\`\\=:：>]|%2[027]|%3[ad]|&(?:quot|nbsp|#0?3[49]|#x2[27]|#58|#61);|u00(?:20|22|27|3a|3d)|` +
  String.raw`\b(?:is|was|provided|b(?=['"]))){1,12}`;

/** A value beside such a name is one where it looks made by chance. */
const BESIDE_NAME = new RegExp(`((?:${NAMES})${BETWEEN})([\\w.~+/=-]{16,400})`, 'gi');

/** Options of command lines. */
const OPTION =
  /(?<!\S)(--?(?:api-?key|token|password|secret)[ =]["']?|(?:-u|--user) {0,2}=?["']?[\w.-]{1,60}:|(?:-b|--cookie) ["']?[\w.-]{1,60}=)([^\s"'`$<]{6,400})/g;

/** RFC 7616, section 3.4: what Digest puts in place of a password. */
const DIGEST_RESPONSE = /(\bresponse=\\{0,4}["'])([\da-f]{32,64})/gi;

/** Hides values beside names of secrets; a word of prose stays. */
export function hideNamed(text: string, seen: Seen): string {
  const unlessWord = (_: string, start: string, value: string): string =>
    start + (isWord(value) ? value : masked(value, seen));
  const always = (_: string, start: string, value: string): string => start + masked(value, seen);
  return text
    .replace(HEADER_LINE, (_, ...parts: string[]) => {
      const [name = '', quote = '', colon = '', open = '', scheme = '', token = ''] = parts;
      return name + quote + colon + open + scheme + (isWord(token) ? token : masked(token, seen));
    })
    .replace(ASSIGNED, unlessWord)
    .replace(JSON_SECRET, (whole: string, start: string, value: string) =>
      value.split(' ').length - 1 > MOST_SPACES ? whole : start + masked(value, seen),
    )
    .replace(OPTION, unlessWord)
    .replace(DIGEST_RESPONSE, always)
    .replace(BESIDE_NAME, (whole: string, start: string, value: string) =>
      looksRandom(value) ? start + masked(value, seen) : whole,
    );
}
