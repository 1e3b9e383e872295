import { expect } from 'vitest';
import { SITE_PACKAGES, type Bench, type World } from '../helpers/world.ts';

/** A package of the project's Python. */
export function pythonPackage({ write }: Bench, name: string, version: string, requires = '>=3.8'): void {
  write(
    `${SITE_PACKAGES}/${name}-${version}.dist-info/METADATA`,
    `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\nRequires-Python: ${requires}\n`,
  );
}

function nodePackage({ write }: Bench, name: string, version: string, node = '>=18'): void {
  write(`node_modules/${name}/package.json`, JSON.stringify({ name, version, engines: { node } }));
}

/** The Python packages that the project asks for. */
export const wants = ({ write }: Bench, ...names: string[]): void => {
  write('requirements.txt', names.map((name) => `${name}>=1\n`).join(''));
};

/** What the project's SDKs are, by files as installers write them. */
export const SDKS: readonly World[] = [
  {
    name: 'openai for Python before 1.0',
    gives: ['sdk.openai-outdated'],
    root: null,
    arrange: (bench) => pythonPackage(bench, 'openai', '0.28.1'),
  },
  {
    name: 'openai for Node below the number 1',
    gives: [],
    nearMissOf: ['sdk.openai-outdated'],
    arrange: (bench) => nodePackage(bench, 'openai', '0.9.0'),
  },
  {
    name: 'openai and anthropic as they are asked for',
    gives: [],
    nearMissOf: [
      'sdk.openai-outdated',
      'sdk.openai-missing',
      'sdk.anthropic-missing',
      'sdk.incompatible',
      'runtime.outdated',
    ],
    cli: true,
    arrange: (bench) => {
      wants(bench, 'openai', 'anthropic');
      pythonPackage(bench, 'openai', '1.99.0');
      pythonPackage(bench, 'anthropic', '0.60.0');
      pythonPackage(bench, 'httpx', '0.28.1');
    },
  },
  {
    name: 'SDKs that are asked for and not there',
    gives: ['sdk.anthropic-missing', 'sdk.openai-missing'],
    root: null,
    cli: true,
    arrange: (bench) => wants(bench, 'openai', 'anthropic'),
  },
  {
    name: 'an SDK that does not fit its HTTP client',
    gives: ['sdk.incompatible'],
    arrange: (bench) => {
      pythonPackage(bench, 'openai', '1.40.0');
      pythonPackage(bench, 'httpx', '0.28.1');
    },
  },
  {
    name: 'the same SDK with an HTTP client that fits',
    gives: [],
    nearMissOf: ['sdk.incompatible'],
    arrange: (bench) => {
      pythonPackage(bench, 'openai', '1.40.0');
      pythonPackage(bench, 'httpx', '0.27.2');
    },
  },
  {
    name: 'a Python that the SDK does not support',
    gives: ['runtime.outdated'],
    root: null,
    arrange: (bench) => pythonPackage(bench, 'openai', '9.0.0', '>=3.99'),
  },
  {
    name: 'a lockfile with openai before 1.0, and nothing installed',
    gives: ['sdk.openai-outdated'],
    root: null,
    arrange: ({ write }) => {
      write('uv.lock', '[[package]]\nname = "openai"\nversion = "0.28.1"\n');
    },
    also: ({ report }) => expect(report.findings[0]?.fixes[0]?.command).toBe('uv add "openai>=1.0.0"'),
  },
  {
    name: 'locked versions that do not fit',
    gives: ['sdk.incompatible'],
    root: null,
    arrange: ({ write }) => {
      const locked = [['anthropic', '0.39.0'] as const, ['httpx', '0.28.1'] as const];
      write(
        'uv.lock',
        locked.map(([name, version]) => `[[package]]\nname = "${name}"\nversion = "${version}"\n`).join('\n'),
      );
    },
  },
  {
    name: 'an installed SDK beside a locked HTTP client that it would not fit',
    gives: [],
    nearMissOf: ['sdk.incompatible'],
    arrange: (bench) => {
      pythonPackage(bench, 'openai', '1.40.0');
      bench.write('uv.lock', '[[package]]\nname = "httpx"\nversion = "0.28.1"\n');
    },
  },
  {
    name: 'an old anthropic without a client of httpx',
    gives: [],
    nearMissOf: ['sdk.incompatible'],
    arrange: (bench) => {
      pythonPackage(bench, 'anthropic', '0.2.10');
      pythonPackage(bench, 'httpx', '0.28.1');
    },
  },
  {
    name: 'SDKs that Yarn keeps in archives',
    gives: [],
    nearMissOf: ['sdk.openai-missing', 'sdk.anthropic-missing'],
    arrange: ({ write }) => {
      write('package.json', '{"dependencies":{"openai":"^6","@anthropic-ai/sdk":"^1"}}');
      write('.pnp.cjs', '');
    },
  },
  {
    name: 'SDKs that Deno keeps in its cache, named in its configuration and in an import',
    gives: [],
    nearMissOf: ['sdk.openai-missing', 'sdk.anthropic-missing'],
    arrange: ({ write }) => {
      write('apps/chat/main.ts', `import Anthropic from 'npm:@anthropic-ai/sdk@1';\nnew Anthropic();\n`);
      write('main.ts', `import OpenAI from 'npm:openai@6';\nnew OpenAI();\n`);
    },
  },
  {
    name: 'SDKs that an import map of Deno names',
    gives: [],
    nearMissOf: ['sdk.openai-missing'],
    arrange: ({ write }) => {
      write('deno.json', '{"imports":{"openai":"npm:openai@^6"}}');
      write('main.ts', `import OpenAI from 'openai';\nnew OpenAI();\n`);
    },
  },
];
