import { describe } from 'vitest';
import { proveCases } from './cases.ts';
import { DEPLOYMENT } from './scanned.ts';

const LIMIT = 'missing-max-tokens';
const URL = 'anthropic-url-with-v1';
const MODEL = 'model-misspelled';
const PY = `import anthropic\nclient = anthropic.Anthropic()\n`;
const TS = `import Anthropic from '@anthropic-ai/sdk';\nconst client = new Anthropic();\n`;
const OPENAI_PY = `from openai import OpenAI\nclient = OpenAI(base_url="${DEPLOYMENT}/v1")\n`;
const python = (params: string, more = ''): string =>
  `${PY}params = ${params}\n${more}client.messages.create(messages=m, **params)`;
const script = (params: string, more = ''): string =>
  `${TS}const params = ${params};\n${more}client.messages.create({ messages, ...params });`;

describe('keyword arguments of a dictionary', () => {
  proveCases('app.py', [
    ['without max_tokens', python('{"model": "x"}'), [`${LIMIT} 4`]],
    ['of dict() without max_tokens', python('dict(model="x", system="y")'), [`${LIMIT} 4`]],
    ['of dict() over another', python('dict({"model": "x"}, system="y")'), [`${LIMIT} 4`]],
    [
      'of a dictionary in it',
      python('{**base}', '').replace('params =', 'base = {"model": "x"}\nparams ='),
      [`${LIMIT} 5`],
    ],
    ['on the spot', `${PY}client.messages.create(messages=m, **{"model": "x"})`, [`${LIMIT} 3`]],
    [
      'with a model that is not listed',
      `${OPENAI_PY}params = {"model": "gpt4o"}\nclient.chat.completions.create(messages=m, **params)`,
      [`${MODEL} 3`],
    ],
    [
      'of a client',
      `import anthropic\nanthropic.Anthropic(**{"base_url": "https://x.test/v1"})`,
      [`${URL} 2`],
    ],

    ['with max_tokens', python('{"model": "x", "max_tokens": 9}')],
    ['of dict() with max_tokens', python('dict(model="x", max_tokens=9)')],
    ['of dict() over one with max_tokens', python('dict(limits, model="x")')],
    ['with max_tokens added later', python('{"model": "x"}', 'params["max_tokens"] = 9\n')],
    ['with an update', python('{"model": "x"}', 'params.update(limits)\n')],
    ['with a union', python('{"model": "x"}', 'params |= limits\n')],
    ['that another function may change', python('{"model": "x"}', 'with_limits(params)\n')],
    [
      'that is set twice',
      python('{"model": "x"}', 'if long:\n    params = {"model": "x", "max_tokens": 9}\n'),
    ],
    ['with more from elsewhere', python('{"model": "x", **limits}')],
    ['with a name that is computed', python('{"model": "x", key: 9}')],
    ['of a parameter', `${PY}def f(params):\n    client.messages.create(messages=m, model="x", **params)`],
    [
      'of keyword arguments',
      `${PY}def f(**params):\n    client.messages.create(messages=m, model="x", **params)`,
    ],
    [
      'with a model that is replaced',
      `${OPENAI_PY}params = {"model": "gpt4o", **chosen}\nclient.chat.completions.create(messages=m, **params)`,
    ],
  ]);
});

describe('options that are spread', () => {
  proveCases('app.ts', [
    ['without max_tokens', script(`{ model: 'x' }`), [`${LIMIT} 4`]],
    ['on the spot', `${TS}client.messages.create({ messages, ...{ model: 'x' } });`, [`${LIMIT} 3`]],
    [
      'of a client',
      `import Anthropic from '@anthropic-ai/sdk';\nconst base = { baseURL: 'https://x.test/v1' };\nnew Anthropic({ ...base, timeout: 9 });`,
      [`${URL} 2`],
    ],

    ['with max_tokens', script(`{ model: 'x', max_tokens: 9 }`)],
    ['with max_tokens added later', script(`{ model: 'x' }`, 'params.max_tokens = 9;\n')],
    ['with a choice', script(`long ? { model: 'x', max_tokens: 9 } : { model: 'x' }`)],
    ['with a spread that may be empty', script(`{ model: 'x', ...(long && { max_tokens: 9 }) }`)],
    [
      'over a base URL',
      `import Anthropic from '@anthropic-ai/sdk';\nconst base = { baseURL: 'https://x.test/v1' };\nnew Anthropic({ ...base, baseURL: 'https://x.test' });`,
    ],
    [
      'after a base URL',
      `import Anthropic from '@anthropic-ai/sdk';\nnew Anthropic({ baseURL: 'https://x.test/v1', ...{ baseURL: url } });`,
    ],
  ]);
});
