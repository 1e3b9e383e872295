/** What the recognisers of this machine's own faults have in common: reading settings, naming lines. */

import { parseBaseUrl, type GoodBaseUrl } from '../evidence/base-url.ts';
import type { Facts } from '../probes/facts.ts';
import type { EnvLine, SettingFacts } from '../settings/types.ts';
import type { Context, Observation } from './types.ts';

export const API_KEY = 'AGENTROUTER_API_KEY';
export const BASE_URL = 'AGENTROUTER_BASE_URL';
export const MODEL = 'AGENTROUTER_MODEL';

export function settingOf(facts: Facts, name: string): SettingFacts | null {
  return facts.settings.settings.find((setting) => setting.name === name) ?? null;
}

/** Set to something. */
export function hasValue(facts: Facts, name: string): boolean {
  const setting = settingOf(facts, name);
  return setting !== null && setting.present && !setting.empty;
}

/** The base URL as understood; null where it is absent or cannot be. */
export function understoodBaseUrl(facts: Facts): GoodBaseUrl | null {
  const typed = facts.settings.baseUrlTyped;
  const parsed = typed === null ? null : parseBaseUrl(typed);
  return parsed?.ok === true ? parsed : null;
}

/** The env file as reports name it; `.env` where none was read. */
export function envFileOf(facts: Facts): string {
  return facts.settings.envFile.shown ?? '.env';
}

/** `.env:3`. */
export function lineOf(facts: Facts, line: EnvLine): string {
  return `${envFileOf(facts)}:${line.line}`;
}

/** A value as it may be typed: a URL or model whole, a key as a stand-in. */
export function writable(facts: Facts, name: string): string {
  const shown = settingOf(facts, name)?.shown;
  if (name.endsWith('_KEY') || name.endsWith('_TOKEN')) return 'sk-ar-...';
  return shown === undefined || shown === null || shown === '' ? '...' : shown;
}

/** True where the name stands in the file misspelled, or in a file that programs cannot read, or nearly in the environment. */
export function isExplained(facts: Facts, name: string): boolean {
  const { envFile, misspelledVariables = [] } = facts.settings;
  const inFile = envFile.lines.some(
    (line) => line.known === name && line.name !== null && (line.misspelled || envFile.encoding.utf16),
  );
  return inFile || misspelledVariables.some((variable) => variable.known === name);
}

/** A detail of the context, or words that read well in its place. */
export function detail(context: Context, name: string, otherwise: string): string {
  const value = context.detail[name];
  return value === undefined || value === '' ? otherwise : value;
}

/** `.env:1 and .env:4`; more than three are counted. */
export function listed(items: readonly string[]): string {
  const shown = items.slice(0, 3);
  const rest = items.length - shown.length;
  if (rest > 0) return `${shown.join(', ')} and ${rest} more`;
  return shown.length < 2 ? (shown[0] ?? '') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''}`;
}

/** A path, URL or name as one word of a POSIX shell command. */
export function shellWord(text: string): string {
  return /^[\w./~:@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A command that names files as seen from the project root, in a form that runs where the tool ran. */
export function inRoot({ toRoot }: Context, command: string): string {
  return toRoot === null ? command : `(cd ${shellWord(toRoot)} && ${command})`;
}

/** One observation out of several lines of a file with the same fault; none where there are no lines. */
export function fromLines(
  facts: Facts,
  lines: readonly EnvLine[],
  say: { measured: (places: string) => string; expected: string; evidence: (line: EnvLine) => string },
): Observation[] {
  const [first] = lines;
  if (first === undefined) return [];
  const places = listed(lines.map((line) => lineOf(facts, line)));
  return [
    {
      check: 'local.env-file',
      confidence: 'proved',
      measured: say.measured(places),
      expected: say.expected,
      evidence: lines.slice(0, 10).map((line) => `${lineOf(facts, line)}: ${say.evidence(line)}`),
      context: {
        detail: {
          places,
          file: envFileOf(facts),
          line: String(first.line),
          name: first.known ?? '',
          mendable: lines.some(({ line }) => facts.settings.envFile.unmendable?.includes(line) !== true)
            ? 'yes'
            : 'no',
          write: first.known === null ? '' : `${first.known}=${writable(facts, first.known)}`,
        },
      },
    },
  ];
}
