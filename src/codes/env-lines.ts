import { MEND_FIX, fix } from './fix-texts.ts';
import { API_KEY, detail, fromLines } from './local-facts.ts';
import type { Facts } from '../probes/facts.ts';
import type { Context, Family, Observation } from './types.ts';
import { saysQuotedValue, saysSpaces, saysUnparsable } from './pasted-words/settings.ts';

function noAssignments(facts: Facts): Observation[] {
  const lines = facts.settings.envFile.lines.filter((line) => line.name === null);
  return fromLines(facts, lines, {
    measured: (places) => `no assignment in ${places}`,
    expected: 'NAME=value on each line',
    evidence: (line) => (line.known === null ? 'no NAME=value' : `names ${line.known}, and is no NAME=value`),
  });
}

function cutValues(facts: Facts): Observation[] {
  const lines = facts.settings.envFile.lines.filter((line) => line.hash === 'cut');
  return fromLines(facts, lines, {
    measured: (places) => `a # without a space before it in ${places}`,
    expected: 'a value that every reader ends at the same place',
    evidence: (line) => `${line.name ?? ''} has a # right behind a part of its value`,
  }).map((found) => ({ ...found, context: { detail: { ...found.context?.detail, kind: 'cut' } } }));
}

/** docker/cli, `opts/file.go`: a name with white space in it is an error. Everything else reads such a line. */
function exports(facts: Facts): Observation[] {
  const lines = facts.settings.envFile.lines.filter((line) => line.exported);
  return fromLines(facts, lines, {
    measured: (places) => `export in ${places}`,
    expected: 'NAME=value on each line, where docker reads the file',
    evidence: () => 'begins with export',
  }).map((found) => ({
    ...found,
    severity: 'info',
    context: { detail: { ...found.context?.detail, kind: 'export' } },
  }));
}

/** What the texts say of each kind; a line that is no assignment has none. */
const KINDS: Readonly<
  Record<string, { title: (file: string) => string; cause: string; fixes: (places: string) => string[] }>
> = {
  cut: {
    title: (file) => `A # cuts a value in ${file}`,
    cause:
      'dotenv for Node ends the value at the #. Python, shells and docker read on, so programs disagree about it.',
    fixes: (places) => [
      `If # is part of the value in ${places}, put the value in single quotes.`,
      'If a comment begins there, put a space before the #.',
    ],
  },
  export: {
    title: (file) => `docker run --env-file cannot read export in ${file}`,
    cause:
      'dotenv, python-dotenv, docker compose and shells read such a line. docker run --env-file stops at it.',
    fixes: (places) => [`Where docker run reads the file, take export out of ${places}.`],
  },
};

const kindOf = ({ detail: { kind = '' } }: Context) => KINDS[kind];

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
      MEND_FIX,
      fix(
        `Or write ${detail(c, 'places', 'the line')} without quotation marks.`,
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
      MEND_FIX,
      fix(
        `Or write ${detail(c, 'places', 'the line')} without spaces.`,
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
    title: (c) => {
      const file = detail(c, 'file', '.env');
      return kindOf(c)?.title(file) ?? `A line of ${file} is no NAME=value`;
    },
    retryHelps: false,
    expected: 'NAME=value on each line',
    inFacts: (facts) => [...noAssignments(facts), ...cutValues(facts), ...exports(facts)],
    cause: (c) =>
      kindOf(c)?.cause ??
      'Readers of .env files skip such a line or stop at it, so what it should set is not set.',
    fixes: (c) => {
      const places = detail(c, 'places', 'the line');
      return (
        kindOf(c)
          ?.fixes(places)
          .map((text) => fix(text)) ?? [
          fix(`Correct ${places}, or put # in front of it.`, detail(c, 'write', 'NAME=value')),
        ]
      );
    },
    recognised:
      'A line of the .env that is neither an assignment nor blank nor a comment, whose value a # cuts in two, or that begins with export (a note).',
    example: 'Python-dotenv could not parse statement starting at line 3',
  },
} satisfies Family;
