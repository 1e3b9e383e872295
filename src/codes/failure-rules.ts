/** Rules over failures without an answer: exact codes of the wire, and the words of programs that pasted texts quote. */

import type { FailureEvidence } from '../evidence/types.ts';
import { foldWords } from '../evidence/words.ts';
import type { Layer } from '../wire/types.ts';
import type { Sign } from './types.ts';

interface FailureRule {
  /** Scale of `Sign.weight`. */
  weight: number;
  /** Failures of the wire: the layer and, where given, the code. */
  layer?: Layer | readonly Layer[];
  code?: RegExp;
  /** Pasted failures, whose layer is not known: words of the code and message. Named groups become detail. */
  words?: RegExp;
  /** Words of a wire failure's message without which the rule says nothing. */
  onlyIf?: RegExp;
  /** Words with which the rule says nothing. */
  unless?: RegExp;
}

/** Enough for a long traceback; patterns are simple, so this bounds the time they take. */
const MAX_TEXT_CHARS = 20_000;

const prepared = new WeakMap<FailureEvidence, string>();

/** The words of a failure that patterns look at: folded, and of a long text only its start and end. */
export function textOf(evidence: FailureEvidence): string {
  const known = prepared.get(evidence);
  if (known !== undefined) return known;
  const { code, message } = evidence.failure;
  const whole = `${code} ${message}`;
  const cut =
    whole.length <= MAX_TEXT_CHARS
      ? whole
      : `${whole.slice(0, MAX_TEXT_CHARS / 2)} ${whole.slice(-MAX_TEXT_CHARS / 2)}`;
  const text = foldWords(cut);
  prepared.set(evidence, text);
  return text;
}

/** A recogniser that gives the strongest of the rules that fit. */
export function byRules(rules: readonly FailureRule[]): (evidence: FailureEvidence) => Sign | null {
  return (evidence) => {
    let best: Sign | null = null;
    for (const rule of rules) {
      if (best !== null && best.weight >= rule.weight) continue;
      best = (evidence.failure.layer === null ? inText(rule, evidence) : onWire(rule, evidence)) ?? best;
    }
    return best;
  };
}

function onWire(rule: FailureRule, { failure }: FailureEvidence): Sign | null {
  const { layer, code, message } = failure;
  if (layer === null || rule.layer === undefined) return null;
  const layers = typeof rule.layer === 'string' ? [rule.layer] : rule.layer;
  if (!layers.includes(layer) || rule.code?.test(code) === false) return null;
  if (rule.onlyIf?.test(message) === false || rule.unless?.test(message) === true) return null;
  return { weight: rule.weight, why: `${layer}: ${code} (${message.slice(0, 160)})` };
}

function inText(rule: FailureRule, evidence: FailureEvidence): Sign | null {
  if (rule.words === undefined) return null;
  const text = textOf(evidence);
  const found = rule.words.exec(text);
  if (found === null || rule.unless?.test(text) === true) return null;
  const detail: Record<string, string> = {};
  // A group of an alternative that did not match is there, and undefined, whatever its type says.
  const groups: Record<string, string | undefined> = found.groups ?? {};
  for (const [name, value] of Object.entries(groups)) {
    if (value !== undefined && value !== '') detail[name] = value.slice(0, 200);
  }
  return {
    weight: rule.weight,
    why: `the text says "${found[0].trim().slice(0, 120)}"`,
    ...(Object.keys(detail).length === 0 ? {} : { detail }),
  };
}
