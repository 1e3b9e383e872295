import type { Parser, Tree } from '@lezer/common';
import { collect } from './collector.ts';
import type { Code } from './notebook.ts';
import { inKnownForms } from './newer-syntax.ts';
import { NODE } from './node-grammar.ts';
import type { Pacer } from './pacer.ts';
import { PYTHON } from './python-grammar.ts';
import type { Grammar, Module } from './syntax.ts';

interface Dialect {
  grammar: Grammar;
  parser: Parser;
}

const CONFIGURED = new Map<string, Parser>();

/** The parser of a file by its name, loaded when it is first needed. */
async function dialectOf(file: string): Promise<Dialect> {
  if (/\.(?:py|ipynb)$/i.test(file)) {
    const { parser } = await import('@lezer/python');
    return { grammar: PYTHON, parser };
  }
  const { parser } = await import('@lezer/javascript');
  const dialect = /\.(?:[cm]?ts)$/i.test(file) ? 'ts' : /\.tsx$/i.test(file) ? 'ts jsx' : 'jsx';
  const configured = CONFIGURED.get(dialect) ?? parser.configure({ dialect });
  CONFIGURED.set(dialect, configured);
  return { grammar: NODE, parser: configured };
}

/** The clock costs as much as a step of the parser. */
const STEPS_BETWEEN_LOOKS = 64;

/** Null where the time is up first. */
async function treeOf(parser: Parser, text: string, pacer: Pacer): Promise<Tree | null> {
  const parse = parser.startParse(text);
  for (let steps = 1; ; steps += 1) {
    const tree = parse.advance();
    if (tree !== null) return tree;
    if (steps % STEPS_BETWEEN_LOOKS === 0 && pacer.isDue() && !(await pacer.pause())) return null;
  }
}

async function moduleOf(
  file: string,
  code: Code,
  { grammar, parser }: Dialect,
  pacer: Pacer,
): Promise<Module | null> {
  const tree = await treeOf(parser, code.text, pacer);
  return tree === null ? null : collect(tree, code, file, grammar, pacer);
}

/** Reads one file; null where the time is up first. */
export async function parseSource(file: string, code: Code, pacer: Pacer): Promise<Module | null> {
  const dialect = await dialectOf(file);
  const module = await moduleOf(file, code, dialect, pacer);
  if (module === null || !module.broken || dialect.grammar !== NODE) return module;
  const text = inKnownForms(code.text);
  return text === code.text ? module : moduleOf(file, { ...code, text }, dialect, pacer);
}
