import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const LIMIT_MS = 180_000;
const QUICKLY = [
  ...['--no-audit', '--no-fund', '--no-update-notifier', '--prefer-offline'],
  ...['--fetch-retries=1', '--fetch-retry-mintimeout=1000'],
];
const UNREACHABLE =
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ENOTCACHED|ERR_SOCKET_TIMEOUT)\b/;

/** The registry cannot be reached: no fault of what is tested. */
export class RegistryUnreachable extends Error {
  override name = 'RegistryUnreachable';
}

/**
 * Runs npm as it is set up here, and gives what it printed on standard output.
 *
 * @throws RegistryUnreachable, or Error with npm's own words where it fails otherwise.
 */
export function npm(args: readonly string[], cwd: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('npm', [...args, ...QUICKLY], {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
      timeout: LIMIT_MS,
    });
    const printed = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const)
      child[name].setEncoding('utf8').on('data', (chunk: string) => (printed[name] += chunk));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      const known =
        signal === null ? UNREACHABLE.exec(printed.stderr)?.[0] : `no answer within ${LIMIT_MS} ms`;
      if (code === 0) resolve(printed.stdout);
      else if (known !== undefined)
        reject(new RegistryUnreachable(`the registry cannot be reached: ${known}`));
      else
        reject(new Error(`npm ${args.join(' ')} failed with ${code ?? 'no exit code'}:\n${printed.stderr}`));
    });
  });
}
