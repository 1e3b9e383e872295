/** How to change a setting where it stands now: in the environment, in a line of a file, or as an option. */

import { clientLine } from './client-lines.ts';
import { fix } from './fix-texts.ts';
import { API_KEY, BASE_URL, MODEL, shellWord } from './local-facts.ts';
import type { Context, Fix } from './types.ts';

/** What stands for the address, where none is known. */
export const BASE_URL_STAND_IN = 'https://your-deployment/v1';
/** What stands for a key, which is never printed. */
export const KEY_STAND_IN = 'sk-ar-...';

/** A setting, and where it stands: `.env:3`, `environment`, `--base-url`; null where that is not known. */
export interface Place {
  name: string;
  source: string | null;
}

/** `, in .env line 3`; empty where the command shows by itself where it belongs. */
export function placeText(source: string | null): string {
  if (source === null || !isFile(source)) return '';
  const { file, line } = /^(?<file>.+):(?<line>\d+)$/.exec(source)?.groups ?? {};
  return file === undefined || line === undefined ? `, in ${source}` : `, in ${file} line ${line}`;
}

function isFile(source: string): boolean {
  return source !== '' && source !== 'environment' && !source.startsWith('--');
}

/** What to type or write so that a setting has this value. */
export function assignment(context: Context, { name, source }: Place, value: string): string {
  if (source !== null && isFile(source)) return clientLine(source, name, value);
  if (source === '--api-key-stdin') return `npx agentrouter doctor ${source} < key.txt`;
  if (source?.startsWith('--') === true) return `npx agentrouter doctor ${source} ${shellWord(value)}`;
  return context.windows
    ? `$env:${name} = "${value.replace(/[`"$]/g, '`$&')}"`
    : `export ${name}=${shellWord(value)}`;
}

/**
 * One fix for every setting that has to change.
 *
 * @param text what to do, without a full stop: `Set the base URL`. Where the setting stands is added.
 */
export function settingFix(context: Context, place: Place, value: string, text: string): Fix {
  return fix(`${text}${placeText(place.source)}.`, assignment(context, place, value));
}

export function baseUrlFix(context: Context, value: string, text = 'Set the base URL'): Fix {
  return settingFix(context, { name: BASE_URL, source: context.baseUrlSource }, value, text);
}

/** For addresses of which it is not known where the API is. */
export function findAddressFix(): Fix {
  return fix(
    'Find the address of the API: the console shows it beside the keys or in its examples, or ask the operator. Then see that it answers.',
    'npx agentrouter test-connection --base-url https://address-of-the-api/v1',
  );
}

export function keyFix(context: Context, text: string): Fix {
  return settingFix(context, { name: API_KEY, source: context.keySource }, KEY_STAND_IN, text);
}

export function modelFix(context: Context, model: string, text: string): Fix {
  return settingFix(context, { name: MODEL, source: context.modelSource }, model, text);
}

const OWN_COMMAND = /^npx agentrouter (?:doctor|test-connection|check-key|models|stream-test|support-dump)\b/;

/** Carries settings that were given as options over into commands of this tool, so that they run as printed. */
export function withOptions(advice: Fix, context: Context): Fix {
  if (advice.command === null) return advice;
  const lines = advice.command.split('\n').map((line) => {
    if (!OWN_COMMAND.test(line) || line.includes('--sandbox')) return line;
    return [line, ...carried(context).filter((option) => !isIn(line, option))].join(' ');
  });
  return { ...advice, command: lines.join('\n') };
}

/** Does a command settle already what this option settles? A proxy is named or switched off. */
function isIn(command: string, option: string): boolean {
  const [name = ''] = option.split(' ');
  const settled = name === '--proxy' || name === '--no-proxy' ? ['--proxy', '--no-proxy'] : [name];
  return command.split(' ').some((word) => settled.includes(word));
}

function carried({ baseUrl, baseUrlSource, keySource, options }: Context): string[] {
  const key = keySource === '--api-key-stdin' ? '--api-key-stdin < key.txt' : `--api-key ${KEY_STAND_IN}`;
  return [
    ...(baseUrlSource === '--base-url' && baseUrl !== null ? [`--base-url ${shellWord(baseUrl)}`] : []),
    ...options.map(({ name, value }) => (value === null ? name : `${name} ${shellWord(value)}`)),
    ...(keySource?.startsWith('--') === true ? [key] : []),
  ];
}
