import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runCli } from '../helpers/cli.ts';
import { sandboxForTest } from '../helpers/sandbox.ts';

const Report = v.object({
  checks: v.array(v.object({ id: v.string(), summary: v.string() })),
  findings: v.array(
    v.object({
      code: v.string(),
      title: v.string(),
      faultDomain: v.string(),
      evidence: v.array(v.string()),
      fixes: v.array(v.object({ text: v.string(), command: v.nullable(v.string()) })),
    }),
  ),
});
type Finding = v.InferOutput<typeof Report>['findings'][number];

async function doctorOf(fault: string): Promise<v.InferOutput<typeof Report>> {
  const args = ['doctor', `--sandbox=${fault}`, '--no-project', '--quiet', '--timeout', '4s'];
  return v.parse(Report, (await runCli([...args, '--format', 'json'], { timeoutMs: 55_000 })).json);
}

function findingOf(report: v.InferOutput<typeof Report>, code: string): Finding {
  const found = report.findings.find((finding) => finding.code === code);
  if (found === undefined) throw new Error(`no ${code}`);
  return found;
}

const commandsOf = (finding: Finding): string =>
  finding.fixes.map(({ text, command }) => `${text}\n${command ?? ''}`).join('\n');

function folder(files: Readonly<Record<string, string>>): string {
  const path = mkdtempSync(join(tmpdir(), 'agentrouter-advice-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text);
  return path;
}

describe('advice about models', () => {
  it('blames the gateway for a model that it lists and does not serve', async () => {
    const finding = findingOf(await doctorOf('model.not-found'), 'model.not-found');
    expect(finding.title).toMatch(/ is listed, but not served$/);
    expect(finding.faultDomain).toBe('gateway');
    expect(commandsOf(finding)).toContain('models --probe');
    expect(commandsOf(finding)).not.toContain('AGENTROUTER_MODEL=');
  });

  it.for(['upstream.key-invalid', 'upstream.error'])(
    'names no other model where all of them fail (%s)',
    async (code) => {
      expect(commandsOf(findingOf(await doctorOf(code), code))).not.toContain('AGENTROUTER_MODEL=');
    },
  );

  it('names the model that answered on the same API where one provider fails, in both findings', async () => {
    const report = await doctorOf('upstream.partial');
    for (const code of ['upstream.error', 'upstream.partial'])
      expect(findingOf(report, code).fixes[0]?.command).toBe('export AGENTROUTER_MODEL=deepseek-chat');
  });

  it('tells no cheaper model and no key where the key was accepted', async () => {
    const report = await doctorOf('balance.insufficient');
    const asked = findingOf(report, 'balance.insufficient');
    expect(commandsOf(asked)).not.toMatch(/AGENTROUTER_MODEL=(?:gpt-4o-mini|claude-3-5-haiku)/);
    expect(commandsOf(asked)).not.toMatch(/max_tokens=\d/);
    expect(report.checks.find(({ id }) => id === 'access.bearer')?.summary).toBe(
      'key accepted; the call then failed for another reason (status 402)',
    );
  });
});

describe('advice about addresses', () => {
  it('names no path of a console that gave its page there', async () => {
    const finding = findingOf(await doctorOf('url.dashboard'), 'url.dashboard');
    expect(commandsOf(finding)).not.toContain('127.0.0.1');
    expect(commandsOf(finding)).toContain('Find the address of the API');
  });

  it('gives the line of the file that sets it', async () => {
    const sandbox = await sandboxForTest({ fault: 'url.wrong-path' });
    const cwd = folder({
      '.env': `AGENTROUTER_API_KEY=${sandbox.apiKey}\nAGENTROUTER_BASE_URL=${sandbox.baseUrl}\n`,
    });
    const ran = await runCli(['doctor', '--no-project', '--quiet', '--format', 'json'], { cwd });
    const finding = findingOf(v.parse(Report, ran.json), 'url.wrong-path');
    expect(finding.fixes[0]).toEqual({
      text: 'Set the base URL, in .env line 2.',
      command: `AGENTROUTER_BASE_URL=${sandbox.baseUrl}/api/v1`,
    });
  });

  it('gives the option that sets it, and commands that have it too', async () => {
    const sandbox = await sandboxForTest({ fault: 'key.rejected' });
    const ran = await runCli(
      [
        'doctor',
        '--base-url',
        sandbox.baseUrl,
        '--api-key-stdin',
        '--no-project',
        '--quiet',
        '--format',
        'json',
      ],
      { stdin: sandbox.apiKey },
    );
    const finding = findingOf(v.parse(Report, ran.json), 'key.rejected');
    expect(finding.fixes.map(({ command }) => command)).toContain(
      `npx agentrouter check-key --base-url ${sandbox.baseUrl} --api-key-stdin < key.txt`,
    );
  });
});

describe('what a user reads', () => {
  it('tells each broken stream once, and tool calls as such', async () => {
    const { evidence } = findingOf(await doctorOf('stream.interrupted'), 'stream.interrupted');
    const places = evidence.map((line) => line.split(':')[0]);
    expect(new Set(places).size).toBe(places.length);
    expect(evidence.filter((line) => line.includes(', tool call, streamed)'))).toHaveLength(2);
    expect(evidence.join('\n')).not.toMatch(/\b0\.\d s\b/);
  });

  it('is one story where nothing is set up', async () => {
    const { stdout } = await runCli(['doctor', '--quiet']);
    expect(stdout.match(/export AGENTROUTER_BASE_URL=https:\/\/your-deployment\/v1/g)).toHaveLength(1);
    expect(stdout.match(/AGENTROUTER_API_KEY=/g)).toHaveLength(2);
    for (const code of ['key.missing', 'url.missing', 'env.file-missing'])
      expect(stdout).toContain(`[${code}]`);
  });
});

describe('a refusal of this tool’s own small and right request', () => {
  it.concurrent.for([
    'request.too-large',
    'request.malformed-json',
    'request.bad-message-format',
    'request.invalid',
  ])('is the gateway’s side, and shows what was sent: %s', async (code, { expect: here }) => {
    const found = findingOf(await doctorOf(code), code);
    here(found.faultDomain).toBe('gateway');
    here(commandsOf(found)).toContain('npx agentrouter doctor --only requests --show-http');
  });
});
