import { constants } from 'node:fs';
import { access, readdir } from 'node:fs/promises';
import { delimiter, isAbsolute, join, relative, sep } from 'node:path';
import type { World } from '../settings/types.ts';
import { asObject, jsonObject, shortText } from '../evidence/json-object.ts';
import { readStart } from './read-start.ts';
import { runBounded } from './run-bounded.ts';

/** Where the Python that this project uses keeps its packages. */
interface PythonHome {
  version: string | null;
  sitePackages: string[];
  /** A virtual environment, active or in the project; else the machine's own Python. */
  isEnvironment: boolean;
  /** The environment takes packages of the machine's own Python as well. */
  sharesSystemPackages: boolean;
  /** How to call its pip from the working directory, where plain `pip` would be another. */
  pip: string | null;
}

const ENVIRONMENTS = ['.venv', 'venv', 'env'] as const;
const PYTHON_LIMIT_MS = 1500;
const PASSED_ON = [
  'PATH',
  'HOME',
  'USERPROFILE',
  'SYSTEMROOT',
  'SystemRoot',
  'LOCALAPPDATA',
  'PYENV_ROOT',
  'PYENV_VERSION',
];
const SCRIPT =
  'import json,site,sys;print(json.dumps({"version":"%d.%d.%d"%sys.version_info[:3],"paths":sys.path+[site.getusersitepackages()]}))';

/** `lib/python3.11/site-packages` on POSIX, `Lib/site-packages` on Windows. */
async function sitePackagesOf(prefix: string): Promise<string[]> {
  const found: string[] = [];
  for (const lib of ['lib', 'Lib']) {
    const entries = await readdir(join(prefix, lib)).catch(() => []);
    for (const entry of entries.slice(0, 100)) {
      if (/^python3\.\d+$/.test(entry)) found.push(join(prefix, lib, entry, 'site-packages'));
      if (entry === 'site-packages') found.push(join(prefix, lib, entry));
    }
  }
  return found;
}

/** A virtual environment (PEP 405): its version stands in `pyvenv.cfg`. */
async function virtualEnvironment(prefix: string, world: World): Promise<PythonHome | null> {
  const sitePackages = await sitePackagesOf(prefix);
  if (sitePackages.length === 0) return null;
  const configuration = (await readStart(join(prefix, 'pyvenv.cfg'), 16 * 1024)) ?? '';
  const version = /^version(?:_info)?\s*=\s*(\d+\.\d+(?:\.\d+)?)/m.exec(configuration)?.[1];
  const folder = /python(3\.\d+)/.exec(sitePackages[0] ?? '')?.[1];
  const pip = pipOf(prefix, /^uv\s*=/m.test(configuration), world);
  const sharesSystemPackages = /^include-system-site-packages\s*=\s*true\b/im.test(configuration);
  return {
    version: version ?? folder ?? null,
    sitePackages,
    pip,
    isEnvironment: true,
    sharesSystemPackages,
  };
}

/** An environment that uv made has no pip of its own; `uv pip` finds the active one, else `.venv` (its documentation). */
function pipOf(prefix: string, isOfUv: boolean, { env, cwd }: World): string | null {
  const isActive = env['VIRTUAL_ENV'] === prefix;
  const word = (path: string): string => (/[^\w./\\-]/.test(path) ? `"${path}"` : path);
  if (isOfUv) {
    const isFound = isActive || prefix === join(cwd, '.venv') || process.platform === 'win32';
    return isFound ? 'uv pip' : `VIRTUAL_ENV=${word(relative(cwd, prefix))} uv pip`;
  }
  if (isActive) return null;
  const python = process.platform === 'win32' ? join('Scripts', 'python') : join('bin', 'python');
  return `${word(relative(cwd, join(prefix, python)))} -m pip`;
}

/** The first `python3` on the PATH; folders of the project and relative ones are passed over. */
async function pythonOnPath(world: World, project: string): Promise<string | null> {
  const names = process.platform === 'win32' ? ['python3.exe', 'python.exe'] : ['python3', 'python'];
  const folders = (world.env['PATH'] ?? '').split(delimiter).filter((folder) => isAbsolute(folder));
  for (const name of names) {
    for (const folder of folders.slice(0, 200)) {
      const path = join(folder, name);
      if (path.startsWith(project + sep)) continue;
      if (
        await access(path, constants.X_OK).then(
          () => true,
          () => false,
        )
      )
        return path;
    }
  }
  return null;
}

async function askPython(python: string, project: string, world: World): Promise<PythonHome | null> {
  const env = Object.fromEntries(
    PASSED_ON.flatMap((name) => {
      const value = world.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
  // -I: neither the working directory nor PYTHON* variables can bring other code in.
  const output = await runBounded(python, ['-I', '-c', SCRIPT], {
    cwd: project,
    env,
    limitMs: PYTHON_LIMIT_MS,
  });
  const answer = asObject(jsonObject(output));
  const version = shortText(answer?.['version']);
  const paths = answer?.['paths'];
  if (version === null || !/^\d+\.\d+\.\d+$/.test(version) || !Array.isArray(paths)) return null;
  const sitePackages = paths.filter(
    (path): path is string =>
      typeof path === 'string' && isAbsolute(path) && /(?:site|dist)-packages$/.test(path),
  );
  return {
    version,
    sitePackages: [...new Set(sitePackages)].slice(0, 20),
    pip: null,
    isEnvironment: false,
    sharesSystemPackages: false,
  };
}

/**
 * The Python of a project: `VIRTUAL_ENV`, `.venv`, `venv`, `env`, then `python3` on the PATH, which is asked
 * for its folders within 1.5 s. Null, with a note, where none can be found or it does not answer.
 */
export async function findPython(project: string, world: World, notes: string[]): Promise<PythonHome | null> {
  const active = world.env['VIRTUAL_ENV'];
  const prefixes = [
    ...(active !== undefined && isAbsolute(active) ? [active] : []),
    ...ENVIRONMENTS.map((folder) => join(project, folder)),
  ];
  for (const prefix of prefixes) {
    const home = await virtualEnvironment(prefix, world);
    if (home !== null) return home;
  }
  const python = await pythonOnPath(world, project);
  if (python === null) return null;
  const home = await askPython(python, project, world);
  if (home === null)
    notes.push('The python3 on the PATH did not answer as a Python does, so its packages are not known.');
  return home;
}
