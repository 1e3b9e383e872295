/** What the readers of both languages make of a file: as much of its grammar as calls to an SDK need. */

import type { SyntaxNode } from '@lezer/common';
import type { Collector } from './collector.ts';
import type { Reading } from './expressions.ts';

import type { Language } from './types.ts';

interface At {
  node: SyntaxNode;
}

export interface TextExpr extends At {
  kind: 'text';
  text: string;
}

export interface CallExpr extends At {
  kind: 'call';
  callee: Expr;
  /** Positional arguments. */
  args: Expr[];
  /** Keyword arguments; empty in JavaScript. */
  named: RecordExpr;
}

export interface RecordExpr extends At {
  kind: 'record';
  entries: ReadonlyMap<string, Expr>;
  /** What is spread into it, by `...` or `**`: each behind so many of the entries. */
  spreads: readonly { expr: Expr; behind: number }[];
  /** There may be more entries than these, even with what is spread: a computed name, for one. */
  open: boolean;
}

export interface ListExpr extends At {
  kind: 'list';
  items: Expr[];
}

export interface JoinedExpr extends At {
  kind: 'joined';
  parts: readonly Expr[];
}

/** An expression, with `await`, brackets and type assertions taken off. */
export type Expr =
  | TextExpr
  | CallExpr
  | RecordExpr
  | ListExpr
  | (At & { kind: 'name'; name: string })
  /** `a.b`, `a?.b`, `a["b"]`, `a[0]`. */
  | (At & { kind: 'member'; of: Expr; name: string })
  /** `name` is `*` for a module itself. */
  | (At & { kind: 'imported'; module: string; name: string })
  /** A sum of texts and names, or a text with names in it. */
  | JoinedExpr
  /** `a or b`, `a || b`, `a ?? b`. */
  | (At & { kind: 'either'; first: Expr; second: Expr })
  | (At & { kind: 'flag'; value: boolean })
  /** `None`, `null`, `undefined`. */
  | (At & { kind: 'none' })
  | (At & { kind: 'other' });

/** What a name is set to in one place; null where it cannot be told: a parameter, a loop, part of something. */
type Binding = Expr | null;

export interface Import {
  module: string;
  node: SyntaxNode;
  /** Within `try` or a condition, or for types only: the program runs without it. */
  optional: boolean;
}

export interface Loop {
  /** The one variable of the loop; null where it takes things apart. */
  variable: string | null;
  over: Expr;
  node: SyntaxNode;
}

export interface FunctionFacts {
  /** By which this file can call it; null for a method and for a function without a name. */
  name: string | null;
  node: SyntaxNode;
  generator: boolean;
  returns: Expr[];
}

/** One parsed file. */
export interface Module {
  language: Language;
  /** As reports name it. */
  file: string;
  text: string;
  /** Of a notebook: the line at which each cell starts. */
  cells: readonly number[] | null;
  /** The parser met something that it does not know. */
  broken: boolean;
  imports: Import[];
  /** By the key of `keyOf`: every place that sets a name. */
  bindings: ReadonlyMap<string, readonly Binding[]>;
  /** By the same key: the type that a parameter or property is declared with. */
  types: ReadonlyMap<string, Expr>;
  /** By the same key: what a parameter is where it is not given. */
  defaults: ReadonlyMap<string, Expr>;
  calls: CallExpr[];
  /** Reads of `….text`. */
  textReads: Expr[];
  /** Reads of something that is named as a variable of this tool or of an SDK. */
  nameReads: Expr[];
  /** Texts that have the start of a key. */
  keyTexts: SyntaxNode[];
  loops: Loop[];
  functions: FunctionFacts[];
  grammar: Grammar;
}

/** What the rules need to know of a language beside its expressions. */
export interface Grammar {
  language: Language;
  isFunction: (node: SyntaxNode) => boolean;
  isClass: (node: SyntaxNode) => boolean;
  lower: (node: SyntaxNode, reading: Reading) => Expr;
  /** Is this error one of a form that the language has and the parser does not know, with a right tree around it? */
  forgives: (error: SyntaxNode) => boolean;
  /** Takes in what one node says: names, imports, functions, loops. */
  collect: (node: SyntaxNode, into: Collector) => void;
}

/** The children of a node, without comments. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling)
    if (!child.name.endsWith('Comment')) found.push(child);
  return found;
}

/** The nearest node around this one for which the test holds. */
export function around(node: SyntaxNode, test: (node: SyntaxNode) => boolean): SyntaxNode | null {
  for (let outer = node.parent; outer !== null; outer = outer.parent) if (test(outer)) return outer;
  return null;
}
