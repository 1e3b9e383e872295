import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { asObject, jsonObject } from './json-object.ts';
import { readStart } from './read-start.ts';
import type { ProjectFacts } from './types.ts';

type Wanted = ProjectFacts['wanted'];

const MAX_REQUIREMENTS_FILES = 20;
/** PEP 508: the name, then extras, a version, a marker or the end. */
const REQUIREMENT = /^\s*(openai|anthropic)(?=\s*(?:$|[[<>=!~;@#,]))/i;
/** In `pyproject.toml`: an item of a list of requirements, or a key of a table. */
const TOML_REQUIREMENT =
  /^(?!\s*(?:keywords|name|description|packages|include|exclude)\b)[^#]*?["'](openai|anthropic)\s*(?:["'[<>=!~;@])|^\s*(openai|anthropic)\s*=/i;
const NODE_PACKAGES = ['openai', '@anthropic-ai/sdk'];
const DEPENDENCY_FIELDS = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'];

function inLines(text: string | null, pattern: RegExp, file: string): Wanted {
  return (text ?? '').split(/\r?\n/).flatMap((line, index) => {
    const match = pattern.exec(line);
    const name = (match?.[1] ?? match?.[2])?.toLowerCase();
    return name === undefined ? [] : [{ name, language: 'python' as const, file, line: index + 1 }];
  });
}

function inPackageJson(text: string | null): Wanted {
  const manifest = jsonObject(text);
  const lines = (text ?? '').split('\n');
  return NODE_PACKAGES.flatMap((name) => {
    const asked = DEPENDENCY_FIELDS.some((field) => name in (asObject(manifest?.[field]) ?? {}));
    if (!asked) return [];
    const line = lines.findIndex((text) => new RegExp(`^\\s*"${name}"\\s*:\\s*"`).test(text)) + 1;
    return [{ name, language: 'node' as const, file: 'package.json', line: line === 0 ? null : line }];
  });
}

/** The SDKs that `requirements*.txt`, `pyproject.toml` and `package.json` of a folder ask for; each once per file. */
export async function wantedSdks(project: string, notes: string[]): Promise<Wanted> {
  const entries = await readdir(project).catch(() => null);
  if (entries === null) notes.push('The project folder cannot be listed.');
  const requirements = (entries ?? [])
    .filter((entry) => /^requirements[\w.-]*\.(?:txt|in)$/i.test(entry))
    .sort();
  if (requirements.length > MAX_REQUIREMENTS_FILES) {
    notes.push(`Only the first ${MAX_REQUIREMENTS_FILES} requirements files were read.`);
  }
  const found: Wanted = [];
  for (const file of requirements.slice(0, MAX_REQUIREMENTS_FILES)) {
    found.push(...inLines(await readStart(join(project, file)), REQUIREMENT, file));
  }
  found.push(
    ...inLines(await readStart(join(project, 'pyproject.toml')), TOML_REQUIREMENT, 'pyproject.toml'),
  );
  found.push(...inPackageJson(await readStart(join(project, 'package.json'))));
  return found.filter(
    (wanted, index) =>
      found.findIndex((other) => other.name === wanted.name && other.file === wanted.file) === index,
  );
}
