import type { CheckId } from '../checks/ids.ts';
import { CATALOGUE, isCode } from './catalogue.ts';
import { withOptions } from './setting-fix.ts';
import type { CodeEntry, Confidence, Context, FaultDomain, Finding, Severity } from './types.ts';

interface FindingParts {
  check: CheckId | null;
  severity?: Severity | undefined;
  faultDomain?: FaultDomain | undefined;
  confidence: Confidence;
  measured: string;
  expected?: string | undefined;
  evidence: readonly string[];
}

/** The catalogue's entry of a code; the one of `unknown` where there is no such code. */
export function entryOf(code: string): CodeEntry {
  return CATALOGUE[isCode(code) ? code : 'unknown'];
}

/** Fills the texts of a code with the values of this run. */
export function makeFinding(code: string, parts: FindingParts, context: Context): Finding {
  const entry = entryOf(code);
  return {
    code: isCode(code) ? code : 'unknown',
    severity: parts.severity ?? entry.severity,
    check: parts.check,
    title: sentence(typeof entry.title === 'string' ? entry.title : entry.title(context)),
    cause: sentence(entry.cause(context)),
    faultDomain: parts.faultDomain ?? entry.faultDomain,
    confidence: parts.confidence,
    measured: parts.measured,
    expected: parts.expected ?? entry.expected,
    evidence: [...new Set(parts.evidence)].filter((line) => line !== ''),
    fixes: entry.fixes(context).map((fix) => withOptions(fix, context)),
    retryHelps: entry.retryHelps,
    docs: `npx agentrouter explain ${code}`,
  };
}

/** Words that stand in for an unknown host begin small, as a host does. */
function sentence(text: string): string {
  return text.replace(/^the (?=deployment|model|proxy)/, 'The ');
}
