import type { SyntaxNode, Tree } from '@lezer/common';
import { chainOf, other, type Reading } from './expressions.ts';
import type { Code } from './notebook.ts';
import type { Pacer } from './pacer.ts';
import {
  around,
  childrenOf,
  type CallExpr,
  type Expr,
  type FunctionFacts,
  type Grammar,
  type Import,
  type Loop,
  type Module,
} from './syntax.ts';

/** The key of a name in one scope: where the function or class starts that it belongs to, -1 for the whole file. */
export function keyOf(path: string, scope: number): string {
  return `${scope} ${path}`;
}

/** Signs, keywords and single words: most of the nodes of a file, and never of use by themselves. */
const SAYS_NOTHING = /^(?:[^A-Z]|(?:VariableName|PropertyName|Number)$)/;
const MAX_NAME_CHARS = 40;
const READS_TEXT = /[\w\])!]\??\.text$/;
const KNOWN_NAME = /[.["'](?:AGENTROUTER|OPENAI|ANTHROPIC)_[A-Z_]+["'\]]*$/;
const TEXT = /^(?:Format|Template)?String$/;
const KEY_START = /^[a-zA-Z]{0,2}["'`](?:Bearer )?sk-/;

/** What `[first]` on the left of an assignment takes. */
export function firstOf(value: Expr | null, node: SyntaxNode): Expr | null {
  return value === null ? null : { kind: 'member', of: value, name: '0', node };
}

/** Gathers what the nodes of one file say. */
export class Collector {
  readonly reading: Reading;
  readonly grammar: Grammar;
  readonly bindings = new Map<string, (Expr | null)[]>();
  readonly types = new Map<string, Expr>();
  readonly defaults = new Map<string, Expr>();
  readonly imports: Import[] = [];
  readonly calls: CallExpr[] = [];
  readonly loops: Loop[] = [];
  readonly functions: FunctionFacts[] = [];
  readonly textReads: Expr[] = [];
  readonly nameReads: Expr[] = [];
  readonly keyTexts: SyntaxNode[] = [];

  constructor(text: string, grammar: Grammar) {
    this.reading = { text, depth: 0 };
    this.grammar = grammar;
  }

  lower(node: SyntaxNode): Expr {
    return this.grammar.lower(node, this.reading);
  }

  wordOf(node: SyntaxNode): string {
    return this.reading.text.slice(node.from, node.to);
  }

  /** Where a name that is set at a node holds. */
  scopeOf(node: SyntaxNode): number {
    return around(node, (outer) => this.grammar.isFunction(outer))?.from ?? -1;
  }

  classOf(node: SyntaxNode): number {
    return around(node, (outer) => this.grammar.isClass(outer))?.from ?? -1;
  }

  bind(path: string, scope: number, value: Expr | null): void {
    const key = keyOf(path, scope);
    const known = this.bindings.get(key);
    if (known === undefined) this.bindings.set(key, [value]);
    else known.push(value);
  }

  /** Binds what stands on the left of an assignment: a name, or a path of an object. */
  assign(target: SyntaxNode, value: Expr | null): void {
    const chain = chainOf(this.lower(target));
    if (chain === null) {
      const [first] = childrenOf(target).slice(1);
      for (const part of childrenOf(target).filter(({ name }) => /Variable|Pattern|Tuple|Array/.test(name)))
        this.assign(part, part.from === first?.from ? firstOf(value, part) : null);
      if (target.name === 'VariableDefinition') this.bind(this.wordOf(target), this.scopeOf(target), value);
      return;
    }
    const scope = chain[0] === 'self' ? this.classOf(target) : this.scopeOf(target);
    this.bind(chain.join('.'), scope, value);
  }

  addFunction(node: SyntaxNode, name: string | null): void {
    this.functions.push({ name, node, generator: false, returns: [] });
  }

  functionAround(node: SyntaxNode): FunctionFacts | null {
    const found = around(node, (outer) => this.grammar.isFunction(outer));
    return (
      this.functions.findLast((one) => one.node.from === found?.from && one.node.to === found.to) ?? null
    );
  }

  addReturn(node: SyntaxNode, value: SyntaxNode | null): void {
    this.functionAround(node)?.returns.push(value === null ? other(node) : this.lower(value));
  }

  addGenerator(node: SyntaxNode): void {
    const found = this.functionAround(node);
    if (found !== null) found.generator = true;
  }
}

function collectReads(node: SyntaxNode, into: Collector): void {
  const text = into.reading.text;
  const end = text.slice(Math.max(node.from, node.to - MAX_NAME_CHARS), node.to);
  if (READS_TEXT.test(end)) into.textReads.push(into.lower(node));
  if (KNOWN_NAME.test(end)) into.nameReads.push(into.lower(node));
}

/** Reads a parsed file, with pauses in between; null where the time is up first. */
export async function collect(
  tree: Tree,
  { text, cells }: Code,
  file: string,
  grammar: Grammar,
  pacer: Pacer,
): Promise<Module | null> {
  const into = new Collector(text, grammar);
  let broken = false;
  const cursor = tree.cursor();
  do {
    if (pacer.isDue() && !(await pacer.pause())) return null;
    const { type } = cursor;
    if (type.isError && !grammar.forgives(cursor.node)) broken = true;
    if (SAYS_NOTHING.test(type.name)) continue;
    const { node } = cursor;
    grammar.collect(node, into);
    if (type.name === 'CallExpression' || type.name === 'NewExpression') {
      const call = into.lower(node);
      if (call.kind === 'call') into.calls.push(call);
    }
    if (type.name === 'MemberExpression') collectReads(node, into);
    if (TEXT.test(type.name) && KEY_START.test(text.slice(node.from, node.from + 16)))
      into.keyTexts.push(node);
  } while (cursor.next());
  const { imports, bindings, types, defaults, calls, textReads, nameReads, keyTexts, loops, functions } =
    into;
  const names = { imports, bindings, types, defaults };
  const found = { ...names, calls, textReads, nameReads, keyTexts, loops, functions };
  return { language: grammar.language, file, text, cells, broken, grammar, ...found };
}
