import { execFileSync } from 'node:child_process';
import { constants, existsSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCli, type Ran } from '../helpers/cli.ts';
import { tempFolderForFile } from '../helpers/temp-folder.ts';

const folder = tempFolderForFile();
const COMMANDS = ['doctor', 'support-dump'];

function pipeNamed(name: string): string {
  const pipe = join(folder, name);
  execFileSync('mkfifo', [pipe]);
  return pipe;
}

const offline = (command: string, output: string, ...options: string[]): Promise<Ran> =>
  runCli([command, '--only', 'local', '--output', output, ...options], {
    cwd: folder,
    env: { AGENTROUTER_API_KEY: 'sk-ar-1f2e3d4c5b6a79880716253443526170' },
  });

test.each(COMMANDS)('--output - is standard output: %s', async (command) => {
  const { stdout } = await offline(command, '-', '--format', 'json');
  expect(JSON.parse(stdout)).toMatchObject({ command });
  expect(existsSync(join(folder, '-'))).toBe(false);
});

describe.skipIf(process.platform === 'win32')('--output into a named pipe', () => {
  test.each(COMMANDS)('ends where nobody reads it: %s', async (command) => {
    const pipe = pipeNamed(`unread-${command}`);
    const { stdout, stderr, exitCode } = await offline(command, pipe);
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
    expect(stderr).toContain(`agentrouter: --output: cannot write ${pipe}: nobody reads this pipe\n`);
  });

  test.each(COMMANDS)('brings a reader all of it: %s', async (command) => {
    const pipe = pipeNamed(`read-${command}`);
    const [read, { exitCode }] = await Promise.all([
      readFile(pipe, 'utf8'),
      offline(command, pipe, '--format', 'json'),
    ]);
    expect(JSON.parse(read)).toMatchObject({ command });
    expect(exitCode).toBe(1);
  });

  test('ends where the reader takes nothing', async () => {
    const pipe = pipeNamed('stuck');
    const reader = await open(pipe, constants.O_RDWR);
    try {
      const fill = Buffer.alloc(65_536);
      await reader.write(fill);
      const { stderr, exitCode } = await offline('doctor', pipe);
      expect(stderr).toContain('the reader of this pipe takes nothing');
      expect(exitCode).toBe(2);
    } finally {
      await reader.close();
    }
  });
});
