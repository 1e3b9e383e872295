/** What stands around a place of a file and keeps an error or an absent value from doing harm. */

import type { SyntaxNode } from '@lezer/common';
import { around, childrenOf, type FunctionFacts, type Module } from './syntax.ts';

const MAX_CALLERS = 5;

const functionAround = (node: SyntaxNode, module: Module): FunctionFacts | null => {
  const found = around(node, module.grammar.isFunction);
  return module.functions.find((one) => one.node.from === found?.from && one.node.to === found.to) ?? null;
};

/** In the part of a `try` whose errors something catches. */
function inTry(node: SyntaxNode, until: SyntaxNode | null): boolean {
  let inner = node;
  for (let outer = node.parent; outer !== null && outer.from !== until?.from; outer = outer.parent) {
    if (outer.name === 'TryStatement') {
      const parts = childrenOf(outer);
      const first = parts.find(({ name }) => name === 'Body' || name === 'Block');
      const catches = parts.some(({ name }) => name === 'except' || name === 'CatchClause');
      if (catches && first?.from === inner.from) return true;
    }
    if (outer.name === 'WithStatement') return true;
    inner = outer;
  }
  return false;
}

/** Errors of a promise are taken on: `main().catch(…)`, `.then(…, …)`. */
function hasHandler(call: SyntaxNode, module: Module): boolean {
  const statement =
    around(call, ({ name }) => name.endsWith('Statement') || name === 'VariableDeclaration') ?? call;
  return /\.(?:catch|then|finally)\s*\(/.test(module.text.slice(call.to, statement.to));
}

/** Handlers for everything that nothing else catches. */
const CATCH_ALL =
  /uncaughtException|unhandledRejection|sys\.excepthook|set_exception_handler|contextlib\.suppress/;

/**
 * True where an error at a node ends the program beyond doubt: no `try` around it, up to the top of the file, through
 * every call in this file of the function that it is in.
 */
export function isUnguarded(node: SyntaxNode, module: Module, callers = 0): boolean {
  if (callers > MAX_CALLERS || CATCH_ALL.test(module.text)) return false;
  const holder = around(node, module.grammar.isFunction);
  if (inTry(node, holder)) return false;
  if (holder === null) return true;
  const found = functionAround(node, module);
  if (found?.name == null || found.generator || holder.parent?.name === 'DecoratedStatement') return false;
  const { name } = found;
  const calls = module.calls.filter(
    (call) => call.callee.kind === 'name' && call.callee.name === name && !inside(call.node, holder),
  );
  // Handed on as a value, it may be called by anything.
  const mentions =
    module.text.match(new RegExp(String.raw`(?<![\w.])${name.replaceAll('$', String.raw`\$`)}(?!\w)`, 'g')) ??
    [];
  if (calls.length === 0 || mentions.length !== calls.length + 1) return false;
  return calls.every((call) => !hasHandler(call.node, module) && isUnguarded(call.node, module, callers + 1));
}

const inside = (node: SyntaxNode, outer: SyntaxNode): boolean =>
  node.from >= outer.from && node.to <= outer.to;

/** The text of the function that a node is in, or of the whole file. */
export function textAround(node: SyntaxNode, module: Module): string {
  const holder = around(node, module.grammar.isFunction);
  return holder === null ? module.text : module.text.slice(holder.from, holder.to);
}

const DECIDES =
  /^(?:IfStatement|WhileStatement|ConditionalExpression|AssertStatement|MatchStatement|SwitchStatement)$/;
const BODY = /^(?:Body|Block)$|Statement$/;

/** The texts of everything within a node that decides what runs: tests of `if`, both sides of `or`, a `catch`. */
export function conditionsIn(node: SyntaxNode, module: Module): string[] {
  const texts: string[] = [];
  const { text } = module;
  node.cursor().iterate((part) => {
    if (part.from >= node.to) return false;
    const inner = part.node;
    if (DECIDES.test(inner.name))
      texts.push(
        ...childrenOf(inner)
          .filter(({ name }) => !BODY.test(name))
          .map(({ from, to }) => text.slice(from, to)),
      );
    const logical =
      inner.name === 'BinaryExpression' &&
      childrenOf(inner).some(({ name }) => /^(?:LogicOp|and|or)$/.test(name));
    if (logical || inner.name === 'CatchClause') texts.push(text.slice(inner.from, inner.to));
    return true;
  });
  return texts;
}
