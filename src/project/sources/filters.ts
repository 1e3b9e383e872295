/** Which files are worth parsing, told from their text alone. */

import { LOOKALIKE } from './lookalikes.ts';

const MAX_LINE_CHARS = 5_000;

/** An import of an SDK or of one of the same shape, a call of one, a variable of one, a key. */
const CONCERNED = new RegExp(
  [
    String.raw`^[ \t]*(?:import|from)\b[^\n]*\b(?:openai|anthropic|${LOOKALIKE.source})`,
    String.raw`["'\x60](?:npm:)?(?:openai|@anthropic-ai\/sdk|[\w@/-]*(?:${LOOKALIKE.source})[\w/-]*)["'\x60/@]`,
    String.raw`\b(?:completions|messages|responses)\s*\.(?:create|parse|stream)\b`,
    String.raw`(?:environ|getenv|\benv\b)[^]{0,40}(?:AGENTROUTER|OPENAI|ANTHROPIC)_|(?:AGENTROUTER|OPENAI|ANTHROPIC)_\w+\s*[,}][^]{0,200}process\.env`,
    String.raw`["'\x60](?:Bearer )?sk-(?:[\w-]{16,}|[\w-]*["'\x60][\s+\\]{0,20}["'\x60])`,
  ].join('|'),
  'm',
);

/** Can a file hold anything of interest? */
export function isConcerned(text: string): boolean {
  return CONCERNED.test(text);
}

/** What pytest and unittest collect, by its content: a script may be named `test_api.py` as well. */
const PYTHON_TEST = /^\s*(?:async )?def test_|\bimport (?:pytest|unittest)|\bfrom (?:pytest|unittest)/m;

export function isTest(path: string, text: string): boolean {
  return /(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest)\.py$/.test(path) && PYTHON_TEST.test(text);
}

/** Written by a program, not by a person. */
export function isGenerated(text: string): boolean {
  return text.split('\n').some((line) => line.length > MAX_LINE_CHARS);
}
