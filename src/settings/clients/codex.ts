import { join } from 'node:path';
import { asObject } from '../../evidence/json-object.ts';
import { lineOfTomlKey, parseToml } from '../../evidence/toml.ts';
import type { ClientFacts, World } from '../types.ts';
import { keyOfClient, urlOfClient, type FoundClients, type Ours } from './client-facts.ts';
import { readClientFile, type ClientFile } from './client-file.ts';

/** Providers that are built in; a table of that name in the file changes nothing (openai/codex, issue 11698). */
const BUILT_IN: ReadonlySet<string> = new Set(['openai', 'ollama', 'lmstudio', 'amazon-bedrock']);

type Table = Readonly<Record<string, unknown>>;

interface ConfigFile extends ClientFile {
  config: Table;
}

function tableAt(table: Table, path: readonly string[]): Table {
  return path.reduce<Table>((inner, name) => asObject(inner[name]) ?? {}, table);
}

function textAt(table: Table, path: readonly string[]): string | null {
  const value = tableAt(table, path.slice(0, -1))[path.at(-1) ?? ''];
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

/** The first file that sets a key, and where. Codex merges its files key by key. */
function setting(files: readonly ConfigFile[], path: readonly string[]) {
  for (const file of files) {
    const value = textAt(file.config, path);
    if (value === null) continue;
    const line = lineOfTomlKey(file.text, path);
    return { value, source: `${file.shown}${line === null ? '' : `:${line}`}` };
  }
  return null;
}

function readConfig(path: string, projectRoot: string, world: World, notes: string[]): ConfigFile[] {
  const file = readClientFile(path, projectRoot, world, notes);
  if (file === null) return [];
  const config = parseToml(file.text);
  if (config === null) notes.push(`${file.shown} was passed over: it is no TOML.`);
  return config === null ? [] : [{ ...file, config }];
}

/**
 * Where Codex would go by its `config.toml`; nothing where that names no address of its own. Of the file only
 * `profile`, `model_provider`, `openai_base_url` and three keys of the provider in use are read. A project's
 * `.codex/config.toml` cannot name a provider or an address, and Codex no longer reads `OPENAI_BASE_URL`
 * (developers.openai.com/codex, "Advanced configuration"; openai/codex, pull request 16720).
 */
export function codex(world: World, projectRoot: string, ours: Ours): FoundClients {
  const notes: string[] = [];
  const named = world.env['CODEX_HOME'] ?? '';
  const home = named === '' ? join(world.home, '.codex') : named;
  const files = readConfig(join(home, 'config.toml'), projectRoot, world, notes);
  const told: Pick<ClientFacts, 'client' | 'api' | 'scope'> = {
    client: 'Codex',
    api: 'openai',
    scope: 'user',
  };
  // Releases before 0.134 took a profile from the same file; later ones no longer start with such a line.
  const profile = setting(files, ['profile'])?.value;
  const ofProfile = profile === undefined ? null : setting(files, ['profiles', profile, 'model_provider']);
  const provider = (ofProfile ?? setting(files, ['model_provider']))?.value ?? 'openai';
  const own = ['model_providers', provider];
  const path = BUILT_IN.has(provider) ? ['openai_base_url'] : [...own, 'base_url'];
  const url = BUILT_IN.has(provider) && provider !== 'openai' ? null : setting(files, path);
  if (url === null) return { facts: [], keys: [], urls: [], notes };
  const token = BUILT_IN.has(provider) ? null : setting(files, [...own, 'experimental_bearer_token']);
  const variable = BUILT_IN.has(provider) ? null : (setting(files, [...own, 'env_key'])?.value ?? null);
  const value = variable === null ? null : (world.env[variable] ?? null);
  const key =
    token !== null
      ? { ...told, ...token, setting: [...own, 'experimental_bearer_token'].join('.') }
      : variable === null || value === null || value === ''
        ? null
        : { ...told, value, setting: variable, source: 'environment' };
  return {
    facts: [
      urlOfClient({ ...told, ...url, setting: path.join('.') }, ours),
      ...(key === null ? [] : [keyOfClient(key, ours)]),
    ],
    keys: key === null ? [] : [key.value],
    urls: [url.value],
    notes,
  };
}
