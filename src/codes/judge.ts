import { CHECK_IDS, type CheckId } from '../checks/ids.ts';
import type { Exchange, Facts, Role } from '../probes/facts.ts';
import { CATALOGUE, CODES } from './catalogue.ts';
import { contextOf } from './context.ts';
import { corroborate } from './corroborate.ts';
import { exchangeVerdicts } from './exchange-verdicts.ts';
import { entryOf, makeFinding } from './finding.ts';
import { listed } from './local-facts.ts';
import { CHECK_OF_ROLE, countingExchanges, pathOf } from './roles.ts';
import {
  SPOKEN_WEIGHT,
  type CodeEntry,
  type Confidence,
  type Context,
  type Finding,
  type Observation,
  type Severity,
  type Verdict,
  type VerdictsOf,
} from './types.ts';

/** An observation with its code, and the check whose request met it. */
interface Seen {
  code: string;
  observation: Observation;
  /** The check that asked, where the code belongs to another one. */
  askedBy: CheckId | null;
}

/** A code that a check met. */
interface Met {
  code: string;
  severity: Severity;
}

/** Which checks met something, before any words are made of it. */
export interface Outline {
  /** What each check met itself: the worst of its own findings. */
  own: ReadonlyMap<CheckId, Met>;
  /** Checks whose request failed for a cause that another check answers for. */
  blamed: ReadonlyMap<CheckId, CheckId>;
}

interface Judgement extends Outline {
  /** Errors before warnings before information, each in the order of the checklist: the root cause comes first. */
  findings: Finding[];
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];
const CONFIDENCES = ['proved', 'likely', 'possible'] as const;

/**
 * Judges the facts of a run: which codes they show, each once, and which check answers for each. Pure; the same facts
 * give the same judgement, live or out of an old report.
 *
 * @param nowMs the time against which waits are told.
 * @param counts whether a check is of account in the run: a finding that several checks met belongs to one that is.
 */
export function judge(
  facts: Facts,
  nowMs: number,
  counts: (check: CheckId) => boolean = () => true,
): Judgement {
  const seen = look(facts);
  return { findings: mergeByCode(facts, nowMs, seen, counts).sort(byWeight), ...outlineOf(seen) };
}

/** The same judgement without findings, for deciding during a run what makes sense next. */
export function outline(facts: Facts): Outline {
  return outlineOf(look(facts));
}

function look(facts: Facts): Seen[] {
  return settle([...seenInExchanges(facts), ...seenInFacts(facts)]);
}

function outlineOf(seen: readonly Seen[]): Outline {
  return {
    own: worstOfEach(seen),
    blamed: new Map(
      seen.flatMap(({ askedBy, observation }): [CheckId, CheckId][] =>
        askedBy === null || askedBy === observation.check ? [] : [[askedBy, observation.check]],
      ),
    ),
  };
}

/** An exchange never changes once it is recorded, so its verdicts hold for every later look. */
const KNOWN_VERDICTS = new WeakMap<Exchange, readonly Verdict[]>();

/** The verdicts on one exchange, remembered. */
export const verdictsOf: VerdictsOf = (exchange) => {
  const verdicts = KNOWN_VERDICTS.get(exchange) ?? exchangeVerdicts(exchange);
  KNOWN_VERDICTS.set(exchange, verdicts);
  return verdicts;
};

function seenInFacts(facts: Facts): Seen[] {
  return CODES.flatMap((code) =>
    (CATALOGUE[code].inFacts?.(facts, verdictsOf) ?? []).map((observation) => ({
      code,
      observation,
      askedBy: null,
    })),
  );
}

function seenInExchanges(facts: Facts): Seen[] {
  const roles = Object.entries(CHECK_OF_ROLE);
  return roles.flatMap(([role, check]) =>
    exchangesOf(facts, role).flatMap((exchange) =>
      verdictsOf(exchange)
        .filter((verdict) => speaksOfDeployment(facts, exchange, verdict))
        .map((verdict) => seenInExchange(facts, exchange, verdict, askedBy(facts, exchange, verdict, check))),
    ),
  );
}

/** Answers to the list that show that the gateway itself was not reached, or does not work. */
const NOT_WORKING = new Set([
  'upstream.bad-gateway',
  'upstream.timeout',
  'upstream.unavailable',
  'upstream.error',
  'upstream.overloaded',
  'http.not-json',
]);

/**
 * The list is the first request of all: where no answer comes at all, that is HTTP's failure, not the list's. So it is
 * where something else answers and nothing but the way is looked at.
 */
function askedBy(facts: Facts, exchange: Exchange, { code }: Verdict, check: CheckId): CheckId {
  if (exchange.role !== 'list') return check;
  const other = facts.command === 'test-connection' && NOT_WORKING.has(code);
  return other || exchange.outcome.kind === 'failure' ? 'network.http' : check;
}

/** A request without a key is refused for that; a model that this tool only guessed need not exist. */
function speaksOfDeployment(facts: Facts, exchange: Exchange, verdict: Verdict): boolean {
  if (exchange.ask.key === 'none' && /^(?:key|auth|account)\./.test(verdict.code)) return false;
  const { api } = exchange.ask;
  const guessed = api !== null && facts.chosen[api]?.why === 'default';
  return !(guessed && /^(?:model|deepseek)\./.test(verdict.code));
}

function exchangesOf(facts: Facts, role: string): Exchange[] {
  const isRole = (name: string): name is Role => Object.hasOwn(CHECK_OF_ROLE, name);
  return isRole(role) ? countingExchanges(facts, role) : [];
}

