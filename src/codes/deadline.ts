import type { CheckId } from '../checks/ids.ts';
import type { Exchange, Facts } from '../probes/facts.ts';
import { contextOf } from './context.ts';
import { makeFinding } from './finding.ts';
import { curlChat, fix, hostOf, supportFix } from './fix-texts.ts';
import { pathOf, unfinished } from './roles.ts';
import type { Finding } from './types.ts';

/** From here on an answer is slow, and the deadline was not merely too short. */
const SLOW_MS = 5_000;
/** Enough for most runs; the usual deadline. */
const LONG_MS = 120_000;

/** Why a check did not run that the deadline cut, as results and reports say it. */
export const CUT_BY_DEADLINE = 'the deadline of the run';

interface CutRun {
  facts: Facts;
  deadlineMs: number;
  /** The first check that the deadline cut; null where it cut what a command does beside its checks. */
  cutAt: CheckId | null;
  cut: number;
  of: number;
  nowMs: number;
}

/** The finding on a run that reached its deadline before anything was found wrong: not all was seen. */
export function deadlineFinding({ facts, deadlineMs, cutAt, cut, of, nowMs }: CutRun): Finding {
  const waiting = facts.exchanges.filter(unfinished);
  const slow = waiting.some(({ timings }) => timings.totalMs >= SLOW_MS);
  const deadline = optionValue(deadlineMs);
  const context = contextOf(facts, null, nowMs);
  const finding = makeFinding(
    'http.timeout',
    {
      check: cutAt,
      confidence: 'possible',
      faultDomain: slow ? 'gateway' : 'you',
      measured:
        cut === 0
          ? `calls not done at the deadline of ${deadline}`
          : `${cut} of ${of} checks not done at the deadline of ${deadline}`,
      expected: 'every check done before the deadline of the run',
      evidence: waiting.map(wait),
    },
    context,
  );
  return {
    ...finding,
    title: `The run was not done at its deadline of ${deadline}`,
    cause: `Nothing wrong was found up to then, and not all was seen. ${hostOf(context)} or a provider behind it answers slowly or not at all, or the deadline is too short for so many calls.`,
    fixes: [
      fix(
        'Give the run more time.',
        `npx agentrouter ${facts.command} --deadline ${optionValue(Math.max(LONG_MS, deadlineMs * 4))}`,
      ),
      fix('See how long one call takes.', curlChat(context)),
      supportFix(context),
    ],
  };
}

/** As `--deadline` takes it. */
function optionValue(ms: number): string {
  return ms % 1000 === 0 ? `${ms / 1000}s` : `${ms}ms`;
}

function wait(exchange: Exchange): string {
  const { method, timings } = exchange;
  const until = timings.ttfbMs === null ? 'no answer' : 'no end of the answer';
  return `${method} ${pathOf(exchange)}: ${until} after ${Math.round(timings.totalMs)} ms`;
}
