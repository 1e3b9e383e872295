import { describe } from 'vitest';
import { proveCases } from './cases.ts';

const LIMIT = 'missing-max-tokens';
const PART = 'incomplete-message';
const PY = `import anthropic\nclient = anthropic.Anthropic()\n`;
const OPENAI_PY = `from openai import OpenAI\nclient = OpenAI()\n`;
const TS = `import Anthropic from '@anthropic-ai/sdk';\nconst client = new Anthropic();\n`;
const HELLO = '[{"role": "user", "content": "Hello"}]';
const MODEL = 'model="claude-3-5-sonnet-20241022"';

describe('max_tokens', () => {
  proveCases('app.py', [
    ['is missed', `${PY}client.messages.create(${MODEL}, messages=${HELLO})`, [`${LIMIT} 3`]],
    [
      'is missed in a stream',
      `${PY}with client.messages.stream(${MODEL}, messages=m) as s:\n    pass`,
      [`${LIMIT} 3`],
    ],
    [
      'is missed by an argument that is declared',
      `import anthropic\nasync def f(c: anthropic.AsyncAnthropic):\n    return await c.messages.create(${MODEL}, messages=${HELLO})`,
      [`${LIMIT} 3`],
    ],
    [
      'is missed in a class',
      `from anthropic import Anthropic\nclass A:\n    def __init__(self):\n        self._c = Anthropic()\n    def ask(self, m):\n        return self._c.messages.create(${MODEL}, messages=m)`,
      [`${LIMIT} 6`],
    ],
    ['is there', `${PY}client.messages.create(${MODEL}, max_tokens=9, messages=${HELLO})`],
    ['may be among the rest', `${PY}client.messages.create(${MODEL}, messages=${HELLO}, **more)`],
    [
      'is no matter of the OpenAI SDK',
      `${OPENAI_PY}client.chat.completions.create(model="gpt-4o", messages=${HELLO})`,
    ],
    [
      'is no matter of Twilio',
      `import anthropic\nfrom twilio.rest import Client\nclient = Client(a, b)\nclient.messages.create(body="x", to="y")`,
    ],
    [
      'is no matter of threads',
      `${OPENAI_PY}client.beta.threads.messages.create(thread_id="x", role="user", content="y")`,
    ],
    [
      'is no matter of a wrapper',
      `import anthropic\nfrom ours import Wrapper\nclient = Wrapper(anthropic.Anthropic())\nclient.messages.create(${MODEL}, messages=${HELLO})`,
    ],
    [
      'is no matter of an object that nobody knows',
      `import anthropic\ndef f(client):\n    client.messages.create(${MODEL}, messages=${HELLO})`,
    ],
    ['is no matter of batches', `${PY}client.messages.batches.create(requests=[])`],
    ['is no matter of a file that is no Python', `${PY}client.messages.create(${MODEL} messages=`],
  ]);
  proveCases('app.ts', [
    [
      'is missed',
      `${TS}await client.messages.create({ model: 'claude-3-5-haiku-20241022', messages });`,
      [`${LIMIT} 3`],
    ],
    [
      'is missed by a field that is declared',
      `import Anthropic from '@anthropic-ai/sdk';\nclass A {\n  constructor(private readonly client: Anthropic) {}\n  ask = async (messages: any) => this.client!.messages.create({ model: 'x', messages });\n}`,
      [`${LIMIT} 4`],
    ],
    ['is there', `${TS}client.messages.create({ model: 'x', max_tokens: 9, messages });`],
    ['is there in short', `${TS}client.messages.create({ model: 'x', max_tokens, messages });`],
    ['may be among the rest', `${TS}client.messages.create({ model: 'x', messages, ...rest });`],
    ['may be in what comes from elsewhere', `${TS}client.messages.create(body);`],
    [
      'is added later',
      `${TS}const body = { model: 'x', messages };\nObject.assign(body, limits);\nclient.messages.create(body);`,
    ],
    ['may be in arguments that are spread', `${TS}client.messages.create(...args);`],
  ]);
});

describe('messages', () => {
  const ask = (messages: string): string =>
    `${OPENAI_PY}client.chat.completions.create(model="gpt-4o", messages=${messages})`;
  proveCases('app.py', [
    ['without a role', ask('[{"content": "Hello"}]'), [`${PART} 3`]],
    ['without a content', ask('[{"role": "system", "content": "x"}, {"role": "user"}]'), [`${PART} 3`]],
    ['without either', ask('[{"text": "Hello"}]'), [`${PART} 3`]],
    [
      'in a name',
      `${OPENAI_PY}messages = [\n    {"role": "user", "content": "x"},\n    {"content": "y"},\n]\nclient.chat.completions.create(model="gpt-4o", messages=messages)`,
      [`${PART} 5`],
    ],
    [
      'for Anthropic',
      `${PY}client.messages.create(${MODEL}, max_tokens=9, messages=[{"content": "Hello"}])`,
      [`${PART} 3`],
    ],
    ['whole', ask(HELLO)],
    ['with a tool call instead of a content', ask('[{"role": "assistant", "tool_calls": calls}]')],
    ['with more from elsewhere', ask('[{"content": "Hello", **more}]')],
    ['that are made elsewhere', ask('[message, *history]')],
    [
      'that are changed',
      `${OPENAI_PY}messages = [{"content": "y"}]\nmessages[0]["role"] = "user"\nclient.chat.completions.create(model="gpt-4o", messages=messages)`,
    ],
    ['of another list', `${OPENAI_PY}documents = [{"content": "Hello"}]`],
    ['that a comprehension makes', ask('[{"content": m} for m in x]')],
    ['of the responses API', `${OPENAI_PY}client.responses.create(model="gpt-4o", input=[{"content": "x"}])`],
  ]);
  proveCases('app.ts', [
    [
      'without a role',
      `${TS}client.messages.create({ model: 'x', max_tokens: 9, messages: [{ content: 'Hello' }] });`,
      [`${PART} 3`],
    ],
    [
      'with a role in short',
      `${TS}client.messages.create({ model: 'x', max_tokens: 9, messages: [{ role, content: 'Hello' }] });`,
    ],
    [
      'with more from elsewhere',
      `${TS}client.messages.create({ model: 'x', max_tokens: 9, messages: [{ ...m }, { content: 'x', ...m }] });`,
    ],
    [
      'with a computed name',
      `${TS}client.messages.create({ model: 'x', max_tokens: 9, messages: [{ [key]: 'user', content: 'x' }] });`,
    ],
  ]);
});
