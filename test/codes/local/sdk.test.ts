import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runtimeCodes } from '../../../src/codes/runtime.ts';
import { sdkCodes } from '../../../src/codes/sdk.ts';
import { gatherProject } from '../../../src/project/gather.ts';
import type { MadeClient } from '../../../src/project/sources/types.ts';
import type { ProjectFacts } from '../../../src/project/types.ts';
import { Place } from '../../settings/world.ts';
import { codes, findings, localFacts } from './facts.ts';
import { NOTHING_ASKED } from '../../../src/evidence/nothing-asked.ts';

const ALL = { ...sdkCodes, ...runtimeCodes };

let place: Place;
beforeEach(() => {
  place = new Place();
  place.write('.venv/pyvenv.cfg', 'version = 3.12.4\n');
  install('pip', '24.0');
});
afterEach(() => {
  place.remove();
});

function install(name: string, version: string, requires = '>=3.8'): void {
  place.write(
    `.venv/lib/python3.12/site-packages/${name}-${version}.dist-info/METADATA`,
    `Name: ${name}\nVersion: ${version}\nRequires-Python: ${requires}\n\n`,
  );
}

async function facts(
  change: (project: ProjectFacts) => ProjectFacts = (project) => project,
  startedAt = '2026-04-01T00:00:00.000Z',
) {
  const project = change(await gatherProject('.', place.world()));
  return localFacts(place.load().facts, { project, startedAt });
}

describe('the SDKs on disk', () => {
  it('are mended in the environment where they lie', async () => {
    install('openai', '1.54.0');
    install('httpx', '0.28.0');
    const [found] = findings(ALL, await facts());
    expect(found?.texts).toContain('.venv/bin/python -m pip install --upgrade openai');
    expect(found?.texts).toContain('.venv/bin/python -m pip install "httpx<0.28"');
  });

  it.each([
    ['openai before 1.0.0', { openai: '0.28.1' }, ['sdk.openai-outdated W']],
    [
      'openai before 1.0.0, which does not use httpx',
      { openai: '0.28.1', httpx: '0.28.1' },
      ['sdk.openai-outdated W'],
    ],
    [
      'openai that passes proxies to httpx 0.28',
      { openai: '1.54.0', httpx: '0.28.0' },
      ['sdk.incompatible E'],
    ],
    [
      'anthropic that passes proxies to httpx 0.28',
      { anthropic: '0.39.0', httpx: '0.28.1' },
      ['sdk.incompatible E'],
    ],
    ['openai 1.54 with an older httpx', { openai: '1.54.0', httpx: '0.27.2' }, []],
    ['the first openai that fits', { openai: '1.55.3', anthropic: '0.40.0', httpx: '0.28.0' }, []],
    ['openai 1.0.0 itself', { openai: '1.0.0' }, []],
  ])('%s', async (_, installed, expected) => {
    for (const [name, version] of Object.entries(installed)) install(name, version);
    expect(codes(ALL, await facts())).toEqual(expected);
  });

  it('are missing where a manifest asks for them', async () => {
    place.write('requirements.txt', 'openai>=1\nanthropic\n');
    install('openai', '1.60.0');
    const found = findings(ALL, await facts());
    expect(found.map(({ code, severity }) => [code, severity])).toEqual([['sdk.anthropic-missing', 'info']]);
    expect(found[0]?.texts).toContain('requirements.txt:2');
  });

  it('are not called missing where no Python could be looked at', async () => {
    place.write('requirements.txt', 'openai>=1\n');
    const unknown = await facts((project) => ({ ...project, runtime: { ...project.runtime, python: null } }));
    expect(codes(ALL, unknown)).toEqual([]);
  });
});

