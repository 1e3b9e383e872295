import type { CheckId } from '../checks/ids.ts';
import type { Exchange, Facts, Role } from '../probes/facts.ts';
import { succeeded } from '../probes/succeeded.ts';

/** The check that answers for each role, where a code has no check of its own. Roles left out are never judged alone. */
export const CHECK_OF_ROLE: Partial<Record<Role, CheckId>> = {
  list: 'models.list',
  chat: 'requests.chat',
  messages: 'requests.messages',
  'stream.openai': 'streaming.openai',
  'stream.anthropic': 'streaming.anthropic',
  'tools.openai': 'tools.openai',
  'tools.openai.stream': 'tools.openai',
  'tools.anthropic': 'tools.anthropic',
  'tools.anthropic.stream': 'tools.anthropic',
};

/** The exchange of a role that counts: the last one that was not sent again. Null while none is there. */
export function lastOf(facts: Facts, role: Role): Exchange | null {
  return countingExchanges(facts, role).at(-1) ?? null;
}

/** The plain call of an API; the streamed one where a run makes no other. */
export function callOf(facts: Facts, role: 'chat' | 'messages'): Exchange | null {
  return lastOf(facts, role) ?? lastOf(facts, role === 'chat' ? 'stream.openai' : 'stream.anthropic');
}

/** Every exchange of a role that counts; several for a stream test with several runs. */
export function countingExchanges(facts: Facts, role: Role): Exchange[] {
  return facts.exchanges.filter((exchange) => exchange.role === role && exchange.superseded !== true);
}

/** The path that was asked for. */
export function pathOf({ url }: Pick<Exchange, 'url'>): string {
  return new URL(url).pathname;
}

/** Is there one, and did it succeed? */
export function answered(exchange: Exchange | null): exchange is Exchange {
  return exchange !== null && succeeded(exchange.outcome);
}

/** The status of its answer, or the code of the failure in place of one. */
export function statusOf({ outcome }: Exchange): string {
  return outcome.kind === 'failure' ? outcome.failure.code : String(outcome.answer.status);
}

/** Was it cut off by the run's own end (deadline, interrupt)? Then it says nothing about the deployment. */
export function unfinished(exchange: Exchange): boolean {
  const { outcome } = exchange;
  if (outcome.kind === 'failure')
    return outcome.failure.code === 'DEADLINE' || outcome.failure.code === 'ABORTED';
  return outcome.kind === 'stream' && outcome.answer.end === 'deadline';
}
