import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderJson } from '../../src/report/json.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import { createRedactor } from '../../src/report/redact.ts';
import { renderText } from '../../src/report/text.ts';
import type { Report } from '../../src/report/types.ts';
import { seeded, type Random } from './random.ts';
import { FORMS } from './secret-forms.ts';
import { knownSecret, providerToken } from './secrets.ts';
import { EVERY_SWITCH, keyRejected, modelsRun, report, streamRun } from './samples.ts';
import { schemaErrors } from './validate.ts';

const BASES: readonly Report[] = [
  keyRejected,
  modelsRun,
  streamRun,
  report({ command: 'test-connection' }),
  report({ command: 'check-key' }),
];

/** Values that the report's own vocabulary decides; a server or a user has no say in them. */
const FIXED =
  /^(?:kind|role|status|severity|faultDomain|confidence|verdict|category|id|check|command|code|rootCause|startedAt|api|endedBy|method|layer|family|validFrom|validTo|expiresAt|why|end|language)$/;

const RUNS = 60;

const ENCODERS: readonly ((secret: string) => string)[] = [
  ...Object.values(FORMS),
  (secret) => Buffer.from(`u:${secret}`).toString('base64'),
  (secret) => `Bearer ${secret}`,
  (secret) => `https://ann:${encodeURIComponent(secret)}@proxy.example:8080/path`,
];

/** Puts a secret, in some form, into every string that comes from outside. */
function plant(node: unknown, name: string, secrets: readonly string[], random: Random): unknown {
  if (typeof node === 'string') {
    if (FIXED.test(name) || node === '') return node;
    return `${node} ${random.pick(ENCODERS)(random.pick(secrets))}`;
  }
  if (Array.isArray(node)) return node.map((child: unknown) => plant(child, name, secrets, random));
  if (typeof node !== 'object' || node === null || name === 'tool') return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, child]) => [key, plant(child, key, secrets, random)]),
  );
}

/** Puts a token, as it is, into what servers said. */
function plantRaw(report: unknown, token: string): unknown {
  return JSON.parse(JSON.stringify(report), (name, value: unknown) =>
    typeof value === 'string' && /^(?:body|message|evidence|summary|measured)$/.test(name)
      ? `${value} ${token}`
      : value,
  );
}

function isReport(value: unknown): value is Report {
  return typeof value === 'object' && value !== null && 'schemaVersion' in value;
}

describe('no secret is in any output', () => {
  test(`of any format with every switch, wherever in a report it stood (${RUNS} reports)`, () => {
    const secretsOfARun = fc.tuple(knownSecret, knownSecret, providerToken, fc.nat());
    fc.assert(
      fc.property(secretsOfARun, ([key, password, unnamed, seed]) => {
        const random = seeded(seed);
        const named = plant(random.pick(BASES), '', [key, password], random);
        // A token that nobody named is known by its form only, which an encoding takes from it.
        const planted = plantRaw(named, unnamed);
        if (!isReport(planted)) throw new Error('planting keeps the form of a report');
        const clean = createRedactor([key, password]).value(planted);
        const outputs = {
          text: renderText(clean, EVERY_SWITCH),
          narrow: renderText(clean, { ...EVERY_SWITCH, width: 40 }).replace(/\n\s*/g, ''),
          colour: renderText(clean, { ...EVERY_SWITCH, color: true }),
          json: renderJson(clean),
          markdown: renderMarkdown(clean),
        };
        const forms = [key, password].flatMap((secret) => Object.values(FORMS).map((write) => write(secret)));
        for (const [format, output] of Object.entries(outputs)) {
          const leaked = [...forms, unnamed].filter((form) => output.includes(form));
          expect(leaked, format).toEqual([]);
          expect(output.replace(/\u001b\[\d*m/g, '')).not.toMatch(/[\u0000-\u0008\u000b-\u001f]/);
        }
        expect(schemaErrors(JSON.parse(outputs.json))).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });

  test('the planting itself puts secrets into every format, so that the test can fail', () => {
    const secret = 'sk-ar-ABCDEFGHabcdefgh0123456789';
    const planted = plant(keyRejected, '', [secret], seeded(1));
    if (!isReport(planted)) throw new Error('planting keeps the form of a report');
    expect(renderText(planted, EVERY_SWITCH)).toContain(secret);
    expect(renderJson(planted)).toContain(secret);
    expect(renderMarkdown(planted)).toContain(secret);
  });
});
