import { describe, expect, it } from 'vitest';
import { proveCases } from './cases.ts';
import { DEPLOYMENT, hitsIn } from './scanned.ts';

const V1 = 'anthropic-url-with-v1';
const NO_V1 = 'openai-url-without-v1';

describe('base URLs in Python', () => {
  proveCases('app.py', [
    [
      'an Anthropic client with /v1',
      `from anthropic import Anthropic\nc = Anthropic(base_url="https://x.test/v1")`,
      [`${V1} 2`],
    ],
    [
      'with a slash at the end',
      `import anthropic\nc = anthropic.AsyncAnthropic(base_url="https://x.test/v1/")`,
      [`${V1} 2`],
    ],
    [
      'through an alias',
      `import anthropic as a\nclient = a.Anthropic(api_key=k, base_url='https://x.test/api/v1')`,
      [`${V1} 2`],
    ],
    [
      'under another name',
      `from anthropic import Anthropic as A\n\nA(\n  base_url="https://x.test/v1",\n)`,
      [`${V1} 4`],
    ],
    [
      'through a constant',
      `from anthropic import Anthropic\nBASE: str = "https://x.test" "/v1"\nAnthropic(base_url=BASE)`,
      [`${V1} 3`],
    ],
    [
      'in a class',
      `import anthropic\nclass A:\n    def __init__(self):\n        self.url = "https://x.test/v1"\n        self.c = anthropic.Anthropic(base_url=self.url)`,
      [`${V1} 5`],
    ],
    [
      'in a with statement',
      `import anthropic\nasync def f():\n    async with anthropic.AsyncAnthropic(base_url="https://x.test/v1") as c:\n        pass`,
      [`${V1} 3`],
    ],
    [
      'as the default of a variable',
      `import os, anthropic\nanthropic.Anthropic(base_url=os.getenv("MY_URL", "https://x.test/v1"))`,
      [`${V1} 2`],
    ],
    [
      'as the default of a parameter',
      `from anthropic import Anthropic\ndef make(url="https://x.test/v1"):\n    return Anthropic(base_url=url)`,
      [`${V1} 2`],
    ],
    [
      'a parameter that is set again',
      `from anthropic import Anthropic\ndef make(url="https://x.test/v1"):\n    url = url.removesuffix("/v1")\n    return Anthropic(base_url=url)`,
      [],
    ],
    [
      'a parameter without a value',
      `from anthropic import Anthropic\ndef make(url=None):\n    return Anthropic(base_url=url)`,
      [],
    ],
    [
      'an OpenAI client of this deployment without /v1',
      `from openai import OpenAI\nOpenAI(base_url="${DEPLOYMENT}")`,
      [`${NO_V1} 2`],
    ],
    ['the same with a slash', `import openai\nopenai.AsyncOpenAI(base_url="${DEPLOYMENT}/")`, [`${NO_V1} 2`]],
    [
      'an OpenAI client of an AgentRouter',
      `from openai import OpenAI\nOpenAI(base_url="https://your-agentrouter.com")`,
      [`${NO_V1} 2`],
    ],
    [
      'an OpenAI client with its key',
      `import os\nfrom openai import OpenAI\nOpenAI(base_url="https://llm.acme.test", api_key=os.environ["AGENTROUTER_API_KEY"])`,
      [`${NO_V1} 3`],
    ],
    [
      'an OpenAI client with its variable',
      `import os\nfrom openai import OpenAI\nOpenAI(base_url=os.environ["AGENTROUTER_BASE_URL"])`,
      [`${NO_V1} 3`],
    ],

    [
      'an Anthropic client without /v1',
      `from anthropic import Anthropic\nAnthropic(base_url="${DEPLOYMENT}")`,
    ],
    [
      'an Anthropic client with v1 in the middle',
      `from anthropic import Anthropic\nAnthropic(base_url="https://gateway.test/v1/acct/gw/anthropic")`,
    ],
    [
      'an Anthropic client with another version',
      `from anthropic import Anthropic\nAnthropic(base_url="https://x.test/v1beta")`,
    ],
    ['an OpenAI client with /v1', `from openai import OpenAI\nOpenAI(base_url="${DEPLOYMENT}/v1")`],
    [
      'a provider that needs no /v1',
      `from openai import OpenAI\nOpenAI(base_url="https://api.deepseek.com")`,
    ],
    [
      'a proxy on this machine that needs none',
      `import os\nfrom openai import OpenAI\nOpenAI(base_url="http://localhost:4000", api_key=os.environ["AGENTROUTER_API_KEY"])`,
    ],
    ['another host that nobody knows', `from openai import OpenAI\nOpenAI(base_url="https://llm.acme.test")`],
    [
      'another path of this host',
      `from openai import OpenAI\nOpenAI(base_url="${DEPLOYMENT}/openai/v1beta")`,
    ],
    ['an f-string', `from anthropic import Anthropic\nAnthropic(base_url=f"{host}/v1")`],
    ['a sum with a name', `from anthropic import Anthropic\nAnthropic(base_url=host + "/v1")`],
    [
      'keyword arguments from elsewhere',
      `from anthropic import Anthropic\nAnthropic(**{"base_url": "https://x.test/v1", **options()}, **more)`,
    ],
    ['a comment', `from anthropic import Anthropic\n# Anthropic(base_url="https://x.test/v1")\nAnthropic()`],
    ['a docstring', `from anthropic import Anthropic\n"""\nAnthropic(base_url="https://x.test/v1")\n"""`],
    [
      'a name that is set twice',
      `from anthropic import Anthropic\nurl = "https://x.test/v1"\nurl = url[:-3]\nAnthropic(base_url=url)`,
    ],
    ['a parameter', `from anthropic import Anthropic\ndef f(url):\n    return Anthropic(base_url=url)`],
    [
      'a class of the same name from elsewhere',
      `import openai\nfrom fakes import Anthropic\nAnthropic(base_url="https://x.test/v1")`,
    ],
    [
      'a class of the same name in the file',
      `import anthropic\nclass Anthropic:\n    pass\nAnthropic(base_url="https://x.test/v1")`,
    ],
    ['Azure', `from openai import AzureOpenAI\nAzureOpenAI(base_url="https://x.openai.azure.test")`],
    [
      'LangChain, which says it otherwise',
      `from langchain_anthropic import ChatAnthropic\nChatAnthropic(base_url="https://x.test/v1")`,
    ],
    [
      'a setting that is changed on the way',
      `import os\nfrom openai import OpenAI\nOpenAI(base_url=os.environ["AGENTROUTER_BASE_URL"].rstrip("/") + "/v1")`,
    ],
    ['None', `from openai import OpenAI\nOpenAI(base_url=None)`],
  ]);
});

