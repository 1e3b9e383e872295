import { anyOf } from '../evidence/any-of.ts';
import { compareVersions, oldestAllowed } from '../evidence/versions.ts';
import type { FailureEvidence } from '../evidence/types.ts';
import type { Facts } from '../probes/facts.ts';
import { fix } from './fix-texts.ts';
import { detail } from './local-facts.ts';
import type { Family, Observation, Sign } from './types.ts';
import { saysOldRuntime } from './pasted-words/sdks.ts';

/** Last day of support of each release line (nodejs/Release schedule; devguide.python.org/versions). */
const NODE_ENDS: Readonly<Record<string, string>> = {
  '16': '2023-09-11',
  '18': '2025-04-30',
  '20': '2026-04-30',
  '21': '2024-06-01',
  '22': '2027-04-30',
  '23': '2025-06-01',
  '24': '2028-04-30',
  '25': '2026-06-01',
};
const PYTHON_ENDS: Readonly<Record<string, string>> = {
  '3.6': '2021-12-23',
  '3.7': '2023-06-27',
  '3.8': '2024-10-07',
  '3.9': '2025-10-31',
  '3.10': '2026-10-31',
  '3.11': '2027-10-31',
  '3.12': '2028-10-31',
};

interface Runtime {
  language: 'python' | 'node';
  name: string;
  version: string;
  /** Last day of support; null where it is not known. */
  end: string | null;
}

/** The runtimes that the project's SDKs run on. */
function runtimes(facts: Facts): Runtime[] {
  const { project } = facts;
  const { node, python } = project.runtime;
  const known: Runtime[] = [
    { language: 'node', name: 'Node.js', version: node, end: NODE_ENDS[node.split('.')[0] ?? ''] ?? null },
  ];
  if (python !== null) {
    const line = python.split('.').slice(0, 2).join('.');
    known.push({ language: 'python', name: 'Python', version: python, end: PYTHON_ENDS[line] ?? null });
  }
  return known.filter(({ language }) => project.sdks.some((sdk) => sdk.language === language));
}

function unsupported(facts: Facts, runtime: Runtime): Observation[] {
  const { name, version, language } = runtime;
  return facts.project.sdks.flatMap((sdk): Observation[] => {
    const oldest =
      sdk.language === language && sdk.requires !== undefined ? oldestAllowed(sdk.requires) : null;
    if (oldest === null || compareVersions(version, oldest) >= 0) return [];
    return [
      {
        check: 'local.runtime',
        confidence: 'proved',
        measured: `${name} ${version}`,
        expected: `${name} ${oldest} or newer, for ${sdk.name} ${sdk.version}`,
        evidence: [`${sdk.path} asks for ${sdk.requires ?? ''}`],
        context: { detail: { name, version, wanted: oldest, sdk: `${sdk.name} ${sdk.version}` } },
      },
    ];
  });
}

function pastItsEnd(facts: Facts, { name, version, end }: Runtime): Observation[] {
  if (end === null || facts.startedAt.slice(0, 10) <= end) return [];
  return [
    {
      check: 'local.runtime',
      severity: 'info',
      confidence: 'proved',
      measured: `${name} ${version}, supported until ${end}`,
      expected: `a ${name} that is still supported`,
      evidence: [`${name} ${version} has had no fixes since ${end}`],
      context: { detail: { name, version, end } },
    },
  ];
}

function outdated(facts: Facts): Observation[] {
  return runtimes(facts).flatMap((runtime) => {
    const needed = unsupported(facts, runtime);
    return needed.length > 0 ? needed : pastItsEnd(facts, runtime);
  });
}

const SAID = anyOf(
  /unsupported engine|EBADENGINE|require a different python version/i,
  /requires a different python|`fetch` is not defined as a global|fetch is not defined/i,
  /unexpected token ['"](?:\?\?=|\?\?|\|\|=|\?\.|\.)['"]/i,
  /requires node(?:\.js)? (?:version )?(?:>=|v?\d)/i,
);

function outdatedFailure({ failure }: FailureEvidence): Sign | null {
  const said = SAID.exec(failure.message)?.[0];
  return said === undefined ? null : { weight: 84, why: `the text says "${said}"`, severity: 'warning' };
}

/** Faults of the Node.js and Python that run the project. */
export const runtimeCodes = {
  'runtime.outdated': {
    severity: 'warning',
    faultDomain: 'you',
    check: 'local.runtime',
    title: (c) => {
      const runtime = `${detail(c, 'name', 'The runtime')} ${detail(c, 'version', '')}`.trim();
      return c.detail['end'] === undefined ? `${runtime} is too old` : `${runtime} is past its end of life`;
    },
    retryHelps: false,
    expected: 'a version that the SDK supports',
    failureSign: outdatedFailure,
    inFacts: outdated,
    textSign: saysOldRuntime,
    cause: (c) =>
      c.detail['end'] === undefined
        ? `${detail(c, 'sdk', 'The installed SDK')} needs ${detail(c, 'name', 'a newer runtime')} ${detail(c, 'wanted', '')} or newer.`.replace(
            '  ',
            ' ',
          )
        : `Its release line was supported until ${c.detail['end']}. It works today, and gets no more fixes.`,
    fixes: (c) => [
      c.detail['name'] === 'Python'
        ? fix(
            'Make the environment again with a newer Python.',
            'python3 --version && python3 -m venv --clear .venv',
          )
        : fix(
            'Install the current LTS release of Node.js, from nodejs.org or with a version manager.',
            'nvm install --lts',
          ),
    ],
    recognised:
      'The installed SDK names a newer runtime as its oldest, or the release line is past its end of life.',
    example: "SyntaxError: Unexpected token '??='",
  },
} satisfies Family;
