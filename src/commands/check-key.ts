import type { RawOptions } from './options.ts';
import { runCommand } from './run-command.ts';

/** `agentrouter check-key`: is the key good, under both headers, and what is left on it. */
export async function checkKey(raw: RawOptions, version: string): Promise<number> {
  return runCommand(
    {
      name: 'check-key',
      checks: [
        'local.settings',
        'local.key-format',
        'local.base-url',
        'network.http',
        'access.bearer',
        'access.x-api-key',
        'access.rejects-invalid-key',
        'access.balance',
        'access.rate-limit',
      ],
      project: null,
    },
    raw,
    version,
  );
}
