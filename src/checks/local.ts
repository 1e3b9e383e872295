import { API_KEY, BASE_URL, MODEL } from '../codes/local-facts.ts';
import { nothingToGather, type Check } from './check.ts';
import type { Facts } from '../probes/facts.ts';

const local = (check: Pick<Check, 'id' | 'title' | 'summary'> & Partial<Check>): Check => ({
  category: 'local',
  needs: [],
  sends: [],
  gather: nothingToGather,
  ...check,
});

const sourceOf = (facts: Facts, name: string): string =>
  facts.settings.settings.find((setting) => setting.name === name)?.source ?? 'nowhere';

const seenFiles = ({ files }: { files: number }): string => (files === 1 ? '1 file' : `${files} files`);

function sourcesSummary({ sources }: Facts['project']): string {
  const calls = sources?.calls.length ?? 0;
  return `${seenFiles(sources ?? { files: 0 })}, ${calls === 1 ? '1 call' : `${calls} calls`} to a model`;
}

/** Checks of this side: settings, files, SDKs. They need no network. */
export const localChecks: readonly Check[] = [
  local({
    id: 'local.runtime',
    title: 'Node.js and Python are supported versions',
    gather: ({ probes }) => probes.project(),
    summary: ({ project: { runtime } }) =>
      `Node.js ${runtime.node}${runtime.python === null ? '' : `, Python ${runtime.python}`}`,
  }),
  local({
    id: 'local.env-file',
    title: '.env is in place and well formed',
    notApplicable: ({ settings }) =>
      settings.envFile.shown === null && settings.settings.some((setting) => setting.source !== null)
        ? 'no .env; settings come from elsewhere'
        : null,
    summary: ({ settings }) => settings.envFile.shown ?? 'none',
  }),
  local({
    id: 'local.settings',
    title: 'A key and a base URL are set, and agree',
    // What keeps them from being read is told of the file.
    undecided: (facts) =>
      facts.settings.settings.some(({ name, present }) => name !== MODEL && !present)
        ? 'local.env-file'
        : null,
    summary: (facts) => `key from ${sourceOf(facts, API_KEY)}, base URL from ${sourceOf(facts, BASE_URL)}`,
  }),
  local({
    id: 'local.key-format',
    undecided: ({ settings: { key, settings } }) => {
      if (key === null || settings.some(({ name, placeholder }) => name === API_KEY && placeholder))
        return 'local.settings';
      const isKnown = key.startsWithSk || key.otherProvider !== null;
      return isKnown ? null : 'a form of its own, which only the deployment can judge';
    },
    holds: ({ settings }) => settings.key !== null,
    title: 'The key has the right form',
    summary: ({ settings }) => settings.key?.shown ?? 'no key',
  }),
  local({
    id: 'local.base-url',
    undecided: ({ network }) => (network === null ? 'local.settings' : null),
    holds: ({ network }) => network !== null,
    title: 'The base URL is right',
    summary: ({ settings }) => settings.baseUrlTyped ?? 'none',
  }),
  local({
    id: 'local.proxy',
    title: 'Proxy settings are usable',
    summary: ({ network }) =>
      network?.proxy ? `${network.proxy.url} (${network.proxy.decidedBy})` : 'no proxy',
  }),
  local({
    id: 'local.sdk',
    title: 'SDKs and clients fit',
    gather: async ({ probes }) => {
      await Promise.all([probes.project(), probes.sources()]);
    },
    notApplicable: ({ projectLookedAt }) => (projectLookedAt ? null : '--no-project'),
    summary: ({ project }) => {
      const found = project.sdks.map(
        (sdk) => `${sdk.name} ${sdk.version} (${sdk.language}${sdk.locked === true ? ', locked' : ''})`,
      );
      return found.length === 0 ? 'none found' : found.join(', ');
    },
  }),
  local({
    id: 'local.sources',
    title: "The project's code calls the APIs as they expect",
    notApplicable: ({ projectLookedAt }) => (projectLookedAt ? null : '--no-project'),
    undecided: ({ project: { sources } }) => {
      if (sources === undefined) return 'the home folder is no project';
      if (sources.stoppedBy !== null) return `not all was seen: stopped after ${seenFiles(sources)}`;
      if (sources.files === 0) return 'no Python, JavaScript or TypeScript found here';
      if (sources.passedOver === sources.files) return 'no source file could be read as such';
      return sources.passedOver > 0
        ? `not all was seen: ${sources.passedOver} of ${seenFiles(sources)} could not be read as such`
        : null;
    },
    gather: ({ probes }) => probes.sources(),
    summary: ({ project }) => sourcesSummary(project),
  }),
];
