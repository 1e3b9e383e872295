import { describe, expect, it } from 'vitest';
import { CHECKLIST } from '../../src/checks/checklist.ts';
import { CHECK_IDS } from '../../src/checks/ids.ts';

/** The ids that users may rely on: a second list on purpose. */
const CONTRACT_IDS = [
  ...['runtime', 'env-file', 'settings', 'key-format', 'base-url', 'proxy', 'sdk', 'sources'].map(
    (name) => `local.${name}`,
  ),
  ...['dns', 'tcp', 'proxy', 'tls', 'http'].map((name) => `network.${name}`),
  ...['bearer', 'x-api-key', 'rejects-invalid-key', 'balance', 'rate-limit'].map((name) => `access.${name}`),
  ...['list', 'requested', 'deepseek'].map((name) => `models.${name}`),
  ...['requests.chat', 'requests.messages', 'streaming.openai', 'streaming.anthropic'],
  ...['tools.openai', 'tools.anthropic', 'upstream.fallback'],
];

describe('the checklist', () => {
  it('has every check id that users rely on, once, in the order of reading', () => {
    expect([...CHECK_IDS]).toEqual(CONTRACT_IDS);
    expect(CHECKLIST.map(({ id }) => id)).toEqual(CONTRACT_IDS);
  });

  it('keeps each check in the category that its id names', () => {
    for (const { id, category } of CHECKLIST) expect(id.split('.')[0]).toBe(category);
  });
});
