import { accessSync, constants, statSync } from 'node:fs';
import { printable } from '../report/printable.ts';
import { readWorld } from '../settings/environment.ts';
import { loadSettings } from '../settings/load.ts';
import type { Settings, World } from '../settings/types.ts';
import { confirm, note, readStdin } from './console.ts';
import { commandLine, flag, text, type RawOptions } from './options.ts';
import { fileErrorText } from './file-error.ts';
import { UsageError } from './usage-error.ts';

/** What a run sees of this machine, and the settings that follow from it. */
export interface Surroundings {
  world: World;
  settings: Settings;
}

/**
 * The settings of a command line. On a terminal it asks before a key goes to a host that only a file names.
 *
 * @throws UsageError where an option cannot be used as it stands.
 */
export async function surroundingsOf(raw: RawOptions): Promise<Surroundings> {
  if (text(raw, 'apiKey') !== null && flag(raw, 'apiKeyStdin'))
    throw new UsageError('--api-key and --api-key-stdin both name the key; leave one of them out');
  const world = readWorld();
  const given = commandLine(raw, flag(raw, 'apiKeyStdin') ? await keyFromStdin() : null);
  if (given.ca !== undefined) checkReadable('--ca', given.ca);
  if (given.apiKey !== undefined)
    await note(
      '--api-key shows the key in the process list. --api-key-stdin or AGENTROUTER_API_KEY does not.',
    );
  const settings = loadSettings(given, world);
  if (!settings.facts.untrustedUrl || !process.stdin.isTTY || !process.stderr.isTTY)
    return { world, settings };
  // The file may have come with a download, and what it names must not steer the terminal.
  const host = printable(settings.facts.baseUrlTyped ?? 'the host');
  const asked = await confirm(
    `The key comes from outside this project, and only its .env names ${host}. Send the key there?`,
  );
  return { world, settings: asked ? loadSettings({ ...given, trustEnvFile: true }, world) : settings };
}

/** A key as a password manager prints it: less one final newline, and otherwise as it stands. */
async function keyFromStdin(): Promise<string> {
  const key = (await readStdin('--api-key-stdin')).replace(/\r?\n$/, '');
  if (key === '') throw new UsageError('--api-key-stdin: there is no key on standard input');
  return key;
}

function checkReadable(option: string, path: string): void {
  try {
    accessSync(path, constants.R_OK);
  } catch (error) {
    throw new UsageError(`${option}: cannot read ${path}: ${fileErrorText(error, 'no such file')}`);
  }
  if (statSync(path).isDirectory()) throw new UsageError(`${option}: ${path} is a folder`);
}
