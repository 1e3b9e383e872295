import { endedByFilter, endedByLimit } from '../evidence/finish-reason.ts';
import type { Exchange } from '../probes/facts.ts';
import { succeeded } from '../probes/succeeded.ts';
import type { Completion, StreamReading, ToolCall } from '../apis/types.ts';

type ToolsVerdict =
  | { kind: 'fine' }
  /** The answer says nothing about tools: cut by its limit, or the call could not be forced. */
  | { kind: 'undecided'; why: string }
  | { kind: 'fault'; code: 'tools.not-called' | 'tools.malformed'; measured: string };

/**
 * Judges the answer to a forced tool call.
 *
 * @param adapted what had to be changed to have the call accepted; an unforced call may be answered with text.
 */
export function toolsVerdict(
  reading: Pick<Completion | StreamReading, 'toolCalls' | 'finishReason' | 'text'>,
  adapted: readonly string[],
): ToolsVerdict {
  const cut = endedByLimit(reading.finishReason);
  if (reading.toolCalls.length === 0) {
    if (cut) return { kind: 'undecided', why: 'the answer limit was spent before a tool call' };
    if (adapted.some((note) => /tool_choice (?:is auto|left out)/.test(note))) {
      return { kind: 'undecided', why: 'the model does not take a forced tool call' };
    }
    if (endedByFilter(reading.finishReason)) {
      return { kind: 'undecided', why: 'a content policy ended the answer' };
    }
    const words = reading.text.trim().slice(0, 60);
    return {
      kind: 'fault',
      code: 'tools.not-called',
      measured: words === '' ? 'no tool call and no text' : `text instead of a tool call: "${words}"`,
    };
  }
  const problem = reading.toolCalls.map(callProblem).find((found) => found !== null) ?? null;
  if (problem === null) return { kind: 'fine' };
  if (cut) return { kind: 'undecided', why: 'the answer limit cut the tool call short' };
  return { kind: 'fault', code: 'tools.malformed', measured: problem };
}

/** The same of one exchange; null where it asked for no tool call or got no answer. */
export function toolsVerdictOf({ ask, outcome, adapted }: Exchange): ToolsVerdict | null {
  if (!ask.tools || !succeeded(outcome) || outcome.kind === 'failure') return null;
  const { reading } = outcome;
  return reading.kind === 'completion' || reading.kind === 'stream' ? toolsVerdict(reading, adapted) : null;
}

function callProblem(call: ToolCall): string | null {
  if (call.name === null || call.name === '') return 'a tool call without a name';
  if (call.id === null || call.id === '') return 'a tool call without an id';
  return call.argumentsProblem;
}
