import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { asObject, jsonObject } from '../../evidence/json-object.ts';
import type { ClientFacts, World } from '../types.ts';
import { keyOfClient, urlOfClient, type FoundClients, type Ours } from './client-facts.ts';
import { readClientFile, type ClientFile } from './client-file.ts';

const CLIENT = { client: 'Claude Code', api: 'anthropic' } as const;
const MAX_DEPTH = 64;
const MAX_FRAGMENTS = 50;

/** Claude Code, "Authentication precedence": the token wins over the key, and both over the helper. */
const KEY_NAMES = ['ANTHROPIC_AUTH_TOKEN', 'ANTHROPIC_API_KEY'] as const;
/** With one of these it talks to a cloud, and the base URL plays no part. */
const CLOUDS = ['CLAUDE_CODE_USE_BEDROCK', 'CLAUDE_CODE_USE_VERTEX', 'CLAUDE_CODE_USE_FOUNDRY'] as const;

type Scope = ClientFacts['scope'];

interface SettingsFile extends ClientFile {
  scope: Scope;
  env: Readonly<Record<string, unknown>>;
  hasHelper: boolean;
}

interface Value {
  value: string;
  scope: Scope;
  source: string;
  shadows: string[];
}

/** The folders of "Settings files" in the documentation of Claude Code, by system. */
function managedFolder(world: World): string {
  const root = world.systemRoot ?? (process.platform === 'win32' ? 'C:\\' : '/');
  if (process.platform === 'win32') return join(root, 'Program Files', 'ClaudeCode');
  return process.platform === 'darwin'
    ? join(root, 'Library', 'Application Support', 'ClaudeCode')
    : join(root, 'etc', 'claude-code');
}

/** `managed-settings.d/*.json` come on top of `managed-settings.json`, the last by name first. */
function managedFiles(world: World): string[] {
  const folder = managedFolder(world);
  const fragments = join(folder, 'managed-settings.d');
  const names = existsSync(fragments) ? namesIn(fragments).filter((name) => /^[^.].*\.json$/.test(name)) : [];
  return [
    ...names
      .sort()
      .slice(0, MAX_FRAGMENTS)
      .reverse()
      .map((name) => join(fragments, name)),
    join(folder, 'managed-settings.json'),
  ];
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** The nearest folder with a `.claude` of its own, up to the git root; the one in the home folder is the user's. */
function projectFolder({ cwd, home }: World): string | null {
  let folder = cwd;
  for (let depth = 0; depth < MAX_DEPTH && folder !== home; depth += 1) {
    if (existsSync(join(folder, '.claude'))) return join(folder, '.claude');
    const parent = dirname(folder);
    if (existsSync(join(folder, '.git')) || parent === folder) return null;
    folder = parent;
  }
  return null;
}

/** All settings files there are, the one that wins first: managed, local, project, user. */
function settingsFiles(world: World, projectRoot: string, notes: string[]): SettingsFile[] {
  const project = projectFolder(world);
  const ofProject = project === null ? [] : ['settings.local.json', 'settings.json'];
  const user = world.env['CLAUDE_CONFIG_DIR'] ?? '';
  const places: [Scope, string][] = [
    ...managedFiles(world).map((path): [Scope, string] => ['managed', path]),
    ...ofProject.map((name): [Scope, string] => ['project', join(project ?? '', name)]),
    ['user', join(user === '' ? join(world.home, '.claude') : user, 'settings.json')],
  ];
  return places.flatMap(([scope, path]): SettingsFile[] => {
    const file = readClientFile(path, projectRoot, world, notes);
    if (file === null) return [];
    const settings = jsonObject(file.text);
    if (settings === null) {
      notes.push(`${file.shown} was passed over: it is no JSON object.`);
      return [];
    }
    const hasHelper = typeof settings['apiKeyHelper'] === 'string' && settings['apiKeyHelper'] !== '';
    return [{ ...file, scope, env: asObject(settings['env']) ?? {}, hasHelper }];
  });
}

function lineOf(text: string, name: string): string {
  const line = text.split('\n').findIndex((one) => one.includes(`"${name}"`));
  return line < 0 ? '' : `:${line + 1}`;
}

/** Every place that sets a variable, the one that counts first: the settings files, then the shell. */
function placesOf(name: string, files: readonly SettingsFile[], env: World['env']) {
  const inFiles = files.map((file) => ({
    value: file.env[name],
    scope: file.scope,
    source: `${file.shown}${lineOf(file.text, name)}`,
  }));
  const inShell = { value: env[name], scope: 'environment' as const, source: 'environment' };
  return [...inFiles, inShell].flatMap(({ value, ...place }) =>
    typeof value === 'string' ? [{ value, ...place }] : [],
  );
}

/** A variable as Claude Code sees it. Empty is unset. */
function variable(name: string, files: readonly SettingsFile[], env: World['env']): Value | null {
  const [first, ...others] = placesOf(name, files, env);
  if (first === undefined || first.value === '') return null;
  return { ...first, shadows: others.map(({ source }) => source) };
}

function secretsIn(files: readonly SettingsFile[], names: readonly string[]): string[] {
  return files.flatMap(({ env }) =>
    names.map((name) => env[name]).filter((value) => typeof value === 'string'),
  );
}

/**
 * Where Claude Code would go by its settings files; nothing where none of them names a base URL, a key or a program
 * that prints one. Of these files only the few variables that decide it, and whether `apiKeyHelper` is set, are read.
 * Files and their order are those of its documentation (code.claude.com, "Settings" and "Authentication").
 */
export function claudeCode(world: World, projectRoot: string, ours: Ours): FoundClients {
  const notes: string[] = [];
  const files = settingsFiles(world, projectRoot, notes);
  const names = ['ANTHROPIC_BASE_URL', ...KEY_NAMES];
  const nothing = { facts: [], keys: [], urls: [], notes };
  const isSetUp = files.some(({ env, hasHelper }) => hasHelper || names.some((name) => Boolean(env[name])));
  if (!isSetUp) return nothing;
  const inCloud = CLOUDS.some(
    (name) => !['', '0', 'false'].includes(variable(name, files, world.env)?.value ?? ''),
  );
  const url = variable('ANTHROPIC_BASE_URL', files, world.env);
  const keys = KEY_NAMES.flatMap((setting) => {
    const value = variable(setting, files, world.env);
    return value === null ? [] : [{ ...CLIENT, setting, ...value }];
  }).slice(0, 1);
  const helper = files.find(({ hasHelper }) => hasHelper);
  const byHelper: ClientFacts[] =
    keys.length > 0 || helper === undefined
      ? []
      : [
          {
            ...CLIENT,
            ...{ scope: helper.scope, source: `${helper.shown}${lineOf(helper.text, 'apiKeyHelper')}` },
            ...{ setting: 'apiKeyHelper', kind: 'key', shown: 'printed by a program' },
            ...{ sameHost: null, sameKey: null },
          },
        ];
  const facts = [
    ...(url === null ? [] : [urlOfClient({ ...CLIENT, setting: 'ANTHROPIC_BASE_URL', ...url }, ours)]),
    ...keys.map((key) => keyOfClient(key, ours)),
    ...byHelper,
  ];
  return {
    facts: inCloud ? [] : facts,
    keys: secretsIn(files, KEY_NAMES),
    urls: secretsIn(files, ['ANTHROPIC_BASE_URL']),
    notes,
  };
}
