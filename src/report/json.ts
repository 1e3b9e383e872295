import type { Report } from './types.ts';

/** The JSON format, schema version 1; the schema is in `schema.json`. Expects a redacted report. */
export function renderJson(report: Report): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
