import type { Parser, Tree } from '@lezer/common';
import { collect } from './collector.ts';
import type { Code } from './notebook.ts';
import { NODE } from './node-grammar.ts';
import { PYTHON } from './python-grammar.ts';
import type { Grammar, Module } from './syntax.ts';

/** So long the rest of the program waits at most while a file is parsed. */
const SLICE_MS = 10;

interface Dialect {
  grammar: Grammar;
  parser: Parser;
}

/** The parser of a file by its name, loaded when it is first needed. */
async function dialectOf(file: string): Promise<Dialect> {
  if (/\.(?:py|ipynb)$/i.test(file)) {
    const { parser } = await import('@lezer/python');
    return { grammar: PYTHON, parser };
  }
  const { parser } = await import('@lezer/javascript');
  const typed = /\.(?:[cm]?ts)$/i.test(file) ? 'ts' : /\.tsx$/i.test(file) ? 'ts jsx' : 'jsx';
  return { grammar: NODE, parser: parser.configure({ dialect: typed }) };
}

const pause = (): Promise<void> =>
  new Promise((done) => {
    setImmediate(done);
  });

/** Parses in slices, so that timers and the network are served in between. Null where the time is up first. */
async function treeOf(parser: Parser, text: string, isOver: () => boolean): Promise<Tree | null> {
  const parse = parser.startParse(text);
  let sliceEndsMs = performance.now() + SLICE_MS;
  for (;;) {
    const tree = parse.advance();
    if (tree !== null) return tree;
    if (performance.now() < sliceEndsMs) continue;
    if (isOver()) return null;
    await pause();
    sliceEndsMs = performance.now() + SLICE_MS;
  }
}

/**
 * Reads one file.
 *
 * @param isOver asked between slices: true gives the file up.
 * @returns null where the time is up, or the file is nested beyond any sense.
 */
export async function parseSource(file: string, code: Code, isOver: () => boolean): Promise<Module | null> {
  const { grammar, parser } = await dialectOf(file);
  const tree = await treeOf(parser, code.text, isOver);
  if (tree === null) return null;
  await pause();
  return collect(tree, code, file, grammar);
}
