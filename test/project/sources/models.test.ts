import { describe, expect, it } from 'vitest';
import { proveCases } from './cases.ts';
import { DEPLOYMENT, hitsIn } from './scanned.ts';

const HERE = `from openai import OpenAI\nclient = OpenAI(base_url="${DEPLOYMENT}/v1")\n`;
const CLAUDE_HERE = `import anthropic\nclient = anthropic.Anthropic(base_url="${DEPLOYMENT}")\n`;
const asks = (model: string): string => `client.chat.completions.create(model=${model}, messages=m)`;
const HERE_TS = `import OpenAI from 'openai';\nconst client = new OpenAI({ baseURL: '${DEPLOYMENT}/v1' });\n`;
const asksTs = (model: string): string =>
  `await client.chat.completions.create({ model: ${model}, messages });`;

describe('model names in Python', () => {
  proveCases('app.py', [
    ['a slip', HERE + asks('"gpt-4o-mni"'), ['model-misspelled 3']],
    ['the name without its hyphen', HERE + asks('"gpt4o"'), ['model-misspelled 3']],
    ['through a constant', `${HERE}MODEL = "gpt4o"\n${asks('MODEL')}`, ['model-misspelled 3']],
    [
      'with another setting of the client',
      `${HERE}client.with_options(timeout=5).chat.completions.create(model="gpt4o", messages=m)`,
      ['model-misspelled 3'],
    ],
    ['the responses API', `${HERE}client.responses.create(model="gpt4o", input="x")`, ['model-misspelled 3']],
    [
      'a client that a function gives',
      `from openai import OpenAI\ndef make():\n    return OpenAI(base_url="${DEPLOYMENT}/v1")\nclient = make()\n${asks('"gpt4o"')}`,
      ['model-misspelled 5'],
    ],
    [
      'a client that another file makes',
      { 'llm.py': HERE, 'main.py': `from llm import client\n# openai\n${asks('"gpt4o"')}` },
      ['model-misspelled main.py:3'],
    ],
    [
      'the provider itself',
      `from openai import OpenAI\nclient = OpenAI()\n${asks('"gpt4"')}`,
      ['model-misspelled 3'],
    ],
    [
      'a default of a parameter',
      `${HERE}def f(m, model: str = "gpt4o"):\n    ${asks('model')}`,
      ['model-misspelled 3'],
    ],
    [
      'a default of a keyword',
      `${HERE}def f(m, *, model="gpt4o"):\n    ${asks('model')}`,
      ['model-misspelled 3'],
    ],
    [
      'a default that is a constant',
      `${HERE}MODEL = "gpt4o"\ndef f(m, model=MODEL):\n    ${asks('model')}`,
      ['model-misspelled 3'],
    ],
    [
      'a default that a field takes',
      `${HERE}class A:\n    def __init__(self, model="gpt4o"):\n        self.model = model\n    def ask(self):\n        ${asks('self.model')}`,
      ['model-misspelled 4'],
    ],
    [
      'a loop over names',
      `${HERE}for model in ["gpt-4o", "gpt4o", "gpt-4o-mni"]:\n    ${asks('model')}`,
      ['model-misspelled 3', 'model-misspelled 3'],
    ],
    [
      'a loop over a list of names',
      `${HERE}MODELS = (\n    "gpt-4o",\n    "gpt4o",\n)\nfor name in MODELS:\n    ${asks('name')}`,
      ['model-misspelled 5'],
    ],
    ['deep-seek', HERE + asks('"deep-seek-chat"'), ['deepseek-misspelled 3']],
    [
      'DeepSeek on an Anthropic client',
      `${CLAUDE_HERE}client.messages.create(model="deepseek-chat", max_tokens=9, messages=m)`,
      ['deepseek-wrong-sdk 3'],
    ],

    ['a model of the list', HERE + asks('"gpt-4o"')],
    ['a name that is near none', HERE + asks('"acme-large"')],
    ['a comparison', `${HERE}if name == "gpt4o":\n    pass`],
    [
      'a default of a parameter that is set',
      `${HERE}def f(model="gpt4o"):\n    model = pick(model)\n    ${asks('model')}`,
    ],
    [
      'a default of another function',
      `${HERE}def f(model="gpt4o"):\n    pass\ndef g(model):\n    ${asks('model')}`,
    ],
    ['a default that another call makes', `${HERE}def f(model=Option("gpt4o")):\n    ${asks('model')}`],
    ['a loop over names of the list', `${HERE}for model in ["gpt-4o", "gpt-4o-mini"]:\n    ${asks('model')}`],
    [
      'a default that a field takes, which is set again',
      `${HERE}class A:\n    def __init__(self, model="gpt4o"):\n        self.model = model\n    def use(self, model):\n        self.model = model\n    def ask(self):\n        ${asks('self.model')}`,
    ],
    ['a loop over what comes from elsewhere', `${HERE}for model in models("gpt4o"):\n    ${asks('model')}`],
    ['a loop before it', `${HERE}for model in ["gpt4o"]:\n    pass\n${asks('model')}`],
    [
      'a loop that changes the name',
      `${HERE}for model in ["gpt4o"]:\n    model = full(model)\n    ${asks('model')}`,
    ],
    ['a loop over pairs', `${HERE}for model, n in [("gpt4o", 1)]:\n    ${asks('model')}`],
    ['an f-string', HERE + asks('f"gpt{n}o"')],
    ['keyword arguments from elsewhere', `${HERE}client.chat.completions.create(**options())`],
    [
      'another host',
      `from openai import OpenAI\nclient = OpenAI(base_url="https://llm.acme.test/v1")\n${asks('"gpt4"')}`,
    ],
    [
      'an address that is not known',
      `from openai import OpenAI\nclient = OpenAI(base_url=settings.url)\n${asks('"gpt4"')}`,
    ],
    [
      'a deployment of Azure',
      `from openai import AzureOpenAI\nclient = AzureOpenAI(azure_endpoint="https://x.test")\n${asks('"gpt4"')}`,
    ],
    ['a client of Groq', `from groq import Groq\nimport openai\nclient = Groq()\n${asks('"gpt4"')}`],
    [
      'a client of another file, where there are several kinds',
      {
        'llm.py': `${HERE}from groq import Groq\ngroq = Groq()`,
        'main.py': `from llm import groq as client\n# openai\n${asks('"gpt4o"')}`,
      },
    ],
    ['DeepSeek with the OpenAI SDK', HERE + asks('"deepseek-chat"')],
    [
      "DeepSeek's own Anthropic API",
      `import anthropic\nclient = anthropic.Anthropic(base_url="https://api.deepseek.com/anthropic")\nclient.messages.create(model="deepseek-chat", max_tokens=9, messages=m)`,
    ],
    [
      'a misspelled name for another host',
      `from openai import OpenAI\nclient = OpenAI(base_url="https://llm.acme.test/v1")\n${asks('"deep-seek"')}`,
    ],
  ]);
});

