import { compareVersions } from '../evidence/versions.ts';
import type { FailureEvidence } from '../evidence/types.ts';
import type { Facts } from '../probes/facts.ts';
import type { ProjectFacts, SdkFacts } from '../project/types.ts';
import { fix } from './fix-texts.ts';
import { detail } from './local-facts.ts';
import { installCommand, olderCommand, updateCommand } from './install-commands.ts';
import type { Context, Family, Observation, Sign } from './types.ts';
import { saysIncompatibleSdk, saysOldOpenai } from './pasted-words/sdks.ts';

/**
 * Releases that pass `proxies` to httpx, from the first one to the first that does so no more (changelogs of
 * openai-python and anthropic-sdk-python, 2024-11-28; before these they had no client of httpx).
 */
const PASSES_PROXIES = {
  openai: { first: '1.0.0', fixedIn: '1.55.3' },
  anthropic: { first: '0.3.0', fixedIn: '0.40.0' },
} as const;

function pythonSdk(facts: Facts, name: SdkFacts['name'], locked?: boolean): SdkFacts | null {
  return (
    facts.project.sdks.find(
      (sdk) =>
        sdk.name === name &&
        sdk.language === 'python' &&
        (locked === undefined || (sdk.locked === true) === locked),
    ) ?? null
  );
}

/** Only from these releases on there is a class `OpenAI` (changelogs of openai-python and openai-node). */
const FIRST_WITH_CLASS = { python: '1.0.0', node: '4.0.0' } as const;

/** The OpenAI SDK of a language where it is too old for a class `OpenAI`. */
function oldOpenai({ sdks }: ProjectFacts, language: 'python' | 'node'): SdkFacts | null {
  return (
    sdks.find(
      (sdk) =>
        sdk.name === 'openai' &&
        sdk.language === language &&
        compareVersions(sdk.version, FIRST_WITH_CLASS[language]) < 0,
    ) ?? null
  );
}

/** For Node.js the old class still works with code that was written for it: only code for the new one is at fault. */
function outdatedForNode({ project }: Facts): SdkFacts | null {
  const isWanted = project.wanted.some(
    ({ name, language, file }) => name === 'openai' && language === 'node' && file === 'package.json',
  );
  return isWanted && nodeClient(project) !== null ? oldOpenai(project, 'node') : null;
}

/** Where the code makes a client of the class `OpenAI`. */
function nodeClient({ sources }: ProjectFacts): string | null {
  const made = sources?.clients.find(({ sdk, language }) => sdk === 'openai' && language === 'node');
  return made === undefined ? null : `${made.place.file}:${made.place.line}:${made.place.column}`;
}

function outdated(facts: Facts): Observation[] {
  const { project } = facts;
  const found = [oldOpenai(project, 'python'), outdatedForNode(facts)].filter((sdk) => sdk !== null);
  return found.map(({ language, version, path }) => {
    const oldest = FIRST_WITH_CLASS[language];
    const client = language === 'node' ? nodeClient(project) : null;
    return {
      check: 'local.sdk',
      severity: 'warning',
      confidence: 'likely',
      measured: `openai ${version}`,
      expected: `openai ${oldest} or newer`,
      evidence: [
        `${path}: ${version}`,
        ...(client === null ? [] : [`${client} makes a client of the class OpenAI`]),
      ],
      context: {
        detail: { version, oldest, language, update: updateCommand(project, language, 'openai', oldest) },
      },
    };
  });
}

/** What is installed together, or what is locked together: a mixture tells nothing. */
function incompatible(facts: Facts): Observation[] {
  return [false, true].flatMap((locked) => incompatibleAmong(facts, locked));
}

