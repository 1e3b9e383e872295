import type { AnswerEvidence, FailureEvidence, TextEvidence } from '../evidence/types.ts';
import type { CheckId } from '../checks/ids.ts';
import type { Exchange, Facts } from '../probes/facts.ts';
import type { GivenOption } from '../settings/types.ts';
import type { ProxyChoice } from '../wire/types.ts';

export type Severity = 'error' | 'warning' | 'info';
/** Whose side the cause is on. */
export type FaultDomain = 'you' | 'network' | 'gateway' | 'provider' | 'account';
export type Confidence = 'proved' | 'likely' | 'possible';

export interface Fix {
  text: string;
  /** A command or snippet that can be typed or pasted as it stands; null where there is none. */
  command: string | null;
}

/** A setting that has to change. */
export interface ToSet {
  name: string;
  /** Where it stands: `.env:3`, `environment`, `~/.codex/config.toml:6`. */
  source: string;
  /** What it has to be. */
  value: string;
  /** The program whose own setting it is; null for SDKs and this tool. */
  program: string | null;
}

/**
 * The values of this very user that texts are filled with. Every field may be unknown; texts must read well without.
 * Nothing in here is a secret: keys are shown as prefix and last four characters.
 */
export interface Context {
  host: string | null;
  port: number | null;
  /** The proxy of this run; null where none is set, or nothing is known of it. */
  proxy: ProxyChoice | null;
  baseUrl: string | null;
  openaiBaseUrl: string | null;
  anthropicBaseUrl: string | null;
  model: string | null;
  /** Models that the deployment lists, and those among them nearest to `model`. */
  models: readonly string[];
  nearest: readonly string[];
  /** A model that answered in this run, and did not fail in another request of it. */
  workingModel: string | null;
  /** Models that failed in this run, or in the pasted text. */
  failedModels: readonly string[];
  /** Models that answered in this run, and whose tool calls did not come or could not be used. */
  modelsWithoutTools: readonly string[];
  keyShown: string | null;
  /** `.env:3`, `environment`, `--api-key`; null where it is set nowhere or not known. */
  keySource: string | null;
  /** The place of another key that this one keeps from counting; null where there is none. */
  hiddenKeySource: string | null;
  baseUrlSource: string | null;
  modelSource: string | null;
  /** Further options with which this tool was started. */
  options: readonly GivenOption[];
  /** Variables are set as PowerShell has it. */
  windows: boolean;
  /** Filled from a run; false where only a code or a pasted text is explained. */
  ofRun: boolean;
  status: number | null;
  /** The server's own words, one line, at most 300 characters. */
  said: string | null;
  /** Where the answer came from in the provider chain, as far as the error names it. */
  provider: string | null;
  requestId: string | null;
  /** How long to wait, and until when (ISO 8601), where the answer tells. */
  waitMs: number | null;
  resetAt: string | null;
  /** The way from the working directory to the project root, `../..`; null where they are the same. */
  toRoot: string | null;
  /** Every setting with the fault. */
  toSet: readonly ToSet[];
  /** What else this code's own texts need: `line`, `file`, `names`, `proxy`, `issuer` … */
  detail: Readonly<Record<string, string>>;
}

/** How strongly a piece of evidence speaks for a code. The strongest sign of all codes wins. */
export interface Sign {
  /**
   * 90 to 100: an unmistakable machine-readable code or header. 70 to 89: words with one meaning.
   * 40 to 69: words or types that other causes share. 10 to 39: the status alone.
   */
  weight: number;
  /** What showed it, as a line of evidence: `code insufficient_quota`, `the text says "余额不足"`. */
  why: string;
  /** Values read from this evidence that the texts need. */
  detail?: Record<string, string>;
  severity?: Severity;
  faultDomain?: FaultDomain;
}

/** From this weight on an answer says its cause itself; below it the cause is read from what other causes share. */
export const SPOKEN_WEIGHT = 70;

/** What a recogniser over the facts of a run found. */
export interface Observation {
  check: CheckId;
  severity?: Severity;
  faultDomain?: FaultDomain | undefined;
  confidence: Confidence;
  measured: string;
  expected: string;
  evidence: string[];
  context?: Partial<Context>;
  /** The exchange that shows it, from which the context is filled. */
  exchange?: Exchange;
  /** It is the true reading of that exchange: what the exchange shows by itself is no second finding. */
  explainsExchange?: true;
}

/** What one exchange shows when it is looked at alone. */
export interface Verdict {
  code: string;
  sign: Sign;
  measured: string;
}

/** Gives the verdicts on an exchange, the cause first; empty where it did what was asked. */
export type VerdictsOf = (exchange: Exchange) => readonly Verdict[];

/** Everything that belongs to one code stands in its one entry. */
export interface CodeEntry {
  severity: Severity;
  faultDomain: FaultDomain;
  /** Whose side it is where the refused request was this tool's own, which is small and right. */
  ofOwnRequest?: (sign: Sign) => FaultDomain;
  /** The check that reports it; null: the check whose request met it. */
  check: CheckId | null;
  /** A short sentence fragment, without a full stop: `The key is not accepted`. */
  title: string | ((context: Context) => string);
  retryHelps: boolean;
  /** The state that should hold instead, for `expected`. */
  expected: string;
  /** How an HTTP answer shows it. Pure. */
  sign?: (answer: AnswerEvidence) => Sign | null;
  /** How a failure without an answer shows it. Pure. */
  failureSign?: (failure: FailureEvidence) => Sign | null;
  /** How the words of a pasted text show it, where they are neither of an answer nor of a failed connection. Pure. */
  textSign?: (text: TextEvidence) => Sign | null;
  /** How the facts of a run show it (files, settings, comparisons of several answers). Pure. */
  inFacts?: (facts: Facts, verdictsOf: VerdictsOf) => Observation[];
  /** Codes that this one explains away when a comparison (`inFacts`) has found it, wherever they were met. */
  supersedes?: readonly string[];
  /** Another severity than `severity`, by what the run was asked to do. */
  severityIn?: (facts: Facts) => Severity;
  /** Why it happens and whom it concerns, in one to three short sentences. */
  cause: (context: Context) => string;
  /** One to four; the most likely to help first. */
  fixes: (context: Context) => Fix[];
  /** Further advice, too long for a finding: `explain CODE` tells it after the fixes. */
  further?: (context: Context) => Fix[];
  /** For `explain CODE`: how the tool recognises it, in words. */
  recognised: string;
  /** For `explain CODE`: what a user typically sees, in this project's own wording. */
  example: string;
}

/** A family of codes: `satisfies Family` keeps the keys literal. */
export type Family = Readonly<Record<string, CodeEntry>>;

/** One diagnosis, as reports carry it. */
export interface Finding {
  code: string;
  severity: Severity;
  check: CheckId | null;
  title: string;
  cause: string;
  faultDomain: FaultDomain;
  confidence: Confidence;
  measured: string;
  expected: string;
  evidence: string[];
  fixes: Fix[];
  retryHelps: boolean;
  docs: string;
  /** Named by `--suppress`: listed, not counted. */
  suppressed?: true;
}
