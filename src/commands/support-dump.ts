import { outputFile, type RawOptions } from './options.ts';
import { runCommand } from './run-command.ts';

/**
 * `agentrouter support-dump`: runs the whole checklist and tells it as Markdown that can be posted in public.
 * With `--format json` or `text` it is the report of `doctor`, hidden in the same way.
 *
 * @returns the exit code of the report: 1 with an error, else 0.
 * @throws UsageError
 */
export async function supportDump(raw: RawOptions, version: string): Promise<number> {
  const output = outputFile(raw);
  if (output !== null) (await import('./support-dump-file.ts')).checkPrivateFile(output);
  return runCommand(
    {
      name: 'support-dump',
      checks: 'all',
      project: '.',
      present: async (outcome) => (await import('./present-dump.ts')).presentDump(outcome, raw),
    },
    raw,
    version,
  );
}
