import { fix, mendFix } from './fix-texts.ts';
import { API_KEY, detail, fromLines } from './local-facts.ts';
import type { Facts } from '../probes/facts.ts';
import type { EnvLine } from '../settings/types.ts';
import type { Context, Family, Fix, Observation } from './types.ts';
import { saysQuotedValue, saysSpaces, saysUnparsable } from './pasted-words/settings.ts';

/** What readers of such files do not agree about, or do not take at all. */
interface Oddity {
  has: (line: EnvLine) => boolean;
  /** Nothing is lost for it. */
  harmless?: true;
  measured: string;
  evidence: (line: EnvLine) => string;
  title: (file: string) => string;
  cause: string;
  fixes: (places: string, write: string) => Fix[];
}

const isUrl = (name: string | null): boolean => /_(?:URL|BASE)$/.test(name ?? '');

const ODDITIES = {
  broken: {
    has: (line) => line.name === null,
    measured: 'no assignment',
    evidence: ({ known }) => (known === null ? 'no NAME=value' : `names ${known}, and is no NAME=value`),
    title: (file) => `A line of ${file} is no NAME=value`,
    cause: 'Readers of .env files skip such a line or stop at it, so what it should set is not set.',
    fixes: (places, write) => [fix(`Correct ${places}, or put # in front of it.`, write)],
  },
  cut: {
    has: (line) => line.hash === 'cut' && !isUrl(line.known),
    measured: 'a # without a space before it',
    evidence: ({ name }) => `${name ?? ''} has a # right behind a part of its value`,
    title: (file) => `A # cuts a value in ${file}`,
    cause:
      'dotenv for Node ends the value at the #. Python, shells and docker read on, so programs disagree about it.',
    fixes: (places) => [
      fix(`If # is part of the value in ${places}, put the value in single quotes.`),
      fix('If a comment begins there, put a space before the #.'),
    ],
  },
  cutUrl: {
    has: (line) => line.hash === 'cut' && isUrl(line.known),
    measured: 'a # in an address',
    evidence: ({ name }) => `${name ?? ''} has a # in its address`,
    title: (file) => `A # cuts an address in ${file}`,
    cause:
      'dotenv for Node ends the value at the #, Python and shells read on. The address of an API has no # in it: what stands behind it is for browsers.',
    fixes: (places) => [fix(`End the address in ${places} before the #.`)],
  },
  // docker/cli, `opts/file.go`: a name with white space in it is an error. Everything else reads such a line.
  exported: {
    has: (line) => line.exported,
    harmless: true,
    measured: 'export',
    evidence: () => 'begins with export',
    title: (file) => `docker run --env-file cannot read export in ${file}`,
    cause:
      'dotenv, python-dotenv, docker compose and shells read such a line. docker run --env-file stops at it.',
    fixes: (places) => [fix(`Where docker run reads the file, take export out of ${places}.`)],
  },
} as const satisfies Record<string, Oddity>;

const KINDS = ['broken', 'cut', 'cutUrl', 'exported'] as const;

/** One observation for all of them, the worst first. */
function oddLines(facts: Facts): Observation[] {
  const found = KINDS.flatMap((kind) => {
    const { has, measured, evidence }: Oddity = ODDITIES[kind];
    const lines = facts.settings.envFile.lines.filter(has);
    const [first] = fromLines(facts, lines, {
      measured: (places) => `${measured} in ${places}`,
      expected: 'NAME=value on each line, which every reader takes for the same',
      evidence,
    });
    return first === undefined ? [] : [{ kind, first }];
  });
  const [worst] = found;
  if (worst === undefined) return [];
  const details = found.map(({ kind, first }) => [kind, first.context?.detail?.['places'] ?? ''] as const);
  const oddity: Oddity = ODDITIES[worst.kind];
  return [
    {
      ...worst.first,
      ...(oddity.harmless === true ? { severity: 'info' as const } : {}),
      measured: found.map(({ first }) => first.measured).join('; '),
      evidence: found.flatMap(({ first }) => first.evidence).slice(0, 10),
      context: { detail: { ...worst.first.context?.detail, ...Object.fromEntries(details) } },
    },
  ];
}

