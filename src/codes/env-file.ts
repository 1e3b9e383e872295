import type { Facts } from '../probes/facts.ts';
import { MEND_FIX, fix } from './fix-texts.ts';
import {
  API_KEY,
  BASE_URL,
  detail,
  envFileOf,
  fromLines,
  hasValue,
  MODEL,
  shellWord,
} from './local-facts.ts';
import { LOAD_DOTENV } from './sdk-snippets.ts';
import { BASE_URL_STAND_IN, KEY_STAND_IN } from './setting-fix.ts';
import type { Context, Family, Fix, Observation } from './types.ts';
import { saysQuotedValue, saysSpaces, saysUnparsable } from './pasted-words/settings.ts';

const ENV_EXAMPLE = `${API_KEY}=${KEY_STAND_IN}\n${BASE_URL}=${BASE_URL_STAND_IN}`;

const needsMore = (facts: Facts) => !hasValue(facts, API_KEY) || !hasValue(facts, BASE_URL);

function nothingAnywhere(facts: Facts): boolean {
  const { settings, misspelledVariables = [] } = facts.settings;
  const names = [API_KEY, BASE_URL, MODEL];
  return misspelledVariables.length === 0 && !settings.some((s) => names.includes(s.name) && s.present);
}

const UNREAD: Readonly<Record<string, string>> = {
  unreadable: 'it cannot be read',
  directory: 'it is a folder',
  'too-large': 'it is larger than 1 MiB',
  'other-user': 'it belongs to another user',
};

function missing(facts: Facts): Observation[] {
  const { problem, elsewhere, projectRoot } = facts.settings.envFile;
  const unread = problem === null ? undefined : UNREAD[problem];
  const absent = problem === 'missing' && elsewhere.length === 0 && nothingAnywhere(facts);
  if (!absent && (unread === undefined || !needsMore(facts))) return [];
  const measured =
    unread === undefined
      ? 'no .env here, and nothing in the environment'
      : `${envFileOf(facts)} is not used: ${unread}`;
  return [
    {
      check: 'local.env-file',
      confidence: 'proved',
      measured,
      expected: 'a .env in the project root, or the variables in the environment',
      evidence: [unread === undefined ? `looked from ${projectRoot} upwards` : measured],
      context: { detail: unread === undefined ? {} : { unread, file: envFileOf(facts) } },
    },
  ];
}

function wrongPlace(facts: Facts): Observation[] {
  const { problem, elsewhere, projectRoot } = facts.settings.envFile;
  const [first] = elsewhere;
  if (problem !== 'missing' || first === undefined || !needsMore(facts)) return [];
  return [
    {
      check: 'local.env-file',
      confidence: 'proved',
      measured: `no .env in the project root, and ${elsewhere.slice(0, 3).join(', ')}`,
      expected: 'the .env in the project root',
      evidence: [
        `the project root is ${projectRoot}`,
        ...elsewhere.slice(0, 5).map((path) => `found ${path}`),
      ],
      context: { detail: { found: first, root: projectRoot } },
    },
  ];
}

function exposed(facts: Facts): Observation[] {
  const { git } = facts.settings.envFile;
  if (git === null || (git.ignored && !git.tracked)) return [];
  const how = git.tracked ? 'tracked by git' : 'not ignored by git';
  return [
    {
      check: 'local.env-file',
      confidence: 'proved',
      measured: `${envFileOf(facts)} is ${how}`,
      expected: 'a file with keys that git ignores',
      evidence: [git.tracked ? 'git ls-files lists it' : 'git check-ignore does not name it'],
      context: { detail: { file: envFileOf(facts), how } },
    },
  ];
}

/** In a run the findings about the key and the address have told these lines. */
function missingFixes({ ofRun }: Context): Fix[] {
  const write = fix('Write one with these lines in the project root.', ENV_EXAMPLE);
  return ofRun ? [fix('It is needed only where the variables are not set otherwise.'), write] : [write];
}

const ENV_PLACE = fix(
  'The file belongs beside the program, in the project root.',
  'project/\n  .env\n  main.py',
);

