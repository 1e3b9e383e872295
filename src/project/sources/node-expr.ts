import type { SyntaxNode } from '@lezer/common';
import { joined, other, record, within, type Reading } from './expressions.ts';
import { childrenOf, type Expr } from './syntax.ts';

const slice = (node: SyntaxNode, source: Reading): string => source.text.slice(node.from, node.to);

/** `npm:openai@4`, `openai/index.mjs` and `openai` are one package; a path stays as it is. */
export function moduleName(specifier: string): string {
  if (/^[./]/.test(specifier)) return specifier;
  const bare = specifier.replace(/^(?:npm|node):/, '');
  return /^(?:@[^/]+\/)?[^/@]+/.exec(bare)?.[0] ?? bare;
}

function text(node: SyntaxNode, source: Reading): Expr {
  return { kind: 'text', text: slice(node, source).slice(1, -1), node };
}

/** ECMAScript, TemplateLiteral: text, and expressions in `${}`. */
function template(node: SyntaxNode, source: Reading): Expr {
  const parts: Expr[] = [];
  let from = node.from + 1;
  for (const part of childrenOf(node)) {
    const [, value, end] = childrenOf(part);
    if (value === undefined || end?.name !== 'InterpolationEnd') return other(node);
    parts.push({ kind: 'text', text: source.text.slice(from, part.from), node }, lowerNode(value, source));
    from = part.to;
  }
  parts.push({ kind: 'text', text: source.text.slice(from, node.to - 1), node });
  return joined(node, parts);
}

function member(node: SyntaxNode, source: Reading): Expr {
  const [object, ...rest] = childrenOf(node);
  const index = rest.find((part) => !/^(?:\?\.|\.|\[|\])$/.test(part.name));
  if (object === undefined || index === undefined) return other(node);
  const of = lowerNode(object, source);
  if (/^(?:PropertyName|PrivatePropertyName|Number)$/.test(index.name))
    return { kind: 'member', of, name: slice(index, source), node };
  const key = lowerNode(index, source);
  return key.kind === 'text' ? { kind: 'member', of, name: key.text, node } : other(node);
}

/** ECMAScript, PropertyDefinition: `name: value`, `name`, `...rest`, `[computed]: value`, `name() {}`. */
function object(node: SyntaxNode, source: Reading): Expr {
  const entries = new Map<string, Expr>();
  const spreads: { expr: Expr; behind: number }[] = [];
  let open = false;
  for (const property of childrenOf(node).filter(({ name }) => name === 'Property')) {
    const [key, colon, value] = childrenOf(property);
    if (key === undefined) continue;
    if (key.name === 'Spread' || key.name === '[') {
      if (key.name === 'Spread' && colon !== undefined)
        spreads.push({ expr: lowerNode(colon, source), behind: entries.size });
      else open = true;
      continue;
    }
    const name = key.name === 'String' ? slice(key, source).slice(1, -1) : slice(key, source);
    if (colon === undefined) entries.set(name, { kind: 'name', name, node: key });
    else
      entries.set(
        name,
        colon.name === ':' && value !== undefined ? lowerNode(value, source) : other(property),
      );
  }
  return record(node, entries, open, spreads);
}

function itemsOf(list: SyntaxNode, source: Reading): Expr[] {
  return childrenOf(list)
    .slice(1, -1)
    .filter((part) => part.name !== ',' && part.name !== 'Spread' && part.prevSibling?.name !== 'Spread')
    .map((part) => lowerNode(part, source));
}

function call(node: SyntaxNode, source: Reading): Expr {
  const list = childrenOf(node).find(({ name }) => name === 'ArgList');
  const [callee] = childrenOf(node).filter(({ name }) => name !== 'new');
  if (callee === undefined || callee === list) return other(node);
  const args = list === undefined ? [] : itemsOf(list, source);
  const lowered = lowerNode(callee, source);
  const [first] = args;
  if (lowered.kind === 'name' && lowered.name === 'require' && first?.kind === 'text')
    return { kind: 'imported', module: moduleName(first.text), name: '*', node };
  // What is spread over the arguments may be anything, the options included.
  const spread = list !== undefined && childrenOf(list).some(({ name }) => name === 'Spread');
  return { kind: 'call', callee: lowered, args: spread ? [other(list)] : args, named: record(node), node };
}

function binary(node: SyntaxNode, source: Reading): Expr {
  const [left, sign, right] = childrenOf(node);
  if (left === undefined || sign === undefined) return other(node);
  if (sign.name === 'as' || sign.name === 'satisfies') return lowerNode(left, source);
  if (right === undefined) return other(node);
  const [first, second] = [lowerNode(left, source), lowerNode(right, source)];
  const operator = slice(sign, source);
  if (operator === '||' || operator === '??') return { kind: 'either', first, second, node };
  return operator === '+' ? joined(node, [first, second]) : other(node);
}

function name(node: SyntaxNode, source: Reading): Expr {
  const word = slice(node, source);
  return word === 'undefined' ? { kind: 'none', node } : { kind: 'name', name: word, node };
}

/** A node of the JavaScript or TypeScript tree as an expression; what the rules have no use for is `other`. */
export function lowerNode(node: SyntaxNode, source: Reading): Expr {
  return within(source, node, () => lower(node, source));
}

function lower(node: SyntaxNode, source: Reading): Expr {
  const [first, second] = childrenOf(node);
  switch (node.name) {
    case 'VariableName':
    case 'TypeName':
      return name(node, source);
    case 'this':
      return { kind: 'name', name: 'self', node };
    case 'String':
      return text(node, source);
    case 'TemplateString':
      return template(node, source);
    case 'BooleanLiteral':
      return { kind: 'flag', value: slice(node, source) === 'true', node };
    case 'null':
      return { kind: 'none', node };
    case 'ParenthesizedExpression':
    case 'AwaitExpression':
      return second === undefined ? other(node) : lowerNode(second, source);
    case 'PostfixExpression':
    case 'InstantiationExpression':
    case 'ParameterizedType':
      return first === undefined || second?.name === 'ArithOp' ? other(node) : lowerNode(first, source);
    case 'MemberExpression':
    case 'IndexedType':
      return member(node, source);
    case 'CallExpression':
    case 'NewExpression':
      return call(node, source);
    case 'DynamicImport': {
      const [module] = childrenOf(node).flatMap((part) =>
        part.name === 'String' ? [slice(part, source)] : [],
      );
      return module === undefined
        ? other(node)
        : { kind: 'imported', module: moduleName(module.slice(1, -1)), name: '*', node };
    }
    case 'ObjectExpression':
      return object(node, source);
    case 'ArrayExpression':
      return { kind: 'list', items: itemsOf(node, source), node };
    case 'BinaryExpression':
      return binary(node, source);
    default:
      return other(node);
  }
}
