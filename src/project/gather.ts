import { resolve } from 'node:path';
import type { World } from '../settings/types.ts';
import { lockedSdks } from './lockfiles.ts';
import { wantedSdks } from './manifests.ts';
import { nodeSdks } from './node-sdks.ts';
import { operatingSystem } from './operating-system.ts';
import { findPython } from './python-home.ts';
import { pythonSdks } from './python-sdks.ts';
import { shownPath } from './shown-path.ts';
import type { ProjectFacts, SdkFacts } from './types.ts';
import { areKeptElsewhere } from './unseen.ts';

const LIMIT_MS = 1900;

/** The value, or the substitute with a note once the time is up. */
async function within<T>(work: Promise<T>, endsAt: number, substitute: T, note: () => void): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<T>((done) => {
    timer = setTimeout(
      () => {
        note();
        done(substitute);
      },
      Math.max(0, endsAt - Date.now()),
    );
  });
  return Promise.race([work, limit]).finally(() => {
    clearTimeout(timer);
  });
}

/** What is known at once: the runtime, and nothing of any project. */
export async function runtimeOnly(): Promise<ProjectFacts> {
  const runtime = { os: await operatingSystem(), node: process.versions.node, python: null };
  return { runtime, sdks: [], wanted: [], notes: [] };
}

/**
 * What a folder and this machine have to do with the SDKs: runtimes, installed packages, and what manifests ask for.
 * With null for the folder only the runtime is told. Takes at most two seconds; each problem becomes a note.
 */
export async function gatherProject(dir: string | null, world: World): Promise<ProjectFacts> {
  if (dir === null) return runtimeOnly();
  const notes: string[] = [];
  const { runtime } = await runtimeOnly();
  const project = resolve(world.cwd, dir);
  const shown = (path: string) => shownPath(path, project, world.home);
  const endsAt = Date.now() + LIMIT_MS;
  const late = (what: string) => () => {
    notes.push(`Looking at ${what} took too long and was given up.`);
  };
  const python = (async () => {
    const home = await findPython(project, world, notes);
    const sdks = await pythonSdks(home?.sitePackages ?? [], shown, notes);
    const elsewhere =
      home?.isEnvironment === true ? home.sharesSystemPackages : await areKeptElsewhere('python', project);
    return { version: home?.version ?? null, pip: home?.pip ?? null, sdks, elsewhere };
  })();
  const node = (async () => ({
    sdks: await nodeSdks(project, shown),
    elsewhere: await areKeptElsewhere('node', project),
  }))();
  const locked = async (language: 'node' | 'python') => {
    const { sdks, lockfiles } = await lockedSdks(language, project, shown, notes);
    return { sdks, lockfiles: lockfiles.map((file) => ({ language, file })) };
  };
  const noLocks = { sdks: [], lockfiles: [] };
  const [ofPython, ofNode, wanted, ...locks] = await Promise.all([
    within(python, endsAt, { version: null, pip: null, sdks: [], elsewhere: true }, late('Python packages')),
    within(node, endsAt, { sdks: [], elsewhere: true }, late('node_modules')),
    within(wantedSdks(project, notes), endsAt, [], late('manifests')),
    within(locked('python'), endsAt, noLocks, late('lockfiles of Python')),
    within(locked('node'), endsAt, noLocks, late('lockfiles of Node.js')),
  ]);
  const installed = [...ofPython.sdks, ...ofNode.sdks];
  const isInstalled = ({ name, language }: SdkFacts) =>
    installed.some((sdk) => sdk.name === name && sdk.language === language);
  return {
    runtime: { ...runtime, python: ofPython.version },
    sdks: [...installed, ...locks.flatMap(({ sdks }) => sdks).filter((sdk) => !isInstalled(sdk))],
    wanted,
    lockfiles: locks.flatMap(({ lockfiles }) => lockfiles),
    pip: ofPython.pip,
    unseen: [
      ...(ofPython.elsewhere ? (['python'] as const) : []),
      ...(ofNode.elsewhere ? (['node'] as const) : []),
    ],
    notes: [...notes],
  };
}
