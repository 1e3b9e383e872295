import { existsSync, lstatSync, readdirSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import { readEnvBytes } from './read-env-file.ts';

interface FoundEnvFile {
  /** The folder of the `.env`; without one, the git root or else the working directory. */
  projectRoot: string;
  /** Absolute; null where no folder on the way up has a `.env`. */
  path: string | null;
}

const MAX_DEPTH = 64;
const MAX_FOLDERS = 200;
const SKIPPED_FOLDERS: ReadonlySet<string> = new Set([
  'node_modules',
  '.git',
  'venv',
  '.venv',
  '__pycache__',
]);

/** Is there anything but a folder, be it a link that leads nowhere? False also where the folder above may not be entered. */
function isFile(path: string): boolean {
  try {
    return !lstatSync(path).isDirectory();
  } catch {
    return false;
  }
}

/**
 * The nearest `.env` from a folder upwards, not beyond the git root or the home folder.
 * A folder named `.env` (a Python virtual environment often is) is passed over.
 */
export function findEnvFile(cwd: string, home: string): FoundEnvFile {
  let folder = cwd;
  for (let depth = 0; depth < MAX_DEPTH; depth += 1) {
    const path = join(folder, '.env');
    if (isFile(path)) return { projectRoot: folder, path };
    if (existsSync(join(folder, '.git'))) return { projectRoot: folder, path: null };
    const parent = dirname(folder);
    if (folder === home || parent === folder) break;
    folder = parent;
  }
  return { projectRoot: cwd, path: null };
}

/** How reports name a file: relative to the project root inside it, below `~` inside the home folder. */
export function shownPath(path: string, projectRoot: string, home: string): string {
  const inside = relative(projectRoot, path);
  if (inside !== '' && !inside.startsWith('..') && !isAbsolute(inside)) return inside;
  const inHome = relative(home, path);
  return inHome !== '' && !inHome.startsWith('..') && !isAbsolute(inHome) ? `~${sep}${inHome}` : path;
}

function subfolders(root: string): string[] {
  try {
    return readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !SKIPPED_FOLDERS.has(entry.name))
      .slice(0, MAX_FOLDERS)
      .map((entry) => entry.name);
  } catch {
    return [];
  }
}

/** Names that Next.js, Vite and others read by themselves ("Environment Variables"; "Env Variables and Modes"). */
const OF_FRAMEWORKS = [
  '.env.local',
  ...['development', 'production'].flatMap((mode) => [`.env.${mode}.local`, `.env.${mode}`]),
];

/**
 * Files that were probably meant where the root has no `.env`: under a name that Windows editors give or frameworks
 * read, in its direct subfolders, and in its parent. Beside a `.env`, only those of frameworks.
 * Only those that set one of this tool's own variables, relative to the root.
 */
export function envFilesElsewhere(projectRoot: string, uid: number | null, besideOne: boolean): string[] {
  const folders = besideOne ? [] : [...subfolders(projectRoot), '..'];
  const candidates = [
    ...(besideOne ? [] : ['.env.txt']),
    ...OF_FRAMEWORKS,
    ...folders.map((name) => join(name, '.env')),
  ];
  return candidates.filter((candidate) => {
    const path = join(projectRoot, candidate);
    if (!isFile(path)) return false;
    const read = readEnvBytes(path, uid);
    return read.text !== null && /^\s*(?:export\s+)?AGENTROUTER_[A-Z_]+\s*=/m.test(read.text);
  });
}
