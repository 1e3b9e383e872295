import { dirname, join } from 'node:path';
import { anyExists, exists } from './exists.ts';

/** Files of tools that keep packages outside the project's folder, unless they are told otherwise. */
const KEPT_ELSEWHERE = {
  // Yarn, "Plug'n'Play": packages stay in archives, and there is no node_modules.
  // Deno, "Configuration": dependencies lie in a cache of the user.
  node: ['.pnp.cjs', '.pnp.js', '.pnp.loader.mjs', 'deno.json', 'deno.jsonc', 'deno.lock'],
  python: [
    ...['poetry.lock', 'Pipfile', 'Pipfile.lock', 'pdm.lock', 'pixi.toml', 'pixi.lock'],
    ...['environment.yml', 'environment.yaml', 'conda-lock.yml'],
  ],
} as const;

const MAX_DEPTH = 40;

/**
 * True where a project's packages of a language may lie where this tool does not look. A part of a repository is kept
 * as its root is: folders are looked at upwards, to the git root or, outside a repository, the project alone.
 */
export async function areKeptElsewhere(language: 'node' | 'python', project: string): Promise<boolean> {
  const folders = [project];
  for (let folder = project; folders.length < MAX_DEPTH; folder = dirname(folder)) {
    if (await exists(join(folder, '.git'))) break;
    if (dirname(folder) === folder) return anyMark(language, [project]);
    folders.push(dirname(folder));
  }
  return anyMark(language, folders);
}

function anyMark(language: 'node' | 'python', folders: readonly string[]): Promise<boolean> {
  return anyExists(folders.flatMap((folder) => KEPT_ELSEWHERE[language].map((name) => join(folder, name))));
}
