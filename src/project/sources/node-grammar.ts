import type { SyntaxNode } from '@lezer/common';
import { firstOf, keyOf, type Collector } from './collector.ts';
import { other } from './expressions.ts';
import { lowerNode, moduleName } from './node-expr.ts';
import { around, childrenOf, type Expr, type Grammar } from './syntax.ts';

const FUNCTIONS = /^(?:FunctionDeclaration|FunctionExpression|ArrowFunction|MethodDeclaration)$/;
/** A method of an object literal is a property with parameters. */
const isFunction = (node: SyntaxNode): boolean =>
  FUNCTIONS.test(node.name) ||
  (node.name === 'Property' && childrenOf(node).some(({ name }) => name === 'ParamList'));
const isClass = ({ name }: SyntaxNode): boolean => name === 'ClassDeclaration' || name === 'ClassExpression';

function importDeclaration(node: SyntaxNode, into: Collector): void {
  const parts = childrenOf(node);
  const from = parts.find(({ name }) => name === 'String');
  if (from === undefined) return;
  const module = moduleName(into.wordOf(from).slice(1, -1));
  const typeOnly = parts.some(({ name }) => name === 'type');
  into.imports.push({ module, node, optional: typeOnly });
  const bind = (local: SyntaxNode, name: string): void =>
    into.bind(into.wordOf(local), -1, { kind: 'imported', module, name, node });
  for (const [index, part] of parts.entries()) {
    if (part.name === 'VariableDefinition') bind(part, parts[index - 1]?.name === 'as' ? '*' : 'default');
    if (part.name !== 'ImportGroup') continue;
    const names = childrenOf(part);
    for (const [at, name] of names.entries()) {
      if (name.name !== 'VariableDefinition') continue;
      const original = names[at - 1]?.name === 'as' ? names[at - 2] : name;
      bind(name, into.wordOf(original ?? name));
    }
  }
}

/** Takes in `= value` behind a name. */
function setDefault(name: SyntaxNode, [sign, value]: readonly SyntaxNode[], into: Collector): void {
  if (name.name === 'VariableDefinition' && sign?.name === 'Equals' && value !== undefined)
    into.defaults.set(keyOf(into.wordOf(name), into.scopeOf(name)), into.lower(value));
}

/** Binds the names of a pattern to the parts of a value that they take. */
function pattern(node: SyntaxNode, of: Expr | null, into: Collector): void {
  if (node.name === 'VariableDefinition') {
    into.bind(into.wordOf(node), into.scopeOf(node), of);
    return;
  }
  for (const [index, part] of childrenOf(node).entries()) {
    const first = index === 1 && node.name === 'ArrayPattern' ? firstOf(of, part) : null;
    if (part.name === 'VariableDefinition' || part.name.endsWith('Pattern')) pattern(part, first, into);
    if (part.name !== 'PatternProperty') continue;
    const parts = childrenOf(part);
    const [key, colon, renamed] = parts;
    const target = colon?.name === ':' ? renamed : key;
    if (key === undefined || target === undefined) continue;
    const at = parts.findIndex(({ name }) => name === 'Equals');
    const whole = at < 0;
    const taken: Expr | null =
      of === null || !whole || key.name === 'Spread'
        ? null
        : { kind: 'member', of, name: into.wordOf(key), node: key };
    pattern(target, taken, into);
    if (!whole) setDefault(target, parts.slice(at), into);
  }
}

function declaration(node: SyntaxNode, into: Collector): void {
  const parts = childrenOf(node);
  for (const [index, part] of parts.entries()) {
    if (part.name !== 'VariableDefinition' && !part.name.endsWith('Pattern')) continue;
    const typed = parts[index + 1]?.name === 'TypeAnnotation' ? 1 : 0;
    const value = parts[index + typed + 1]?.name === 'Equals' ? parts[index + typed + 2] : undefined;
    const type = typed === 1 ? childrenOf(parts[index + 1] ?? part)[1] : undefined;
    if (type !== undefined) into.types.set(keyOf(into.wordOf(part), into.scopeOf(part)), into.lower(type));
    if (value === undefined) continue;
    if (isFunction(value) && part.name === 'VariableDefinition') into.addFunction(value, into.wordOf(part));
    pattern(part, into.lower(value), into);
  }
}

