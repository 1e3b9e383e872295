import { stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Files of tools that keep packages outside the project's folder, unless they are told otherwise. */
const KEPT_ELSEWHERE = {
  // Yarn, "Plug'n'Play": packages stay in archives, and there is no node_modules.
  node: ['.pnp.cjs', '.pnp.js', '.pnp.loader.mjs'],
  python: [
    ...['poetry.lock', 'Pipfile', 'Pipfile.lock', 'pdm.lock', 'pixi.toml', 'pixi.lock'],
    ...['environment.yml', 'environment.yaml', 'conda-lock.yml'],
  ],
} as const;

/** True where a project's packages of a language may lie where this tool does not look. */
export async function areKeptElsewhere(language: 'node' | 'python', project: string): Promise<boolean> {
  const marks = KEPT_ELSEWHERE[language].map((name) => stat(join(project, name)).catch(() => null));
  return (await Promise.all(marks)).some((mark) => mark !== null);
}
