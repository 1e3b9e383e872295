import { describe, expect, it } from 'vitest';
import { hitsIn, scanned } from './scanned.ts';

const PYTHON = `import anthropic\nclient = anthropic.Anthropic(base_url="https://x.test/v1")\n`;
const NODE = `import Anthropic from '@anthropic-ai/sdk';\nnew Anthropic({ baseURL: 'https://x.test/v1' });\n`;
const HIT = 'anthropic-url-with-v1';

describe('forms of Python that the parser does not know', () => {
  it.for([
    ['yield without a value', 'async def lifespan(app):\n    yield\n    await close()\n'],
    ['a value that is sent to a generator', 'def g():\n    x = yield\n'],
    ['brackets around the items of with', 'with (\n    open("a") as a,\n    open("b") as b,\n):\n    pass\n'],
    ['a match of several values', 'match a, b:\n    case _, 1:\n        pass\n'],
    ['a pattern of a class without arguments', 'match a:\n    case str() as b:\n        pass\n'],
  ] as const)('%s', async ([, code]) => {
    expect(await hitsIn({ 'a.py': PYTHON + code })).toEqual([`${HIT} a.py:2`]);
  });

  it('knows the name of a client between the brackets of with', async () => {
    const call = '    c.messages.create(model="m", messages=[])\n';
    const code = `from anthropic import Anthropic\nwith (Anthropic() as c, open("a") as a):\n${call}`;
    expect(await hitsIn({ 'a.py': code })).toEqual(['missing-max-tokens a.py:3']);
  });

  it.for(['def (:\n', 'x = (1\n', 'class A(:\n    pass\n', 'print >>f, "x"\n'])(
    'passes over what is none of them: %j',
    async (code) => {
      expect((await scanned({ 'a.py': PYTHON + code })).passedOver).toBe(1);
    },
  );
});

describe('forms of TypeScript that the parser does not know', () => {
  it.for([
    ['decorators before export', '@Injectable({ a: [1] })\nexport class A {}'],
    ['decorators before a class that is the default', '@A()\n@B()\nexport default class C {}'],
    ['the predicate of an arrow function', 'const f = (b: A): b is A.B => b.type === "c";'],
    ['the predicate of a type of functions', 'let f: (a: unknown) => a is string;'],
    ['an assertion of an arrow function', 'const f = (a: unknown): asserts a => {};'],
    ['an import by require', 'import fs = require("fs");'],
    ['a name for a part of a namespace', 'export import A = B.C;'],
    ['import attributes', 'import {\n  a,\n} from "./a.json" with { type: "json" };'],
    ['exports of types by name', 'export { type A, type B as C, d } from "./d";'],
    ['exports of all types', 'export type * from "./d";'],
    ['the type of a module', 'let f: typeof import("fs");'],
    ['bounds of an async arrow function', 'const f = async <T extends Record<string, U>>(a: T) => a;'],
    ['an interface that is the default', 'export default interface A { b: string }'],
    ['a class without a name', 'export default class extends A {}'],
    ['an abstract constructor', 'type A = abstract new (...args: unknown[]) => B;'],
    ['a bound of an inferred type', 'type A<T> = T extends (infer U extends string)[] ? U : never;'],
    ['a bound of an inferred type before ?', 'type A<T> = T extends infer U extends string ? U : never;'],
    ['additions to a module', 'declare module "express" { interface Request { user?: string } }'],
  ] as const)('%s', async ([, code]) => {
    const hits = await hitsIn({ 'a.ts': `${NODE}${code}\n`, 'b.tsx': `${code}\n${NODE}` });
    const lines = code.split('\n').length;
    expect(hits).toEqual([`${HIT} a.ts:2`, `${HIT} b.tsx:${lines + 2}`]);
  });

  it.for(['class {', 'const a = (1', 'export class', 'import x from', 'export { type'])(
    'passes over what is none of them: %j',
    async (code) => {
      expect((await scanned({ 'a.ts': NODE + code })).passedOver).toBe(1);
    },
  );
});
