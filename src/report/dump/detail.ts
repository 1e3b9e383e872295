import type { JsonDetail } from './folded-json.ts';
import type { ExchangeDetail } from './raw-exchanges.ts';

/** How much of the bulky parts to show; null: nothing. */
export interface Detail {
  exchanges: ExchangeDetail | null;
  json: JsonDetail | null;
}

const all = (bodyChars: number): ExchangeDetail => ({ which: 'all', bodyChars });
const failed = (bodyChars: number): ExchangeDetail => ({ which: 'failed', bodyChars });

/** From all of it, as far as a report keeps bodies, to nothing. */
export const DETAILS: readonly Detail[] = [
  { exchanges: all(4_000), json: 'whole' },
  { exchanges: all(4_000), json: 'compact' },
  { exchanges: all(1_000), json: 'compact' },
  { exchanges: all(4_000), json: 'no-facts' },
  { exchanges: all(1_000), json: 'no-facts' },
  { exchanges: all(300), json: 'no-facts' },
  { exchanges: failed(1_000), json: 'no-facts' },
  { exchanges: failed(300), json: 'no-facts' },
  { exchanges: failed(300), json: null },
  { exchanges: null, json: null },
];

/** What a dump of this detail does not show, each as a line; where to have it instead comes last. */
export function leftOutAt({ exchanges, json }: Detail): string[] {
  const missing = [
    ...(exchanges === null ? ['The raw exchanges.'] : []),
    ...(exchanges?.which === 'failed' ? ['Raw exchanges that did not fail.'] : []),
    ...(exchanges !== null && exchanges.bodyChars < 4_000
      ? [`In the raw exchanges: bodies beyond ${exchanges.bodyChars} characters.`]
      : []),
    ...(json === null ? ['The JSON report.'] : []),
    ...(json === 'no-facts' ? ['In the JSON report: `facts`, what the probes recorded.'] : []),
  ];
  return missing.length === 0
    ? []
    : [...missing, 'To have all of it: `npx agentrouter support-dump --format json --output support.json`.'];
}
