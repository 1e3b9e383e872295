import { flag, text, wholeNumber, type RawOptions } from './options.ts';
import { runCommand } from './run-command.ts';
import { UsageError } from './usage-error.ts';

const MAX_CONCURRENCY = 64;

/** `agentrouter models [pattern]`: what can be called, and with `--probe` what really answers. */
export async function models(pattern: string | undefined, raw: RawOptions, version: string): Promise<number> {
  const concurrency = wholeNumber('--concurrency', text(raw, 'concurrency') ?? '4', 1, MAX_CONCURRENCY);
  const check = text(raw, 'check');
  if (check !== null && check.trim() === '') throw new UsageError('--check takes the name of a model');
  const probe = flag(raw, 'probe');
  if (probe && flag(raw, 'free'))
    throw new UsageError('--probe sends calls that cost money; leave --free out');
  return runCommand(
    {
      name: 'models',
      checks: [
        'local.settings',
        'local.key-format',
        'local.base-url',
        'network.http',
        'models.list',
        'models.requested',
      ],
      project: null,
      checkedModel: check,
      atOnce: concurrency,
      listOnly: true,
      probesModels: probe,
      more: async (run) => {
        const { listModels } = await import('./list-models.ts');
        const yes = flag(raw, 'yes');
        return { models: await listModels(run, { pattern: pattern ?? null, check, probe, yes }) };
      },
    },
    raw,
    version,
  );
}
