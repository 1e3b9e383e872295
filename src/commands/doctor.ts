import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../sandbox/sandbox.ts';
import { loadSettings, type CommandLine } from '../settings/load.ts';
import type { World } from '../settings/types.ts';
import { fixEnvFile } from './fix.ts';
import { commandLine, filled, flag, text, type RawOptions } from './options.ts';
import { runCommand, type CommandSpec } from './pipeline.ts';
import { faultNamed, writeCa } from './sandbox-setup.ts';
import { UsageError } from './usage-error.ts';

/** `agentrouter doctor`: the whole checklist; with `--fix` on an env file that is mended first. */
export async function doctor(raw: RawOptions, version: string): Promise<number> {
  if (flag(raw, 'fix') && !flag(raw, 'listChecks')) {
    if (raw.sandbox !== undefined && raw.sandbox !== false)
      throw new UsageError(
        '--fix mends the .env of a project, and --sandbox uses none; leave one of them out',
      );
    await fixEnvFile(raw);
  }
  const spec: CommandSpec = { name: 'doctor', checks: 'all', project: projectOf(raw) };
  if (raw.sandbox === undefined || raw.sandbox === false) return runCommand(spec, raw, version);
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

/** @throws UsageError where `--project` names no folder */
function projectOf(raw: RawOptions): string | null {
  if (raw.project === false) return null;
  const named = text(raw, 'project');
  if (named === null) return '.';
  if (statSync(named, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new UsageError(`--project: there is no folder ${named}`);
  return named;
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
