import { text, wholeNumber, type RawOptions } from './options.ts';
import { runCommand } from './run-command.ts';
import { STREAM_ANSWER_TOKENS } from '../probes/requests.ts';

const MAX_RUNS = 100;
const MAX_TOKENS = 4096;

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
      more: async (run) => {
        const { moreStreams } = await import('./more-streams.ts');
        return { streams: await moreStreams(run, { runs, maxTokens }) };
      },
    },
    raw,
    version,
  );
}
