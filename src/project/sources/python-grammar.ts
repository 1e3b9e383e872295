import type { SyntaxNode } from '@lezer/common';
import { firstOf, keyOf, type Collector } from './collector.ts';
import { other } from './expressions.ts';
import { lowerPython } from './python-expr.ts';
import { around, childrenOf, type Grammar } from './syntax.ts';

const isFunction = ({ name }: SyntaxNode): boolean =>
  name === 'FunctionDefinition' || name === 'LambdaExpression';
const isClass = ({ name }: SyntaxNode): boolean => name === 'ClassDefinition';

/** Splits the children of a node at a sign. */
function splitAt(nodes: readonly SyntaxNode[], sign: string): SyntaxNode[][] {
  const parts: SyntaxNode[][] = [[]];
  for (const node of nodes) {
    if (node.name === sign) parts.push([]);
    else parts.at(-1)?.push(node);
  }
  return parts;
}

/** The Python Language Reference, 7.11. */
function importStatement(node: SyntaxNode, into: Collector): void {
  const parts = childrenOf(node);
  const at = parts.findIndex(({ name }) => name === 'import');
  const optional = around(node, ({ name }) => name === 'TryStatement' || name === 'IfStatement') !== null;
  const scope = into.scopeOf(node);
  const from = parts
    .slice(0, at)
    .slice(1)
    .map((part) => into.wordOf(part))
    .join('');
  const items = splitAt(
    parts.slice(at + 1).filter(({ name }) => name !== '(' && name !== ')'),
    ',',
  );
  if (at > 0) into.imports.push({ module: from, node, optional });
  for (const item of items) {
    const [names = [], [alias] = []] = splitAt(item, 'as');
    const path = names.map((part) => into.wordOf(part)).join('');
    const [first = ''] = path.split('.');
    if (at > 0) {
      const local = alias === undefined ? path : into.wordOf(alias);
      into.bind(local, scope, { kind: 'imported', module: from, name: path, node });
      continue;
    }
    into.imports.push({ module: path, node, optional });
    const whole = alias === undefined ? first : path;
    into.bind(alias === undefined ? first : into.wordOf(alias), scope, {
      ...{ kind: 'imported', module: whole, name: '*', node },
    });
  }
}

function assignment(node: SyntaxNode, into: Collector): void {
  const parts = splitAt(childrenOf(node), 'AssignOp');
  const value = parts.pop();
  const inClass = node.parent?.parent?.name === 'ClassDefinition';
  const single = value?.length === 1 ? value[0] : undefined;
  for (const targets of parts) {
    const names = targets.filter(({ name }) => name !== 'TypeDef' && name !== ',');
    const many = names.length > 1 || targets.some(({ name }) => name === ',');
    for (const name of names) {
      const whole = single === undefined ? null : into.lower(single);
      // `first, *rest = value`
      const first = name === targets[0] ? firstOf(whole, name) : null;
      const expr = many ? first : whole;
      if (inClass && name.name === 'VariableName')
        into.bind(`self.${into.wordOf(name)}`, into.classOf(name), expr);
      into.assign(name, expr);
    }
  }
}

function parameters(node: SyntaxNode, into: Collector): void {
  const scope = node.parent?.from ?? -1;
  // A lambda has its parameters without brackets.
  const parts = childrenOf(node).filter(({ name }) => name !== '(' && name !== ')');
  for (const item of splitAt(parts, ',')) {
    const name = item.find((part) => part.name === 'VariableName');
    if (name === undefined) continue;
    into.bind(into.wordOf(name), scope, null);
    const value = item[item.findIndex((part) => part.name === 'AssignOp') + 1];
    if (value !== undefined && value !== item[0])
      into.defaults.set(keyOf(into.wordOf(name), scope), into.lower(value));
    const [, type] = childrenOf(item.find((part) => part.name === 'TypeDef') ?? name);
    if (type !== undefined) into.types.set(keyOf(into.wordOf(name), scope), into.lower(type));
  }
}

function loop(node: SyntaxNode, into: Collector): void {
  const parts = childrenOf(node);
  const start = parts.findIndex(({ name }) => name === 'for');
  const at = parts.findIndex(({ name }, index) => index > start && name === 'in');
  const variables = parts.slice(start + 1, at).filter(({ name }) => name !== ',');
  for (const variable of variables) into.assign(variable, null);
  const over = parts[at + 1];
  if (node.name !== 'ForStatement' || over === undefined) return;
  const [only] = variables;
  const variable = only === undefined || variables.length > 1 ? null : into.wordOf(only);
  into.loops.push({ variable, over: into.lower(over), node });
}

function withStatement(node: SyntaxNode, into: Collector): void {
  const parts = childrenOf(node);
  for (const [index, part] of parts.entries()) {
    const [value, name] = [parts[index - 1], parts[index + 1]];
    if (part.name === 'as' && value !== undefined && name !== undefined) into.assign(name, into.lower(value));
  }
}

function definition(node: SyntaxNode, into: Collector): void {
  const name = childrenOf(node).find((part) => part.name === 'VariableName');
  if (name === undefined) return;
  const holder = around(node, (outer) => isFunction(outer) || isClass(outer));
  const method = holder !== null && isClass(holder);
  if (!method) into.bind(into.wordOf(name), into.scopeOf(node), other(node));
  if (isFunction(node)) into.addFunction(node, method ? null : into.wordOf(name));
}

function collect(node: SyntaxNode, into: Collector): void {
  switch (node.name) {
    case 'ImportStatement':
      importStatement(node, into);
      return;
    case 'AssignStatement':
    case 'NamedExpression':
      assignment(node, into);
      return;
    case 'UpdateStatement':
      if (node.firstChild !== null) into.assign(node.firstChild, null);
      return;
    case 'ParamList':
      parameters(node, into);
      return;
    case 'ForStatement':
    case 'ArrayComprehensionExpression':
    case 'ComprehensionExpression':
    case 'DictionaryComprehensionExpression':
    case 'SetComprehensionExpression':
      loop(node, into);
      return;
    case 'WithStatement':
      withStatement(node, into);
      return;
    case 'FunctionDefinition':
    case 'ClassDefinition':
      definition(node, into);
      return;
    case 'ScopeStatement':
      for (const part of childrenOf(node).slice(1))
        if (part.name === 'VariableName') into.bind(into.wordOf(part), -1, null);
      return;
    case 'ReturnStatement':
      into.addReturn(node, childrenOf(node)[1] ?? null);
      return;
    case 'YieldStatement':
    case 'YieldExpression':
      into.addGenerator(node);
      return;
    default:
  }
}

/** `yield` without a value, `with (a as b):`, `match a, b:` and `case str():`. */
function forgives({ parent }: SyntaxNode): boolean {
  if (parent === null) return false;
  const holder = /^(?:Parenthesized|Tuple)Expression$/.test(parent.name) ? parent.parent : parent;
  return /^(?:Yield(?:Statement|Expression)|(?:With|Match)Statement|PatternArgList|\w+Pattern)$/.test(
    holder?.name ?? '',
  );
}

export const PYTHON: Grammar = {
  language: 'python',
  isFunction,
  isClass,
  lower: lowerPython,
  forgives,
  collect,
};
