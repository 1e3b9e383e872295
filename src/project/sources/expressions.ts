/** Makers of expressions that both languages share. */

import type { SyntaxNode } from '@lezer/common';
import type { Expr, RecordExpr } from './syntax.ts';

/** A text that is being read, and how deep inside an expression the reader is. */
export interface Reading {
  text: string;
  depth: number;
}

/** Deeper expressions are not looked into: the time for a call stays bounded by its size. */
const MAX_DEPTH = 60;

export function within(reading: Reading, node: SyntaxNode, lower: () => Expr): Expr {
  if (reading.depth >= MAX_DEPTH) return other(node);
  reading.depth += 1;
  const expr = lower();
  reading.depth -= 1;
  return expr;
}

export const other = (node: SyntaxNode): Expr => ({ kind: 'other', node });

export function record(
  node: SyntaxNode,
  entries: ReadonlyMap<string, Expr> = new Map(),
  open = false,
  spreads: RecordExpr['spreads'] = [],
): RecordExpr {
  return { kind: 'record', entries, spreads, open, node };
}

/** Several texts as one; with names among them, what is to be joined when these are known. */
export function joined(node: SyntaxNode, parts: readonly Expr[]): Expr {
  const texts = parts.flatMap((part) => (part.kind === 'text' ? [part.text] : []));
  if (texts.length === parts.length) return { kind: 'text', text: texts.join(''), node };
  const known = parts.every(({ kind }) => /^(?:text|name|member|joined)$/.test(kind));
  return known ? { kind: 'joined', parts, node } : other(node);
}

/** The names of a chain, outermost first: `['client', 'chat', 'create']`; null where it does not start with a name. */
export function chainOf(expr: Expr): string[] | null {
  if (expr.kind === 'name') return [expr.name];
  if (expr.kind !== 'member') return null;
  const start = chainOf(expr.of);
  return start === null ? null : [...start, expr.name];
}
