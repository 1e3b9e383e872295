import { statSync } from 'node:fs';
import { flag, text, type RawOptions } from './options.ts';
import type { CommandSpec } from './command-spec.ts';
import { runCommand } from './run-command.ts';
import { UsageError } from './usage-error.ts';

/** `agentrouter doctor`: the whole checklist; with `--fix` on an env file that is mended first. */
export async function doctor(raw: RawOptions, version: string): Promise<number> {
  if (flag(raw, 'fix') && !flag(raw, 'listChecks')) {
    if (raw.sandbox !== undefined && raw.sandbox !== false)
      throw new UsageError(
        '--fix mends the .env of a project, and --sandbox uses none; leave one of them out',
      );
    await (await import('./fix.ts')).fixEnvFile(raw);
  }
  const spec: CommandSpec = { name: 'doctor', checks: 'all', project: projectOf(raw) };
  if (raw.sandbox === undefined || raw.sandbox === false) return runCommand(spec, raw, version);
  const { doctorOnSandbox } = await import('./doctor-sandbox.ts');
  return doctorOnSandbox(spec, raw, version);
}

/** @throws UsageError where `--project` names no folder */
function projectOf(raw: RawOptions): string | null {
  if (raw.project === false) return null;
  const named = text(raw, 'project');
  if (named === null) return '.';
  if (!isFolder(named)) throw new UsageError(`--project: there is no folder ${named}`);
  return named;
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
