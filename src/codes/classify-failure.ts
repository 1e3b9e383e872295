import type { FailureEvidence } from '../evidence/types.ts';
import { CATALOGUE, CODES, type Code } from './catalogue.ts';
import type { Sign } from './types.ts';

/** All codes that a failure without an answer speaks for, the strongest first. */
export function classifyFailure(failure: FailureEvidence): { code: Code; sign: Sign }[] {
  return CODES.flatMap((code) => {
    const sign = CATALOGUE[code].failureSign?.(failure) ?? null;
    return sign === null ? [] : [{ code, sign }];
  }).sort((a, b) => b.sign.weight - a.sign.weight);
}
