import { createRedactor } from '../report/redact.ts';
import { readWorld } from '../settings/environment.ts';
import { mendEnv, type Mending } from '../settings/mend-env.ts';
import { readEnvFileToMend, replaceFile } from '../settings/mend-file.ts';
import { knownSecrets } from '../settings/secrets.ts';
import type { World } from '../settings/types.ts';
import { confirm, note } from './console.ts';
import { diffOf, leftOf } from './fix-diff.ts';
import { flag, runOptions, text, type RawOptions } from './options.ts';
import { selectChecks } from './select.ts';

/**
 * `doctor --fix`: mends what has one right answer in the env file, before the run that then tells what remains.
 * Shows the changes first, asks on a terminal, and needs `--yes` otherwise. With `--dry-run` it only shows them.
 *
 * @throws UsageError where the command line is wrong.
 */
export async function fixEnvFile(raw: RawOptions): Promise<void> {
  const { only, skip, dryRun } = await runOptions(raw);
  selectChecks('all', only, skip);
  const world = readWorld();
  const file = readEnvFileToMend(text(raw, 'envFile') ?? undefined, world);
  if (file === null) return say(['Nothing to mend: there is no .env.']);
  const { shown, linkTo, problem } = file;
  if (problem !== null) return say([`Nothing was mended: ${shown} cannot be read.`]);
  const mending = mendEnv(file.bytes, file.encoding, process.platform !== 'win32');
  const redact = redactorFor(mending, raw, world);
  const left = leftOf(mending, shown).map(redact);
  const diff = diffOf(mending, shown).map(redact);
  if (diff.length === 0) return say([`Nothing to mend in ${shown}.`, ...left]);
  await say([...diff, ...left]);
  // A project may have come with a download, and the names in it must not steer the terminal.
  const target = redact(linkTo === null ? shown : `${shown} (a link to ${linkTo})`);
  if (dryRun) return say([`Dry run: ${target} is as it was.`]);
  const consent = await mayMend(target, raw);
  if (consent === 'no') return say([`${target} is as it was.`]);
  if (consent === 'unasked')
    return say([`${target} is as it was. To mend it: ${commandFor(text(raw, 'envFile'))}`]);
  const refused = replaceFile(file.path, file.bytes, mending.bytes);
  return say([
    refused === null ? `Mended ${target}.` : `agentrouter: --fix: ${target} was not changed: ${refused}`,
  ]);
}

async function say(lines: readonly string[]): Promise<void> {
  await note(lines.join('\n'));
}

function redactorFor({ secrets }: Mending, raw: RawOptions, world: World): (line: string) => string {
  const redactor = createRedactor([...secrets, ...knownSecrets([text(raw, 'apiKey') ?? ''], [], world.env)]);
  return (line) => redactor.text(line);
}

async function mayMend(target: string, raw: RawOptions): Promise<'yes' | 'no' | 'unasked'> {
  if (flag(raw, 'yes')) return 'yes';
  if (!process.stdin.isTTY || !process.stderr.isTTY) return 'unasked';
  return (await confirm(`Mend ${target}?`)) ? 'yes' : 'no';
}

function commandFor(envFile: string | null): string {
  const named = envFile === null ? '' : ` --env-file '${envFile.replaceAll("'", `'\\''`)}'`;
  return `npx agentrouter doctor --fix --yes${named}`;
}
