import type { SyntaxNode } from '@lezer/common';
import { joined, other, record, within, type Reading } from './expressions.ts';
import { childrenOf, type Expr, type RecordExpr } from './syntax.ts';

/** The Python Language Reference, 2.4.1: prefix, one or three quotes, text. */
const STRING = /^([rRuU]?)("""|'''|"|')([^]*)\2$/;

function unquoted(node: SyntaxNode, source: Reading): Expr {
  const [, , , text] = STRING.exec(source.text.slice(node.from, node.to)) ?? [];
  return text === undefined ? other(node) : { kind: 'text', text, node };
}

/** The Python Language Reference, 2.4.3: text, and names in braces; more than a name in them is left alone. */
function formatted(node: SyntaxNode, source: Reading): Expr {
  const text = source.text.slice(node.from, node.to);
  const [, start, quote = ''] = /^([fF])("""|'''|"|')/.exec(text) ?? [];
  if (start === undefined) return other(node);
  const parts: Expr[] = [];
  let from = node.from + start.length + quote.length;
  const textUntil = (to: number): void => {
    parts.push({ kind: 'text', text: source.text.slice(from, to), node });
  };
  for (const replacement of childrenOf(node)) {
    const [, value, end] = childrenOf(replacement);
    if (value === undefined || end?.name !== '}') return other(node);
    textUntil(replacement.from);
    parts.push(lowerPython(value, source));
    from = replacement.to;
  }
  textUntil(node.to - quote.length);
  const braces = parts.some((part) => part.kind === 'text' && /[{}]/.test(part.text));
  return braces ? other(node) : joined(node, parts);
}

function member(node: SyntaxNode, source: Reading): Expr {
  const [object, sign, index, ...rest] = childrenOf(node);
  if (object === undefined || index === undefined) return other(node);
  const of = lowerPython(object, source);
  if (sign?.name === '.') return { kind: 'member', of, name: source.text.slice(index.from, index.to), node };
  if (rest.length !== 1) return other(node);
  const key = lowerPython(index, source);
  if (key.kind === 'text') return { kind: 'member', of, name: key.text, node };
  return index.name === 'Number'
    ? { kind: 'member', of, name: source.text.slice(index.from, index.to), node }
    : other(node);
}

interface Arguments {
  args: Expr[];
  named: RecordExpr;
}

function argumentsOf(list: SyntaxNode, source: Reading): Arguments {
  const parts = childrenOf(list).slice(1, -1);
  const args: Expr[] = [];
  const entries = new Map<string, Expr>();
  const spreads: { expr: Expr; behind: number }[] = [];
  let open = false;
  let item: SyntaxNode[] = [];
  const finish = (): void => {
    const [first, sign, value] = item;
    if (first === undefined) return;
    // An argument that is given twice is an error, so that the order says nothing.
    if (first.name === '**' && sign !== undefined)
      spreads.push({ expr: lowerPython(sign, source), behind: 0 });
    else if (first.name === '*' || (item.length > 1 && sign?.name !== 'AssignOp')) open = true;
    else if (value === undefined) args.push(lowerPython(first, source));
    else entries.set(source.text.slice(first.from, first.to), lowerPython(value, source));
    item = [];
  };
  for (const part of parts) {
    if (part.name === ',') finish();
    else item.push(part);
  }
  finish();
  return { args, named: record(list, entries, open, spreads) };
}

function dictionary(node: SyntaxNode, source: Reading): Expr {
  const entries = new Map<string, Expr>();
  const spreads: { expr: Expr; behind: number }[] = [];
  let open = false;
  let item: SyntaxNode[] = [];
  for (const part of childrenOf(node).slice(1)) {
    if (part.name !== ',' && part.name !== '}') {
      item.push(part);
      continue;
    }
    const [key, colon, value] = item;
    if (key?.name === '**' && colon !== undefined)
      spreads.push({ expr: lowerPython(colon, source), behind: entries.size });
    else if (key !== undefined) {
      const name = lowerPython(key, source);
      if (name.kind === 'text' && colon?.name === ':' && value !== undefined)
        entries.set(name.text, lowerPython(value, source));
      else open = true;
    }
    item = [];
  }
  return record(node, entries, open, spreads);
}

function list(node: SyntaxNode, source: Reading): Expr {
  const parts = childrenOf(node).slice(1, -1);
  const starred = (part: SyntaxNode): boolean => part.prevSibling?.name === '*';
  const items = parts.filter((part) => part.name !== ',' && part.name !== '*' && !starred(part));
  return { kind: 'list', items: items.map((item) => lowerPython(item, source)), node };
}

function binary(node: SyntaxNode, source: Reading): Expr {
  const [left, sign, right, ...more] = childrenOf(node);
  if (left === undefined || right === undefined || more.length > 0) return other(node);
  const [first, second] = [lowerPython(left, source), lowerPython(right, source)];
  if (sign?.name === 'or') return { kind: 'either', first, second, node };
  const sum = sign !== undefined && source.text.slice(sign.from, sign.to) === '+';
  return sum ? joined(node, [first, second]) : other(node);
}

/** Python Standard Library, `dict`: `dict(a=1)` and `dict(base, a=1)` are dictionaries. */
function call(node: SyntaxNode, callee: SyntaxNode, list: SyntaxNode, source: Reading): Expr {
  const { args, named } = argumentsOf(list, source);
  const isDict = callee.name === 'VariableName' && source.text.slice(callee.from, callee.to) === 'dict';
  if (!isDict) return { kind: 'call', callee: lowerPython(callee, source), args, named, node };
  const bases = args.map((expr) => ({ expr, behind: 0 }));
  return record(node, named.entries, named.open, [...bases, ...named.spreads]);
}

/** A node of the Python tree as an expression; what the rules have no use for is `other`. */
export function lowerPython(node: SyntaxNode, source: Reading): Expr {
  return within(source, node, () => lower(node, source));
}

function lower(node: SyntaxNode, source: Reading): Expr {
  const [first, second] = childrenOf(node);
  switch (node.name) {
    case 'VariableName':
      return { kind: 'name', name: source.text.slice(node.from, node.to), node };
    case 'String':
      return unquoted(node, source);
    case 'FormatString':
      return formatted(node, source);
    case 'ContinuedString':
      return joined(
        node,
        childrenOf(node).map((part) => lowerPython(part, source)),
      );
    case 'Boolean':
      return { kind: 'flag', value: source.text.slice(node.from, node.to) === 'True', node };
    case 'None':
      return { kind: 'none', node };
    case 'ParenthesizedExpression':
    case 'AwaitExpression':
      return second === undefined ? other(node) : lowerPython(second, source);
    case 'MemberExpression':
      return member(node, source);
    case 'CallExpression':
      if (first === undefined || second?.name !== 'ArgList') return other(node);
      return call(node, first, second, source);
    case 'DictionaryExpression':
      return dictionary(node, source);
    case 'ArrayExpression':
    case 'TupleExpression':
      return list(node, source);
    case 'BinaryExpression':
      return binary(node, source);
    default:
      return other(node);
  }
}
