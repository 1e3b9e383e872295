import { asObject, jsonObject, shortText } from '../evidence/json-object.ts';

/** A version that a lockfile settles. */
export interface LockedVersion {
  version: string;
  line: number | null;
  /** The runtime versions that the package says it supports, where the lockfile repeats that. */
  requires?: string;
}

/** Reads the one version of a package that a lockfile settles; null where it has none, or several. */
type LockReader = (text: string, name: string) => LockedVersion | null;

const escaped = (name: string): string => name.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** The version in the first group of every match; null unless all say the same. */
function onlyVersion(text: string, pattern: RegExp): LockedVersion | null {
  const found = [...text.matchAll(pattern)].map((match) => ({
    version: match[1] ?? '',
    line: text.slice(0, match.index).split('\n').length,
  }));
  const [first] = found;
  return first !== undefined && found.every(({ version }) => version === first.version) ? first : null;
}

/** npm, "package-lock.json": `packages` by place, and before version 2 `dependencies` by name. */
const ofNpm: LockReader = (text, name) => {
  const lock = jsonObject(text);
  const entry =
    asObject(asObject(lock?.['packages'])?.[`node_modules/${name}`]) ??
    asObject(asObject(lock?.['dependencies'])?.[name]);
  const version = shortText(entry?.['version']);
  const requires = shortText(asObject(entry?.['engines'])?.['node']);
  return version === null ? null : { version, line: null, ...(requires === null ? {} : { requires }) };
};

/** pnpm: keys of `packages`, `openai@4.1.0:`, in older files `/openai@4.1.0:` or `/openai/4.1.0:`. */
const ofPnpm: LockReader = (text, name) =>
  onlyVersion(text, new RegExp(`^ {2}['"]?/?${escaped(name)}[@/](\\d[^'":()\\s]*)`, 'gm'));

/** Yarn: `openai@^4.0.0:`, since version 2 `"openai@npm:^4.0.0":`, and the version on a line below. */
const ofYarn: LockReader = (text, name) =>
  onlyVersion(
    text,
    new RegExp(`^"?${escaped(name)}@[^\\n]*:[ \\t]*\\r?\\n[ \\t]+version:?[ \\t]+"?(\\d[^"\\s]*)`, 'gm'),
  );

/** Bun: `"openai": ["openai@4.1.0", …]`. */
const ofBun: LockReader = (text, name) =>
  onlyVersion(text, new RegExp(`^\\s*"${escaped(name)}":\\s*\\["${escaped(name)}@(\\d[^"]*)"`, 'gm'));

/** Bun before version 1.2: binary, so only that it is there is known. */
const ofBinary: LockReader = () => null;

/** uv, Poetry and PDM write `[[package]]`, then name and version, each on a line of its own. */
const ofPythonToml: LockReader = (text, name) =>
  onlyVersion(
    text,
    new RegExp(`^\\[\\[package\\]\\]\\r?\\nname = "${escaped(name)}"\\r?\\nversion = "([^"\\n]+)"`, 'gm'),
  );

/** Pipenv: `"openai": { "version": "==1.2.3" }` under `default` or `develop`. */
const ofPipenv: LockReader = (text, name) => {
  const lock = jsonObject(text);
  const entry = ['default', 'develop'].map((group) => asObject(asObject(lock?.[group])?.[name]));
  const version = shortText(entry.find((one) => one !== null)?.['version'])?.replace(/^===?/, '');
  return version === undefined ? null : { version, line: null };
};

/** Lockfiles by name, in the order in which they are looked for. */
export const LOCKFILES: Readonly<Record<'node' | 'python', Readonly<Record<string, LockReader>>>> = {
  node: {
    'package-lock.json': ofNpm,
    'npm-shrinkwrap.json': ofNpm,
    'pnpm-lock.yaml': ofPnpm,
    'yarn.lock': ofYarn,
    'bun.lock': ofBun,
    'bun.lockb': ofBinary,
  },
  python: {
    'uv.lock': ofPythonToml,
    'poetry.lock': ofPythonToml,
    'pdm.lock': ofPythonToml,
    'Pipfile.lock': ofPipenv,
  },
};
