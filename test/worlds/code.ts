import type { Bench, World } from '../helpers/world.ts';

// Written in pieces, so that no scanner takes it for a real one.
const HARD_CODED = 'sk-ar-' + 'Zq7Lw2Nf9Rk4Td8Vb3Hc6Ym1';

const OPENAI = (baseUrl: string): string =>
  `import os\nfrom openai import OpenAI\n\nclient = OpenAI(api_key=os.environ["AGENTROUTER_API_KEY"], base_url="${baseUrl}")\n`;
const CLAUDE = (baseUrl: string): string =>
  `import Anthropic from '@anthropic-ai/sdk';\n\nconst client = new Anthropic({ baseURL: '${baseUrl}' });\n`;

/** Both SDKs are there, so that nothing is said of them. */
function withSdks({ write }: Bench): void {
  for (const [name, version] of [
    ['openai', '1.99.0'],
    ['anthropic', '0.60.0'],
  ] as const)
    write(
      `.venv/lib/python3.14/site-packages/${name}-${version}.dist-info/METADATA`,
      `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\nRequires-Python: >=3.8\n`,
    );
  for (const name of ['openai', '@anthropic-ai/sdk'])
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '6.0.0' }));
}

const sources =
  (files: (url: string) => Readonly<Record<string, string>>): NonNullable<World['arrange']> =>
  (bench) => {
    withSdks(bench);
    for (const [path, content] of Object.entries(files(bench.gateway.url))) bench.write(path, content);
  };

const wrong = { root: null, checks: { 'local.sources': 'warn' } } as const;
const right = { gives: [], checks: { 'local.sources': 'pass' } } as const;