/** Faults of the env file as a file: where it lies, how it is written. */
export const envFileCodes = {
  'env.file-missing': {
    severity: 'warning',
    faultDomain: 'you',
    check: 'local.env-file',
    title: (c) => (c.detail['unread'] === undefined ? 'There is no .env file' : 'The .env file is not used'),
    retryHelps: false,
    expected: 'a .env in the project root, or the variables in the environment',
    inFacts: missing,
    cause: (c) =>
      c.detail['unread'] === undefined
        ? 'No .env was found from here up to the project root, and no AGENTROUTER variable is set.'
        : `${detail(c, 'file', '.env')} was found, but ${detail(c, 'unread', 'it cannot be read')}.`,
    fixes: (c) => [
      ...(c.detail['unread'] === undefined
        ? missingFixes(c)
        : [fix('Make it a readable file of your own.', `ls -l ${shellWord(detail(c, 'file', '.env'))}`)]),
    ],
    further: () => [ENV_PLACE, LOAD_DOTENV],
    recognised:
      'No .env from the working directory up to the project root, and no AGENTROUTER variable is set.',
    example: 'os.getenv("AGENTROUTER_API_KEY") is None',
  },
  'env.file-wrong-place': {
    severity: 'warning',
    faultDomain: 'you',
    check: 'local.env-file',
    title: 'The .env file is not in the project root',
    retryHelps: false,
    expected: 'the .env in the project root',
    inFacts: wrongPlace,
    cause: (c) =>
      `Programs look for .env in the folder they start in and above it. Yours is ${detail(c, 'found', 'in another folder')}.`,
    fixes: (c) => [
      fix('Move it to the project root.', `mv ${shellWord(detail(c, 'found', 'config/.env'))} .env`),
      fix('Or name it.', `npx agentrouter doctor --env-file ${shellWord(detail(c, 'found', 'config/.env'))}`),
    ],
    further: () => [ENV_PLACE, LOAD_DOTENV],
    recognised:
      'No .env in the project root, and one with AGENTROUTER lines in a direct subfolder or beside the root.',
    example: 'load_dotenv() returns False although config/.env exists',
  },
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
        facts.settings.envFile.lines.filter((line) => line.quote !== null),
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
      fix(
        `Write ${detail(c, 'places', 'the line')} without quotation marks.`,
        detail(c, 'write', `${API_KEY}=sk-ar-...`),
      ),
      MEND_FIX,
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
      fix(
        `Write ${detail(c, 'places', 'the line')} without spaces.`,
        detail(c, 'write', `${API_KEY}=sk-ar-...`),
      ),
      MEND_FIX,
    ],
    recognised: 'A line of the .env has spaces around = or at its end, and sets a known name.',
    example: 'AGENTROUTER_API_KEY: command not found',
  },
  'env.unparsable-line': {
    textSign: saysUnparsable,
    severity: 'warning',
    faultDomain: 'you',
    check: 'local.env-file',
    title: (c) => `A line of ${detail(c, 'file', '.env')} is no NAME=value`,
    retryHelps: false,
    expected: 'NAME=value on each line',
    inFacts: (facts) =>
      fromLines(
        facts,
        facts.settings.envFile.lines.filter((line) => line.name === null),
        {
          measured: (places) => `no assignment in ${places}`,
          expected: 'NAME=value on each line',
          evidence: (line) =>
            line.known === null ? 'no NAME=value' : `names ${line.known}, and is no NAME=value`,
        },
      ),
    cause: () => 'Readers of .env files skip such a line or stop at it, so what it should set is not set.',
    fixes: (c) => [
      fix(
        `Correct ${detail(c, 'places', 'the line')}, or put # in front of it.`,
        detail(c, 'write', 'NAME=value'),
      ),
    ],
    recognised: 'A line of the .env that is neither an assignment nor blank nor a comment.',
    example: 'Python-dotenv could not parse statement starting at line 3',
  },
  'env.file-exposed': {
    severity: 'warning',
    faultDomain: 'you',
    check: 'local.env-file',
    title: (c) => `${detail(c, 'file', '.env')} is ${detail(c, 'how', 'not kept out of git')}`,
    retryHelps: false,
    expected: 'a file with keys that git ignores',
    inFacts: exposed,
    cause: (c) =>
      c.detail['how'] === 'tracked by git'
        ? 'The file is part of the repository, and so are the keys in it, for everyone who can read the history.'
        : 'The next "git add ." would put the keys in it into the repository.',
    fixes: (c) => {
      const file = detail(c, 'file', '.env');
      const ignore = fix('Let git ignore it.', `echo ${shellWord(file)} >> .gitignore`);
      if (c.detail['how'] !== 'tracked by git') return [ignore];
      return [
        fix('Take it out of the repository; the file itself stays.', `git rm --cached ${shellWord(file)}`),
        ignore,
        fix('If it was ever pushed, make a new key and delete the old one: the history keeps it.'),
      ];
    },
    recognised: 'git lists the .env as tracked, or does not ignore it.',
    example: 'git status shows .env under "Changes to be committed"',
  },
} satisfies Family;
