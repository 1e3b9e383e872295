import { keyOf } from './collector.ts';
import { chainOf } from './expressions.ts';
import { around, type Expr, type Module } from './syntax.ts';

const MAX_STEPS = 12;

/** The keys under which a name may be known at a place: innermost function first, then the file. */
function keysFor(path: string, expr: Expr, module: Module): string[] {
  const { isClass, isFunction } = module.grammar;
  if (path.startsWith('self.')) return [keyOf(path, around(expr.node, isClass)?.from ?? -1)];
  const keys: string[] = [];
  for (let at = around(expr.node, isFunction); at !== null; at = around(at, isFunction))
    keys.push(keyOf(path, at.from));
  return [...keys, keyOf(path, -1)];
}

/** What a name is set to where it is set once and can be told; null where it is not set in this file. */
function bound(path: string, expr: Expr, module: Module): Expr | 'unknown' | null {
  for (const key of keysFor(path, expr, module)) {
    const found = module.bindings.get(key);
    if (found === undefined) continue;
    return (found.length === 1 ? found[0] : null) ?? 'unknown';
  }
  return null;
}

/** Is the name set nowhere in this file, and so a name of the language itself? */
export function isGlobal(name: string, expr: Expr, module: Module): boolean {
  return keysFor(name, expr, module).every((key) => !module.bindings.has(key));
}

/** The type that a name is declared with, where it is. */
export function declaredType(expr: Expr, module: Module): Expr | null {
  const path = chainOf(expr)?.join('.');
  if (path === undefined) return null;
  for (const key of keysFor(path, expr, module)) {
    const type = module.types.get(key);
    if (type !== undefined) return type;
    if (module.bindings.has(key)) return null;
  }
  return null;
}

/** Does anything change a part of this object after it is made? */
function isChanged(path: string, module: Module): boolean {
  const name = String.raw`(?<![\w.])${path.replaceAll('.', String.raw`\.`).replaceAll('$', String.raw`\$`)}`;
  const set = String.raw`${name}(?:\.\w+|\[[^\]\n]{1,80}\])+\s*(?:[-+*/|]|\?\?|\|\|)?=(?!=)`;
  const handedOn = String.raw`(?:assign|defineProperty)\(\s*${name}\b|${name}\.(?:update|setdefault|pop|clear|map|forEach)\(`;
  return new RegExp(`${set}|${handedOn}`).test(module.text);
}

function returned(expr: Expr, module: Module): Expr | null {
  if (expr.kind !== 'call' || expr.callee.kind !== 'name') return null;
  const value = bound(expr.callee.name, expr.callee, module);
  if (value === null || value === 'unknown' || value.kind === 'imported') return null;
  const found = module.functions.find(
    ({ node }) => node.from === value.node.from && node.to === value.node.to,
  );
  const [only, ...more] = found?.returns ?? [];
  return found?.generator === false && more.length === 0 ? (only ?? null) : null;
}

function step(expr: Expr, module: Module): Expr | 'unknown' | null {
  const path = chainOf(expr)?.join('.');
  if (path !== undefined) {
    const value = bound(path, expr, module);
    if (value !== null && value !== 'unknown' && (value.kind === 'record' || value.kind === 'list'))
      return isChanged(path, module) ? 'unknown' : value;
    if (value !== null) return value;
  }
  if (expr.kind === 'call') return returned(expr, module);
  if (expr.kind !== 'member') return null;
  const of = resolve(expr.of, module);
  if (of?.kind === 'imported' && (of.name === '*' || of.name === 'default'))
    return { kind: 'imported', module: of.module, name: expr.name, node: expr.node };
  return of?.kind === 'record' ? (of.entries.get(expr.name) ?? 'unknown') : null;
}

/**
 * Follows names to what they were set to, where that is beyond doubt: set once, in this file, and not changed since.
 *
 * @returns the expression at the end of the way; null where the way is lost.
 */
export function resolve(expr: Expr, module: Module): Expr | null {
  let now = expr;
  for (let steps = 0; steps < MAX_STEPS; steps += 1) {
    const next = step(now, module);
    if (next === 'unknown') return null;
    if (next === null) return now;
    now = next;
  }
  return null;
}
