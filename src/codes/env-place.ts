import type { Facts } from '../probes/facts.ts';
import { fix } from './fix-texts.ts';
import { foundElsewhere, nameForeignFile, readFoundFile } from './found-file.ts';
import { API_KEY, BASE_URL, detail, envFileOf, hasValue, inRoot, MODEL, shellWord } from './local-facts.ts';
import { LOAD_DOTENV } from './sdk-snippets.ts';
import { BASE_URL_STAND_IN, KEY_STAND_IN } from './setting-fix.ts';
import type { Context, Family, Fix, Observation } from './types.ts';

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
      context: {
        detail: unread === undefined ? {} : { unread, file: envFileOf(facts), ...foundElsewhere(facts) },
      },
    },
  ];
}

/** True for a file that some frameworks read; `.env.txt` is the mistake of an editor. */
const isOfFramework = (file: string): boolean => /^\.env\.(?!txt$)/.test(file);

function wrongPlace(facts: Facts): Observation[] {
  const { elsewhere, projectRoot, shown } = facts.settings.envFile;
  const [first] = elsewhere;
  if (first === undefined || !needsMore(facts)) return [];
  const absent = shown === null ? 'no .env in the project root' : `no AGENTROUTER variable in ${shown}`;
  return [
    {
      check: 'local.env-file',
      confidence: 'proved',
      measured: `${absent}, and ${elsewhere.slice(0, 3).join(', ')}`,
      expected: isOfFramework(first)
        ? 'the variables in .env, or the file named'
        : 'the .env in the project root',
      evidence: [
        `the project root is ${projectRoot}`,
        ...elsewhere.slice(0, 5).map((path) => `found ${path}`),
      ],
      context: { detail: foundElsewhere(facts) },
    },
  ];
}

function exposed(facts: Facts): Observation[] {
  const { git, lines, problem } = facts.settings.envFile;
  if (git === null || (git.ignored && !git.tracked)) return [];
  // Frameworks keep defaults in a .env that belongs into the repository; one without our settings is not ours to judge.
  if (problem === null && !lines.some(({ known }) => known !== null)) return [];
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

function moveFileFix(c: Context): Fix {
  const found = shellWord(detail(c, 'found', 'config/.env'));
  return fix('Move it to the project root.', inRoot(c, `mv ${found} .env`));
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

/** Where the env file lies, and who else gets to see it. */
export const envPlaceCodes = {
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
    fixes: (c) =>
      c.detail['unread'] === undefined
        ? missingFixes(c)
        : [
            ...nameForeignFile(c),
            fix(
              'Make it a readable file of your own.',
              inRoot(c, `ls -l ${shellWord(detail(c, 'file', '.env'))}`),
            ),
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
    title: (c) =>
      isOfFramework(detail(c, 'found', ''))
        ? `The settings stand in ${detail(c, 'found', '')}, which is not read`
        : 'The .env file is not in the project root',
    retryHelps: false,
    expected: 'the .env in the project root',
    inFacts: wrongPlace,
    cause: (c) =>
      isOfFramework(detail(c, 'found', ''))
        ? `Next.js, Vite and some others read ${detail(c, 'found', '')} by themselves. Other programs, and this tool, read .env.`
        : `Programs look for .env in the folder they start in and above it. Yours is ${detail(c, 'found', 'in another folder')}.`,
    fixes: (c) =>
      isOfFramework(detail(c, 'found', ''))
        ? readFoundFile(c, 'Name it.')
        : [moveFileFix(c), ...readFoundFile(c, 'Or name it.')],
    further: () => [ENV_PLACE, LOAD_DOTENV],
    recognised:
      'No .env with AGENTROUTER lines in the project root, and one in a direct subfolder, beside the root, or under a name that frameworks read.',
    example: 'load_dotenv() returns False although config/.env exists',
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
      // A .gitignore often ends without a line end.
      const append = `printf '\\n%s\\n' ${shellWord(file)} >> .gitignore`;
      if (c.detail['how'] !== 'tracked by git') return [fix('Let git ignore it.', inRoot(c, append))];
      return [
        fix(
          'Take it out of the repository, and let git ignore it; the file itself stays.',
          inRoot(c, `git rm --cached ${shellWord(file)} && ${append}`),
        ),
        fix('If it was ever pushed, make a new key and delete the old one: the history keeps it.'),
      ];
    },
    recognised: 'git lists the .env as tracked, or does not ignore it.',
    example: 'git status shows .env under "Changes to be committed"',
  },
} satisfies Family;