describe('base URLs in JavaScript and TypeScript', () => {
  proveCases('app.ts', [
    [
      'an Anthropic client with /v1',
      `import Anthropic from '@anthropic-ai/sdk';\nconst c = new Anthropic({ baseURL: 'https://x.test/v1' });`,
      [`${V1} 2`],
    ],
    [
      'a named import',
      `import { Anthropic as A } from '@anthropic-ai/sdk';\nnew A({ baseURL: \`https://x.test/v1\` });`,
      [`${V1} 2`],
    ],
    [
      'a namespace',
      `import * as sdk from '@anthropic-ai/sdk';\nnew sdk.Anthropic({ 'baseURL': "https://x.test/v1" });`,
      [`${V1} 2`],
    ],
    [
      'require',
      {
        'a.cjs': `const Anthropic = require('@anthropic-ai/sdk');\nconst c = new Anthropic({ baseURL: 'https://x.test/v1' });`,
      },
      [`${V1} a.cjs:2`],
    ],
    [
      'require taken apart',
      { 'a.js': `const { OpenAI } = require('openai');\nnew OpenAI({ baseURL: '${DEPLOYMENT}' });` },
      [`${NO_V1} a.js:2`],
    ],
    [
      'a dynamic import',
      `const { default: OpenAI } = await import('openai');\nnew OpenAI({ baseURL: '${DEPLOYMENT}' });`,
      [`${NO_V1} 2`],
    ],
    [
      'options in a constant',
      `import Anthropic from '@anthropic-ai/sdk';\nconst BASE = 'https://x.test/v1' as const;\nconst options = { baseURL: BASE };\nnew Anthropic(options);`,
      [`${V1} 3`],
    ],
    [
      'as the default of a parameter',
      `import Anthropic from '@anthropic-ai/sdk';\nexport const make = (baseURL = 'https://x.test/v1') =>\n  new Anthropic({ baseURL });`,
      [`${V1} 2`],
    ],
    [
      'a configuration object',
      `import Anthropic from '@anthropic-ai/sdk';\nconst config = { llm: { url: 'https://x.test/v1' } };\nnew Anthropic({ baseURL: config.llm.url });`,
      [`${V1} 3`],
    ],
    [
      'a private field',
      `import Anthropic from '@anthropic-ai/sdk';\nclass A {\n  #client = new Anthropic({ baseURL: 'https://x.test/v1' });\n}`,
      [`${V1} 3`],
    ],
    [
      'in JSX',
      {
        'a.tsx': `import OpenAI from 'openai';\nexport const A = () => <p>{String(new OpenAI({ baseURL: '${DEPLOYMENT}' }))}</p>;`,
      },
      [`${NO_V1} a.tsx:2`],
    ],
    [
      'an OpenAI client with its variable',
      `import OpenAI from 'openai';\nnew OpenAI({ baseURL: process.env.AGENTROUTER_BASE_URL! });`,
      [`${NO_V1} 2`],
    ],
    [
      'beside another class',
      `import OpenAI, { AzureOpenAI } from 'openai';\nnew AzureOpenAI({ baseURL: '${DEPLOYMENT}' });\nnew OpenAI({ baseURL: '${DEPLOYMENT}' });`,
      [`${NO_V1} 3`],
    ],

    [
      'the AI SDK, which wants /v1',
      `import { createAnthropic } from '@ai-sdk/anthropic';\ncreateAnthropic({ baseURL: 'https://x.test/v1' });`,
    ],
    [
      'a template with a part',
      `import Anthropic from '@anthropic-ai/sdk';\nnew Anthropic({ baseURL: \`\${host}/v1\` });`,
    ],
    [
      'a spread',
      `import Anthropic from '@anthropic-ai/sdk';\nnew Anthropic({ baseURL: 'https://x.test/v1', ...options });`,
    ],
    [
      'a type import',
      `import type Anthropic from '@anthropic-ai/sdk';\nexport const x: Anthropic.Message | null = null;`,
    ],
    [
      'a string of its own',
      `import Anthropic from '@anthropic-ai/sdk';\nexport const text = "new Anthropic({ baseURL: 'https://x.test/v1' })";`,
    ],
    [
      'a comment',
      `import Anthropic from '@anthropic-ai/sdk';\n/* new Anthropic({ baseURL: 'https://x.test/v1' }) */\n// new Anthropic({ baseURL: 'https://x.test/v1' })`,
    ],
    [
      'options that are changed later',
      `import Anthropic from '@anthropic-ai/sdk';\nconst options = { baseURL: 'https://x.test/v1' };\noptions.baseURL = url;\nnew Anthropic(options);`,
    ],
    [
      'a name set anew in a function',
      `import Anthropic from '@anthropic-ai/sdk';\nconst url = 'https://x.test/v1';\nfunction f(url) {\n  return new Anthropic({ baseURL: url });\n}`,
    ],
    [
      'LiteLLM on another host',
      `import OpenAI from 'openai';\nnew OpenAI({ baseURL: 'https://litellm.acme.test', apiKey: process.env.LITELLM_KEY });`,
    ],
  ]);
});

describe('base URLs in the environment', () => {
  const anthropic = {
    'a.py': `import os, anthropic\nanthropic.Anthropic(base_url=os.environ["AGENTROUTER_BASE_URL"])`,
  };
  const openai = { 'a.py': `import os, openai\nopenai.OpenAI(base_url=os.environ["AGENTROUTER_BASE_URL"])` };
  const withV1 = { env: { AGENTROUTER_BASE_URL: `${DEPLOYMENT}/v1` } };

  it('are judged by what the variable holds', async () => {
    expect(await hitsIn(anthropic, withV1)).toEqual([`${V1} a.py:2`]);
    expect(await hitsIn(openai, withV1)).toEqual([]);
    expect(await hitsIn(anthropic)).toEqual([]);
    expect(await hitsIn(openai)).toEqual([`${NO_V1} a.py:2`]);
  });

  it('are left alone where the variable is not known', async () => {
    const other = { 'a.py': `import os, anthropic\nanthropic.Anthropic(base_url=os.environ["LLM_URL"])` };
    expect(await hitsIn(other, withV1)).toEqual([]);
  });
});
