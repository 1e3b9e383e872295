import { namesUnlikelyChat } from './model-kinds.ts';

/** From this rank on a model is taken only where its API has no other. */
export const DEAR = 30;

/** A word of a name, whatever separates it from the others; `gemini` and `minimax` are not `mini`. */
const part = (words: string): RegExp => new RegExp(`(?:^|[^a-z])(?:${words})(?![a-z])`, 'i');
/** A size in thousand millions of parameters, where it is a word of its own: `a3b` is another count. */
const sized = (digits: string): RegExp => new RegExp(`(?:^|[-_/:])(?:${digits})b(?![a-z\\d])`, 'i');

const COSTS: readonly [pattern: RegExp, cost: number][] = [
  // What the providers themselves sell as small and cheap, and what calls tools well.
  [/gpt-?4o-?mini|gpt-?4\.?1-?(?:mini|nano)/i, -20],
  [part('nano|flash-?lite|haiku|nova-(?:micro|lite)'), -40],
  [part('mini|flash|turbo|lite|speed|instant|air|ministral|small'), -30],
  [part('deepseek-chat'), -20],
  [part('gpt-3\\.?5'), 5],
  [sized('(?:[5-9]|[12]\\d|3[0-2])(?:\\.\\d+)?'), -20],
  // The smallest call tools badly.
  [sized('[0-4](?:\\.\\d+)?'), -10],
  [part('tiny'), -10],
  [sized('[67]\\d'), 10],
  [sized('[89]\\d|[1-9]\\d\\d'), 25],
  // Dear ones.
  [part('opus|ultra|max|large|pro|heavy|deep-?think|gpt-4\\.5'), 40],
  [/(?:^|[^a-z])gpt-4(?:$|-)|(?:^|[^a-z])o1(?![a-z\d])/i, 40],
  [part('sonnet|plus'), 10],
  // Reasoning takes tokens that nobody sees.
  [/think|reason|magistral|gpt-[5-9]|(?:^|[^a-z])(?:o\d|r1|qwq|qvq)(?![a-z\d])/i, 20],
  // DashScope refuses these without a stream unless thinking is switched off.
  [/qwen3-[\d.]+b(?:-a\d+b)?(?:$|:)/i, 25],
  // Gone, or going, at their providers, and still in many lists.
  [/gpt-?3\.?5-turbo-(?:0\d{3}|16k)|gpt-4-(?:0\d{3}|32k|1106|vision)|o1-(?:mini|preview)/i, 40],
  [/claude-(?:instant|v?[12](?!\d))|gemini-(?:1|pro(?:$|-vision))|palm|chat-bison/i, 40],
  [/claude-3-|gemini-2\.0/i, 8],
  // Free offers are shared by all, and prove nothing about the balance.
  [/:free$|(?:^|\/)auto$/i, 45],
  [/:(?:online|thinking|nitro|extended|beta)$/i, 8],
  [
    part('preview|experimental|exp|beta|alpha|legacy|latest|vision|vl\\d?|llava|\\dv|online|search|32k|16k'),
    6,
  ],
  [/code|coder/i, 6],
  [/claude/i, 5],
];

/** Lower is cheaper and plainer; only for ordering. */
export function costRank(model: string): number {
  const base = namesUnlikelyChat(model) ? 100 : 0;
  return COSTS.reduce((sum, [pattern, cost]) => (pattern.test(model) ? sum + cost : sum), base);
}
