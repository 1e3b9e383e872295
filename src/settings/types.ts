/** Settings as found, each with its source. Secrets live only here and in `wire/` calls; `SettingsFacts` has none. */

/** What a process sees of its surroundings; a plain value, so that tests can make one up. */
export interface World {
  env: Readonly<Record<string, string | undefined>>;
  /** Absolute. */
  cwd: string;
  /** Absolute. */
  home: string;
  /** Null where the system has no user numbers. */
  uid: number | null;
  /** Absolute: where the folders of the system begin. Absent for its own root. */
  systemRoot?: string;
}

export type Source =
  | { kind: 'option'; option: string }
  | { kind: 'environment'; name: string }
  /** `path` is absolute; `shown` is how reports name it (relative to the project root where inside it). */
  | { kind: 'env-file'; path: string; shown: string; line: number };

export interface Setting {
  name: string;
  /** As it stands, untrimmed. Null where it is set nowhere; the empty string where it is set to nothing. */
  value: string | null;
  source: Source | null;
  /** Other sources of the same setting that lost, and whether their value differs. */
  shadows: { source: Source; differs: boolean }[];
}

/** What can be said of a key without showing it. */
export interface KeyFacts {
  /** Prefix and last four characters: `sk-ar-…9f2c`. */
  shown: string;
  lengthChars: number;
  startsWithSkAr: boolean;
  startsWithSk: boolean;
  /** White space, control, zero-width or typographic characters, each with its index (0-based) and name. */
  hiddenCharacters: { index: number; name: string }[];
  /** Visible characters that no key of any known kind has, with their index. */
  badCharacters: { index: number; character: string }[];
  bearerPrefix: boolean;
  /** The shortened form of a web page: `sk-ar-abc...`, `****`. */
  masked: boolean;
  placeholder: boolean;
  /** `OpenAI`, `Anthropic`, … where the prefix is unmistakably theirs. */
  otherProvider: string | null;
  /** Hosts of that provider, to which its key may be sent. */
  otherProviderHosts: string[];
}

export interface EnvLine {
  line: number;
  /** 1-based column of the name. */
  column: number;
  /** Null where the line is no assignment at all; then only its number is known, never its text. */
  name: string | null;
  /** A known name of this tool or of an SDK that this line sets, or nearly does. */
  known: string | null;
  /** True where `name` is not `known` but near it. */
  misspelled: boolean;
  quote: '"' | "'" | '`' | null;
  spacesAroundEquals: boolean;
  trailingSpaces: boolean;
  exported: boolean;
  empty: boolean;
  placeholder: boolean;
  /** A value that ends in a carriage return when read by tools that keep it. */
  carriageReturn: boolean;
  /** Bytes in the value that are no UTF-8, which readers replace. */
  garbled?: true;
  /** A `#` right in the value: without quotes dotenv ends the value there, and others read on. */
  hash?: 'cut' | 'quoted';
}

export interface EnvFileFacts {
  projectRoot: string;
  /** The way from the working directory to the project root, `../..`; absent where they are the same. */
  toRoot?: string;
  /** The file that was read, as reports name it; null where there is none. */
  shown: string | null;
  problem: 'missing' | 'unreadable' | 'directory' | 'too-large' | 'binary' | 'other-user' | null;
  encoding: { bom: boolean; utf16: boolean; crlf: boolean };
  /** Numbers of lines whose faults have more than one right answer, so that `--fix` leaves them; absent where none has. */
  unmendable?: number[];
  /** Lines that set (or nearly set) a name of interest, and lines that are no assignment. Other programs' lines are left out. */
  lines: EnvLine[];
  /** Files found below or beside the root that set what the `.env` of the root does not; relative to it. */
  elsewhere: string[];
  git: { tracked: boolean; ignored: boolean } | null;
}

/** How one setting is told in a report; `shown` is already fit to print. */
export interface SettingFacts {
  name: string;
  shown: string | null;
  /** Set at all, and set to nothing. */
  present: boolean;
  empty: boolean;
  placeholder: boolean;
  /** `.env:3`, `environment`, `--api-key`; null where not set. */
  source: string | null;
  sourceKind: Source['kind'] | null;
  shadows: { source: string; differs: boolean }[];
}

