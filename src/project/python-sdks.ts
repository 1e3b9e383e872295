import { readdir } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { readStart } from './read-start.ts';
import type { SdkFacts } from './types.ts';

const MAX_ENTRIES = 20_000;
const METADATA_BYTES = 64 * 1024;
/** Folder or file names of the "Recording installed projects" specification, and of the older eggs. */
const INSTALLED = /^(openai|anthropic|httpx)-([0-9][^-]*)(?:-py[\d.]+)?\.(dist-info|egg-info)$/i;
/** What `setup.py develop` leaves instead (setuptools, "Development Mode"): a file that names the source's folder. */
const LINKED = /^(openai|anthropic|httpx)\.egg-link$/i;

function sdkName(text: string): 'openai' | 'anthropic' | 'httpx' | null {
  const name = text.toLowerCase();
  return name === 'openai' || name === 'anthropic' || name === 'httpx' ? name : null;
}

function field(metadata: string, name: string): string | null {
  // Headers end at the first empty line; a description may quote anything after it.
  const [headers = ''] = metadata.split(/\r?\n\r?\n/, 1);
  return new RegExp(`^${name}:[ \\t]*(\\S[^\\r\\n]{0,100})`, 'im').exec(headers)?.[1]?.trim() ?? null;
}

async function readSdk(
  folder: string,
  entry: string,
  shown: (path: string) => string,
): Promise<SdkFacts | null> {
  const [, nameText = '', versionText = '', kind] = INSTALLED.exec(entry) ?? [];
  const name = sdkName(nameText);
  if (name === null) return null;
  const path = join(folder, entry);
  const metadata =
    (await readStart(
      join(path, kind?.toLowerCase() === 'dist-info' ? 'METADATA' : 'PKG-INFO'),
      METADATA_BYTES,
    )) ?? '';
  const requires = field(metadata, 'Requires-Python');
  return {
    name,
    language: 'python',
    version: field(metadata, 'Version') ?? versionText,
    path: shown(path),
    ...(requires === null ? {} : { requires }),
  };
}

/** A package whose source lies in a folder of its own, with its record. */
async function readLinked(
  folder: string,
  entry: string,
  shown: (path: string) => string,
): Promise<SdkFacts | null> {
  const name = sdkName(LINKED.exec(entry)?.[1] ?? '');
  const [source = ''] = ((await readStart(join(folder, entry), METADATA_BYTES)) ?? '').split(/\r?\n/);
  if (name === null || !isAbsolute(source)) return null;
  const metadata = await readStart(join(source, `${name}.egg-info`, 'PKG-INFO'), METADATA_BYTES);
  const version = metadata === null ? null : field(metadata, 'Version');
  return version === null ? null : { name, language: 'python', version, path: shown(join(folder, entry)) };
}

/** The openai, anthropic and httpx packages of some `site-packages` folders; the first folder that has one wins. */
export async function pythonSdks(
  sitePackages: readonly string[],
  shown: (path: string) => string,
  notes: string[],
): Promise<SdkFacts[]> {
  const found = new Map<string, SdkFacts>();
  for (const folder of sitePackages) {
    const entries = await readdir(folder).catch(() => []);
    if (entries.length > MAX_ENTRIES)
      notes.push(`${shown(folder)} has too many entries to look at all of them.`);
    const installed = entries
      .slice(0, MAX_ENTRIES)
      .filter((entry) => INSTALLED.test(entry) || LINKED.test(entry))
      .sort();
    for (const entry of installed) {
      const read = LINKED.test(entry) ? readLinked : readSdk;
      const sdk = await read(folder, entry, shown);
      if (sdk === null) continue;
      const other = found.get(sdk.name);
      if (other === undefined) found.set(sdk.name, sdk);
      else if (other.path.startsWith(shown(folder)) && other.version !== sdk.version) {
        notes.push(`${shown(folder)} has records of ${sdk.name} ${other.version} and ${sdk.version}.`);
      }
    }
  }
  return [...found.values()];
}
