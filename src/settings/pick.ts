import { withoutCredentials } from '../evidence/base-url.ts';
import type { Assignment } from './env-lines.ts';
import { isPlaceholderFor } from './env-lines.ts';
import { shownKey } from './key-shape.ts';
import { API_KEY, BASE_URL } from './known-names.ts';
import type { Setting, SettingFacts, Source, World } from './types.ts';

/** A value and where it stands. */
export interface Candidate {
  value: string;
  source: Source;
  sourceText: string;
}

/** The env file that values come from, as far as they can be used. */
export interface EnvFileValues {
  path: string;
  shown: string;
  assignments: readonly Assignment[];
}

/** How reports name a source: `--api-key`, `environment`, `.env:3`. */
function sourceText(source: Source): string {
  if (source.kind === 'option') return source.option;
  return source.kind === 'environment' ? 'environment' : `${source.shown}:${source.line}`;
}

function candidate(value: string, source: Source): Candidate {
  return { value, source, sourceText: sourceText(source) };
}

/** Every place that sets a variable, the winner first: environment, then the file's last line, then earlier ones. */
export function candidatesFor(name: string, env: World['env'], file: EnvFileValues | null): Candidate[] {
  const value = env[name];
  const fromEnvironment = value === undefined ? [] : [candidate(value, { kind: 'environment', name })];
  const fromFile = (file?.assignments ?? [])
    .filter((assignment) => assignment.name === name)
    .map(({ value: text, line }) =>
      candidate(text, { kind: 'env-file', path: file?.path ?? '', shown: file?.shown ?? '', line }),
    )
    .reverse();
  return [...fromEnvironment, ...fromFile];
}

/** One setting out of an option and its variable; the option wins. */
export function pick(
  name: string,
  option: { name: string; value: string | undefined },
  env: World['env'],
  file: EnvFileValues | null,
): Setting {
  const fromOption =
    option.value === undefined ? [] : [candidate(option.value, { kind: 'option', option: option.name })];
  const [winner, ...losers] = [...fromOption, ...candidatesFor(name, env, file)];
  return {
    name,
    value: winner?.value ?? null,
    source: winner?.source ?? null,
    shadows: losers.map((loser) => ({ source: loser.source, differs: loser.value !== winner?.value })),
  };
}

function shownValue(name: string, value: string): string {
  if (name === API_KEY) return value === '' ? '' : shownKey(value);
  return name === BASE_URL ? withoutCredentials(value) : value;
}

/** The part of a setting that reports may show. */
export function settingFacts(setting: Setting): SettingFacts {
  const { name, value, source, shadows } = setting;
  return {
    name,
    shown: value === null ? null : shownValue(name, value),
    present: value !== null,
    empty: value === '',
    placeholder: value !== null && isPlaceholderFor(name, value),
    source: source === null ? null : sourceText(source),
    sourceKind: source?.kind ?? null,
    shadows: shadows.map((shadow) => ({ source: sourceText(shadow.source), differs: shadow.differs })),
  };
}
