import { describe } from 'vitest';
import { proveCases } from './cases.ts';

const DELTA = 'delta-unchecked';
const LOOP = 'stream-unguarded';
const TYPE = 'content-type-unchecked';
const PY = `from openai import OpenAI\nclient = OpenAI()\n`;
const STREAM = 'client.chat.completions.create(model="gpt-4o", messages=m, stream=True)';
const TS = `import OpenAI from 'openai';\nconst client = new OpenAI();\n`;
const STREAM_TS = `await client.chat.completions.create({ model: 'gpt-4o', messages, stream: true })`;
const read = (body: string): string =>
  `${PY}try:\n    for chunk in ${STREAM}:\n${body}\nexcept Exception:\n    pass`;
const readTs = (body: string): string =>
  `${TS}try {\n  for await (const chunk of ${STREAM_TS}) {\n${body}\n  }\n} catch {}`;
const PIECE = 'chunk.choices[0].delta.content';

describe('pieces of a stream', () => {
  proveCases('app.py', [
    ['printed', read(`        print(${PIECE})`), [`${DELTA} 5`]],
    ['printed on one line', read(`        print(${PIECE}, end="", flush=True)`), [`${DELTA} 5`]],
    ['written', read(`        import sys\n        sys.stdout.write(${PIECE})`), [`${DELTA} 6`]],
    ['under a name', read(`        piece = ${PIECE}\n        print(piece, end="")`), [`${DELTA} 6`]],
    [
      'with a check of the choices only',
      read(`        if chunk.choices:\n            print(${PIECE}, end="")`),
      [`${DELTA} 6`],
    ],
    ['with a check', read(`        if ${PIECE}:\n            print(${PIECE})`)],
    ['with a check for None', read(`        if ${PIECE} is not None:\n            print(${PIECE})`)],
    ['with a substitute', read(`        print(${PIECE} or "", end="")`)],
    ['after a continue', read(`        if not ${PIECE}:\n            continue\n        print(${PIECE})`)],
    [
      'with a check of the name',
      read(`        piece = ${PIECE}\n        if piece:\n            print(piece)`),
    ],
    [
      'after the reason of the end',
      read(`        if chunk.choices[0].finish_reason is None:\n            print(${PIECE})`),
    ],
    ['of one answer', `${PY}print(answer.choices[0].message.content)`],
    ['outside a loop', `${PY}print(${PIECE})`],
    ['of another service', `from groq import Groq\n${read(`        print(${PIECE})`)}`],
    ['of another form', read(`        print(chunk.data.choices[0].delta.content)`)],
    ['by a print of the file', `${PY}def print(x):\n    pass\nfor chunk in y:\n    print(${PIECE})`],
  ]);
  proveCases('app.ts', [
    ['written', readTs(`process.stdout.write(${PIECE});`), [`${DELTA} 5`]],
    [
      'written with optional chaining',
      readTs(`process.stdout.write(chunk.choices[0]?.delta?.content!);`),
      [`${DELTA} 5`],
    ],
    ['with ||', readTs(`process.stdout.write(${PIECE} || '');`)],
    ['with ??', readTs(`process.stdout.write(chunk.choices[0]?.delta?.content ?? '');`)],
    ['with a check', readTs(`if (${PIECE}) process.stdout.write(${PIECE});`)],
    ['with &&', readTs(`${PIECE} && process.stdout.write(${PIECE});`)],
    [
      'with a check of the parts',
      readTs(`const { delta } = chunk.choices[0];\nif (delta.content) process.stdout.write(${PIECE});`),
    ],
  ]);
});

describe('loops over a stream', () => {
  proveCases('app.py', [
    ['without a try', `${PY}for chunk in ${STREAM}:\n    pass`, [`${LOOP} 3`]],
    ['under a name', `${PY}stream = ${STREAM}\nfor chunk in stream:\n    pass`, [`${LOOP} 4`]],
    [
      'in a function that nothing guards',
      `${PY}def main():\n    for chunk in ${STREAM}:\n        pass\n\nif __name__ == "__main__":\n    main()`,
      [`${LOOP} 4`],
    ],
    [
      'in asyncio',
      `import asyncio\n${PY}async def main():\n    async for chunk in await ${STREAM}:\n        pass\nasyncio.run(main())`,
      [`${LOOP} 5`],
    ],
    [
      'with only a finally',
      `${PY}try:\n    for chunk in ${STREAM}:\n        pass\nfinally:\n    done()`,
      [`${LOOP} 4`],
    ],
    [
      'in an except',
      `${PY}try:\n    x()\nexcept Exception:\n    for chunk in ${STREAM}:\n        pass`,
      [`${LOOP} 6`],
    ],
    ['in a try', `${PY}try:\n    for chunk in ${STREAM}:\n        pass\nexcept Exception:\n    pass`],
    [
      'in a function that is called in a try',
      `${PY}def main():\n    for chunk in ${STREAM}:\n        pass\ntry:\n    main()\nexcept Exception:\n    pass`,
    ],
    ['in a function that others call', `${PY}def ask():\n    for chunk in ${STREAM}:\n        pass`],
    [
      'in a generator',
      `${PY}def ask():\n    for chunk in ${STREAM}:\n        yield chunk\nfor x in ask():\n    pass`,
    ],
    ['in a route', `${PY}@app.get("/")\ndef ask():\n    for chunk in ${STREAM}:\n        pass\nask()`],
    [
      'in a method',
      `${PY}class A:\n    def ask(self):\n        for chunk in ${STREAM}:\n            pass\nA().ask()`,
    ],
    [
      'in a function that is handed on',
      `${PY}def ask():\n    for chunk in ${STREAM}:\n        pass\nask()\nretry(ask)`,
    ],
    ['in a with that may take the error', `${PY}with guard():\n    for chunk in ${STREAM}:\n        pass`],
    [
      'with a hook for everything',
      `import sys\n${PY}sys.excepthook = show\nfor chunk in ${STREAM}:\n    pass`,
    ],
    [
      'that is none',
      `${PY}for choice in client.chat.completions.create(model="gpt-4o", messages=m).choices:\n    pass`,
    ],
    [
      'that may be none',
      `${PY}for chunk in client.chat.completions.create(model="gpt-4o", messages=m, stream=wanted):\n    pass`,
    ],
    ['of something else', `${PY}for line in open("x"):\n    pass`],
  ]);
  proveCases('app.ts', [
    ['without a try', `${TS}for await (const chunk of ${STREAM_TS}) {\n}`, [`${LOOP} 3`]],
    [
      'in a function that nothing guards',
      `${TS}const main = async () => {\n  for await (const chunk of ${STREAM_TS}) {}\n};\nmain();`,
      [`${LOOP} 4`],
    ],
    [
      'in a function with a catch',
      `${TS}async function main() {\n  for await (const chunk of ${STREAM_TS}) {}\n}\nmain().catch(console.error);`,
    ],
    ['in a try', `${TS}try {\n  for await (const chunk of ${STREAM_TS}) {}\n} catch (error) {}`],
    ['in a handler', `${TS}export async function POST() {\n  for await (const chunk of ${STREAM_TS}) {}\n}`],
    ['in a callback', `${TS}app.get('/', async () => {\n  for await (const chunk of ${STREAM_TS}) {}\n});`],
    [
      'with a handler of the process',
      `${TS}process.on('unhandledRejection', show);\nfor await (const chunk of ${STREAM_TS}) {}`,
    ],
  ]);
});

