import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from '../helpers/cli.ts';
import { tempFolderForFile } from '../helpers/temp-folder.ts';
import { schemaErrors } from '../report/validate.ts';
import { gatewayForTest } from './gateway-for-test.ts';

const folder = tempFolderForFile();
const EVERYTHING = ['--verbose', '--show-http', '--curl'];
const COMMANDS = ['doctor', 'test-connection', 'check-key', 'models', 'stream-test', 'support-dump'];

describe('--format json', () => {
  it.each(COMMANDS)('is one valid report, whatever else is switched on: %s', async (command) => {
    const { env } = await gatewayForTest();
    const { json, exitCode } = await runCli([command, '--format', 'json', ...EVERYTHING], { env });
    expect(exitCode).toBe(0);
    expect(schemaErrors(json)).toEqual([]);
    expect(json).toMatchObject({ command, verdict: 'healthy' });
  });
});

describe('--format markdown', () => {
  it('is a heading and tables, and shows the exchanges where asked for', async () => {
    const { env } = await gatewayForTest();
    const { stdout } = await runCli(['check-key', '--format', 'markdown', ...EVERYTHING], { env });
    expect(stdout).toMatch(/^# Healthy: .+\n/);
    expect(stdout).toContain('| `access.bearer` |');
    expect(stdout).toContain('## Exchanges');
    expect(stdout).toContain(`> GET ${env['AGENTROUTER_BASE_URL'] ?? ''}/v1/models`);
    expect(stdout).toContain('curl -sS');
  });
});

describe('text', () => {
  it.each([
    [{}, false],
    [{ FORCE_COLOR: '1' }, true],
    [{ FORCE_COLOR: '0' }, false],
    [{ NO_COLOR: '1' }, false],
    [{ TERM: 'dumb' }, false],
  ])('in a pipe with %j has escape codes: %s', async (env, colour) => {
    const gateway = await gatewayForTest();
    const { stdout } = await runCli(['test-connection', ...EVERYTHING], { env: { ...gateway.env, ...env } });
    expect(stdout.includes('\u001b')).toBe(colour);
  });

  it('shows progress on standard error only, and none with --quiet', async () => {
    const { env } = await gatewayForTest();
    const shown = await runCli(['test-connection'], { env });
    const quiet = await runCli(['test-connection', '--quiet'], { env });
    expect(shown.stderr).toMatch(
      /^- local +2 ended, no fault so far\n- network +5 ended, no fault so far\n$/,
    );
    expect(quiet.stderr).toBe('');
  });
});

describe('--output', () => {
  it.each(['text', 'json', 'markdown'])(
    'writes %s to the file, and nothing to standard output',
    async (format) => {
      const output = join(folder, `report.${format}`);
      writeFileSync(output, 'x'.repeat(1_000_000));
      const args = ['doctor', '--sandbox=key.rejected', '--format', format, '--output', output];
      const { stdout, exitCode } = await runCli(args, { env: { FORCE_COLOR: '1' } });
      expect([exitCode, stdout]).toEqual([1, '']);
      const written = readFileSync(output, 'utf8');
      expect(written).toContain('key.rejected');
      expect(written).not.toMatch(/\u001b|xxxx/);
    },
  );
});
