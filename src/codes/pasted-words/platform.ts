/** What texts show of the platform: plain text that it refuses, a clock that is off. */

import { anyOf } from '../../evidence/any-of.ts';
import { byWords } from './rules.ts';

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
