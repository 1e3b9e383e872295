import { hostname, userInfo } from 'node:os';
import { basename } from 'node:path';
import { withoutCredentials } from '../evidence/base-url.ts';
import type { AboutRun } from '../report/dump/about.ts';
import { publicForm, type Publishing } from '../report/dump/public-form.ts';
import { renderSupportDump } from '../report/dump/support-dump.ts';
import type { Settings, World } from '../settings/types.ts';
import type { Outcome } from './command-spec.ts';
import { note, writeResult } from './console.ts';
import { flag, text, type RawOptions } from './options.ts';
import { renderReport } from './render.ts';
import { writePrivateFile } from './support-dump-file.ts';

/** Writes what came of a run in a form that can be posted in public. */
export async function presentDump(
  { report, options, settings, world, redactor }: Outcome,
  raw: RawOptions,
): Promise<void> {
  const about = redactor.value(aboutRun(settings, report.startedAt, raw));
  const told = publicForm({ report, about }, publishingFor(world, settings, flag(raw, 'redactHosts')));
  const asMarkdown = ['markdown', null].includes(text(raw, 'format'));
  const dump = asMarkdown
    ? renderSupportDump(told.report, told.about)
    : await renderReport(told.report, options, world);
  if (options.output === null) {
    await writeResult(dump, null);
    return;
  }
  await writePrivateFile(options.output, dump);
  if (!options.quiet) await note(`Written to ${options.output}. Read it once before you post it.`);
}

function aboutRun(settings: Settings, startedAt: string, raw: RawOptions): AboutRun {
  const { option, disabled } = settings.proxy;
  return {
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    utcOffsetMinutes: -new Date(startedAt).getTimezoneOffset(),
    caFile: settings.caFile,
    nodeExtraCaCerts: settings.nodeExtraCaCerts,
    proxyOption: option === null ? null : withoutCredentials(option),
    proxyDisabled: disabled,
    curl: flag(raw, 'curl'),
    hostsRedacted: flag(raw, 'redactHosts'),
  };
}

function publishingFor({ env, home, cwd }: World, { facts }: Settings, redactHosts: boolean): Publishing {
  const names = [env.USER, env.LOGNAME, env.USERNAME, basename(home), systemName()];
  const userNames = names.flatMap((name) => (name === undefined || name === '' ? [] : [name]));
  const folders = [facts.envFile.projectRoot, cwd];
  return { person: { home, folders, userNames }, redactHosts, machine: hostname() };
}

/** A user number without an entry in the system's list (in a container) has no name. */
function systemName(): string | undefined {
  try {
    return userInfo().username;
  } catch {
    return undefined;
  }
}
