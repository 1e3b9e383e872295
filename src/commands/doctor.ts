import { mkdtempSync, rmdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FAULTS, isFault, startSandbox, type Sandbox } from '../sandbox/sandbox.ts';
import { loadSettings } from '../settings/load.ts';
import type { World } from '../settings/types.ts';
import { fixEnvFile } from './fix.ts';
import { commandLine, flag, text, type RawOptions } from './options.ts';
import { runCommand, type CommandSpec } from './pipeline.ts';
import { UsageError, unknownName } from './usage-error.ts';

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
  const sandbox = await sandboxFor(raw.sandbox);
  const empty = mkdtempSync(join(tmpdir(), 'agentrouter-'));
  try {
    return await runCommand(
      { ...spec, project: null, surroundings: alone(sandbox, raw, empty) },
      raw,
      version,
    );
  } finally {
    rmdirSync(empty);
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

async function sandboxFor(fault: unknown): Promise<Sandbox> {
  if (typeof fault !== 'string') return startSandbox();
  if (!isFault(fault))
    throw unknownName(
      'fault',
      fault,
      FAULTS.map(({ code }) => code),
    );
  return startSandbox({ fault });
}

/** Surroundings in which nothing of this machine's own settings plays a part: only the sandbox is examined. */
function alone(sandbox: Sandbox, raw: RawOptions, empty: string): NonNullable<CommandSpec['surroundings']> {
  const world: World = { env: {}, cwd: empty, home: empty, uid: null, systemRoot: empty };
  const given = commandLine(raw, null);
  const model = given.model === undefined ? {} : { AGENTROUTER_MODEL: given.model };
  const env = { AGENTROUTER_API_KEY: sandbox.apiKey, AGENTROUTER_BASE_URL: sandbox.baseUrl, ...model };
  return {
    world,
    settings: loadSettings({ allowForeignKey: flag(raw, 'allowForeignKey') }, { ...world, env }),
  };
}
