import type { SyntaxNode } from '@lezer/common';
import { isChanged, isHandedOn } from './changes.ts';
import { keyOf } from './collector.ts';
import { chainOf, other, record } from './expressions.ts';
import { around, type Expr, type JoinedExpr, type Module, type RecordExpr } from './syntax.ts';

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

/** The key of the name that is meant at a place; null where this file does not set it. */
function keyAt(expr: Expr, module: Module): string | null {
  const path = chainOf(expr)?.join('.') ?? '';
  return keysFor(path, expr, module).find((key) => module.bindings.has(key)) ?? null;
}

/** Is a parameter or the variable of a loop never set to anything else? */
export function isSetNowhereElse(expr: Expr, module: Module): boolean {
  const found = module.bindings.get(keyAt(expr, module) ?? '');
  return found?.length === 1 && found[0] === null;
}

/** What stands in for a parameter that is not given; null where the expression leads to none. */
export function defaultOf(given: Expr, module: Module): Expr | null {
  const expr = lastName(given, module);
  if (expr.kind !== 'name' || !isSetNowhereElse(expr, module)) return null;
  return module.defaults.get(keyAt(expr, module) ?? '') ?? null;
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

function returned(expr: Expr, module: Module): Expr | null {
  if (expr.kind !== 'call' || expr.callee.kind !== 'name') return null;
  const value = bound(expr.callee.name, expr.callee, module);
  if (value === null || value === 'unknown' || value.kind === 'imported') return null;
  const found = module.functions.find(({ node }) => isSameNode(node, value.node));
  const [only, ...more] = found?.returns ?? [];
  return found?.generator === false && more.length === 0 ? (only ?? null) : null;
}

/** May an object be another by the time it is used? */
function mayDiffer(path: string, value: Expr | 'unknown', module: Module): boolean {
  if (value === 'unknown') return true;
  const inParts = value.kind === 'record' || value.kind === 'list';
  return (inParts && isChanged(path, module)) || (value.kind === 'record' && isHandedOn(path, module));
}

function step(expr: Expr, module: Module): Expr | 'unknown' | null {
  const path = chainOf(expr)?.join('.');
  if (path !== undefined) {
    const value = bound(path, expr, module);
    if (value !== null) return mayDiffer(path, value, module) ? 'unknown' : value;
  }
  if (expr.kind === 'call') return returned(expr, module);
  if (expr.kind !== 'member') return null;
  const of = resolve(expr.of, module);
  if (of?.kind === 'imported' && (of.name === '*' || of.name === 'default'))
    return { kind: 'imported', module: of.module, name: expr.name, node: expr.node };
  return of?.kind === 'record' ? (wholeRecord(of, module).entries.get(expr.name) ?? 'unknown') : null;
}

/** Goes from name to name as far as it comes; `lost` where it is not known what the last one is. */
function follow(expr: Expr, module: Module): { end: Expr; lost: boolean } {
  let end = expr;
  for (let steps = 0; steps < MAX_STEPS; steps += 1) {
    const next = step(end, module);
    if (next === null || next === 'unknown') return { end, lost: next === 'unknown' };
    end = next;
  }
  return { end, lost: true };
}

/** The last name on the way of an expression that leads to nothing known, such as a parameter. */
export function lastName(expr: Expr, module: Module): Expr {
  return follow(expr, module).end;
}

/**
 * Follows names to what they were set to, where that is beyond doubt: set once, in this file, and not changed since.
 *
 * @returns the expression at the end of the way; null where the way is lost.
 */
export function resolve(expr: Expr, module: Module, depth = 0): Expr | null {
  const { end, lost } = follow(expr, module);
  if (lost) return null;
  return end.kind === 'joined' ? text(end, module, depth) : end;
}

/** A sum in which every part is a text of this file; null where one is not. */
function text({ parts, node }: JoinedExpr, module: Module, depth: number): Expr | null {
  const found = depth < MAX_STEPS ? parts.map((part) => resolve(part, module, depth + 1)) : [null];
  const texts = found.flatMap((part) => (part?.kind === 'text' ? [part.text] : []));
  return texts.length === found.length ? { kind: 'text', text: texts.join(''), node } : null;
}

export const isSameNode = (one: SyntaxNode, another: SyntaxNode): boolean =>
  one.from === another.from && one.to === another.to;

/** A record with what is spread into it, as far as that can be told: later entries replace earlier ones. */
export function wholeRecord(of: RecordExpr, module: Module, depth = 0): RecordExpr {
  if (of.spreads.length === 0) return of;
  const entries = new Map<string, Expr>();
  let open = of.open || depth > MAX_STEPS;
  const spread = (expr: Expr): void => {
    const found = depth > MAX_STEPS ? null : resolve(expr, module);
    if (found?.kind === 'none') return;
    const more = found?.kind === 'record' ? wholeRecord(found, module, depth + 1) : null;
    if (more?.open !== false) {
      open = true;
      for (const [name, value] of entries) entries.set(name, other(value.node));
    }
    for (const [name, value] of more?.entries ?? []) entries.set(name, value);
  };
  const named = [...of.entries];
  for (let at = 0; at <= named.length; at += 1) {
    for (const { expr, behind } of of.spreads) if (behind === at) spread(expr);
    const [name, value] = named[at] ?? [];
    if (name !== undefined && value !== undefined) entries.set(name, value);
  }
  return record(of.node, entries, open);
}

/** The record at the end of the way, whole; null where it is none. */
export function resolveRecord(expr: Expr, module: Module): RecordExpr | null {
  const found = resolve(expr, module);
  return found?.kind === 'record' ? wholeRecord(found, module) : null;
}
