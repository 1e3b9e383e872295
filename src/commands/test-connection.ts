import type { RawOptions } from './options.ts';
import { runCommand } from './run-command.ts';

/** `agentrouter test-connection`: the way to the deployment, each phase timed. */
export async function testConnection(raw: RawOptions, version: string): Promise<number> {
  return runCommand(
    {
      name: 'test-connection',
      checks: [
        'local.base-url',
        'local.proxy',
        'network.dns',
        'network.tcp',
        'network.proxy',
        'network.tls',
        'network.http',
      ],
      project: null,
    },
    raw,
    version,
  );
}
