/** Rules over the words of pasted texts. */

import type { TextEvidence } from '../../evidence/types.ts';
import type { Sign } from '../types.ts';

interface WordRule {
  /** Scale of `Sign.weight`. */
  weight: number;
  /** Named groups become the sign's detail. */
  words: RegExp;
  /** Words with which the rule says nothing. */
  unless?: RegExp;
  when?: (evidence: TextEvidence) => boolean;
}

/** A recogniser that gives the strongest of the rules that fit. */
export function byWords(rules: readonly WordRule[]): (evidence: TextEvidence) => Sign | null {
  return (evidence) => {
    let best: Sign | null = null;
    for (const rule of rules) {
      if (best !== null && best.weight >= rule.weight) continue;
      best = apply(rule, evidence) ?? best;
    }
    return best;
  };
}

function apply({ weight, words, unless, when }: WordRule, evidence: TextEvidence): Sign | null {
  const found = words.exec(evidence.text);
  if (found === null || unless?.test(evidence.text) === true || when?.(evidence) === false) return null;
  const detail = Object.fromEntries(
    Object.entries(found.groups ?? {}).flatMap(([name, value]) =>
      value === '' ? [] : [[name, value.slice(0, 100)]],
    ),
  );
  return {
    weight,
    why: `the text says "${found[0].trim().slice(0, 120)}"`,
    ...(Object.keys(detail).length === 0 ? {} : { detail }),
  };
}
