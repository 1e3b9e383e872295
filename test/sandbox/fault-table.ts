import { describe, expect, it } from 'vitest';
import { FAULTS_BY_CODE, type FaultName } from '../../src/sandbox/faults/index.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { sandboxForTest } from '../helpers/sandbox.ts';
import { call, errorOf, get, type Api } from './ask.ts';

export const BOTH: Api[] = ['openai', 'anthropic'];

/** What a deployment with a fault shows to a plain client; throws where it shows something else. */
export type Shows = (sandbox: Sandbox) => Promise<void>;

/** One test for each fault of a table. */
export function describeFaults(family: string, table: Partial<Record<FaultName, Shows>>): void {
  describe(`${family} faults`, () => {
    for (const [code, shows] of Object.entries(table)) {
      const fault = Object.keys(FAULTS_BY_CODE).find((name): name is FaultName => name === code);
      it(code, async () => {
        expect(fault).toBeDefined();
        await shows(await sandboxForTest({ fault: fault ?? null }));
      });
    }
  });
}

export async function expectListed(sandbox: Sandbox): Promise<void> {
  expect((await get(sandbox, '/v1/models')).status).toBe(200);
}

/** A key that was made up is told from the real one. */
export async function expectKeysChecked(sandbox: Sandbox): Promise<void> {
  for (const api of BOTH) {
    expect((await call(sandbox, api, {}, { key: 'sk-ar-test-made-up' })).status).toBe(401);
  }
}

export async function expectAnswered(sandbox: Sandbox): Promise<void> {
  for (const api of BOTH) expect((await call(sandbox, api)).status).toBe(200);
}

/** Both APIs give this error to the real key. */
export async function expectCallsRefused(
  sandbox: Sandbox,
  status: number,
  code: string,
  fields: Record<string, unknown> = {},
): Promise<void> {
  for (const api of BOTH) {
    expect(await errorOf(await call(sandbox, api, fields))).toMatchObject({ status, code });
  }
}

/** Only calls fail: the list and the check of the key are as they should be. */
export function callsFail(status: number, code: string): Shows {
  return async (sandbox) => {
    await expectCallsRefused(sandbox, status, code);
    await expectListed(sandbox);
    await expectKeysChecked(sandbox);
  };
}