function seenInExchange(facts: Facts, exchange: Exchange, verdict: Verdict, check: CheckId): Seen {
  const entry = entryOf(verdict.code);
  const { sign } = verdict;
  return {
    code: verdict.code,
    askedBy: check,
    observation: {
      check: homeOf(entry, exchange) ?? check,
      severity: sign.severity ?? entry.severityIn?.(facts) ?? entry.severity,
      faultDomain: sign.faultDomain ?? entry.ofOwnRequest?.(sign),
      confidence: sign.weight >= SPOKEN_WEIGHT ? 'likely' : 'possible',
      measured: verdict.measured,
      expected: entry.expected,
      evidence: [`${describe(exchange)}: ${sign.why}`],
      ...(sign.detail ? { context: { detail: sign.detail } } : {}),
      exchange,
    },
  };
}

/** What a key's refusal belongs to depends on the header under which it was sent. */
function homeOf(entry: CodeEntry, exchange: Exchange): CheckId | null {
  const other = entry.check === 'access.bearer' && exchange.ask.auth === 'x-api-key';
  return other ? 'access.x-api-key' : entry.check;
}

function describe(exchange: Exchange): string {
  const { model, tools, stream } = exchange.ask;
  const what = [model, tools ? 'tool call' : null, stream ? 'streamed' : null].filter(
    (part) => part !== null,
  );
  const asked = model === null ? '' : ` (${what.join(', ')})`;
  return `${exchange.method} ${pathOf(exchange)}${asked}`;
}

/** Takes out what another finding explains; the checks that met it then point at the one that explains it. */
function settle(seen: readonly Seen[]): Seen[] {
  const present = new Set(seen.map(({ code }) => code));
  const explains = new Map<string, Seen>();
  const readings = new Map<Exchange, Seen>();
  for (const one of seen.filter(({ askedBy }) => askedBy === null)) {
    const { exchange, explainsExchange } = one.observation;
    if (exchange !== undefined && explainsExchange === true) readings.set(exchange, one);
  }
  for (const one of seen) {
    for (const code of entryOf(one.code).supersedes ?? []) {
      // What one answer shows by itself explains no other answer's error; a comparison of several may.
      const mayExplain = one.askedBy === null || entryOf(code).severity !== 'error';
      if (mayExplain && present.has(code) && code !== one.code) explains.set(code, one);
    }
  }
  return seen.map((one) => {
    const { exchange } = one.observation;
    const reading = one.askedBy === null || exchange === undefined ? undefined : readings.get(exchange);
    const by = reading ?? explains.get(one.code);
    return by === undefined ? one : { ...by, askedBy: one.askedBy ?? one.observation.check };
  });
}

function worstOfEach(seen: readonly Seen[]): Map<CheckId, Met> {
  const own = new Map<CheckId, Met>();
  for (const { code, observation } of seen) {
    const severity = observation.severity ?? entryOf(code).severity;
    const known = own.get(observation.check);
    if (known === undefined || SEVERITIES.indexOf(severity) < SEVERITIES.indexOf(known.severity)) {
      own.set(observation.check, { code, severity });
    }
  }
  return own;
}

function mergeByCode(
  facts: Facts,
  nowMs: number,
  seen: readonly Seen[],
  counts: (check: CheckId) => boolean,
): Finding[] {
  const byCode = new Map<string, Seen[]>();
  for (const one of seen) byCode.set(one.code, [...(byCode.get(one.code) ?? []), one]);
  return [...byCode.entries()].map(([code, group]) => {
    const observations = [...new Set(group.map(({ observation }) => observation))];
    const finding = mergedFinding(facts, nowMs, code, observations);
    const { check } = finding;
    if (check === null || counts(check)) return finding;
    return { ...finding, check: observations.map((one) => one.check).find(counts) ?? check };
  });
}

const surest = (confidences: readonly Confidence[]): Confidence =>
  CONFIDENCES.find((confidence) => confidences.includes(confidence)) ?? 'possible';

function mergedFinding(
  facts: Facts,
  nowMs: number,
  code: string,
  observations: readonly Observation[],
): Finding {
  const ranked = [...observations].sort(
    (a, b) => CONFIDENCES.indexOf(a.confidence) - CONFIDENCES.indexOf(b.confidence),
  );
  const [lead] = ranked;
  if (lead === undefined) throw new Error(`no observation for ${code}`);
  const severities = observations.map((one) => one.severity ?? entryOf(code).severity);
  const more = corroborate(code, facts, verdictsOf);
  const context: Context = {
    ...contextOf(facts, lead.exchange ?? null, nowMs),
    ...lead.context,
    toSet: ranked.flatMap((one) => one.context?.toSet ?? []),
  };
  const seenEvidence = ranked.flatMap((one) => one.evidence);
  const parts = {
    ...lead,
    severity: SEVERITIES.find((severity) => severities.includes(severity)),
    confidence: surest([lead.confidence, ...more.map(({ confidence }) => confidence)]),
    ...(observations.length > 1 && context.toSet.length > 1 ? { measured: listed(seenEvidence) } : {}),
    evidence: [...seenEvidence, ...more.flatMap(({ evidence }) => evidence ?? [])],
  };
  return makeFinding(code, parts, context);
}

/** This tool uses no SDK, so what is wrong with the project's SDKs and clients explains none of its own failures. */
const EXPLAINS_NO_REQUEST: CheckId = 'local.sdk';

function byWeight(a: Finding, b: Finding): number {
  const order = ({ check, severity }: Finding): number => {
    if (check === null) return -1;
    return severity === 'error' && check === EXPLAINS_NO_REQUEST
      ? CHECK_IDS.length
      : CHECK_IDS.indexOf(check);
  };
  return SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || order(a) - order(b);
}
