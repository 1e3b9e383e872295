import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const BUILT = join(ROOT, 'dist/cli.cjs');

/**
 * Bundles `src/` once before the tests where `dist/` is older. Files are overwritten in place: another run may be
 * using them. A type error is `check:types`'s to report; here only a build that left nothing to run is fatal.
 */
export default function buildOnce(): void {
  if (existsSync(BUILT) && changedMs(join(ROOT, 'src')) < statSync(BUILT).mtimeMs) return;
  const built = spawnSync('npm', ['run', '--silent', 'compile'], {
    cwd: ROOT,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (built.status === 0) return;
  console.error(built.stdout + built.stderr);
  if (!existsSync(BUILT)) throw new Error('npm run compile failed');
}

/** When something in the folder last changed; a folder's own time tells of files that were removed. */
function changedMs(folder: string): number {
  const entries = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return Math.max(...['', ...entries].map((entry) => statSync(join(folder, entry)).mtimeMs));
}
