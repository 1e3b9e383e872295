import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { envFilesElsewhere, findEnvFile, shownPath } from './find-env-file.ts';
import { lintEnv } from './env-lines.ts';
import { gitFacts } from './git.ts';
import { faultsIn, mendEnv } from './mend-env.ts';
import type { EnvFileValues } from './pick.ts';
import { readEnvBytes, type ReadEnvFile } from './read-env-file.ts';
import { SettingsError } from './settings-error.ts';
import type { EnvFileFacts, EnvLine, World } from './types.ts';

const PROBLEMS = {
  missing: 'there is no such file',
  unreadable: 'it cannot be read',
  directory: 'it is a folder',
  'too-large': 'it is larger than 1 MiB',
  binary: 'it is no text file',
  'other-user': 'it belongs to another user',
} as const;

interface LoadedEnvFile {
  facts: EnvFileFacts;
  /** Null where no value of the file can be used. */
  values: EnvFileValues | null;
  /** What was passed over, in words. */
  notes: string[];
}

/**
 * Finds and reads the env file: the named one, or the nearest `.env` upwards.
 * @throws SettingsError where a named file cannot be read.
 */
export function loadEnvFile(named: string | undefined, world: World): LoadedEnvFile {
  const found = findEnvFile(world.cwd, world.home);
  const path = named === undefined ? found.path : resolve(world.cwd, named);
  const toRoot = relative(world.cwd, found.projectRoot);
  const facts: EnvFileFacts = {
    projectRoot: found.projectRoot,
    ...(toRoot === '' ? {} : { toRoot }),
    shown: null,
    problem: 'missing',
    encoding: { bom: false, utf16: false, crlf: false },
    lines: [],
    elsewhere: [],
    git: null,
  };
  if (path === null) {
    const elsewhere = envFilesElsewhere(found.projectRoot, world.uid, false);
    const isFolder = existsSync(join(found.projectRoot, '.env'));
    const notes = isFolder ? [`.env was passed over: ${PROBLEMS.directory}.`] : [];
    return { facts: { ...facts, elsewhere }, values: null, notes };
  }
  const read = readEnvBytes(path, named === undefined ? world.uid : null);
  if (named !== undefined && read.problem !== null) {
    throw new SettingsError(`--env-file ${named}: ${PROBLEMS[read.problem]}.`);
  }
  const shown = shownPath(path, found.projectRoot, world.home);
  const notes = read.problem === null ? [] : [`${shown} was passed over: ${PROBLEMS[read.problem]}.`];
  const linted = lintEnv(read.text ?? '');
  const isSilent =
    named === undefined && !linted.lines.some((line) => line.known?.startsWith('AGENTROUTER_'));
  return {
    facts: {
      ...facts,
      shown,
      problem: read.problem,
      encoding: read.encoding,
      lines: linted.lines,
      ...unmendableLines(read, linted.lines),
      elsewhere: isSilent ? envFilesElsewhere(found.projectRoot, world.uid, true) : [],
      git: gitFacts(path, world, notes),
    },
    values: read.usable ? { path, shown, assignments: linted.assignments } : null,
    notes,
  };
}

function unmendableLines(
  { bytes, encoding, usable }: ReadEnvFile,
  found: readonly EnvLine[],
): Pick<EnvFileFacts, 'unmendable'> {
  const isFaulty = found.some((line) => faultsIn(line).length > 0);
  const left = usable && isFaulty ? mendEnv(bytes, encoding, false).left : [];
  const lines = left.flatMap(({ line }) => line ?? []);
  return lines.length === 0 ? {} : { unmendable: lines };
}
