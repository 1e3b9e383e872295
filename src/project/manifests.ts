import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { wantedInPackageJson } from './node-manifest.ts';
import { wantedInPipfile, wantedInPyproject, wantedInRequirements } from './python-manifests.ts';
import { readManifest } from './read-manifest.ts';
import type { ProjectFacts } from './types.ts';

type Wanted = ProjectFacts['wanted'];

const MAX_REQUIREMENTS_FILES = 20;
const REQUIREMENTS = /^requirements[\w.-]*\.(?:txt|in)$/i;

async function requirementsFiles(project: string, notes: string[]): Promise<string[]> {
  const entries = await readdir(project).catch(() => null);
  if (entries === null) notes.push('The project folder cannot be listed.');
  const inFolder = await readdir(join(project, 'requirements')).catch(() => []);
  const files = [
    ...(entries ?? []).filter((entry) => REQUIREMENTS.test(entry)),
    ...inFolder
      .filter((entry) => /^[\w.-]+\.(?:txt|in)$/i.test(entry))
      .map((entry) => `requirements/${entry}`),
  ].sort();
  if (files.length > MAX_REQUIREMENTS_FILES) {
    notes.push(`Only the first ${MAX_REQUIREMENTS_FILES} requirements files were read.`);
  }
  return files.slice(0, MAX_REQUIREMENTS_FILES);
}

/** The SDKs that the manifests of a folder ask for; each once per file. */
export async function wantedSdks(project: string, notes: string[]): Promise<Wanted> {
  const read = (file: string): Promise<string | null> => readManifest(join(project, file), file, notes);
  const found: Wanted = [];
  for (const file of await requirementsFiles(project, notes)) {
    found.push(...wantedInRequirements(await read(file), file));
  }
  found.push(
    ...wantedInPyproject(await read('pyproject.toml')),
    ...wantedInPipfile(await read('Pipfile')),
    ...wantedInPackageJson(await read('package.json')),
  );
  return found.filter(
    (wanted, index) =>
      found.findIndex((other) => other.name === wanted.name && other.file === wanted.file) === index,
  );
}
