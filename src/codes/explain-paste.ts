import { readPaste, type Paste } from '../evidence/pasted/paste.ts';
import { causesOf, settles, SURE, type PastedCause } from './explain-candidates.ts';
import { contextOfCause } from './explain-context.ts';
import { candidatesOf } from './explain-undecided.ts';
import { EMPTY_CONTEXT, saidBy } from './context.ts';
import { entryOf, makeFinding } from './finding.ts';
import { ASK_FOR_HELP, fix } from './fix-texts.ts';
import { SWITCH_ON_LOGGING } from './sdk-snippets.ts';
import { SPOKEN_WEIGHT, type Confidence, type Finding, type Fix } from './types.ts';

export interface Explanation {
  /** The cause first; where the text does not settle it, `unknown` and then the candidates. */
  findings: Finding[];
  /** The code of the first finding, of whatever severity; null where there is none. */
  rootCause: string | null;
}

/** Beside a root cause of this weight, other readings of the same evidence are not told. */
const CERTAIN = 85;
/** From here on, what something else shows is a second fault and no echo of the first. */
const INDEPENDENT = 80;
/** A reading that the same evidence leaves open is at most so much lighter than the root cause, and at least so heavy. */
const NEAR = 25;
const LEAST = 40;
const MAX_OTHERS = 3;

/**
 * Names the cause of an error that was pasted as text. Pure; bounded; never throws for what the text holds.
 * @param nowMs the time against which waits are told
 */
export function explainPaste(text: string, nowMs: number): Explanation {
  const { paste, causes } = bestReading(text);
  const [root, ...others] = causes;
  if (root === undefined || !settles(root)) return undecided(paste, causes, nowMs);
  const told = [root, ...others.filter((other) => isWorthTelling(other, root)).slice(0, MAX_OTHERS)];
  return {
    findings: told.map((cause) => findingOf(paste, cause, confidenceOf(cause, root), nowMs)),
    rootCause: root.code,
  };
}

interface Reading {
  paste: Paste;
  causes: PastedCause[];
}

/** A terminal breaks lines between words or within them; the reading that says more is the right one. */
function bestReading(text: string): Reading {
  const spaced = readPaste(text);
  const first = { paste: spaced, causes: causesOf(spaced) };
  const weight = first.causes[0]?.sign.weight ?? 0;
  if (!spaced.wrapped || weight >= SPOKEN_WEIGHT) return first;
  const joined = readPaste(text, '');
  const second = { paste: joined, causes: causesOf(joined) };
  return (second.causes[0]?.sign.weight ?? 0) > weight ? second : first;
}

/** A second fault that something else shows, or another cause that the same evidence leaves open. */
function isWorthTelling(other: PastedCause, root: PastedCause): boolean {
  const { weight } = other.sign;
  const independent = other.from !== root.from || (other.answer !== null && other.answer !== root.answer);
  if (independent && other.from === 'answer' && weight >= INDEPENDENT) return true;
  return root.sign.weight < CERTAIN && weight >= Math.max(LEAST, root.sign.weight - NEAR);
}

function confidenceOf(cause: PastedCause, root: PastedCause): Confidence {
  const { weight } = cause.sign;
  if (cause === root) return weight >= SURE ? 'likely' : 'possible';
  return weight >= INDEPENDENT ? 'likely' : 'possible';
}

function findingOf(paste: Paste, cause: PastedCause, confidence: Confidence, nowMs: number): Finding {
  const { code, sign, answer } = cause;
  const { severity, faultDomain } = sign;
  return makeFinding(
    code,
    {
      check: entryOf(code).check,
      confidence,
      measured: measuredBy(cause),
      evidence: [sign.why, ...whatWasAsked(paste, cause), ...(answer === null ? [] : layersOf(cause))],
      ...(severity === undefined ? {} : { severity }),
      ...(faultDomain === undefined ? {} : { faultDomain }),
    },
    contextOfCause(paste, cause, nowMs),
  );
}

function measuredBy({ answer, sign }: PastedCause): string {
  if (answer === null) return sign.why;
  const said = saidBy(answer);
  const status = answer.status === null ? '' : `status ${answer.status}`;
  return [status, said === null ? '' : `"${said}"`].filter((part) => part !== '').join(': ') || sign.why;
}

function whatWasAsked(paste: Paste, { answer }: PastedCause): string[] {
  const { url, model } = answer?.ask ?? paste.ask;
  return [...(url === null ? [] : [`asked: ${url}`]), ...(model === null ? [] : [`model: ${model}`])];
}

/** Errors inside errors, from the outermost to the cause. */
function layersOf({ answer }: PastedCause): string[] {
  const words = (answer?.errors ?? [])
    .map(({ message }) => message.replace(/\s+/g, ' ').slice(0, 120))
    .filter((said) => said !== '');
  return words.length < 2 ? [] : [`from the outside in: ${words.map((said) => `"${said}"`).join(' > ')}`];
}

function undecided(paste: Paste, causes: readonly PastedCause[], nowMs: number): Explanation {
  const candidates = candidatesOf(paste, causes);
  if (candidates === null) return { findings: [nothingFound()], rootCause: 'unknown' };
  const findings = candidates.codes.map((code) => {
    const seen = causes.find((cause) => cause.code === code) ?? {
      code,
      sign: { weight: 0, why: '' },
      answer: null,
      from: 'text' as const,
    };
    return findingOf(paste, seen, 'possible', nowMs);
  });
  return { findings: [notSettled(candidates.decide), ...findings], rootCause: 'unknown' };
}

function notSettled(decide: Fix): Finding {
  const finding = unknownFinding('a failure that several causes word alike', [
    decide,
    fix(
      'The lines above, a traceback or the body of the answer often name the cause: explain all of it.',
      'npx agentrouter explain --file error.log',
    ),
    SWITCH_ON_LOGGING,
  ]);
  return {
    ...finding,
    title: 'The text does not settle the cause',
    cause: 'The text names a failure and not its cause.',
  };
}

function nothingFound(): Finding {
  const finding = unknownFinding('no words or codes of a known error', [
    fix('If something fails, this finds out what.', 'npx agentrouter doctor'),
    fix(
      'Where there is more of the text (the lines above, the body of the answer), explain all of it.',
      'npx agentrouter explain --file error.log',
    ),
    SWITCH_ON_LOGGING,
    ASK_FOR_HELP,
  ]);
  return {
    ...finding,
    title: 'No known error in this text',
    cause: 'Nothing in the text fits an error that this tool knows.',
  };
}

function unknownFinding(measured: string, fixes: Fix[]): Finding {
  const finding = makeFinding(
    'unknown',
    { check: null, confidence: 'possible', measured, evidence: [] },
    EMPTY_CONTEXT,
  );
  return { ...finding, expected: 'an error that names its cause', fixes };
}
