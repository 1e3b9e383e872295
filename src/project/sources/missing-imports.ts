import { dirname, join } from 'node:path';
import { anyExists } from '../exists.ts';
import { placeOf } from './places.ts';
import type { Import, Module } from './syntax.ts';
import type { SourceFacts } from './types.ts';

type Missing = SourceFacts['missingImports'][number];

const SDKS = { python: ['openai', 'anthropic'], node: ['openai', '@anthropic-ai/sdk'] } as const;
/** A folder with one of these has packages of its own. */
const OWN_PACKAGES = [
  ...['requirements.txt', 'pyproject.toml', 'setup.py', 'Pipfile', '.venv', 'venv', 'uv.lock'],
  ...['environment.yml', 'poetry.lock', 'pyvenv.cfg'],
];

/** The folders from that of a file up to the project, both included; all relative to the project. */
function foldersUp(file: string): string[] {
  const folders = ['.'];
  const parts = dirname(file).split('/');
  if (parts[0] === '.') return folders;
  for (const [index] of parts.entries()) folders.push(parts.slice(0, index + 1).join('/'));
  return folders;
}

/** Deno, "Node and npm compatibility": `npm:openai@4` names where the package comes from, and nobody installs it. */
const bringsItself = ({ node }: Import, { text }: Module): boolean =>
  /["'\x60]npm:/.test(text.slice(node.from, node.to));

async function isElsewhere(name: string, { file, language }: Module, project: string): Promise<boolean> {
  const folders = foldersUp(file);
  if (language === 'node') {
    const places = folders.map((folder) => join(project, folder, 'node_modules', name));
    return anyExists([...places, join(project, '.pnp.cjs'), join(project, '.pnp.js')]);
  }
  // A module of the project may have the same name, and a part of it its own environment.
  const own = folders.flatMap((folder) => [join(project, folder, `${name}.py`), join(project, folder, name)]);
  const parts = folders.slice(1).flatMap((folder) => OWN_PACKAGES.map((mark) => join(project, folder, mark)));
  return anyExists([...own, ...parts]);
}

/**
 * Finds SDKs that a file imports and that are not where Node.js would look, or, for Python, that nothing beside the file
 * provides: whether the environment has them is known elsewhere. Each folder is looked at once.
 */
export function missingImportsIn(project: string): (module: Module) => Promise<Missing[]> {
  const known = new Map<string, Promise<boolean>>();
  return async (module) => {
    const { language } = module;
    const found: Missing[] = [];
    for (const name of SDKS[language]) {
      const wanted = module.imports.find(
        (one) => one.module.split('.')[0] === name && !one.optional && !bringsItself(one, module),
      );
      if (wanted === undefined) continue;
      const key = `${language} ${name} ${dirname(module.file)}`;
      const elsewhere = known.get(key) ?? isElsewhere(name, module, project);
      known.set(key, elsewhere);
      if (!(await elsewhere)) found.push({ name, language, place: placeOf(wanted.node, module) });
    }
    return found;
  };
}