function incompatibleAmong(facts: Facts, locked: boolean): Observation[] {
  const httpx = pythonSdk(facts, 'httpx', locked);
  if (httpx === null || compareVersions(httpx.version, '0.28.0') < 0) return [];
  return (['openai', 'anthropic'] as const).flatMap((name): Observation[] => {
    const sdk = pythonSdk(facts, name, locked);
    const { first, fixedIn } = PASSES_PROXIES[name];
    if (sdk === null || compareVersions(sdk.version, first) < 0) return [];
    if (compareVersions(sdk.version, fixedIn) >= 0) return [];
    return [
      {
        check: 'local.sdk',
        ...(locked ? { severity: 'warning' as const } : {}),
        confidence: 'proved',
        measured: `${name} ${sdk.version} with httpx ${httpx.version}${locked ? ', as locked' : ''}`,
        expected: `${name} ${fixedIn} or newer with this httpx`,
        evidence: [`${sdk.path}: ${sdk.version}`, `${httpx.path}: ${httpx.version}`],
        context: {
          detail: {
            sdk: name,
            update: updateCommand(facts.project, 'python', name, fixedIn),
            keep: olderCommand(facts.project, 'httpx', '0.28'),
          },
        },
      },
    ];
  });
}

/** What sources import and no manifest asks for; that it is not beside them is known. */
function importedOnly({ wanted, sources }: ProjectFacts): ProjectFacts['wanted'] {
  return (sources?.missingImports ?? [])
    .filter(({ name, language }) => !wanted.some((one) => one.name === name && one.language === language))
    .map(({ name, language, place: { file, line } }) => ({ name, language, file, line }));
}

/** Asked for by a manifest or a source and not installed, as far as the place where it would be was looked at. */
function absent(name: 'openai' | 'anthropic'): (facts: Facts) => Observation[] {
  const packages = name === 'openai' ? ['openai'] : ['anthropic', '@anthropic-ai/sdk'];
  return (facts) => {
    const { project } = facts;
    // The newer one has to be installed, and that is told already.
    const toUpdate = outdatedForNode(facts)?.name;
    return [...project.wanted, ...importedOnly(project)]
      .filter((wanted) => packages.includes(wanted.name))
      .filter((wanted) => wanted.language === 'node' || project.runtime.python !== null)
      .filter((wanted) => wanted.language !== 'node' || wanted.name !== toUpdate)
      .filter((wanted) => project.unseen?.includes(wanted.language) !== true)
      .filter(
        (wanted) =>
          !project.sdks.some(
            (sdk) => sdk.name === wanted.name && sdk.language === wanted.language && sdk.locked !== true,
          ),
      )
      .map((wanted) => {
        const place = wanted.line === null ? wanted.file : `${wanted.file}:${wanted.line}`;
        const install = installCommand(project, wanted);
        return {
          check: 'local.sdk',
          confidence: 'likely',
          measured: `${wanted.name} is not installed`,
          expected: `${wanted.name}, as ${place} asks`,
          evidence: [`${place} asks for ${wanted.name}`],
          context: { detail: { package: wanted.name, install, place } },
        };
      });
  };
}

function saying(pattern: RegExp, weight: number): (failure: FailureEvidence) => Sign | null {
  return ({ failure }) => {
    const said = pattern.exec(failure.message)?.[0];
    return said === undefined ? null : { weight, why: `the text says "${said.slice(0, 120)}"` };
  };
}

const notFound = (names: string) =>
  new RegExp(`no module named ['"]?(?:${names})\\b|cannot find (?:package|module) ['"](?:${names})['"]`, 'i');

const isNode = (c: Context): boolean => c.detail['language'] === 'node';

