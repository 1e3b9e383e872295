import type { Facts, Role } from '../probes/facts.ts';
import { succeeded } from '../probes/succeeded.ts';
import { keyRefused } from './compared-auth.ts';
import { answered, lastOf, pathOf, statusOf } from './roles.ts';
import { SPOKEN_WEIGHT, type Confidence, type Verdict, type VerdictsOf } from './types.ts';

/** What a second experiment adds to a cause. */
interface Corroboration {
  /** Null where another line of the evidence tells it already. */
  evidence: string | null;
  confidence: Confidence;
}

type Experiment = (facts: Facts, verdictsOf: VerdictsOf, code: string) => Corroboration | null;

/** Experiments by the codes that they speak about. */
const EXPERIMENTS: readonly [codes: RegExp, experiment: Experiment][] = [
  [/^proxy\.(?:unreachable|auth-required|refused)$/, withoutProxy],
  [/^key\.(?:rejected|bad-format)$/, madeUpKeyToo],
  [/^key\.rejected$/, bothHeaders],
  [
    /^(?:balance\.insufficient|rate\.limited|key\.forbidden|key\.disabled|account\.blocked)$/,
    madeUpKeyDiffers,
  ],
  [/^upstream\.(?:error|unavailable|timeout|overloaded|bad-gateway|key-invalid)$/, otherModels],
  [/^upstream\.(?:error|unavailable|timeout|overloaded|bad-gateway)$/, sentAgain],
  [/^(?:endpoint\.not-found|url\.dashboard|http\.not-json)$/, neighbourPathsToo],
  [/^(?:model|deepseek)\.(?:not-found|no-channel|not-permitted|misspelled)$/, otherModelWorks],
];

function neighbourPathsToo(facts: Facts): Corroboration | null {
  const tried = facts.exchanges.filter(({ role }) => role === 'experiment.path');
  if (tried.length === 0 || tried.some(answered)) return null;
  const told = tried.map((exchange) => `${pathOf(exchange)} (${statusOf(exchange)})`);
  return {
    evidence: `neighbouring paths do not serve the API either: ${told.join(', ')}`,
    confidence: 'likely',
  };
}

/** The last try of a request that was sent again after a failure that can pass, and met the same cause. */
function sentAgain(facts: Facts, verdictsOf: VerdictsOf, code: string): Corroboration | null {
  const again = facts.exchanges.find(
    (exchange) =>
      exchange.attempt > 1 && exchange.superseded !== true && verdictsOf(exchange)[0]?.code === code,
  );
  return again === undefined
    ? null
    : {
        evidence: `${pathOf(again)} was sent ${again.attempt} times, and the last answer was ${statusOf(again)}`,
        confidence: 'likely',
      };
}

/** Everything that second experiments of this run say about a cause. */
export function corroborate(code: string, facts: Facts, verdictsOf: VerdictsOf): Corroboration[] {
  return EXPERIMENTS.filter(([codes]) => codes.test(code))
    .map(([, experiment]) => experiment(facts, verdictsOf, code))
    .filter((found) => found !== null);
}

function withoutProxy(facts: Facts): Corroboration | null {
  const direct = lastOf(facts, 'experiment.without-proxy');
  if (direct === null) return null;
  return direct.outcome.kind === 'failure'
    ? { evidence: `without the proxy: ${direct.outcome.failure.message}`, confidence: 'likely' }
    : { evidence: 'without the proxy the deployment answers', confidence: 'proved' };
}

function madeUpKeyToo(facts: Facts, verdictsOf: VerdictsOf): Corroboration | null {
  const madeUp =
    lastOf(facts, 'chat.made-up') ??
    lastOf(facts, 'messages.made-up') ??
    lastOf(facts, 'free.chat.made-up') ??
    lastOf(facts, 'list.made-up');
  if (madeUp === null || !keyRefused(madeUp, verdictsOf)) return null;
  return {
    evidence: 'a made-up key is refused in the same way: the deployment does not know this key',
    confidence: 'likely',
  };
}

function bothHeaders(facts: Facts, verdictsOf: VerdictsOf): Corroboration | null {
  const roles: readonly Role[] = ['messages', 'experiment.chat.x-api-key'];
  const refused = roles.some((role) => keyRefused(lastOf(facts, role), verdictsOf));
  const chat = lastOf(facts, 'chat');
  if (!refused || chat === null || !keyRefused(chat, verdictsOf)) return null;
  return {
    evidence: 'refused under both headers, Authorization: Bearer and x-api-key',
    // A rule that refuses a request before the key is looked up refuses it under both headers as well.
    confidence: confidenceOf(verdictsOf(chat)[0]),
  };
}

/** Where the server itself leaves another cause open, nothing is proved. */
const LEAVES_OPEN = /\bor (?:an? |the )?(?:wrong|incorrect|invalid|missing)\b/i;

function confidenceOf(verdict: Verdict | undefined): Confidence {
  if (verdict === undefined || verdict.sign.weight < SPOKEN_WEIGHT) return 'possible';
  return LEAVES_OPEN.test(verdict.measured) ? 'likely' : 'proved';
}

/** A made-up key gets another answer: so this key is known, and the cause lies behind it. */
function madeUpKeyDiffers(facts: Facts, verdictsOf: VerdictsOf, code: string): Corroboration | null {
  const madeUp = lastOf(facts, 'chat.made-up') ?? lastOf(facts, 'messages.made-up');
  if (madeUp === null || !keyRefused(madeUp, verdictsOf)) return null;
  if (verdictsOf(madeUp)[0]?.code === code) return null;
  return {
    evidence: 'a made-up key is refused as unknown, so this key is known to the deployment',
    confidence: 'proved',
  };
}

function otherModels(facts: Facts, verdictsOf: VerdictsOf, code: string): Corroboration | null {
  const others = (['fallback', 'deepseek', 'experiment.messages.other-model'] as const).map((role) =>
    lastOf(facts, role),
  );
  if (others.some(answered))
    return {
      evidence: 'another provider answers through the same gateway',
      // It tells that one provider fails, and not that a key is the reason.
      confidence: code === 'upstream.key-invalid' ? 'likely' : 'proved',
    };
  const [failed] = others.filter((exchange) => exchange !== null);
  if (failed === undefined) return null;
  // The same cause there is told already, by that answer's own words.
  const told = verdictsOf(failed)[0]?.code === code;
  return {
    evidence: told ? null : `${failed.ask.model ?? 'another model'} fails as well`,
    confidence: 'likely',
  };
}

function otherModelWorks(facts: Facts): Corroboration | null {
  const works = facts.exchanges.find(
    (exchange) => exchange.ask.model !== null && succeeded(exchange.outcome),
  );
  return works === undefined
    ? null
    : { evidence: `${works.ask.model ?? 'another model'} answers with the same key`, confidence: 'proved' };
}
