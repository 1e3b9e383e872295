/** Rules over meaning: machine-readable names and words of any layer of an error, weighed by how deep it lies. */

import type { AnswerEvidence, ErrorLayer } from '../evidence/types.ts';
import { foldId, foldWords } from '../evidence/words.ts';
import type { Sign } from './types.ts';

export interface Rule {
  /** Scale of `Sign.weight`, for the deepest layer. */
  weight: number;
  /** The folded `code` or `type` of a layer (`foldId`): `insufficient_quota`. */
  id?: RegExp;
  /** The folded words of the same layer. Named groups become the sign's detail. */
  words?: RegExp;
  /** Its words are read with `model` before each model's name: `gpt-4o is not served` as `model gpt-4o is not served`. */
  ofModel?: true;
  /** The parameter that the layer names. */
  param?: RegExp;
  /** Words, there or deeper, with which the rule says nothing. */
  unless?: RegExp;
  when?: (answer: AnswerEvidence) => boolean;
}

interface Layer {
  ids: { field: 'code' | 'type'; shown: string; folded: string }[];
  words: string;
  /** The same with `model` before each model's name. */
  ofModel: string;
  param: string;
  /** The words of this layer and of all deeper ones. */
  fromHere: string;
  distance: number;
}

/** Each layer around the deepest one counts this much less, at most twice. */
const DISTANCE_COST = 12;

const MAX_WORDS = 4_000;

const prepared = new WeakMap<AnswerEvidence, Layer[]>();

/** The strongest of the rules that fit, or null. */
export function strongest(answer: AnswerEvidence, rules: readonly Rule[]): Sign | null {
  let best: Sign | null = null;
  for (const layer of layersOf(answer)) {
    for (const rule of rules) {
      const sign = apply(rule, layer, answer);
      if (sign !== null && (best === null || sign.weight > best.weight)) best = sign;
    }
  }
  return best;
}

/** The heavier of two signs; the first where they weigh the same. */
export function heavier(a: Sign | null, b: Sign | null): Sign | null {
  if (a === null || b === null) return a ?? b;
  return b.weight > a.weight ? b : a;
}

function apply(rule: Rule, layer: Layer, answer: AnswerEvidence): Sign | null {
  if (rule.unless?.test(layer.fromHere) === true) return null;
  if (rule.param !== undefined && !rule.param.test(layer.param)) return null;
  const id = rule.id === undefined ? null : layer.ids.find((candidate) => rule.id?.test(candidate.folded));
  const said =
    rule.words === undefined ? null : rule.words.exec(rule.ofModel === true ? layer.ofModel : layer.words);
  if (id === undefined || (rule.words !== undefined && said === null)) return null;
  if (rule.when?.(answer) === false) return null;
  const why = [
    ...(id === null ? [] : [`${id.field} ${id.shown.slice(0, 80)}`]),
    ...(said === null ? [] : [`the text says "${withoutInserted(said[0]).trim().slice(0, 120)}"`]),
    ...(rule.param === undefined ? [] : [`parameter ${layer.param.slice(0, 80)}`]),
  ];
  const detail = detailOf(said, layer.param);
  return {
    weight: rule.weight - DISTANCE_COST * Math.min(2, layer.distance),
    why: why.join(', '),
    ...(Object.keys(detail).length === 0 ? {} : { detail }),
  };
}

function detailOf(said: RegExpExecArray | null, param: string): Record<string, string> {
  const detail: Record<string, string> = param === '' ? {} : { parameter: param.slice(0, 100) };
  for (const [name, value] of Object.entries(said?.groups ?? {})) {
    if (typeof value === 'string' && value !== '') detail[name] = value.trim().slice(0, 100);
  }
  return detail;
}

function layersOf(answer: AnswerEvidence): Layer[] {
  const known = prepared.get(answer);
  if (known !== undefined) return known;
  const layers = prepare(answer);
  prepared.set(answer, layers);
  return layers;
}

/** Pages of a failed answer count as one layer; what a page of a successful answer says is no error. */
function prepare(answer: AnswerEvidence): Layer[] {
  const failed = answer.status === null || answer.status >= 400;
  const { errors, page } = answer;
  if (errors.length === 0) {
    if (page === null || !failed) return [];
    const words = foldWords(`${page.title}\n${page.text}`).slice(0, MAX_WORDS);
    return [{ ids: [], words, ofModel: words, param: '', fromHere: words, distance: 0 }];
  }
  const folded = errors.map((error) => foldWords(error.message).slice(0, MAX_WORDS));
  return errors.map((error, index) => ({
    ids: idsOf(error),
    words: folded[index] ?? '',
    ofModel: withModelNamed(folded[index] ?? '', answer.ask.model),
    param: error.param ?? '',
    fromHere: folded.slice(index).join('\n'),
    distance: errors.length - 1 - index,
  }));
}

/** What no folded text has, so that it can be taken out again. */
const INSERTED = 'model  ';

/** Names with a digit that begin as models of well-known makers do, with or without the maker's own name. */
const MODEL_NAME =
  /(?<![\w./:-])(?:[\w.-]+\/){0,2}(?:gpt|chatgpt|claude|gemini|gemma|deepseek|llama|qwen|qwq|glm|mistral|mixtral|grok|kimi|doubao|ernie|hunyuan|minimax|command|phi|o[134])(?=[\w.:@-]*\d)[\w.:@-]*[\w]/gi;

function withModelNamed(words: string, asked: string | null): string {
  const name = (found: string, at: number): string =>
    /(?:models?|模型|모델|モデル)\W{0,8}$/i.test(words.slice(Math.max(0, at - 16), at))
      ? found
      : INSERTED + found;
  const named = words.replace(MODEL_NAME, name);
  if (named !== words || asked === null || asked.length < 4) return named;
  const at = words.indexOf(asked);
  return at < 0 ? words : `${words.slice(0, at)}${name(asked, at)}${words.slice(at + asked.length)}`;
}

function withoutInserted(words: string): string {
  return words.replaceAll(INSERTED, '');
}

function idsOf(error: ErrorLayer): Layer['ids'] {
  const told = [
    { field: 'code' as const, shown: error.code },
    { field: 'type' as const, shown: error.type },
  ];
  return told.flatMap(({ field, shown }) =>
    shown === null ? [] : [{ field, shown, folded: foldId(shown) }],
  );
}
