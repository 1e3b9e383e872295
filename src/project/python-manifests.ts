import { parseToml } from '../evidence/toml.ts';
import { asObject } from '../evidence/json-object.ts';
import type { ProjectFacts } from './types.ts';

type Wanted = ProjectFacts['wanted'];

/** PEP 508: the name, then extras, a version, a marker or the end. */
const REQUIREMENT = /^\s*(openai|anthropic)(?=\s*(?:$|[[<>=!~;@#,(]))([^#]*)/i;
/** A marker by which the requirement may not hold here. */
const CONDITIONAL = /;.*(?:extra|platform|os_name|implementation|<|==|!=)/;

/** The SDK that a requirement names, where it is always meant to be installed. */
function nameIn(requirement: unknown): string | null {
  const [, name, rest = ''] = typeof requirement === 'string' ? (REQUIREMENT.exec(requirement) ?? []) : [];
  return name === undefined || CONDITIONAL.test(rest) ? null : name.toLowerCase();
}

const wanted = (name: string, file: string, line: number | null): Wanted[number] => ({
  ...{ name, file, line },
  language: 'python',
});

/** The SDKs that a requirements file asks for (pip, "Requirements File Format"). */
export function wantedInRequirements(text: string | null, file: string): Wanted {
  return (text ?? '').split(/\r?\n/).flatMap((line, index) => {
    const name = nameIn(line);
    return name === null ? [] : [wanted(name, file, index + 1)];
  });
}

function listAt(value: unknown): string[] {
  return Array.isArray(value) ? value.flatMap((item) => nameIn(item) ?? []) : [];
}

/** Poetry and Pipenv: a table with the names as keys; an entry may be optional. */
function tableAt(value: unknown): string[] {
  return Object.entries(asObject(value) ?? {}).flatMap(([name, entry]) => {
    const known = nameIn(name);
    const { optional, markers } = asObject(entry) ?? {};
    return known === null || optional === true || typeof markers === 'string' ? [] : [known];
  });
}

/** The first line with the name in quotation marks, or as a key. */
function lineOf(text: string, name: string): number | null {
  const pattern = new RegExp(`^[^#]*["']${name}\\s*(?:["'[<>=!~;@(])|^\\s*["']?${name}["']?\\s*=`, 'i');
  const notAsked = /^\s*(?:name|description|keywords|packages|include|exclude)\b/;
  const line = text.split('\n').findIndex((one) => pattern.test(one) && !notAsked.test(one));
  return line < 0 ? null : line + 1;
}

function fromNames(names: readonly string[], text: string, file: string): Wanted {
  return [...new Set(names)].map((name) => wanted(name, file, lineOf(text, name)));
}

/**
 * The SDKs that a `pyproject.toml` asks for: its dependencies, the group `dev` (PEP 735), and those of Poetry, PDM and
 * uv. Extras and other groups are left out: they are installed for those who name them.
 */
export function wantedInPyproject(text: string | null): Wanted {
  const toml = text === null ? null : parseToml(text);
  if (text === null || toml === null) return [];
  const tool = asObject(toml['tool']);
  const poetry = asObject(tool?.['poetry']);
  const groups = Object.values(asObject(poetry?.['group']) ?? {}).map(asObject);
  const names = [
    ...listAt(asObject(toml['project'])?.['dependencies']),
    ...listAt(asObject(toml['dependency-groups'])?.['dev']),
    ...listAt(asObject(tool?.['uv'])?.['dev-dependencies']),
    ...tableAt(poetry?.['dependencies']),
    ...tableAt(poetry?.['dev-dependencies']),
    ...groups.flatMap((group) => (group?.['optional'] === true ? [] : tableAt(group?.['dependencies']))),
  ];
  return fromNames(names, text, 'pyproject.toml');
}

/** The SDKs that a `Pipfile` asks for. */
export function wantedInPipfile(text: string | null): Wanted {
  const toml = text === null ? null : parseToml(text);
  if (text === null || toml === null) return [];
  return fromNames([...tableAt(toml['packages']), ...tableAt(toml['dev-packages'])], text, 'Pipfile');
}
