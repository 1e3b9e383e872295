import { describe, expect, it } from 'vitest';
import { hitsIn, type Files } from './scanned.ts';

const ENV = { '.env': '# settings\nAGENTROUTER_API_KEY=sk-ar-abc\nOTHER=1\n' };
const notebook = (source: string): string =>
  JSON.stringify({ nbformat: 4, cells: [{ cell_type: 'code', source }] });
const PY = { 'app.py': 'import os\nkey = os.environ["AGENTROUTER_API_KEY"]\n' };
const TS = { 'app.ts': 'const key = process.env.AGENTROUTER_API_KEY;\n' };
const MISSED_PY = ['env-not-loaded app.py:2'];
const MISSED_TS = ['env-not-loaded app.ts:1'];

/** Ways to read a variable, each of which finds nothing where nothing loads the file. */
const READS: readonly [string, Files, string[]][] = [
  ['os.environ', PY, MISSED_PY],
  ['os.getenv', { 'app.py': 'import os\nkey = os.getenv("AGENTROUTER_API_KEY")' }, MISSED_PY],
  [
    'getenv by itself',
    { 'app.py': 'from os import getenv\nkey = getenv("AGENTROUTER_API_KEY", "")' },
    MISSED_PY,
  ],
  ['environ.get', { 'app.py': 'from os import environ as e\nkey = e.get("AGENTROUTER_API_KEY")' }, MISSED_PY],
  ['process.env', TS, MISSED_TS],
  ['a name in brackets', { 'app.ts': 'f(process.env["AGENTROUTER_API_KEY"]);' }, MISSED_TS],
  ['taking process.env apart', { 'app.ts': 'const { AGENTROUTER_API_KEY } = process.env;' }, MISSED_TS],
  [
    'with a script that runs it plainly',
    { ...TS, 'package.json': '{"scripts":{"start":"node app.js"}}' },
    MISSED_TS,
  ],
  ['with a loader of the other language', { ...PY, 'other.ts': `import 'dotenv/config';` }, MISSED_PY],
];

/** What loads the file, or may. */
const LOADED: readonly [string, Files][] = [
  [
    'load_dotenv',
    {
      'app.py':
        'import os\nfrom dotenv import load_dotenv\nload_dotenv()\nkey = os.environ["AGENTROUTER_API_KEY"]',
    },
  ],
  ['a notebook with its extension', { ...PY, 'a.ipynb': notebook('%load_ext dotenv\n%dotenv') }],
  ['a notebook that sets it', { ...PY, 'a.ipynb': notebook('%env AGENTROUTER_API_KEY=x') }],
  ['a loader in another file', { ...PY, 'src/conf.py': 'import dotenv\ndotenv.load_dotenv()' }],
  ['pydantic', { ...PY, 'conf.py': 'from pydantic_settings import BaseSettings' }],
  ['Django', { ...PY, 'conf.py': 'import environ\nenv = environ.Env()' }],
  ['decouple', { ...PY, 'conf.py': 'from decouple import config' }],
  ['reading it by hand', { ...PY, 'conf.py': 'for line in open(".env"):\n    pass' }],
  ['uv run in a Makefile', { ...PY, Makefile: 'run:\n\tuv run --env-file .env app.py\n' }],
  ['a shell script', { ...PY, 'run.sh': '#!/bin/sh\n. ./.env\npython app.py\n' }],
  ['pipenv', { ...PY, Pipfile: '[packages]\n' }],
  ['direnv', { ...PY, '.envrc': 'dotenv\n' }],
  ['compose', { ...PY, 'compose.yaml': 'services:\n  app:\n    env_file: .env\n' }],
  [
    'compose by its variable',
    { ...PY, 'docker-compose.yml': 'services:\n  app:\n    environment:\n      - AGENTROUTER_API_KEY\n' },
  ],
  ['an editor', { ...PY, '.vscode/launch.json': '{"envFile": "${workspaceFolder}/.env"}' }],
  [
    'setting it in the program',
    {
      'app.py':
        'import os\nos.environ["AGENTROUTER_API_KEY"] = read()\nkey = os.environ["AGENTROUTER_API_KEY"]',
    },
  ],
  ['dotenv/config', { 'app.ts': `import 'dotenv/config';\nconst key = process.env.AGENTROUTER_API_KEY;` }],
  ...[
    'jsr:@std/dotenv/load',
    '@std/dotenv',
    'npm:dotenv@16/config',
    'https://deno.land/std@0.224.0/dotenv/load.ts',
  ].map((name): [string, Files] => [name, { ...TS, 'env.ts': `import '${name}';` }]),
  [
    'dotenv with require',
    { 'app.js': `require('dotenv').config();\nconst key = process.env.AGENTROUTER_API_KEY;` },
  ],
  ['loadEnvFile', { 'app.ts': 'process.loadEnvFile();\nconst key = process.env.AGENTROUTER_API_KEY;' }],
  ['--env-file', { ...TS, 'package.json': '{"scripts":{"start":"node --env-file=.env app.js"}}' }],
  ['Next.js', { ...TS, 'package.json': '{"dependencies":{"next":"15.0.0"}}' }],
  ['Vite in a part of the project', { ...TS, 'web/package.json': '{"devDependencies":{"vite":"6.0.0"}}' }],
  ['Bun', { ...TS, 'bun.lock': '{}' }],
  [
    'a container',
    { ...TS, Dockerfile: 'FROM node:20\nCOPY .env .\nCMD ["node", "--env-file=.env", "app.js"]\n' },
  ],
];

describe('a .env that the code relies on', () => {
  it.for(READS)('is missed by %s', async ([, files, gives]) => {
    expect(await hitsIn({ ...ENV, ...files })).toEqual(gives);
  });

  it.for(LOADED)('is loaded by %s', async ([, files]) => {
    expect(await hitsIn({ ...ENV, ...files })).toEqual([]);
  });

  it('is not needed where the environment has the variable', async () => {
    expect(await hitsIn({ ...ENV, ...PY }, { env: { AGENTROUTER_API_KEY: 'sk-ar-other' } })).toEqual([]);
  });

  it('is not relied on where it does not set what is read', async () => {
    expect(await hitsIn({ '.env': 'OTHER=1\nAGENTROUTER_API_KEY=\n', ...PY })).toEqual([]);
    expect(await hitsIn(PY)).toEqual([]);
  });

  it('is read by an SDK that is given no key', async () => {
    const env = { '.env': 'OPENAI_API_KEY=sk-abc\n' };
    const bare = { 'app.py': 'from openai import OpenAI\nclient = OpenAI()' };
    expect(await hitsIn({ ...env, ...bare })).toEqual(MISSED_PY);
    const given = { 'app.py': 'from openai import OpenAI\nclient = OpenAI(api_key=key())' };
    expect(await hitsIn({ ...env, ...given })).toEqual([]);
  });
});
