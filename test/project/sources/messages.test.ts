import { describe } from 'vitest';
import { proveCases } from './cases.ts';

const PART = 'incomplete-message';
const PY = `from openai import OpenAI\nclient = OpenAI()\n`;
const TS = `import OpenAI from 'openai';\nconst client = new OpenAI();\n`;
const CALL = 'client.chat.completions.create(model="gpt-4o", messages=messages)';
const CALL_TS = `await client.chat.completions.create({ model: 'gpt-4o', messages });`;
const ask = (messages: string): string =>
  `${PY}client.chat.completions.create(model="gpt-4o", messages=${messages})`;
const grown = (line: string): string => `${PY}messages = []\n${line}\n${CALL}`;
const grownTs = (line: string): string => `${TS}const messages = [];\n${line}\n${CALL_TS}`;

describe('a message with something else than a content', () => {
  proveCases('app.py', [
    ['of the user', ask('[{"role": "user", "text": "Hello"}]'), [`${PART} 3`]],
    ['of the user, under a name of its own', ask('[{"role": "user", "question": "Hello"}]'), [`${PART} 3`]],
    ['of a model', ask('[{"role": "assistant", "text": "Hello"}]'), [`${PART} 3`]],
    ['of a role that is not known', ask('[{"role": role, "text": "Hello"}]'), [`${PART} 3`]],
    ['that calls tools', ask('[{"role": "assistant", "tool_calls": calls}]')],
    ['that calls a function', ask('[{"role": role, "function_call": call}]')],
    ['that refuses', ask('[{"role": "assistant", "refusal": "No"}]')],
    ['that reasons', ask('[{"role": "assistant", "reasoning_content": "x"}]')],
    ['of a kind of its own', ask('[{"type": "function_call_output", "output": "x"}]')],
  ]);
});

describe('messages that are added', () => {
  proveCases('app.py', [
    ['without a role', grown('messages.append({"content": "x"})'), [`${PART} 4`]],
    ['in front', grown('messages.insert(0, {"content": "x"})'), [`${PART} 4`]],
    ['without a content', grown('messages.append({"role": "user", "text": "x"})'), [`${PART} 4`]],
    ['by a name', grown('message = {"content": "x"}\nmessages.append(message)'), [`${PART} 4`]],
    [
      'in a class',
      `${PY}class Chat:\n    def __init__(self):\n        self.messages = []\n    def ask(self, text):\n        self.messages.append({"content": text})\n        return client.chat.completions.create(model="gpt-4o", messages=self.messages)`,
      [`${PART} 7`],
    ],
    ['whole', grown('messages.append({"role": "user", "content": "x"})')],
    ['as they come', grown('messages.append(answer.choices[0].message)')],
    ['to another list', grown('documents = []\ndocuments.append({"content": "x"})')],
    [
      'to the same name in another function',
      grown('def f():\n    messages = []\n    messages.append({"content": "x"})'),
    ],
    [
      'and completed in a loop',
      grown('messages.append({"content": "x"})\nfor m in messages:\n    m["role"] = "user"'),
    ],
    [
      'and completed by their number',
      grown('messages.append({"content": "x"})\nmessages[-1]["role"] = "user"'),
    ],
    [
      'and completed by their name',
      grown('message = {"content": "x"}\nmessage["role"] = "user"\nmessages.append(message)'),
    ],
    ['to a list from elsewhere', `${PY}def f(messages):\n    messages.append({"content": "x"})\n    ${CALL}`],
    ['to a list that is set twice', grown('messages.append({"content": "x"})\nmessages = whole(messages)')],
  ]);
  proveCases('app.ts', [
    ['without a role', grownTs(`messages.push({ content: 'x' });`), [`${PART} 4`]],
    [
      'of which the second has no content',
      grownTs(`messages.push({ role: 'user', content: 'x' }, { role: 'user', text: 'y' });`),
      [`${PART} 4`],
    ],
    ['whole', grownTs(`messages.push({ role: 'user', content: 'x' });`)],
    ['with more from elsewhere', grownTs(`messages.push({ content: 'x', ...more });`)],
    [
      'and mapped',
      `${TS}const parts = [];\nparts.push({ content: 'x' });\nconst messages = parts.map(whole);\n${CALL_TS}`,
    ],
  ]);
});
