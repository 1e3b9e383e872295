/** How refusals of a token limit are worded, by gateway and provider. */

/** Any name under which a token limit goes on its way to a provider. */
export const LIMIT =
  /max_(?:completion_|output_|new_)?tokens|max(?:Output|Completion)?Tokens|max (?:output )?tokens/i;

const REFUSED = new RegExp(
  [
    "unsupported|not (?:currently )?support|does(?:n't| not) support",
    'unrecogni[sz]ed|unknown|unexpected|not (?:permitted|allowed|a valid|valid)',
    'extra(?:neous)? (?:inputs?|fields?|keys?)|invalid (?:parameter|argument|field|key)s?\\b',
    "cannot be used|can't be (?:used|set)|incompatible|deprecated",
    '不支持|未知|无法识别',
  ].join('|'),
  'i',
);

/** What else a refusal may be about although it mentions a parameter of ours. */
export const OTHER_CAUSE = new RegExp(
  [
    'context length (?:is|of|exceed)|(?:maximum|max) context|exceed[^.\\n]{0,40}context|prompt is too long',
    '\\b(?:credits?|balance|quota|billing|can only afford)\\b|余额|额度|欠费',
    'rate.?limit|too many requests|tokens per (?:min|day)|overloaded|负载',
    'model[^.\\n]{0,60}(?:not found|not exist|n.t exist|not available|unavailable|no longer)|no such model|unknown model|invalid model|model_not_found',
    '模型.{0,30}不存在|无可用渠道|no available channel|no healthy deployment|no deployments available',
  ].join('|'),
  'i',
);

/** Within one sentence: a full stop inside a name or number does not end it. */
const NEAR = '(?:[^.\\n]|\\.(?=\\S)){0,80}';
const REFUSED_THEN_LIMIT = new RegExp(`(?:${REFUSED.source})${NEAR}(?:${LIMIT.source})`, 'i');
const LIMIT_THEN_REFUSED = new RegExp(`(?:${LIMIT.source})${NEAR}(?:${REFUSED.source})`, 'i');
/** `Use 'max_completion_tokens' instead`. */
const REPLACED = /\b(?:use|renamed|replaced|favou?r)\b[^.\n]{0,30}max_(?:completion_)?tokens/i;

/** Is the limit refused under the name that it went by, whatever its value? */
export function refusesLimit(said: string): boolean {
  return REFUSED_THEN_LIMIT.test(said) || LIMIT_THEN_REFUSED.test(said) || REPLACED.test(said);
}

/** Words before a lowest value; the second group is set where the value itself is too small. */
const BEFORE_MINIMUM =
  /(?:at least|minimum(?: (?:value|of|is|allowed))*|>=|(greater|more|larger|higher) than(?! or)|than or equal to|greater or equal to|no(?:t be)? less than|不能小于|不得小于|至少|最小值?为?|大于(?:或)?等于|between|range(?: of| is)?|范围)\D{0,30}?(\d{1,4})(?!\d)/gi;
const AFTER_MINIMUM = /\b(\d{1,4}) or (?:more|greater|higher|above)/i;

/** The lowest token limit that a refusal asks for, in tokens; null where it names none. */
export function minimumIn(said: string): number | null {
  const found = [...said.matchAll(BEFORE_MINIMUM)].map(
    ([, strictly, value]) => Number(value) + (strictly === undefined ? 0 : 1),
  );
  const after = AFTER_MINIMUM.exec(said)?.[1];
  const all = [...found, ...(after === undefined ? [] : [Number(after)])];
  return all.length === 0 ? null : Math.max(...all);
}

/** Reasoning models that ran out before a word: OpenAI answers 400 "max_tokens or model output limit was reached". */
export function tooSmall(said: string): boolean {
  return /output limit was reached|too (?:small|low|short)|below (?:the )?minimum|could not finish|不足以|太小|过小/i.test(
    said,
  );
}