describe('openai 3 for Node.js, locked and not installed', () => {
  const at = { file: 'index.mjs', line: 2, column: 23 };
  const CLIENT: MadeClient = {
    ...{ place: at, language: 'node', sdk: 'openai' },
    ...{ baseUrl: { from: 'sdk' }, apiKey: { from: 'sdk' } },
  };
  const withClients = (clients: MadeClient[]) => (project: ProjectFacts) => ({
    ...project,
    sources: {
      ...{
        files: 1,
        passedOver: 0,
        stoppedBy: null,
        clients,
        calls: [],
        keys: [],
        reads: [],
        missingImports: [],
        notes: [],
      },
      environment: { reads: [], inEnvFile: [], loaders: [] },
    },
  });
  beforeEach(() => {
    place.write('package.json', '{"dependencies":{"openai":"^3.2.0"}}');
    place.write(
      'pnpm-lock.yaml',
      "lockfileVersion: '9.0'\n\npackages:\n\n  openai@3.3.0:\n    resolution: {}\n",
    );
  });

  it('is too old for code that makes a client of the class OpenAI', async () => {
    const found = findings(sdkCodes, await facts(withClients([CLIENT])));
    expect(found.map(({ code, severity }) => [code, severity])).toEqual([['sdk.openai-outdated', 'warning']]);
    expect(found[0]?.texts).toContain('for Node.js is older than 4.0.0');
    expect(found[0]?.texts).toContain('pnpm add openai@latest');
    expect(found[0]?.observation.evidence[1]).toContain('index.mjs:2:23');
  });

  it.each([
    ['has the class of version 3', [{ ...CLIENT, sdk: 'other' as const }]],
    ['is Python', [{ ...CLIENT, language: 'python' as const }]],
  ])('is only missing where the code %s', async (_, clients) => {
    const found = findings(sdkCodes, await facts(withClients(clients)));
    expect(found.map(({ code }) => code)).toEqual(['sdk.openai-missing']);
    expect(found[0]?.texts).toContain('pnpm install');
  });
});

describe('what installs a missing SDK', () => {
  it('is Bun where its lockfile is the binary one', async () => {
    place.write('package.json', '{"dependencies":{"openai":"^6"}}');
    place.write('bun.lockb', '\u0000');
    expect(findings(ALL, await facts())[0]?.texts).toContain('bun install');
  });
});

describe('the runtime', () => {
  it('is too old for an installed SDK that says so', async () => {
    install('openai', '2.0.0', '>=3.13');
    const [found] = findings(ALL, await facts());
    expect(found).toMatchObject({ code: 'runtime.outdated', severity: 'warning' });
    expect(found?.observation.expected).toContain('Python 3.13 or newer');
  });

  it('is named for information once its release line has ended, and only where the project uses it', async () => {
    const later = '2028-11-01T00:00:00.000Z';
    const onNode24 = (project: ProjectFacts): ProjectFacts => ({
      ...project,
      runtime: { ...project.runtime, node: '24.1.0' },
    });
    expect(codes(ALL, await facts(onNode24, later))).toEqual([]);
    install('openai', '2.0.0');
    expect(codes(ALL, await facts(onNode24, later))).toEqual(['runtime.outdated I']);
    expect(codes(ALL, await facts(onNode24, '2026-01-01T00:00:00.000Z'))).toEqual([]);
  });
});

describe('pasted errors', () => {
  const signOf = (message: string) =>
    Object.entries(ALL).flatMap(([code, entry]) =>
      entry.failureSign({
        kind: 'failure',
        ask: NOTHING_ASKED,
        failure: {
          layer: null,
          code: '',
          message,
          host: null,
          port: null,
          address: null,
          afterMs: 0,
          proxyAnswer: null,
        },
      }) === null
        ? []
        : [code],
    );

  it.each([
    ["ModuleNotFoundError: No module named 'anthropic'", ['sdk.anthropic-missing']],
    ["Error: Cannot find module '@anthropic-ai/sdk'", ['sdk.anthropic-missing']],
    [
      "Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'openai' imported from /app/a.mjs",
      ['sdk.openai-missing'],
    ],
    ["No module named 'openai_helpers'", []],
    ["ImportError: cannot import name 'AsyncOpenAI' from 'openai' (/x)", ['sdk.openai-outdated']],
    ["TypeError: AsyncClient.__init__() got an unexpected keyword argument 'proxies'", ['sdk.incompatible']],
    ["TypeError: run() got an unexpected keyword argument 'proxy'", []],
    ["SyntaxError: Unexpected token '??='", ['runtime.outdated']],
    ['SyntaxError: Unexpected token \'<\', "<!doctype" is not valid JSON', []],
  ])('%s', (message, expected) => {
    expect(signOf(message)).toEqual(expected);
  });
});
