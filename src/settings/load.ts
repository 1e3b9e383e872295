import { parseBaseUrl, withoutCredentials } from '../evidence/base-url.ts';
import { allClients } from './clients/all-clients.ts';
import { loadEnvFile } from './env-file.ts';
import { keyFacts } from './key-shape.ts';
import { API_KEY, BASE_URL, CLIENT_VARIABLES, knownName, MODEL, PROXY_NAMES } from './known-names.ts';
import { candidatesFor, pick, settingFacts } from './pick.ts';
import type { EnvFileValues } from './pick.ts';
import { knownSecrets } from './secrets.ts';
import { namesUntrustedHost } from './trust.ts';
import type { GivenOption, Settings, SettingsFacts, World } from './types.ts';

export { SettingsError } from './settings-error.ts';

/** The options of a command line that are settings. */
export interface CommandLine {
  apiKey?: string;
  /** What standard input held, less one final newline. */
  apiKeyStdin?: string;
  baseUrl?: string;
  model?: string;
  envFile?: string;
  /** False for `--no-proxy`. */
  proxy?: string | false;
  ca?: string;
  trustEnvFile?: boolean;
  allowForeignKey?: boolean;
}

/** Near misses of known names among the variables of the process. */
function misspelledVariables(env: World['env']): { name: string; known: string }[] {
  return Object.keys(env).flatMap((name) => {
    const near = env[name] === undefined ? null : knownName(name);
    return near?.misspelled === true ? [{ name, known: near.known }] : [];
  });
}

/** The proxy variables in force by exact name; those of an env file count unless the environment sets them. */
function proxyVariables(env: World['env'], file: EnvFileValues | null) {
  return PROXY_NAMES.flatMap((name) => {
    const [winner] = candidatesFor(name, env, file);
    return winner === undefined ? [] : [{ name, value: winner.value, source: winner.sourceText }];
  });
}

function caFileOf(
  option: string | undefined,
  env: World['env'],
  file: EnvFileValues | null,
): Settings['caFile'] {
  if (option !== undefined) return { path: option, decidedBy: '--ca' };
  const [winner] = candidatesFor('SSL_CERT_FILE', env, file);
  return winner === undefined || winner.value === ''
    ? null
    : { path: winner.value, decidedBy: 'SSL_CERT_FILE' };
}

function givenOptions({ envFile, ca, proxy }: CommandLine): GivenOption[] {
  return [
    ...(envFile === undefined ? [] : [{ name: '--env-file' as const, value: envFile }]),
    ...(ca === undefined ? [] : [{ name: '--ca' as const, value: ca }]),
    ...(typeof proxy === 'string' ? [{ name: '--proxy' as const, value: withoutCredentials(proxy) }] : []),
    ...(proxy === false ? [{ name: '--no-proxy' as const, value: null }] : []),
  ];
}

/**
 * Everything a run is set to, from options, environment and `.env`, each value with its source.
 * Reads at most one env file (and looks for others beside it), runs git for at most one second, writes nothing.
 * @throws SettingsError where `--env-file` names a file that cannot be read.
 */
export function loadSettings(commandLine: CommandLine, world: World): Settings {
  const { env } = world;
  const { facts: envFile, values: file, notes } = loadEnvFile(commandLine.envFile, world);
  const keyOption =
    commandLine.apiKey === undefined
      ? { name: '--api-key-stdin', value: commandLine.apiKeyStdin }
      : { name: '--api-key', value: commandLine.apiKey };
  const apiKey = pick(API_KEY, keyOption, env, file);
  const baseUrl = pick(BASE_URL, { name: '--base-url', value: commandLine.baseUrl }, env, file);
  const model = pick(MODEL, { name: '--model', value: commandLine.model }, env, file);
  const trustGiven = commandLine.trustEnvFile === true;
  const untrustedUrl = !trustGiven && namesUntrustedHost(apiKey, baseUrl, commandLine.envFile !== undefined);
  // A key from outside goes through no proxy, and trusts no CA, that only a file inside the project names.
  const keyFromFile = apiKey.value === null || apiKey.source?.kind === 'env-file';
  const trustsFile = keyFromFile || commandLine.envFile !== undefined || trustGiven;
  const networkFile = trustsFile ? file : null;
  const proxies = proxyVariables(env, networkFile);
  const proxyOption = typeof commandLine.proxy === 'string' ? commandLine.proxy : null;
  const candidates = (name: string) => candidatesFor(name, env, file);
  const ours = { baseUrl: baseUrl.value, key: apiKey.value };
  const clients = allClients(candidates, world, envFile.projectRoot, ours);
  const facts: SettingsFacts = {
    settings: [apiKey, baseUrl, model].map(settingFacts),
    key: apiKey.value === null || apiKey.value === '' ? null : keyFacts(apiKey.value),
    ...typedBaseUrl(baseUrl.value),
    envFile,
    clients: clients.facts,
    notes: [...notes, ...clients.notes],
    misspelledVariables: misspelledVariables(env),
    proxyVariables: proxies.map(({ name, value, source }) => ({
      name,
      shown: withoutCredentials(value),
      source,
    })),
    untrustedUrl,
    trustGiven,
    allowForeignKey: commandLine.allowForeignKey === true,
    options: givenOptions(commandLine),
  };
  const keysInFile = (file?.assignments ?? []).filter(({ known }) => /_(?:KEY|TOKEN)$/.test(known));
  const urlNames = [
    BASE_URL,
    ...CLIENT_VARIABLES.filter((v) => v.kind === 'base-url').map((v) => v.name),
    ...PROXY_NAMES,
  ];
  const urls = urlNames.flatMap((name) => candidates(name).map((found) => found.value));
  return {
    apiKey,
    baseUrl,
    model,
    proxy: {
      disabled: commandLine.proxy === false,
      option: proxyOption,
      environment: Object.fromEntries(proxies.map(({ name, value }) => [name, value])),
    },
    caFile: caFileOf(commandLine.ca, env, networkFile),
    nodeExtraCaCerts: env['NODE_EXTRA_CA_CERTS'] ?? null,
    secrets: knownSecrets(
      [apiKey.value ?? '', env[API_KEY] ?? '', ...keysInFile.map(({ value }) => value), ...clients.keys],
      [...urls, ...clients.urls, baseUrl.value ?? '', proxyOption ?? ''],
      env,
    ),
    facts,
  };
}

function typedBaseUrl(value: string | null): Pick<SettingsFacts, 'baseUrlTyped' | 'baseUrlCredentials'> {
  const baseUrlTyped = value === null ? null : withoutCredentials(value);
  if (value === null || baseUrlTyped === value) return { baseUrlTyped };
  return { baseUrlTyped, baseUrlCredentials: parseBaseUrl(value).ok ? 'readable' : 'unreadable' };
}
