import { describe, expect, it } from 'vitest';
import { runCli, runProgram } from '../helpers/cli.ts';
import { sandboxForTest } from '../helpers/sandbox.ts';

/** The commands that `--curl` prints below a report, each on its own. */
function commandsIn(stdout: string): string[] {
  return [...stdout.matchAll(/^curl -sS[^]*?(?<!\\)$/gm)].map(([command]) => command);
}

const statusOf = (answer: string): string => /^HTTP\/1\.1 (\d+)/m.exec(answer)?.[1] ?? '';

describe.skipIf(process.platform === 'win32')('--curl', () => {
  it('prints commands that a shell runs, with the same outcome as the run', async () => {
    const sandbox = await sandboxForTest();
    const env = { AGENTROUTER_API_KEY: sandbox.apiKey, AGENTROUTER_BASE_URL: sandbox.baseUrl };
    const { stdout } = await runCli(['doctor', '--curl', '--only', 'access,models,streaming,tools'], { env });
    const commands = commandsIn(stdout);
    expect(commands.length).toBeGreaterThan(8);
    expect(stdout).not.toContain(sandbox.apiKey);

    const outcomes = [];
    for (const command of commands) {
      const ran = await runProgram('/bin/sh', ['-c', command], { env });
      outcomes.push({
        ofUser: command.includes('$AGENTROUTER_API_KEY'),
        status: statusOf(ran.stdout),
        code: ran.exitCode,
      });
    }
    expect(outcomes.filter(({ code }) => code !== 0)).toEqual([]);
    const own = outcomes.filter(({ ofUser }) => ofUser);
    const madeUp = outcomes.filter(({ ofUser }) => !ofUser);
    expect(new Set(own.map(({ status }) => status))).toEqual(new Set(['200']));
    expect(madeUp.map(({ status }) => status)).toEqual(['401']);
  });

  it('survives quotes, dollars and backticks in the name of a model', async () => {
    const sandbox = await sandboxForTest();
    const model = `it's "a" $HOME \`id\` \\ model!`;
    const env = { AGENTROUTER_API_KEY: sandbox.apiKey, AGENTROUTER_BASE_URL: sandbox.baseUrl };
    const { stdout } = await runCli(['doctor', '--curl', '--only', 'requests.chat', '--model', model], {
      env,
    });
    const asked = commandsIn(stdout).filter(
      (command) => command.includes('--data-raw') && command.includes('model!'),
    );
    expect(asked.length).toBeGreaterThan(0);
    for (const command of asked) {
      const ran = await runProgram('/bin/sh', ['-c', command], { env });
      expect(statusOf(ran.stdout)).toBe('404');
      const body = ran.stdout.slice(ran.stdout.indexOf('{'));
      expect(JSON.stringify(JSON.parse(body))).toContain(JSON.stringify(model).slice(1, -1));
    }
  });
});
