/** The base URLs in use on this machine, and how to write each of them right. */

import { baseUrlFor, parseBaseUrl } from '../evidence/base-url.ts';
import type { Facts } from '../probes/facts.ts';
import type { ClientFacts } from '../settings/types.ts';
import { fix } from './fix-texts.ts';
import { BASE_URL, settingOf } from './local-facts.ts';
import { baseUrlsFix, clientsFix } from './sdk-snippets.ts';
import { settingFix } from './setting-fix.ts';
import type { Context, Fix, Observation } from './types.ts';

/** A base URL that somebody uses: this tool's own, or the one of a client that names this deployment. */
export interface Use {
  name: string;
  /** How titles call it. */
  called: string;
  source: string;
  typed: string;
  client: 'tool' | 'openai' | 'anthropic';
  /** The program that takes it from its own settings; null for SDKs, which code may tell otherwise. */
  program: string | null;
}

/** The use that a client's setting makes of a base URL; none for a key. */
export function ofClient(client: ClientFacts): Use[] {
  if (client.kind !== 'base-url') return [];
  const { setting: name, source, shown: typed, api } = client;
  const program = client.client.endsWith(' SDK') ? null : client.client;
  const called = program === null ? name : `The base URL of ${program}`;
  return [{ name, called, source, typed, client: api, program }];
}

function uses(facts: Facts): Use[] {
  const typed = facts.settings.baseUrlTyped;
  const source = settingOf(facts, BASE_URL)?.source ?? '';
  const own: Use[] =
    typed === null
      ? []
      : [{ name: BASE_URL, called: BASE_URL, source, typed, client: 'tool', program: null }];
  return [...own, ...facts.settings.clients.filter(({ sameHost }) => sameHost === true).flatMap(ofClient)];
}

/** One observation for each use whose URL has the fault. */
export function usesWith(
  facts: Facts,
  hasFault: (use: Use, notes: readonly string[]) => boolean,
  more: Partial<Observation> = {},
): Observation[] {
  return uses(facts).flatMap((use) => {
    const parsed = parseBaseUrl(use.typed);
    if (!parsed.ok || !hasFault(use, parsed.notes)) return [];
    const { name, called, source, typed, client, program } = use;
    const value = baseUrlFor(client === 'tool' ? 'openai' : client, parsed);
    return [
      {
        // A client that is set up wrong says nothing of the deployment, which is looked at all the same.
        check: client === 'tool' ? ('local.base-url' as const) : ('local.sdk' as const),
        confidence: 'proved' as const,
        measured: `${name}=${typed}`,
        expected: value,
        evidence: [`${source}: ${name}=${typed}`],
        context: { toSet: [{ name, source, value, program }], detail: { called } },
        ...more,
      },
    ];
  });
}

/** So that with one more a finding has four at most. */
export const MOST_OWN_FIXES = 3;

/** How to set each of the settings at fault; those past the third are only named. */
export function settingFixes(context: Context): Fix[] {
  const { toSet } = context;
  const rest = toSet.slice(MOST_OWN_FIXES).map(({ name, source }) => `${name} (${source})`);
  return [
    ...toSet.slice(0, MOST_OWN_FIXES).map((one) => settingFix(context, one, one.value, `Set ${one.name}`)),
    ...(rest.length === 0 ? [] : [fix(`Do the same for ${rest.join(', ')}.`)]),
  ];
}

/** The right base URLs, where they are set now; for an SDK's in code where no setting is known. */
export function writeFixes(context: Context, otherwise: string): Fix[] {
  if (context.toSet.length > 0) return settingFixes(context);
  return [
    fix(
      'Set it in your code like this.',
      `base_url="${otherwise}"  # Python\nbaseURL: "${otherwise}"  // Node`,
    ),
  ];
}

/** The one program at fault; null where SDKs or this tool's own settings are, or several programs. */
export function onlyProgram({ toSet }: Context): string | null {
  const programs = new Set(toSet.map(({ program }) => program));
  const [program] = programs;
  return programs.size === 1 ? (program ?? null) : null;
}

/** What code has to pass to the SDKs; nothing where only programs with settings of their own are at fault. */
function ofSdks({ toSet }: Context, fixes: Fix[]): Fix[] {
  return toSet.length > 0 && toSet.every(({ program }) => program !== null) ? [] : fixes;
}

export const formsFixes = (c: Context): Fix[] =>
  c.toSet.length > MOST_OWN_FIXES ? [] : ofSdks(c, [baseUrlsFix(c, 'The two SDKs want different forms.')]);

export const inWhole = (c: Context): Fix[] => ofSdks(c, [clientsFix(c, 'In whole:')]);
