import { compareVersions } from '../evidence/versions.ts';
import type { FailureEvidence } from '../evidence/types.ts';
import type { Facts } from '../probes/facts.ts';
import type { ProjectFacts, SdkFacts } from '../project/types.ts';
import { fix } from './fix-texts.ts';
import { detail } from './local-facts.ts';
import type { Family, Observation, Sign } from './types.ts';
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

function outdated(facts: Facts): Observation[] {
  const sdk = pythonSdk(facts, 'openai');
  if (sdk === null || compareVersions(sdk.version, '1.0.0') >= 0) return [];
  return [
    {
      check: 'local.sdk',
      severity: 'warning',
      confidence: 'likely',
      measured: `openai ${sdk.version}`,
      expected: 'openai 1.0.0 or newer',
      evidence: [`${sdk.path}: ${sdk.version}`],
      context: { detail: { version: sdk.version } },
    },
  ];
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
        context: { detail: { sdk: name } },
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
  return ({ project }) => {
    return [...project.wanted, ...importedOnly(project)]
      .filter((wanted) => packages.includes(wanted.name))
      .filter((wanted) => wanted.language === 'node' || project.runtime.python !== null)
      .filter((wanted) => project.unseen?.includes(wanted.language) !== true)
      .filter(
        (wanted) =>
          !project.sdks.some(
            (sdk) => sdk.name === wanted.name && sdk.language === wanted.language && sdk.locked !== true,
          ),
      )
      .map((wanted) => {
        const place = wanted.line === null ? wanted.file : `${wanted.file}:${wanted.line}`;
        const byManifest = wanted.file === 'package.json';
        const npm = byManifest ? 'npm install' : `npm install ${wanted.name}`;
        const install = wanted.language === 'node' ? npm : `pip install ${wanted.name}`;
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

/** Faults of the SDKs on this machine's disk. */
export const sdkCodes = {
  'sdk.openai-outdated': {
    severity: 'error',
    faultDomain: 'you',
    check: 'local.sdk',
    title: 'The OpenAI SDK for Python is older than 1.0.0',
    retryHelps: false,
    expected: 'openai 1.0.0 or newer',
    failureSign: saying(
      /cannot import name ['"](?:Async)?OpenAI['"] from ['"]openai['"]|module ['"]openai['"] has no attribute ['"](?:Async)?OpenAI['"]|you have openai 0\.\d+(?:\.\d+)?/i,
      90,
    ),
    inFacts: outdated,
    textSign: saysOldOpenai,
    cause: (c) =>
      `The version${c.detail['version'] === undefined ? '' : ` (${c.detail['version']})`} has no OpenAI class. Code in the documentation needs 1.0.0 or newer.`,
    fixes: () => [
      fix('Update it.', 'pip install --upgrade openai'),
      fix('See which version is there.', 'python -c "import openai; print(openai.__version__)"'),
    ],
    recognised:
      'openai-*.dist-info of the environment, or a lockfile, says a version below 1.0.0, or an error shows it.',
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
      fix('Update the SDK.', `pip install --upgrade ${detail(c, 'sdk', 'openai')}`),
      fix('Or keep an older httpx.', 'pip install "httpx<0.28"'),
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
