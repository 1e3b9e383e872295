import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { readStart } from '../read-start.ts';

/** Folders of other people's code, of results of a build, and of what tests work on. */
const SKIPPED = new Set(
  [
    'node_modules bower_components jspm_packages vendor vendored third_party third-party site-packages dist-packages',
    'venv env virtualenv __pycache__ __pypackages__ eggs wheels dist build out target output coverage htmlcov',
    'test tests __tests__ spec specs e2e fixtures __fixtures__ fixture testdata test-data test_data __mocks__ mocks',
    'cassettes snapshots __snapshots__ storybook-static public static assets',
  ].flatMap((line) => line.split(' ')),
);
const SOURCE = /\.(?:py|ipynb|[cm]?[jt]s|[jt]sx)$/i;
const NO_SOURCE = /\.d\.[cm]?ts$|\.min\.[cm]?js$|\.bundle\.js$|\.(?:test|spec|stories)\.[cm]?[jt]sx?$/i;
/** Files in which a `.env` is loaded for the program. */
const SET_UP =
  /^(?:package\.json|pyproject\.toml|Pipfile|Makefile|GNUmakefile|Procfile|[Jj]ustfile|Taskfile\.ya?ml|Dockerfile.*|(?:docker-)?compose[\w.-]*\.ya?ml|\.envrc|\.?mise\.toml|tox\.ini|deno\.jsonc?|bunfig\.toml|bun\.lockb?|launch\.json|devcontainer\.json|ecosystem\.config\.\w+|wrangler\.\w+|.*\.(?:sh|bash|zsh|ps1|bat|cmd|service))$/;
const HIDDEN_LOOKED_INTO = new Set(['.vscode', '.devcontainer']);

const MAX_DEPTH = 24;
const MAX_ENTRIES = 50_000;
const MAX_IGNORE_BYTES = 64 * 1024;

interface Found {
  sources: string[];
  setUps: string[];
  /** More was there than may be looked at. */
  cut: boolean;
}

interface Folder {
  /** Relative to the project, with `/`; empty for the project itself. */
  path: string;
  depth: number;
  ignores: { under: string; rules: Ignore }[];
}

const isIgnored = ({ ignores }: Folder, path: string): boolean =>
  ignores.some(({ under, rules }) => rules.ignores(path.slice(under.length)));

/** gitignore(5): a file of a folder speaks of what is below that folder. */
async function withIgnores(folder: Folder, project: string): Promise<Folder> {
  const text = await readStart(join(project, folder.path, '.gitignore'), MAX_IGNORE_BYTES);
  if (text === null) return folder;
  const under = folder.path === '' ? '' : `${folder.path}/`;
  return { ...folder, ignores: [...folder.ignores, { under, rules: ignore().add(text) }] };
}

/**
 * The sources of a project, nearest to its top first and by name in a folder, and the files that set up how it is run.
 * Links are not followed; folders that git ignores, that hold other people's code or that tests work on are passed over.
 *
 * The order decides what is seen where there is more than the scan reads. Clients and settings are mostly made near the
 * top, and unlike an order by size this one stays as it is when a file grows.
 *
 * @param isOver asked at every folder: true ends the search.
 */
export async function findSources(project: string, max: number, isOver: () => boolean): Promise<Found> {
  const sources: string[] = [];
  const setUps: string[] = [];
  let folders: Folder[] = [{ path: '', depth: 0, ignores: [] }];
  let entriesLeft = MAX_ENTRIES;
  while (folders.length > 0) {
    const next: Folder[] = [];
    for (const bare of folders) {
      if (isOver() || entriesLeft <= 0) return { sources, setUps, cut: true };
      const folder = await withIgnores(bare, project);
      const entries = await readdir(join(project, folder.path), { withFileTypes: true }).catch(() => []);
      entriesLeft -= entries.length;
      for (const entry of entries.slice(0, MAX_ENTRIES).sort((a, b) => (a.name < b.name ? -1 : 1))) {
        const { name } = entry;
        const path = folder.path === '' ? name : `${folder.path}/${name}`;
        if (entry.isDirectory()) {
          const hidden = name.startsWith('.') && !HIDDEN_LOOKED_INTO.has(name);
          const skipped = hidden || SKIPPED.has(name.toLowerCase()) || folder.depth >= MAX_DEPTH;
          if (!skipped && !isIgnored(folder, `${path}/`))
            next.push({ ...folder, path, depth: folder.depth + 1 });
          continue;
        }
        const source = SOURCE.test(name) && !NO_SOURCE.test(name);
        const setUp = SET_UP.test(name);
        if (!entry.isFile() || !(source || setUp) || isIgnored(folder, path)) continue;
        if (setUp && setUps.length < max) setUps.push(path);
        if (!source) continue;
        if (sources.length >= max) return { sources, setUps, cut: true };
        sources.push(path);
      }
    }
    folders = next;
  }
  return { sources, setUps, cut: false };
}
