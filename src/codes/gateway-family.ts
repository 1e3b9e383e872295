import { toAnswerEvidence } from '../evidence/answer.ts';
import { providerOf } from '../evidence/model-names.ts';
import type { AnswerEvidence } from '../evidence/types.ts';
import type { Exchange, Facts } from '../probes/facts.ts';
import { FAMILIES, type FamilyMark, type GatewayName } from './gateway-marks.ts';

interface GatewayFamily {
  family: GatewayName | 'unknown';
  /** What showed it, one line each. */
  evidence: string[];
}

const MAX_EVIDENCE = 5;

/**
 * The family of gateway that the answers of a run show, by headers, error shapes and the model list. The family with
 * the strongest mark is named; of several equal ones the one listed first in `gateway-marks.ts`. Diagnosis never depends on it.
 */
export function gatewayFamily(facts: Facts): GatewayFamily {
  const answers = facts.exchanges.flatMap((exchange) => answersOf(exchange));
  const seen = Object.entries(FAMILIES).flatMap(([name, marks]) => {
    const found = marks.flatMap((mark) => show(mark, answers, facts));
    const strength = Math.max(0, ...found.map(({ mark }) => mark.strength));
    return isFamily(name) && found.length > 0
      ? [{ name, strength, evidence: found.map(({ line }) => line) }]
      : [];
  });
  const best = seen.sort((a, b) => b.strength - a.strength)[0];
  if (best === undefined) return { family: 'unknown', evidence: [] };
  return { family: best.name, evidence: [...new Set(best.evidence)].slice(0, MAX_EVIDENCE) };
}

function isFamily(name: string): name is GatewayName {
  return Object.hasOwn(FAMILIES, name);
}

function answersOf(exchange: Exchange): AnswerEvidence[] {
  const { outcome, ask } = exchange;
  if (outcome.kind === 'failure') return [];
  const { status, headers, body } = outcome.answer;
  return [toAnswerEvidence(ask, { status, headers, body: body.slice(0, 65_536) })];
}

function show(
  mark: FamilyMark,
  answers: readonly AnswerEvidence[],
  facts: Facts,
): { mark: FamilyMark; line: string }[] {
  if (mark.onlyModelsOf !== undefined && hasOthers(facts, mark.onlyModelsOf)) return [];
  if (mark.list !== undefined) {
    const { models } = facts;
    const shown = models === null || models.length === 0 ? null : mark.list(models, answers);
    return shown === null ? [] : [{ mark, line: `model list: ${shown}` }];
  }
  for (const answer of answers) {
    const line = inHeaders(mark, answer) ?? inErrors(mark, answer);
    if (line !== null) return [{ mark, line }];
  }
  return [];
}

function hasOthers(facts: Facts, provider: string): boolean {
  return (facts.models ?? []).some(({ id }) => ![provider, 'other'].includes(providerOf(id)));
}

function inHeaders(mark: FamilyMark, answer: AnswerEvidence): string | null {
  const { header } = mark;
  if (header === undefined) return null;
  const found = Object.entries(answer.headers).find(
    ([name, value]) => header.test(name) && (mark.value === undefined || mark.value.test(value)),
  );
  return found === undefined
    ? null
    : `header ${found[0]}${mark.value === undefined ? '' : `: ${found[1].slice(0, 60)}`}`;
}

function inErrors(mark: FamilyMark, answer: AnswerEvidence): string | null {
  if (mark.type !== undefined) {
    const error = answer.errors.find(({ type }) => mark.type?.test(type ?? '') === true);
    return error === undefined ? null : `error type ${error.type ?? ''}`;
  }
  if (mark.body === undefined || !mark.body.test(answer.body.slice(0, 4_000))) return null;
  return mark.shows ?? `the body says ${mark.body.source}`;
}