function parameters(node: SyntaxNode, into: Collector): void {
  const scope = node.parent?.from ?? -1;
  const parts = childrenOf(node);
  for (const [index, part] of parts.entries()) {
    if (part.name.endsWith('Pattern')) pattern(part, null, into);
    if (part.name !== 'VariableDefinition') continue;
    const name = into.wordOf(part);
    into.bind(name, scope, null);
    const annotation = parts[index + 1];
    const typed = annotation?.name === 'TypeAnnotation';
    const type = typed ? childrenOf(annotation)[1] : undefined;
    setDefault(part, parts.slice(index + (typed ? 2 : 1)), into);
    if (type === undefined) continue;
    into.types.set(keyOf(name, scope), into.lower(type));
    // TypeScript Handbook, parameter properties: `constructor(private client: Anthropic)` declares `this.client`.
    if (/^(?:Privacy|readonly)$/.test(parts[index - 1]?.name ?? ''))
      into.types.set(keyOf(`self.${name}`, into.classOf(part)), into.lower(type));
  }
}

function property(node: SyntaxNode, into: Collector): void {
  const parts = childrenOf(node);
  const name = parts.find((part) => /^(?:Private)?PropertyDefinition$/.test(part.name));
  if (name === undefined) return;
  const path = `self.${into.wordOf(name)}`;
  const annotation = parts.find((part) => part.name === 'TypeAnnotation');
  const type = annotation === undefined ? undefined : childrenOf(annotation)[1];
  if (type !== undefined) into.types.set(keyOf(path, into.classOf(node)), into.lower(type));
  const at = parts.findIndex((part) => part.name === 'Equals');
  const value = at < 0 ? undefined : parts[at + 1];
  if (value !== undefined) into.bind(path, into.classOf(node), into.lower(value));
}

function loop(node: SyntaxNode, into: Collector): void {
  const parts = childrenOf(node);
  const at = parts.findIndex(({ name }) => name === 'of' || name === 'in');
  const target = parts.slice(0, at).findLast(({ name }) => /Variable|Pattern/.test(name));
  const over = parts[at + 1];
  if (at < 0 || target === undefined || over === undefined) return;
  if (target.name === 'VariableName') into.assign(target, null);
  else pattern(target, null, into);
  if (node.name !== 'ForOfSpec' || node.parent === null) return;
  const variable = target.name.startsWith('Variable') ? into.wordOf(target) : null;
  into.loops.push({ variable, over: into.lower(over), node: node.parent });
}

function definition(node: SyntaxNode, into: Collector): void {
  const name = childrenOf(node).find((part) => part.name === 'VariableDefinition');
  if (name !== undefined && node.name.endsWith('Declaration'))
    into.bind(into.wordOf(name), into.scopeOf(node), other(node));
  const known = into.functions.some((one) => one.node.from === node.from && one.node.to === node.to);
  if (isFunction(node) && !known)
    into.addFunction(
      node,
      name === undefined || !node.name.startsWith('Function') ? null : into.wordOf(name),
    );
  const last = childrenOf(node).at(-1);
  if (node.name === 'ArrowFunction' && last !== undefined && last.name !== 'Block')
    into.functions.findLast((one) => one.node.from === node.from)?.returns.push(into.lower(last));
  if (childrenOf(node).some((part) => part.name === 'Star')) {
    const found = into.functions.findLast((one) => one.node.from === node.from);
    if (found !== undefined) found.generator = true;
  }
}

function collect(node: SyntaxNode, into: Collector): void {
  switch (node.name) {
    case 'ImportDeclaration':
      importDeclaration(node, into);
      return;
    case 'VariableDeclaration':
      declaration(node, into);
      return;
    case 'AssignmentExpression': {
      const [target, sign, value] = childrenOf(node);
      const known = sign?.name === 'Equals' && value !== undefined ? into.lower(value) : null;
      if (target !== undefined) into.assign(target, known);
      return;
    }
    case 'ParamList':
      parameters(node, into);
      return;
    case 'PropertyDeclaration':
      property(node, into);
      return;
    case 'ForOfSpec':
    case 'ForInSpec':
      loop(node, into);
      return;
    case 'ReturnStatement':
      into.addReturn(node, childrenOf(node).find(({ name }) => name !== 'return' && name !== ';') ?? null);
      return;
    case 'YieldExpression':
      into.addGenerator(node);
      return;
    case 'DynamicImport': {
      const lowered = into.lower(node);
      if (lowered.kind !== 'imported') return;
      into.imports.push({ module: lowered.module, node, optional: inTry(node) });
      return;
    }
    case 'CallExpression': {
      const lowered = into.lower(node);
      if (lowered.kind === 'imported')
        into.imports.push({ module: lowered.module, node, optional: inTry(node) });
      return;
    }
    default:
      if (isFunction(node) || isClass(node)) definition(node, into);
  }
}

const inTry = (node: SyntaxNode): boolean =>
  around(node, ({ name }) => name === 'TryStatement' || name === 'IfStatement') !== null;

export const NODE: Grammar = {
  language: 'node',
  isFunction,
  isClass,
  lower: lowerNode,
  forgives: () => false,
  collect,
};
