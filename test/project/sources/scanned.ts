import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CATALOGUE, CODES } from '../../../src/codes/catalogue.ts';
import { verdictsOf } from '../../../src/codes/judge.ts';
import type { Facts } from '../../../src/probes/facts.ts';
import { scanSources } from '../../../src/project/sources/scan.ts';
import type { SourceFacts } from '../../../src/project/sources/types.ts';
import { commandLine } from '../../../src/commands/options.ts';
import { loadSettings } from '../../../src/settings/load.ts';
import { localFacts } from '../../codes/local/facts.ts';

export type Files = Readonly<Record<string, string | Buffer>>;

/** The deployment that the projects of these tests belong to. */
export const DEPLOYMENT = 'https://gateway.test';
const MODELS = ['gpt-4o', 'gpt-4o-mini', 'claude-3-5-sonnet-20241022', 'deepseek-chat'];

/** Lays files out in a folder that is gone afterwards. */
export async function inFolder<T>(files: Files, task: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'agentrouter-sources-'));
  try {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    return await task(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a scan of some files records. */
export function scanned(files: Files): Promise<SourceFacts> {
  return inFolder(files, (folder) => scanSources(folder, new AbortController().signal));
}

interface Circumstances {
  env?: Record<string, string>;
  models?: readonly string[] | null;
}

/** The facts of a run with a project of these files. */
export async function factsOf(
  files: Files,
  { env = {}, models = MODELS }: Circumstances = {},
): Promise<Facts> {
  return inFolder(files, async (folder) => {
    const world = { env: { AGENTROUTER_BASE_URL: DEPLOYMENT, ...env }, cwd: folder, home: folder, uid: null };
    const bare = localFacts(loadSettings(commandLine({}, null), world).facts);
    const sources = await scanSources(folder, new AbortController().signal);
    const listed = models?.map((id) => ({ id, ownedBy: null, endpoints: null, contextTokens: null })) ?? null;
    return { ...bare, project: { ...bare.project, sources }, models: listed };
  });
}

/** Every `code.*` that a project of these files shows, each as `name file:line`, sorted. */
export async function hitsIn(files: Files, circumstances: Circumstances = {}): Promise<string[]> {
  const facts = await factsOf(files, circumstances);
  return CODES.filter((code) => code.startsWith('code.'))
    .flatMap((code) =>
      (CATALOGUE[code].inFacts?.(facts, verdictsOf) ?? []).flatMap(({ evidence }) =>
        evidence.map((line) => `${code.slice('code.'.length)} ${/^(.*?:\d+):\d+: /.exec(line)?.[1] ?? line}`),
      ),
    )
    .sort();
}
