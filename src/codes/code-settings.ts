import type { Facts } from '../probes/facts.ts';
import type { SourceFacts } from '../project/sources/types.ts';
import { fromHits, inLanguage, sourcesOf, atPlace, type Hit } from './code-places.ts';
import { fix } from './fix-texts.ts';
import { detail, settingOf } from './local-facts.ts';
import type { Family, Observation } from './types.ts';

const FROM_OUTSIDE = 'keys come from the environment, not from the code';
const LOADED = 'something that loads .env before the program reads the environment';

function hardCoded(facts: Facts): Observation[] {
  const hits = sourcesOf(facts).keys.map(({ place, language, shown }): Hit => ({
    place,
    language,
    shown: `a key, ${shown}`,
    detail: { key: shown },
  }));
  return fromHits(hits, { measured: 'a key stands in the code', expected: FROM_OUTSIDE });
}

/** Is the variable there without any `.env`, in the environment that this tool itself sees? */
function isInEnvironment(name: string, facts: Facts): boolean {
  const setting = settingOf(facts, name);
  const ofClient = facts.settings.clients.find((client) => client.setting === name);
  const sources = [
    setting?.source,
    ofClient?.source,
    ...(setting?.shadows ?? []).map(({ source }) => source),
  ];
  return sources.some((source) => source?.startsWith('environment') === true);
}

/** Variables that a client takes by itself where the code gives it no key. */
function readsOf({ environment, clients }: SourceFacts): SourceFacts['environment']['reads'] {
  const implicit = clients.flatMap(({ sdk, apiKey, place, language }) =>
    sdk === 'other' || apiKey.from !== 'sdk'
      ? []
      : [{ name: sdk === 'openai' ? 'OPENAI_API_KEY' : 'ANTHROPIC_API_KEY', place, language }],
  );
  return [...environment.reads, ...implicit];
}

function neverLoaded(facts: Facts): Observation[] {
  const { sources } = facts.project;
  // What was not seen may load it.
  if (sources === undefined || sources.stoppedBy !== null) return [];
  const { inEnvFile, loaders } = sources.environment;
  const hits = readsOf(sources)
    .filter(({ name, language }) => {
      const loaded = loaders.some((loader) => loader.language === 'any' || loader.language === language);
      return !loaded && inEnvFile.includes(name) && !isInEnvironment(name, facts);
    })
    .map(({ name, place, language }): Hit => ({
      place,
      language,
      shown: `reads ${name}, which only .env sets`,
      detail: { name },
    }));
  return fromHits(hits, {
    measured: 'reads what only .env sets, and nothing loads .env',
    expected: LOADED,
    confidence: 'possible',
  });
}

/** How the project's code comes to its settings. */
export const codeSettingCodes = {
  'code.hard-coded-key': {
    severity: 'warning',
    faultDomain: 'you',
    check: 'local.sources',
    title: 'A key stands in the code',
    retryHelps: false,
    expected: FROM_OUTSIDE,
    inFacts: hardCoded,
    cause: (c) =>
      `Whoever can read ${detail(c, 'file', 'the code')} can use the key${c.detail['key'] === undefined ? '' : ` ${c.detail['key']}`}, also in every copy and in the history of git.`,
    fixes: (c) => [
      fix(
        'Read it from the environment.',
        inLanguage(c, {
          python: 'api_key=os.environ["AGENTROUTER_API_KEY"]',
          node: 'apiKey: process.env.AGENTROUTER_API_KEY',
        }),
      ),
      fix('If others have seen the code, delete the key on the API Keys page and make a new one.'),
    ],
    recognised:
      'A text in the code has the form of a real key and is assigned, passed or put into an object.',
    example: 'client = OpenAI(api_key="sk-ar-...", base_url="https://your-deployment/v1")',
  },
  'code.env-not-loaded': {
    severity: 'warning',
    faultDomain: 'you',
    check: 'local.sources',
    title: 'Nothing loads the .env that the code relies on',
    retryHelps: false,
    expected: LOADED,
    inFacts: neverLoaded,
    cause: (c) =>
      `${detail(c, 'name', 'The variable')} is set in .env only, and neither Python nor Node.js reads that file by itself. The read${atPlace(c)} finds nothing.`,
    fixes: (c) => [
      ...(c.detail['language'] === 'node'
        ? [fix('Load it when you start the program (Node.js 20.6 or newer).', 'node --env-file=.env app.js')]
        : [
            fix('Install what loads it.', 'pip install python-dotenv'),
            fix('Load it first thing in your program.', 'from dotenv import load_dotenv\nload_dotenv()'),
          ]),
      fix('Or export the variables in the shell that starts the program.', 'set -a; . ./.env; set +a'),
    ],
    recognised:
      'The code reads a variable that .env sets and the environment does not, and neither code, scripts, containers nor frameworks of the project load .env.',
    example: 'api_key = os.getenv("AGENTROUTER_API_KEY")  # None',
  },
} satisfies Family;