/** What the project's own code says. */
export const CODE: readonly World[] = [
  {
    ...wrong,
    name: 'clients with the base URL of the other SDK',
    gives: ['code.anthropic-url-with-v1', 'code.openai-url-without-v1'],
    cli: true,
    arrange: sources((url) => ({ 'a.py': OPENAI(url), 'src/b.ts': CLAUDE(`${url}/v1`) })),
    also: ({ report }) => {
      const ofCode = report.findings.filter(({ code }) => code.startsWith('code.'));
      const places = ofCode.map(({ measured }) => /^\S+/.exec(measured)?.[0]).join(' ');
      if (places !== 'src/b.ts:3:41: a.py:4:69:') throw new Error(places);
    },
  },
  {
    ...right,
    name: 'clients with the base URL that each SDK wants',
    nearMissOf: ['code.anthropic-url-with-v1', 'code.openai-url-without-v1', 'code.hard-coded-key'],
    arrange: sources((url) => ({ 'a.py': OPENAI(`${url}/v1`), 'src/b.ts': CLAUDE(url) })),
  },
  {
    ...wrong,
    name: 'clients with a base URL that is none',
    gives: ['url.invalid'],
    arrange: sources(() => ({
      'a.py': OPENAI('gateway.test/v1'),
      'src/b.ts': CLAUDE('https://https://gateway.test'),
    })),
    also: ({ report }) => {
      const told = report.findings[0]?.measured ?? '';
      if (told !== 'a.py:4:69 and src/b.ts:3:41: a base URL that has no scheme') throw new Error(told);
    },
  },
  {
    ...wrong,
    name: 'a client with a query in its base URL',
    gives: ['url.invalid'],
    arrange: sources((url) => ({ 'a.py': OPENAI(`${url}/v1?api-version=preview`) })),
  },
  {
    ...right,
    name: 'base URLs that the code or the browser completes',
    nearMissOf: ['url.invalid'],
    arrange: sources(() => ({
      'a.py': OPENAI('https://{host}/v1').replace(')\n', '.format(host=h))\n'),
      'b.ts': CLAUDE('/api/anthropic'),
    })),
  },
  {
    ...wrong,
    name: 'model names with slips in the code',
    gives: ['code.deepseek-misspelled', 'code.deepseek-wrong-sdk', 'code.model-misspelled'],
    arrange: sources((url) => ({
      'a.py': `${OPENAI(`${url}/v1`)}client.chat.completions.create(model="gpt4o", messages=m)\nclient.chat.completions.create(model="deep-seek-chat", messages=m)\n`,
      'b.ts': `${CLAUDE(url)}client.messages.create({ model: 'deepseek-chat', max_tokens: 9, messages });\n`,
    })),
  },
  {
    ...right,
    name: 'model names in the code that are listed, or for another host',
    nearMissOf: ['code.deepseek-misspelled', 'code.deepseek-wrong-sdk', 'code.model-misspelled'],
    arrange: sources((url) => ({
      'a.py': `${OPENAI(`${url}/v1`)}client.chat.completions.create(model="deepseek-chat", messages=m)\n`,
      'b.py': `from openai import OpenAI\nclient = OpenAI(base_url="https://llm.acme.test/v1", api_key=key())\nclient.chat.completions.create(model="gpt4o", messages=m)\n`,
      'c.ts': `${CLAUDE(url)}client.messages.create({ model: 'claude-3-5-haiku-20241022', max_tokens: 9, messages });\n`,
    })),
  },
  {
    ...wrong,
    name: 'calls in the code that no API takes',
    gives: ['code.incomplete-message', 'code.missing-max-tokens'],
    arrange: sources((url) => ({
      'b.ts': `${CLAUDE(url)}client.messages.create({ model: 'claude-3-5-haiku-20241022', messages: [{ content: 'Hello' }] });\n`,
    })),
  },
  {
    ...right,
    name: 'calls in the code that may be whole',
    nearMissOf: ['code.incomplete-message', 'code.missing-max-tokens'],
    arrange: sources((url) => ({
      'b.ts': `${CLAUDE(url)}client.messages.create({ model: 'claude-3-5-haiku-20241022', messages: [{ content: 'Hello', ...more }], ...rest });\n`,
    })),
  },
  {
    ...wrong,
    name: 'a key in the code',
    gives: ['code.hard-coded-key'],
    cli: true,
    arrange: sources(() => ({
      'a.py': `import openai\nclient = openai.OpenAI(api_key="${HARD_CODED}", base_url=url())\n`,
    })),
    also: ({ stdout, stderr }) => {
      if ((stdout + stderr).includes(HARD_CODED)) throw new Error('the key is told');
    },
  },
  {
    ...wrong,
    name: 'a .env that nothing loads',
    gives: ['code.env-not-loaded'],
    arrange: (bench) => {
      void sources(() => ({
        'a.py': 'import os\nkey = os.environ["AGENTROUTER_API_KEY"]\n',
        '.gitignore': '.env\n',
      }))(bench);
      bench.write('.env', `AGENTROUTER_API_KEY=${bench.env['AGENTROUTER_API_KEY'] ?? ''}\n`);
      delete bench.env['AGENTROUTER_API_KEY'];
    },
    options: { 'trust-env-file': true },
  },
  {
    ...right,
    name: 'a .env that something loads',
    nearMissOf: ['code.env-not-loaded'],
    arrange: (bench) => {
      void sources(() => ({
        'a.py': 'import os\nkey = os.environ["AGENTROUTER_API_KEY"]\n',
        'start.sh': 'uv run --env-file .env a.py\n',
        '.gitignore': '.env\n',
      }))(bench);
      bench.write('.env', `AGENTROUTER_API_KEY=${bench.env['AGENTROUTER_API_KEY'] ?? ''}\n`);
      delete bench.env['AGENTROUTER_API_KEY'];
    },
  },
  {
    ...wrong,
    name: 'code that reads answers as they never come',
    gives: ['code.content-type-unchecked', 'code.delta-unchecked', 'code.stream-unguarded'],
    arrange: sources((url) => ({
      'a.py': `${OPENAI(`${url}/v1`)}for chunk in client.chat.completions.create(model="gpt-4o", messages=m, stream=True):\n    print(chunk.choices[0].delta.content)\n`,
      'b.ts': `${CLAUDE(url)}const m = await client.messages.create({ model: 'claude-3-5-haiku-20241022', max_tokens: 9, tools, messages });\nconsole.log(m.content[0].text);\n`,
    })),
  },
  {
    ...right,
    name: 'code that is ready for every answer',
    nearMissOf: ['code.content-type-unchecked', 'code.delta-unchecked', 'code.stream-unguarded'],
    arrange: sources((url) => ({
      'a.py': `${OPENAI(`${url}/v1`)}try:\n    for chunk in client.chat.completions.create(model="gpt-4o", messages=m, stream=True):\n        print(chunk.choices[0].delta.content or "")\nexcept Exception as error:\n    print(error)\n`,
      'b.ts': `${CLAUDE(url)}const m = await client.messages.create({ model: 'claude-3-5-haiku-20241022', max_tokens: 9, tools, messages });\nfor (const block of m.content) if (block.type === 'text') console.log(block.text);\n`,
    })),
  },
  {
    name: 'sources that import SDKs which are not there',
    gives: ['sdk.anthropic-missing', 'sdk.openai-missing'],
    root: null,
    arrange: ({ write }) => {
      write('a.py', 'import anthropic\n');
      write('b.ts', `import OpenAI from 'openai';\n`);
    },
  },
  {
    name: 'sources that import SDKs which they can do without',
    gives: [],
    nearMissOf: ['sdk.anthropic-missing', 'sdk.openai-missing'],
    arrange: ({ write }) => {
      write('a.py', 'try:\n    import anthropic\nexcept ImportError:\n    anthropic = None\n');
      write('b.ts', `import type OpenAI from 'openai';\nexport type Client = OpenAI;\n`);
      write('part/pyproject.toml', '[project]\nname = "part"\n');
      write('part/c.py', 'import openai\n');
    },
  },
  {
    name: 'code full of faults in folders of others',
    gives: [],
    nearMissOf: ['code.hard-coded-key'],
    arrange: ({ write }) => {
      const bad = `from openai import OpenAI\nclient = OpenAI(api_key="${HARD_CODED}")\n`;
      for (const folder of ['node_modules/x', 'tests/fixtures', '.venv/lib', 'vendor', 'dist', 'left-out'])
        write(`${folder}/a.py`, bad);
      write('.gitignore', 'left-out/\n');
    },
    checks: { 'local.sources': 'skip' },
  },
  {
    name: 'more code than is looked at',
    gives: [],
    checks: { 'local.sources': 'skip' },
    arrange: sources(() =>
      Object.fromEntries(Array.from({ length: 2_001 }, (_, index) => [`a${index}.py`, 'x = 1\n'])),
    ),
    also: ({ report }) => {
      const reason = report.checks.find(({ id }) => id === 'local.sources')?.skippedBecause ?? '';
      if (!/^not all was seen: stopped after \d+ files$/.test(reason)) throw new Error(reason);
    },
  },
  {
    name: 'code that cannot be read as such',
    gives: [],
    checks: { 'local.sources': 'skip' },
    arrange: sources(() => ({ 'a.py': 'from openai import OpenAI\nclient = OpenAI((((\n' })),
  },
  {
    name: 'a right program beside code that cannot be read as such',
    gives: [],
    checks: { 'local.sources': 'skip' },
    arrange: sources((url) => ({
      'a.py': OPENAI(`${url}/v1`),
      'b.py': `${OPENAI(url)}client.chat((((\n`,
    })),
    also: ({ report }) => {
      const reason = report.checks.find(({ id }) => id === 'local.sources')?.skippedBecause;
      if (reason !== 'not all was seen: 1 of 2 files could not be read as such')
        throw new Error(String(reason));
    },
  },
  {
    ...right,
    name: 'programs in forms that the parsers do not know by themselves',
    arrange: sources((url) => ({
      'a.py': `${OPENAI(`${url}/v1`)}def lifespan():\n    yield\n`,
      'b.ts': `${CLAUDE(url)}@Injectable()\nexport class A {}\n`,
    })),
  },
];
