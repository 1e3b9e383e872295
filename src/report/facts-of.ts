import type { Facts } from '../probes/facts.ts';
import type { Report } from './types.ts';

function isFacts(facts: Report['facts']): facts is Facts {
  return Array.isArray(facts.exchanges);
}

/** What the run recorded; null for a report without a network part. */
export function factsOf(report: Report): Facts | null {
  return isFacts(report.facts) ? report.facts : null;
}