/** Faults of the SDKs on this machine's disk. */
export const sdkCodes = {
  'sdk.openai-outdated': {
    severity: 'error',
    faultDomain: 'you',
    check: 'local.sdk',
    title: (c) =>
      `The OpenAI SDK for ${isNode(c) ? 'Node.js' : 'Python'} is older than ${detail(c, 'oldest', FIRST_WITH_CLASS.python)}`,
    retryHelps: false,
    expected: 'openai 1.0.0 or newer; for Node.js 4.0.0',
    failureSign: saying(
      /cannot import name ['"](?:Async)?OpenAI['"] from ['"]openai['"]|module ['"]openai['"] has no attribute ['"](?:Async)?OpenAI['"]|you have openai 0\.\d+(?:\.\d+)?/i,
      90,
    ),
    inFacts: outdated,
    textSign: saysOldOpenai,
    cause: (c) =>
      `The version${c.detail['version'] === undefined ? '' : ` (${c.detail['version']})`} has no OpenAI class. Code in the documentation needs ${detail(c, 'oldest', FIRST_WITH_CLASS.python)} or newer.`,
    fixes: (c) => [
      fix('Update it.', detail(c, 'update', 'pip install --upgrade openai')),
      fix(
        'See which version is there.',
        isNode(c) ? 'npm ls openai' : 'python -c "import openai; print(openai.__version__)"',
      ),
    ],
    recognised:
      'openai-*.dist-info of the environment, or a lockfile, says a version below 1.0.0, or an error shows it; or code for Node.js makes a client of the class OpenAI with a version below 4.0.0.',
    example: "ImportError: cannot import name 'OpenAI' from 'openai'",
  },
  'sdk.incompatible': {
    severity: 'error',
    faultDomain: 'you',
    check: 'local.sdk',
    title: 'The SDK and its httpx do not fit',
    retryHelps: false,
    expected: 'an SDK that works with httpx 0.28, or an older httpx',
    failureSign: saying(/unexpected keyword argument ['"]proxies['"]/i, 92),
    inFacts: incompatible,
    textSign: saysIncompatibleSdk,
    cause: (c) =>
      `httpx 0.28 no longer knows the argument proxies, and this version of ${detail(c, 'sdk', 'the SDK')} still passes it. Creating the client fails.`,
    fixes: (c) => [
      fix('Update the SDK.', detail(c, 'update', `pip install --upgrade ${detail(c, 'sdk', 'openai')}`)),
      fix('Or keep an older httpx.', detail(c, 'keep', 'pip install "httpx<0.28"')),
    ],
    recognised: 'httpx 0.28 or newer beside openai below 1.55.3 or anthropic below 0.40.0.',
    example: "TypeError: Client.__init__() got an unexpected keyword argument 'proxies'",
  },
  'sdk.openai-missing': {
    severity: 'info',
    faultDomain: 'you',
    check: 'local.sdk',
    title: 'The OpenAI SDK is not installed',
    retryHelps: false,
    expected: 'the package that the project asks for',
    failureSign: saying(notFound('openai'), 90),
    inFacts: absent('openai'),
    cause: (c) =>
      `${detail(c, 'place', 'The project')} asks for it, and the environment that was looked at does not have it.`,
    fixes: (c) => [fix('Install it.', detail(c, 'install', 'pip install openai'))],
    further: () => [fix('In a Node project:', 'npm install openai')],
    recognised: 'A manifest or an import asks for it, and neither site-packages nor node_modules has it.',
    example: "ModuleNotFoundError: No module named 'openai'",
  },
  'sdk.anthropic-missing': {
    severity: 'info',
    faultDomain: 'you',
    check: 'local.sdk',
    title: 'The Anthropic SDK is not installed',
    retryHelps: false,
    expected: 'the package that the project asks for',
    failureSign: saying(notFound('anthropic|@anthropic-ai/sdk'), 90),
    inFacts: absent('anthropic'),
    cause: (c) =>
      `${detail(c, 'place', 'The project')} asks for it, and the environment that was looked at does not have it.`,
    fixes: (c) => [fix('Install it.', detail(c, 'install', 'pip install anthropic'))],
    further: () => [fix('In a Node project:', 'npm install @anthropic-ai/sdk')],
    recognised: 'A manifest or an import asks for it, and neither site-packages nor node_modules has it.',
    example: "ModuleNotFoundError: No module named 'anthropic'",
  },
} satisfies Family;
