import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../sandbox/sandbox.ts';
import { loadSettings, type CommandLine } from '../settings/load.ts';
import type { World } from '../settings/types.ts';
import { commandLine, filled, flag, type RawOptions } from './options.ts';
import type { CommandSpec } from './command-spec.ts';
import { runCommand } from './run-command.ts';
import { faultNamed, writeCa } from './sandbox-setup.ts';

/** `doctor --sandbox[=CODE]`: starts a sandbox, examines it, and stops it. */
export async function doctorOnSandbox(spec: CommandSpec, raw: RawOptions, version: string): Promise<number> {
  const sandbox = await startSandbox({ fault: faultNamed(filled(raw, 'sandbox', '--sandbox')) });
  const folder = mkdtempSync(join(tmpdir(), 'agentrouter-'));
  try {
    return await runCommand(
      { ...spec, project: null, surroundings: alone(sandbox, raw, folder) },
      raw,
      version,
    );
  } finally {
    rmSync(folder, { recursive: true });
    await sandbox.close();
  }
}

/**
 * Surroundings in which nothing of this machine's own settings plays a part: only the sandbox is examined.
 *
 * @param folder an empty one.
 */
function alone(sandbox: Sandbox, raw: RawOptions, folder: string): NonNullable<CommandSpec['surroundings']> {
  const world: World = { env: {}, cwd: folder, home: folder, uid: null, systemRoot: folder };
  const given = commandLine(raw, null);
  const model = given.model === undefined ? {} : { AGENTROUTER_MODEL: given.model };
  const env = { AGENTROUTER_API_KEY: sandbox.apiKey, AGENTROUTER_BASE_URL: sandbox.baseUrl, ...model };
  const options: CommandLine = {
    allowForeignKey: flag(raw, 'allowForeignKey'),
    ...(sandbox.ca?.trusted === true ? { ca: writeCa(sandbox.ca.pem, folder) } : {}),
    ...(sandbox.proxyUrl === null ? {} : { proxy: sandbox.proxyUrl }),
  };
  return { world, settings: loadSettings(options, { ...world, env }) };
}
