import type { Outline } from '../codes/judge.ts';
import type { VerdictsOf } from '../codes/types.ts';
import type { Exchange, Facts, Role } from '../probes/facts.ts';
import type { Probes } from '../probes/probes.ts';
import type { Category, CheckId } from './ids.ts';

/** What a check may use while it gathers. */
export interface Bench {
  probes: Probes;
  facts: Facts;
  verdictsOf: VerdictsOf;
}

/** One item of the checklist. It gathers facts; whether they are good is for the codes to say. */
export interface Check {
  id: CheckId;
  category: Category;
  /** The state that should hold, so that a tick and a cross both read right. */
  title: string;
  /** Checks without which this one makes no sense. */
  needs: readonly CheckId[];
  /** Checks that hold this one back where they are known to have failed by then; it does not wait for them. */
  heeds?: readonly CheckId[];
  /** What it asks beside the checks that it needs, once those named here hold: then it is known when its turn comes. */
  beside?: { needs: readonly CheckId[]; gather: (bench: Bench) => Promise<void> };
  /** The requests that it may send, for the dry run. */
  sends: readonly Role[];
  /** Why it has nothing to do in this run; null where it has. */
  notApplicable?: (facts: Facts) => string | null;
  /** Asked after gathering: why nothing can be concluded; null where it can. */
  undecided?: (facts: Facts, outline: Outline) => string | null;
  /** Do the checks that need this one make sense now? Without it: unless this one failed or was held back. */
  holds?: (facts: Facts) => boolean;
  gather: (bench: Bench) => Promise<void>;
  /** What was found, in a few words, where nothing is wrong. */
  summary: (facts: Facts) => string;
}

/** A check that only looks at facts which are there from the start. */
export const nothingToGather = async (): Promise<void> => Promise.resolve();

/** The plain call of the API that the run is about, of OpenAI's where it is about both. */
export async function askPlain({ probes, facts }: Pick<Bench, 'probes' | 'facts'>): Promise<Exchange> {
  return probes.ask(facts.api === 'anthropic' ? 'messages' : 'chat');
}

const WITH_FREE = '--free';

/** Why a check that needs a request which can cost money does not run. */
export function costsMoney(facts: Facts): string | null {
  return facts.free ? WITH_FREE : null;
}

/** Why a check of one API does not run where only the other is asked for. */
export function apiNotAsked(api: 'openai' | 'anthropic'): (facts: Facts) => string | null {
  return (facts) => (facts.api === 'both' || facts.api === api ? null : `--api ${facts.api}`);
}

/** The first reason of several. */
export function firstReason(
  ...reasons: ((facts: Facts) => string | null)[]
): (facts: Facts) => string | null {
  return (facts) => {
    for (const reason of reasons) {
      const found = reason(facts);
      if (found !== null) return found;
    }
    return null;
  };
}