describe('the first block of an answer', () => {
  const python = (more: string, after = 'print(m.content[0].text)'): string =>
    `import anthropic\nc = anthropic.Anthropic()\nm = c.messages.create(model="claude-3-5-haiku-20241022", max_tokens=9, messages=x${more})\n${after}`;
  const script = (more: string, after: string): string =>
    `import Anthropic from '@anthropic-ai/sdk';\nconst c = new Anthropic();\nconst m = await c.messages.create({ model: 'x', max_tokens: 9, messages${more} });\n${after}`;
  proveCases('app.py', [
    ['read with tools', python(', tools=tools'), [`${TYPE} 4`]],
    [
      'read with tools in a list',
      python(', tools=[weather]', 'return_it = m.content[0].text'),
      [`${TYPE} 4`],
    ],
    ['taken out', python(', tools=tools', '[first] = m.content\nprint(first.text)'), [`${TYPE} 5`]],
    [
      'taken out of more',
      python(', tools=tools', 'first, *rest = m.content\nprint(first.text)'),
      [`${TYPE} 5`],
    ],
    ['under a name', python(', tools=tools', 'first = m.content[0]\nprint(first.text)'), [`${TYPE} 5`]],
    [
      'of a content under a name',
      python(', tools=tools', 'blocks = m.content\nprint(blocks[0].text)'),
      [`${TYPE} 5`],
    ],

    [
      'taken out, with its type',
      python(', tools=tools', '[first] = m.content\nif first.type == "text":\n    print(first.text)'),
    ],
    ['taken out without tools', python('', '[first] = m.content\nprint(first.text)')],
    ['that is not the first', python(', tools=tools', 'other, first = m.content\nprint(first.text)')],
    ['taken out of something else', python(', tools=tools', '[first] = m.parts\nprint(first.text)')],
    [
      'that is set twice',
      python(', tools=tools', '[first] = m.content\nfirst = textual(first)\nprint(first.text)'),
    ],
    ['read without tools', python('')],
    ['read with an empty list of tools', python(', tools=[]')],
    [
      'read after its type',
      python(', tools=tools', 'if m.content[0].type == "text":\n    print(m.content[0].text)'),
    ],
    [
      'read after the reason of the end',
      python(', tools=tools', 'if m.stop_reason != "tool_use":\n    print(m.content[0].text)'),
    ],
    ['of another answer', python(', tools=tools', 'print(other.content[0].text)')],
  ]);
  proveCases('app.ts', [
    ['read with tools', script(', tools', 'console.log(m.content[0].text);'), [`${TYPE} 4`]],
    [
      'read with optional chaining',
      script(', tools: [t]', 'console.log(m.content[0]?.text);'),
      [`${TYPE} 4`],
    ],
    [
      'read after its type',
      script(', tools', `if (m.content[0].type === 'text') console.log(m.content[0].text);`),
    ],
    ['taken out', script(', tools', `const [first] = m.content;\nconsole.log(first.text);`), [`${TYPE} 5`]],
    [
      'taken out of the answer',
      script(', tools', `const { content } = m;\nconst [first] = content;\nconsole.log(first?.text);`),
      [`${TYPE} 6`],
    ],
    [
      'taken out, with its type',
      script(', tools', `const [first] = m.content;\nif (first?.type === 'text') console.log(first.text);`),
    ],
    ['that is not the first', script(', tools', `const [, second] = m.content;\nconsole.log(second.text);`)],
    ['taken out of something else', script(', tools', `const [first] = parts;\nconsole.log(first.text);`)],
    [
      'taken out, with an assertion',
      script(', tools', `const [first] = m.content;\nconsole.log((first as any).text);`),
      [`${TYPE} 5`],
    ],
    ['read without tools', script('', 'console.log(m.content[0].text);')],
  ]);
});
