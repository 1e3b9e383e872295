import { describe, expect, it } from 'vitest';
import { readLiteral } from '../../../src/evidence/pasted/literal.ts';

const valueOf = (text: string, wrap?: string): unknown => readLiteral(text, 0, wrap)?.value ?? null;

describe('a printed object', () => {
  it.each([
    ['JSON', '{"a": [1, true, null, "x"]}', { a: [1, true, null, 'x'] }],
    ['a Python dict', "{'a': None, 'b': True, 'c': \"it's\"}", { a: null, b: true, c: "it's" }],
    ['Python bytes', "{'a': b'x\\x41'}", { a: 'xA' }],
    [
      "Node's inspect",
      "{ status: 401, headers: Headers {}, error: { message: 'no' }, code: undefined }",
      { status: 401, headers: {}, error: { message: 'no' }, code: null },
    ],
    ['joined strings', "{ message: 'one ' +\n  'two' }", { message: 'one two' }],
    ['a circular part', '{ a: [Circular *1], b: 2 }', { a: '[Circular *1', b: 2 }],
    ['one that is cut', '{"error": {"message": "no key", "ty', { error: { message: 'no key' } }],
    ['a trailing comma', '{"a": 1,}', { a: 1 }],
    ['escapes', '{"a": "\\u00e9\\n\\"q\\""}', { a: 'é\n"q"' }],
    ['the name __proto__', '{"__proto__": {"x": 1}, "a": 2}', { a: 2 }],
  ])('is read as %s', (_, text, value) => {
    expect(valueOf(text)).toEqual(value);
  });

  it('is read across the line breaks of a terminal, between words or within them', () => {
    expect(valueOf('{"a": "two\n   words"}')).toEqual({ a: 'two words' });
    expect(valueOf('{"a": "one wo\n   rd"}', '')).toEqual({ a: 'one word' });
  });

  it('ends after its last bracket', () => {
    expect(readLiteral('{"a": {"b": "}"}} rest', 0)?.end).toBe(17);
  });

  it.each(['{}', '{ return x; }', '[1, 2]', '{', '['])('is none in %s', (text) => {
    expect(readLiteral(text, 0)).toBeNull();
  });
});
