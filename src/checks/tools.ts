import { lastOf } from '../codes/roles.ts';
import { toolsVerdictOf } from '../codes/tools-verdict.ts';
import type { Api } from '../evidence/types.ts';
import type { Facts, Role } from '../probes/facts.ts';
import { apiNotAsked, costsMoney, firstReason, type Check } from './check.ts';

const ROLES = {
  openai: ['tools.openai', 'tools.openai.stream'],
  anthropic: ['tools.anthropic', 'tools.anthropic.stream'],
} as const;

/** Why one of the two calls tells nothing; null where it tells. */
function whyUndecided(facts: Facts, role: Role): string | null {
  const exchange = lastOf(facts, role);
  const verdict = exchange === null ? null : toolsVerdictOf(exchange);
  return verdict?.kind === 'undecided' ? verdict.why : null;
}

const check = (id: 'tools.openai' | 'tools.anthropic', api: Api, title: string): Check => ({
  id,
  category: 'tools',
  title,
  needs: [api === 'openai' ? 'requests.chat' : 'requests.messages'],
  sends: ROLES[api],
  notApplicable: firstReason(apiNotAsked(api), costsMoney),
  undecided: (facts) =>
    ROLES[api].map((role) => whyUndecided(facts, role)).find((why) => why !== null) ?? null,
  gather: async ({ probes }) => {
    await Promise.all(ROLES[api].map((role) => probes.ask(role)));
  },
  summary: () => 'a forced call came back whole, streamed and not',
});

/** Checks that tools are called, and called well. */
export const toolsChecks: readonly Check[] = [
  check('tools.openai', 'openai', 'A forced tool call comes back (OpenAI API)'),
  check('tools.anthropic', 'anthropic', 'A forced tool call comes back (Anthropic API)'),
];
