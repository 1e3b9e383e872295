import { lastOf } from '../codes/roles.ts';
import type { Exchange, Facts, Role } from '../probes/facts.ts';
import type { StreamRow } from '../report/types.ts';
import { streamRow } from './stream-row.ts';
import { text, wholeNumber, type RawOptions } from './options.ts';
import { runCommand } from './pipeline.ts';
import { STREAM_ANSWER_TOKENS } from '../probes/requests.ts';

const MAX_RUNS = 100;
const MAX_TOKENS = 4096;
const ROLES = ['stream.openai', 'stream.anthropic'] as const;

/** `agentrouter stream-test`: one stream of each API, or several, drawn over time. */
export async function streamTest(raw: RawOptions, version: string): Promise<number> {
  const runs = wholeNumber('--runs', text(raw, 'runs') ?? '1', 1, MAX_RUNS);
  const maxTokens = wholeNumber(
    '--max-tokens',
    text(raw, 'maxTokens') ?? String(STREAM_ANSWER_TOKENS),
    1,
    MAX_TOKENS,
  );
  return runCommand(
    {
      name: 'stream-test',
      checks: [
        'local.settings',
        'local.key-format',
        'local.base-url',
        'network.http',
        'streaming.openai',
        'streaming.anthropic',
      ],
      project: null,
      streamTokens: maxTokens,
      streamRuns: runs,
      more: async ({ probes, facts, results, signal }) => {
        for (const role of ROLES) {
          const check = role === 'stream.openai' ? 'streaming.openai' : 'streaming.anthropic';
          const reached = results.some((result) => result.id === check) && lastOf(facts, role) !== null;
          for (let run = 2; reached && run <= runs && !signal.aborted && !refused(facts, role); run += 1)
            await probes.askAgain(role, maxTokens);
        }
        return { streams: facts.exchanges.flatMap(rowsOf) };
      },
    },
    raw,
    version,
  );
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