/** A client of such gateways that is configured on this machine, and where it would really go. */
export interface ClientFacts {
  /** `OpenAI SDK`, `Anthropic SDK`, `Claude Code`, `Codex`. */
  client: string;
  /** Whose form of base URL it takes: with `/v1` for `openai`, without for `anthropic`. */
  api: 'openai' | 'anthropic';
  /** Whom the setting is for: this project, everything that this user runs, or everyone on this machine. */
  scope: 'environment' | 'project' | 'user' | 'managed';
  /** The variable or file and line that decides. */
  source: string;
  setting: string;
  /** `base-url` values are shown whole (less credentials), keys as prefix and last four characters. */
  kind: 'base-url' | 'key';
  shown: string;
  sameHost: boolean | null;
  sameKey: boolean | null;
  /** Other places that set the same, which do not count beside `source`. */
  shadows?: string[];
  /** The provider whose key this unmistakably is, where the deployment is not that provider. */
  foreign?: string;
}

/** The part of the settings that recognisers and reports may see. Serialisable, free of secrets. */
export interface SettingsFacts {
  settings: SettingFacts[];
  key: KeyFacts | null;
  /** As typed, less any password in it. */
  baseUrlTyped: string | null;
  /** A user name or password was taken out of it: without harm, or of a URL that cannot be read for it. */
  baseUrlCredentials?: 'readable' | 'unreadable';
  envFile: EnvFileFacts;
  clients: ClientFacts[];
  /** Files that were passed over, in words. */
  notes?: string[];
  /** Near misses of known names in the process environment. */
  misspelledVariables?: { name: string; known: string }[];
  /** Proxy variables that are set, both cases, values less any password. */
  proxyVariables: { name: string; shown: string; source: string }[];
  /** True where the key comes from outside the project, only a `.env` inside it names the host, and nobody allowed that. */
  untrustedUrl: boolean;
  /** True where `--trust-env-file` or an answer at the prompt allowed it. */
  trustGiven: boolean;
  allowForeignKey: boolean;
  /** Options about files and proxies as they were given, so that printed commands run in the same way. */
  options?: readonly GivenOption[];
}

/** An option of the command line; the value is less any password in it, null for one that takes none. */
export interface GivenOption {
  name: '--env-file' | '--ca' | '--proxy' | '--no-proxy';
  value: string | null;
}

export type ApiChoice = 'openai' | 'anthropic' | 'both';
export type Format = 'text' | 'json' | 'markdown';

/** Options of a run, checked and with defaults in place. */
export interface RunOptions {
  format: Format;
  output: string | null;
  timeoutMs: number;
  idleTimeoutMs: number;
  deadlineMs: number;
  retries: number;
  strict: boolean;
  suppress: string[];
  only: string[];
  skip: string[];
  free: boolean;
  dryRun: boolean;
  api: ApiChoice;
  verbose: boolean;
  quiet: boolean;
  showHttp: boolean;
  curl: boolean;
}

export interface ProxySettings {
  /** `--no-proxy`: none is used whatever the environment says. */
  disabled: boolean;
  /** `--proxy`. */
  option: string | null;
  /** The variables as set, by exact name (`HTTPS_PROXY`, `https_proxy`, …). */
  environment: Readonly<Record<string, string>>;
}

/** The one readonly object that a run works from. */
export interface Settings {
  apiKey: Setting;
  baseUrl: Setting;
  model: Setting;
  proxy: ProxySettings;
  /** `--ca`, else `SSL_CERT_FILE`; `NODE_EXTRA_CA_CERTS` is Node's own affair. */
  caFile: { path: string; decidedBy: string } | null;
  nodeExtraCaCerts: string | null;
  /** All secret values known at the start: every output is cleared of them, in all their encodings. */
  secrets: string[];
  facts: SettingsFacts;
}
