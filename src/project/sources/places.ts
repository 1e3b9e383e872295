import type { SyntaxNode } from '@lezer/common';
import type { Module } from './syntax.ts';
import type { Place } from './types.ts';

/** Where a node of a file stands. */
export function placeOf(node: SyntaxNode, { file, text, cells }: Module): Place {
  const before = text.slice(0, node.from);
  const line = before.split('\n').length;
  const column = node.from - before.lastIndexOf('\n');
  const cell = (cells ?? []).findLastIndex((start) => start <= line);
  if (cell < 0) return { file, line, column };
  return { file: `${file} cell ${cell + 1}`, line: line - (cells?.[cell] ?? 1) + 1, column };
}
