import { describe } from 'vitest';
import { proveCases } from './cases.ts';
import { DEPLOYMENT } from './scanned.ts';

const URL = 'anthropic-url-with-v1';
const MODEL = 'model-misspelled';
const PY = `from anthropic import Anthropic\n`;
const OPENAI_PY = `from openai import OpenAI\nclient = OpenAI(base_url="${DEPLOYMENT}/v1")\n`;
const TS = `import Anthropic from '@anthropic-ai/sdk';\n`;
const OPENAI_TS = `import OpenAI from 'openai';\nconst client = new OpenAI({ baseURL: '${DEPLOYMENT}/v1' });\n`;

describe('texts with names in them', () => {
  proveCases('app.py', [
    ['a base URL', `${PY}HOST = "https://x.test"\nAnthropic(base_url=f"{HOST}/v1")`, [`${URL} 3`]],
    ['a sum', `${PY}HOST = "https://x.test"\nAnthropic(base_url=HOST + "/v1")`, [`${URL} 3`]],
    [
      'a name that is made of another',
      `${PY}HOST = "x.test"\nROOT = f"https://{HOST}"\nAnthropic(base_url=f"{ROOT}/v1")`,
      [`${URL} 4`],
    ],
    [
      'a field of the class',
      `${PY}class A:\n    HOST = "https://x.test"\n    def make(self):\n        return Anthropic(base_url=f"{self.HOST}/v1")`,
      [`${URL} 5`],
    ],
    [
      'a model',
      `${OPENAI_PY}SIZE = "mni"\nclient.chat.completions.create(model=f"gpt-4o-{SIZE}", messages=m)`,
      [`${MODEL} 4`],
    ],

    [
      'a name of the environment',
      `${PY}import os\nHOST = os.environ["HOST"]\nAnthropic(base_url=f"{HOST}/v1")`,
    ],
    [
      'a name that is set twice',
      `${PY}HOST = "https://x.test"\nHOST = host()\nAnthropic(base_url=f"{HOST}/v1")`,
    ],
    ['a parameter', `${PY}def make(host):\n    return Anthropic(base_url=f"{host}/v1")`],
    ['a format', `${PY}PART = "v1"\nAnthropic(base_url=f"https://x.test/{PART!r}")`],
    ['doubled braces', `${PY}PART = "x"\nAnthropic(base_url=f"https://{{{PART}}}/v1")`],
    ['itself', `${PY}HOST = f"{HOST}/v1"\nAnthropic(base_url=HOST)`],
    ['the right base URL', `${PY}HOST = "https://x.test"\nAnthropic(base_url=f"{HOST}")`],
  ]);
  proveCases('app.ts', [
    [
      'a base URL',
      TS + 'const HOST = "https://x.test";\nnew Anthropic({ baseURL: `${HOST}/v1` });',
      [`${URL} 3`],
    ],
    ['a sum', `${TS}const HOST = 'https://x.test';\nnew Anthropic({ baseURL: HOST + '/v1' });`, [`${URL} 3`]],
    [
      'a part of an object',
      TS + 'const config = { host: "https://x.test" };\nnew Anthropic({ baseURL: `${config.host}/v1` });',
      [`${URL} 3`],
    ],
    [
      'a model',
      OPENAI_TS +
        'const SIZE = "mni";\nawait client.chat.completions.create({ model: `gpt-4o-${SIZE}`, messages });',
      [`${MODEL} 4`],
    ],

    [
      'a name of the environment',
      TS + 'const { HOST } = process.env;\nnew Anthropic({ baseURL: `${HOST}/v1` });',
    ],
    ['a call', TS + 'new Anthropic({ baseURL: `${host()}/v1` });'],
    [
      'a choice',
      TS +
        'const HOST = local ? "http://a.test" : "http://b.test";\nnew Anthropic({ baseURL: `${HOST}/v1` });',
    ],
    ['the right base URL', TS + 'const HOST = "https://x.test";\nnew Anthropic({ baseURL: `${HOST}/api` });'],
  ]);
});