describe('model names in TypeScript', () => {
  proveCases('app.ts', [
    ['a slip', HERE_TS + asksTs(`'gpt-4o-mni'`), ['model-misspelled 3']],
    ['with an assertion', HERE_TS + asksTs(`'gpt4o' as any`), ['model-misspelled 3']],
    [
      'parameters in a constant',
      `${HERE_TS}const params = { model: 'gpt4o', messages };\nclient.chat.completions.create(params);`,
      ['model-misspelled 3'],
    ],
    [
      'a field of the class',
      `import OpenAI from 'openai';\nclass A {\n  private model = 'gpt4o';\n  private client: OpenAI;\n  constructor() {\n    this.client = new OpenAI({ baseURL: '${DEPLOYMENT}/v1' });\n  }\n  ask() {\n    return this.client.chat.completions.create({ model: this.model, messages });\n  }\n}`,
      ['model-misspelled 3'],
    ],
    [
      'a default of a parameter',
      `${HERE_TS}async function f(messages: any, model: string = 'gpt4o') {\n  ${asksTs('model')}\n}`,
      ['model-misspelled 3'],
    ],
    [
      'a default of an option',
      `${HERE_TS}const f = async ({ messages, model = 'gpt4o' }: any) => {\n  ${asksTs('model')}\n};`,
      ['model-misspelled 3'],
    ],
    [
      'a loop over names',
      `${HERE_TS}for (const model of ['gpt-4o', 'gpt4o']) {\n  ${asksTs('model')}\n}`,
      ['model-misspelled 3'],
    ],
    [
      'a client of a file that is named as the SDK',
      {
        'lib/openai.ts': HERE_TS.replace('const', 'export const'),
        'app.ts': `import { client } from '@/lib/openai';\n\n${asksTs(`'gpt4o'`)}`,
        'b.ts': `import { client } from './lib/openai';\n\n${asksTs(`'gpt4o'`)}`,
        'c.ts': `import { client } from 'traced-openai';\n\n${asksTs(`'gpt4o'`)}`,
      },
      ['model-misspelled app.ts:3', 'model-misspelled b.ts:3'],
    ],
    ['deep-seek', HERE_TS + asksTs(`'deep-seek-chat'`), ['deepseek-misspelled 3']],

    ['a model of the list', HERE_TS + asksTs(`'gpt-4o'`)],
    ['a parameter without a default', `${HERE_TS}async function f(model: string) {\n  ${asksTs('model')}\n}`],
    [
      'a default that is set',
      `${HERE_TS}async function f(model = 'gpt4o') {\n  model = pick(model);\n  ${asksTs('model')}\n}`,
    ],
    [
      'a loop over what may change',
      `${HERE_TS}const all = ['gpt4o'];\nall[0] = pick();\nfor (const model of all) {\n  ${asksTs('model')}\n}`,
    ],
    ['a choice', HERE_TS + asksTs(`fast ? 'gpt4o' : 'gpt-4o'`)],
    ['a name that comes from the environment', HERE_TS + asksTs(`process.env.MODEL ?? 'gpt4o'`)],
    [
      'parameters that are changed',
      `${HERE_TS}const params = { model: 'gpt4o', messages };\nparams.model = pick();\nclient.chat.completions.create(params);`,
    ],
    ['a spread after it', `${HERE_TS}client.chat.completions.create({ messages, ...params });`],
    [
      'another SDK of the same shape',
      `import OpenAI from 'openai';\nimport Groq from 'groq-sdk';\nconst client = new Groq();\n${asksTs(`'gpt4'`)}`,
    ],
    [
      'a wrapped client',
      `import OpenAI from 'openai';\nimport { wrap } from 'tracer';\nconst client = wrap(new OpenAI());\n${asksTs(`'gpt4'`)}`,
    ],
  ]);
});

describe('the list of the deployment', () => {
  const app = { 'app.py': HERE + asks('"gpt4"') };

  it('decides what exists, however the name looks', async () => {
    expect(await hitsIn(app, { models: ['gpt4', 'gpt-4o'] })).toEqual([]);
    expect(await hitsIn(app, { models: ['acme-1'] })).toEqual([]);
  });

  it('is done without where it could not be had', async () => {
    expect(await hitsIn(app, { models: null })).toEqual(['model-misspelled app.py:3']);
    expect(await hitsIn({ 'app.py': HERE + asks('"gpt-4o-audio-preview"') }, { models: null })).toEqual([]);
  });
});