/** The oddities of a finding, the worst first; of the code alone the usual one. */
function odditiesIn({ detail: found }: Context): [Oddity, string][] {
  const kinds = KINDS.filter((kind) => found[kind] !== undefined);
  const usual: [Oddity, string] = [ODDITIES.broken, 'the line'];
  return kinds.length === 0 ? [usual] : kinds.map((kind) => [ODDITIES[kind], found[kind] ?? '']);
}

const worstIn = (c: Context): Oddity => odditiesIn(c)[0]?.[0] ?? ODDITIES.broken;

const orWrite = ({ detail: { mendable } }: Context): string => (mendable === 'no' ? 'Write' : 'Or write');

/** Faults of lines of the env file, however it lies. */
export const envLineCodes = {
  'env.quoted-value': {
    severity: 'warning',
    faultDomain: 'you',
    check: 'local.env-file',
    title: (c) => `A value in ${detail(c, 'file', '.env')} stands in quotes`,
    retryHelps: false,
    expected: 'a value without quotation marks',
    inFacts: (facts) =>
      fromLines(
        facts,
        facts.settings.envFile.lines.filter((line) => line.quote !== null && line.hash === undefined),
        {
          measured: (places) => `quotation marks in ${places}`,
          expected: 'a value without quotation marks',
          evidence: (line) => `${line.name ?? ''} is quoted with ${line.quote ?? ''}`,
        },
      ),
    textSign: saysQuotedValue,
    cause: () =>
      'dotenv takes the quotation marks off. docker --env-file and some other readers keep them, and then they are part of the key or URL.',
    fixes: (c) => [
      ...mendFix(c),
      fix(
        `${orWrite(c)} ${detail(c, 'places', 'the line')} without quotation marks.`,
        detail(c, 'write', `${API_KEY}=sk-ar-...`),
      ),
    ],
    recognised: 'A line of the .env sets a known name to a value in quotation marks.',
    example: 'getaddrinfo EAI_AGAIN "gateway"',
  },
  'env.spaces': {
    textSign: saysSpaces,
    severity: 'warning',
    faultDomain: 'you',
    check: 'local.env-file',
    title: (c) => `Spaces around a value in ${detail(c, 'file', '.env')}`,
    retryHelps: false,
    expected: 'NAME=value, without spaces around it',
    inFacts: (facts) =>
      fromLines(
        facts,
        facts.settings.envFile.lines.filter((line) => line.spacesAroundEquals || line.trailingSpaces),
        {
          measured: (places) => `spaces in ${places}`,
          expected: 'NAME=value, without spaces around it',
          evidence: (line) => (line.spacesAroundEquals ? 'spaces around =' : 'spaces at the end of the line'),
        },
      ),
    cause: () =>
      'dotenv drops these spaces. A shell that sources the file fails on spaces around =, and docker --env-file keeps those at the end as part of the value.',
    fixes: (c) => [
      ...mendFix(c),
      fix(
        `${orWrite(c)} ${detail(c, 'places', 'the line')} without spaces.`,
        detail(c, 'write', `${API_KEY}=sk-ar-...`),
      ),
    ],
    recognised: 'A line of the .env has spaces around = or at its end, and sets a known name.',
    example: 'AGENTROUTER_API_KEY: command not found',
  },
  'env.unparsable-line': {
    textSign: saysUnparsable,
    severity: 'warning',
    faultDomain: 'you',
    check: 'local.env-file',
    title: (c) => worstIn(c).title(detail(c, 'file', '.env')),
    retryHelps: false,
    expected: 'NAME=value on each line',
    inFacts: oddLines,
    cause: (c) => worstIn(c).cause,
    fixes: (c) =>
      odditiesIn(c).flatMap(([{ fixes }, places]) => fixes(places, detail(c, 'write', 'NAME=value'))),
    recognised:
      'A line of the .env that is neither an assignment nor blank nor a comment, whose value a # cuts in two, or that begins with export (a note).',
    example: 'Python-dotenv could not parse statement starting at line 3',
  },
} satisfies Family;
