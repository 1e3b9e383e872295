import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from '../helpers/cli.ts';
import { tempFolderForFile } from '../helpers/temp-folder.ts';
import { schemaErrors } from '../report/validate.ts';

const folder = tempFolderForFile();

async function doctorReport(
  name: string,
  fault: string,
): Promise<{ path: string; report: unknown; text: string }> {
  const { stdout, json } = await runCli(['doctor', `--sandbox${fault}`, '--format', 'json', '--no-project']);
  const path = join(folder, name);
  writeFileSync(path, stdout);
  return { path, report: json, text: stdout };
}

describe('explain of a JSON report of this tool', () => {
  it('judges its facts again, and comes to the same root cause', async () => {
    const { path, report } = await doctorReport('broken.json', '=balance.insufficient');
    const { json, exitCode } = await runCli(['explain', '--file', path, '--format', 'json']);
    expect(schemaErrors(json)).toEqual([]);
    expect(exitCode).toBe(0);
    expect(report).toMatchObject({ rootCause: 'balance.insufficient' });
    expect(json).toMatchObject({ command: 'explain', rootCause: 'balance.insufficient' });
  });

  it('judges what it says of sources again, and reads no report whose sources are of another shape', async () => {
    const project = mkdtempSync(join(folder, 'project-'));
    writeFileSync(
      join(project, 'app.py'),
      'import anthropic\nc = anthropic.Anthropic(base_url="https://x.test/v1")\nc.messages.create(model="a", messages=m)\n',
    );
    const { stdout, json } = await runCli(['doctor', '--only', 'local.sources', '--format', 'json'], {
      cwd: project,
    });
    expect(codesOf(json)).toEqual(['code.anthropic-url-with-v1', 'code.missing-max-tokens']);
    const again = await runCli(['explain', '--format', 'json'], { stdin: stdout });
    expect(codesOf(again.json)).toEqual(codesOf(json));
    const damaged = stdout.replace('"calls": [', '"calls": [7, ');
    expect(damaged).not.toBe(stdout);
    const broken = await runCli(['explain'], { stdin: damaged });
    expect(broken.stdout).toContain('This report cannot be judged again');
  });

  it('finds nothing in the report of a healthy deployment', async () => {
    const { path } = await doctorReport('healthy.json', '');
    const { json, exitCode } = await runCli(['explain', '--file', path, '--format', 'json']);
    expect(exitCode).toBe(0);
    expect(json).toMatchObject({ rootCause: null, verdict: 'healthy' });
  });

  it('says of a run that its deadline cut what the run itself said', async () => {
    const args = ['doctor', '--sandbox', '--deadline', '150ms', '--format', 'json', '--no-project'];
    const run = await runCli(args);
    const told = await runCli(['explain', '--format', 'json'], { stdin: run.stdout });
    expect(run.json).toMatchObject({ rootCause: 'http.timeout' });
    expect(told.json).toMatchObject({ rootCause: 'http.timeout', findings: findingsIn(run.json) });
  });

  it('takes a report with more in it than this version knows', async () => {
    const { text } = await doctorReport('newer.json', '=key.rejected');
    const newer = JSON.stringify({ ...parsed(text), later: { any: [1] } });
    const { json } = await runCli(['explain', '--format', 'json'], { stdin: newer });
    expect(json).toMatchObject({ rootCause: 'key.rejected' });
  });

  it.each([
    ['cut', (text: string) => text.slice(0, 3_000)],
    ['without facts', (text: string) => JSON.stringify({ ...parsed(text), facts: {} })],
    [
      'with facts of another shape',
      (text: string) => JSON.stringify({ ...parsed(text), facts: { exchanges: [{ role: 7 }] } }),
    ],
  ])('says of a report that is %s that it cannot be judged', async (_, damage) => {
    const { text } = await doctorReport('whole.json', '=key.rejected');
    const { stdout, stderr, exitCode } = await runCli(['explain'], { stdin: damage(text) });
    expect(exitCode).toBe(1);
    expect(stdout).toContain('This report cannot be judged again');
    expect(stderr).toBe('');
  });
});

/** The codes of the findings of a report. */
function codesOf(report: unknown): unknown[] {
  const findings: unknown =
    typeof report === 'object' && report !== null ? Reflect.get(report, 'findings') : [];
  return Array.isArray(findings)
    ? findings.map((finding: object): unknown => Reflect.get(finding, 'code')).sort()
    : [];
}

function parsed(text: string): object {
  const value: unknown = JSON.parse(text);
  return typeof value === 'object' && value !== null ? value : {};
}

function findingsIn(report: unknown): unknown[] {
  const isReport = typeof report === 'object' && report !== null && 'findings' in report;
  return isReport && Array.isArray(report.findings) ? report.findings : [];
}
