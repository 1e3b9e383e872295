import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { exportedBy, startSandbox } from '../cli/live.ts';
import { runCli, runProgram } from '../helpers/cli.ts';
import { tempFolderForFile } from '../helpers/temp-folder.ts';
import { hasOpenssl } from '../wire/certificates.ts';

const folder = tempFolderForFile();

/** Whole commands of a printed page: lines that are set in by seven blanks, after the words before them. */
function commandsAfter(words: string, page: string): string {
  const [, after = ''] = page.split(words);
  return /\n((?: {7}\S.*\n)+)/.exec(after)?.[1]?.replace(/^ {7}/gm, '') ?? `echo no command after ${words}`;
}

it.runIf(hasOpenssl)(
  'saves a self-signed certificate so that the next line of advice trusts it',
  async () => {
    const sandbox = await startSandbox('--fault', 'tls.self-signed');
    const env = exportedBy(sandbox);
    try {
      const { stdout } = await runCli(['test-connection'], { env: { ...env, COLUMNS: '200' } });
      writeFileSync(join(folder, 'typed.sh'), commandsAfter('save the certificate', stdout));
      const typed = await runProgram('bash', ['typed.sh'], { cwd: folder });
      expect(typed.stdout).toMatch(/^sha256 Fingerprint=(?:[0-9A-F]{2}:){31}[0-9A-F]{2}$/m);
      const options = commandsAfter('Try it with this tool first', stdout).trim().split(' ').slice(2);
      expect(await runCli(options, { env, cwd: folder })).toMatchObject({ exitCode: 0 });
    } finally {
      sandbox.kill('SIGINT');
      await sandbox.ended;
    }
  },
);
