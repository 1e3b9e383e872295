import { lastOf } from '../codes/roles.ts';
import type { Exchange, Facts, Role } from '../probes/facts.ts';
import type { StreamRow } from '../report/types.ts';
import type { MoreOfRun } from './command-spec.ts';
import { streamRow } from './stream-row.ts';

const ROLES = ['stream.openai', 'stream.anthropic'] as const;

/** Repeats the stream of each API that its check reached, and tells of all of them. */
export async function moreStreams(
  { probes, facts, results, signal }: MoreOfRun,
  { runs, maxTokens }: { runs: number; maxTokens: number },
): Promise<StreamRow[]> {
  for (const role of ROLES) {
    const check = role === 'stream.openai' ? 'streaming.openai' : 'streaming.anthropic';
    const reached = results.some((result) => result.id === check) && lastOf(facts, role) !== null;
    for (let run = 2; reached && run <= runs && !signal.aborted && !refused(facts, role); run += 1)
      await probes.askAgain(role, maxTokens);
  }
  return facts.exchanges.flatMap(rowsOf);
}

/** What was refused once is refused again; each try counts against the key. */
function refused(facts: Facts, role: Role): boolean {
  const outcome = lastOf(facts, role)?.outcome;
  return outcome?.kind === 'answer' && outcome.answer.status >= 400 && outcome.answer.status < 500;
}

function rowsOf(exchange: Exchange): StreamRow[] {
  const row = exchange.ask.stream && !exchange.ask.tools ? streamRow(exchange) : null;
  return row === null ? [] : [row];
}
