import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';

const schema: unknown = JSON.parse(
  readFileSync(new URL('../../src/report/schema.json', import.meta.url), 'utf8'),
);

function isSchema(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

if (!isSchema(schema)) throw new Error('schema.json is no object');
const ajv = new Ajv({ allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true });
formats.default(ajv);
const validate = ajv.compile(schema);

/** The report's schema as it ships. */
export const REPORT_SCHEMA = schema;

/** What the schema has against a report; empty where it is valid. */
export function schemaErrors(report: unknown): string[] {
  validate(report);
  return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ''}`);
}
