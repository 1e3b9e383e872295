import { spawn } from 'node:child_process';

const MAX_OUTPUT_BYTES = 64 * 1024;

/**
 * Runs a program and gives what it printed; null where it fails, prints too much or is not done in time.
 * Its whole process group is ended then, and nothing that it left behind is waited for.
 */
export function runBounded(
  file: string,
  args: readonly string[],
  options: { cwd: string; env: Record<string, string>; limitMs: number },
): Promise<string | null> {
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      cwd: options.cwd,
      env: options.env,
      stdio: ['ignore', 'pipe', 'ignore'],
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    const chunks: Buffer[] = [];
    let bytes = 0;
    const finish = (output: string | null) => {
      clearTimeout(timer);
      if (output === null) end();
      child.stdout.destroy();
      child.unref();
      resolve(output);
    };
    const end = () => {
      try {
        if (child.pid !== undefined)
          process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
      } catch {
        // It has ended by itself.
      }
    };
    const timer = setTimeout(() => {
      finish(null);
    }, options.limitMs);
    child.stdout.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > MAX_OUTPUT_BYTES) finish(null);
      else chunks.push(chunk);
    });
    child.once('error', () => {
      finish(null);
    });
    child.once('close', (code) => {
      finish(code === 0 ? Buffer.concat(chunks).toString('utf8') : null);
    });
  });
}
