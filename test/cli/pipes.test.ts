import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runProgram, type Ran } from '../helpers/cli.ts';
import { schemaErrors } from '../report/validate.ts';
import { gatewayForTest } from './gateway-for-test.ts';

const BIN = join(import.meta.dirname, '../../bin/agentrouter.js');

/** Runs a shell line in which `agentrouter` is this tool. */
function shell(line: string, env: Record<string, string>): Promise<Ran> {
  const script = `agentrouter() { "$NODE" "$BIN" "$@"; }\n${line}`;
  return runProgram('/bin/sh', ['-c', script], { env: { ...env, NODE: process.execPath, BIN } });
}

describe.skipIf(process.platform === 'win32')('in a pipe', () => {
  it.each([
    ['standard output', 'agentrouter doctor --quiet', 0],
    ['standard error', 'agentrouter doctor 2>&1 >/dev/null', 0],
    ['both, with an error to tell', 'agentrouter doctor --sandbox=key.rejected 2>&1', 1],
  ])('a reader of %s that goes away leaves the exit code as it is', async (_, line, code) => {
    const { env } = await gatewayForTest();
    const { stdout, stderr } = await shell(`{ { ${line}; echo "code $?" >&3; } | true; } 3>&1`, env);
    expect([stdout, stderr]).toEqual([`code ${code}\n`, '']);
  });

  it('a report of over a megabyte comes whole', async () => {
    const models = Array.from(
      { length: 8_000 },
      (_, index) => `vendor-${index}/some-model-with-a-name-${index}`,
    );
    const { env } = await gatewayForTest({ models });
    const { stdout } = await shell('agentrouter models --format json | { sleep 1; cat; }', env);
    expect(stdout.length).toBeGreaterThan(1_000_000);
    const report: unknown = JSON.parse(stdout);
    expect(schemaErrors(report)).toEqual([]);
    expect(report).toHaveProperty('models.length', 8_000);
  });

  it.each(['<&- >/dev/null 2>&1', '2>&- >/dev/null', '>&- 2>/dev/null'])('%s is no bug', async (closed) => {
    const { env } = await gatewayForTest();
    const { stdout } = await shell(`agentrouter test-connection ${closed}; echo "code $?"`, env);
    expect(stdout).toBe('code 0\n');
  });
});

describe.skipIf(process.platform !== 'linux')('a full disk', () => {
  it('is an error of one line, for results on standard output', async () => {
    const { env } = await gatewayForTest();
    const { stdout, stderr } = await shell('agentrouter models --quiet >/dev/full; echo "code $?"', env);
    expect(stdout).toBe('code 2\n');
    expect(stderr).toBe('agentrouter: cannot write to standard output: the disk is full\n');
  });
});
