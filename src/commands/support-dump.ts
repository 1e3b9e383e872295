import { hostname, userInfo } from 'node:os';
import { basename } from 'node:path';
import type { AboutRun } from '../report/dump/about.ts';
import { publicForm, type Publishing } from '../report/dump/public-form.ts';
import { renderSupportDump } from '../report/dump/support-dump.ts';
import { withoutCredentials } from '../evidence/base-url.ts';
import type { Settings, World } from '../settings/types.ts';
import { note, writeResult } from './console.ts';
import { flag, text, type RawOptions } from './options.ts';
import { runCommand, type Outcome } from './pipeline.ts';
import { renderReport } from './render.ts';
import { checkPrivateFile, writePrivateFile } from './support-dump-file.ts';

/**
 * `agentrouter support-dump`: runs the whole checklist and tells it as Markdown that can be posted in public.
 * With `--format json` or `text` it is the report of `doctor`, hidden in the same way.
 *
 * @returns the exit code of the report: 1 with an error, else 0.
 * @throws UsageError
 */
export async function supportDump(raw: RawOptions, version: string): Promise<number> {
  const output = text(raw, 'output');
  if (output !== null) checkPrivateFile(output);
  const asMarkdown = ['markdown', null].includes(text(raw, 'format'));
  const present = async ({ report, options, settings, world, redactor }: Outcome): Promise<void> => {
    const about = redactor.value(aboutRun(settings, report.startedAt, raw));
    const told = publicForm({ report, about }, publishingFor(world, flag(raw, 'redactHosts')));
    const dump = asMarkdown
      ? renderSupportDump(told.report, told.about)
      : await renderReport(told.report, options, world);
    if (output === null) {
      await writeResult(dump, null);
      return;
    }
    writePrivateFile(output, dump);
    if (!options.quiet) await note(`Written to ${output}. Read it once before you post it.`);
  };
  return runCommand({ name: 'support-dump', checks: 'all', project: '.', present }, raw, version);
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

function publishingFor({ env, home }: World, redactHosts: boolean): Publishing {
  const names = [env.USER, env.LOGNAME, env.USERNAME, basename(home), systemName()];
  const userNames = names.flatMap((name) => (name === undefined || name === '' ? [] : [name]));
  return { person: { home, userNames }, redactHosts, machine: hostname() };
}

/** A user number without an entry in the system's list (in a container) has no name. */
function systemName(): string | undefined {
  try {
    return userInfo().username;
  } catch {
    return undefined;
  }
}
