import { CLIENT_VARIABLES } from '../known-names.ts';
import type { Candidate } from '../pick.ts';
import type { ClientFacts } from '../types.ts';
import { keyOfClient, urlOfClient, type Ours } from './client-facts.ts';

/** Where the SDKs that read `OPENAI_*` and `ANTHROPIC_*` would go. Variables that are empty or unset are left out. */
export function sdkVariables(candidates: (name: string) => Candidate[], ours: Ours): ClientFacts[] {
  return CLIENT_VARIABLES.flatMap(({ name, client, api, kind }): ClientFacts[] => {
    const [found, ...others] = candidates(name);
    if (found === undefined || found.value === '') return [];
    const scope = found.source.kind === 'env-file' ? ('project' as const) : ('environment' as const);
    const { value, sourceText: source } = found;
    const shadows = others.map(({ sourceText }) => sourceText);
    const told = { client, api, scope, source, shadows, setting: name, value };
    return [kind === 'base-url' ? urlOfClient(told, ours) : keyOfClient(told, ours)];
  });
}
