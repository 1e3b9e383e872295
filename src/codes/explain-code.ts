import type { CheckId } from '../checks/ids.ts';
import type { Code } from './catalogue.ts';
import { EMPTY_CONTEXT } from './context.ts';
import { entryOf, makeFinding } from './finding.ts';
import type { Finding } from './types.ts';

/** All that can be said of one code without a run. */
export interface CodeExplanation {
  finding: Finding;
  check: CheckId | null;
  recognised: string;
  example: string;
  /** Codes that it explains away when both are found. */
  explainsAway: readonly string[];
}

/** Fills the texts of a code with nothing: what it means for anyone. */
export function explainCode(code: Code): CodeExplanation {
  const entry = entryOf(code);
  const { check, recognised, example } = entry;
  const finding = makeFinding(
    code,
    {
      check,
      confidence: 'possible',
      measured: '',
      evidence: [`how it is recognised: ${recognised}`, `example: ${example}`],
    },
    EMPTY_CONTEXT,
  );
  const fixes = [...finding.fixes, ...(entry.further?.(EMPTY_CONTEXT) ?? [])];
  return { finding: { ...finding, fixes }, check, recognised, example, explainsAway: entry.supersedes ?? [] };
}
