/** What to type so that a package is there, with the tool whose lockfile the project has. */

import type { ProjectFacts } from '../project/types.ts';

interface Installer {
  /** Puts in place what the manifest asks for. */
  sync: string;
  /** Followed by what is to be added. */
  add: string;
}

const NPM: Installer = { sync: 'npm install', add: 'npm install' };
const BUN: Installer = { sync: 'bun install', add: 'bun add' };

/** By lockfile; other projects use what comes with the language. */
const INSTALLERS: Readonly<Record<string, Installer>> = {
  'uv.lock': { sync: 'uv sync', add: 'uv add' },
  'poetry.lock': { sync: 'poetry install', add: 'poetry add' },
  'pdm.lock': { sync: 'pdm install', add: 'pdm add' },
  'Pipfile.lock': { sync: 'pipenv install', add: 'pipenv install' },
  'package-lock.json': NPM,
  'npm-shrinkwrap.json': NPM,
  'pnpm-lock.yaml': { sync: 'pnpm install', add: 'pnpm add' },
  'yarn.lock': { sync: 'yarn install', add: 'yarn add' },
  'bun.lock': BUN,
  'bun.lockb': BUN,
};

type Language = 'node' | 'python';

function pipOf({ pip = null }: ProjectFacts): Installer {
  const install = `${pip ?? 'pip'} install`;
  return { sync: install, add: install };
}

function installerOf(project: ProjectFacts, language: Language): Installer {
  const lockfile = project.lockfiles?.find((one) => one.language === language);
  return INSTALLERS[lockfile?.file ?? ''] ?? (language === 'node' ? NPM : pipOf(project));
}

/** Installs a package that a manifest asks for, or only an import. */
export function installCommand(project: ProjectFacts, wanted: ProjectFacts['wanted'][number]): string {
  const { sync, add } = installerOf(project, wanted.language);
  const followsManifest =
    wanted.file === 'package.json' ||
    (add !== pipOf(project).add && /^(?:pyproject\.toml|Pipfile)$/.test(wanted.file));
  return followsManifest ? sync : `${add} ${wanted.name}`;
}

/** Installs a newer release of a package than the one that is there. */
export function updateCommand(
  project: ProjectFacts,
  language: Language,
  name: string,
  oldest: string,
): string {
  const { add } = installerOf(project, language);
  if (language === 'node') return `${add} ${name}@latest`;
  return add === pipOf(project).add ? `${add} --upgrade ${name}` : `${add} "${name}>=${oldest}"`;
}

/** Installs a package below a release. */
export function olderCommand(project: ProjectFacts, name: string, below: string): string {
  return `${installerOf(project, 'python').add} "${name}<${below}"`;
}
