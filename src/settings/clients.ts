import { parseBaseUrl, withoutCredentials } from '../evidence/base-url.ts';
import { shownKey } from './key-shape.ts';
import { CLIENT_VARIABLES } from './known-names.ts';
import type { Candidate } from './pick.ts';
import type { ClientFacts } from './types.ts';

/** What our own settings say, to compare with. */
interface Ours {
  baseUrl: string | null;
  key: string | null;
}

function hostOf(typed: string | null): string | null {
  const parsed = typed === null ? null : parseBaseUrl(typed);
  return parsed?.ok === true ? parsed.url.host : null;
}

function compare<T>(theirs: T | null, ours: T | null): boolean | null {
  return theirs === null || ours === null ? null : theirs === ours;
}

/** Where the SDKs that read `OPENAI_*` and `ANTHROPIC_*` would go. Variables that are empty or unset are left out. */
export function clientFacts(find: (name: string) => Candidate | null, ours: Ours): ClientFacts[] {
  return CLIENT_VARIABLES.flatMap(({ name, client, kind }) => {
    const found = find(name);
    if (found === null || found.value === '') return [];
    const isUrl = kind === 'base-url';
    return {
      client,
      source: found.sourceText,
      setting: name,
      kind,
      shown: isUrl ? withoutCredentials(found.value) : shownKey(found.value),
      sameHost: isUrl ? compare(hostOf(found.value), hostOf(ours.baseUrl)) : null,
      sameKey: isUrl ? null : compare(found.value, ours.key),
    };
  });
}
