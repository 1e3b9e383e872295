import { chainOf } from './expressions.ts';
import { isGlobal, resolve } from './resolve.ts';
import type { Expr, Module } from './syntax.ts';

interface EnvironmentRead {
  name: string;
  /** The text that stands in where the variable is not set. */
  otherwise: string | null;
}

/** The path of a name with what was imported put in its full form: `getenv` of `from os import getenv` is `os.getenv`. */
function fullPath(expr: Expr, module: Module): string | null {
  if (expr.kind === 'imported') return expr.name === '*' ? expr.module : `${expr.module}.${expr.name}`;
  if (expr.kind === 'member') {
    const of = fullPath(expr.of, module);
    return of === null ? null : `${of}.${expr.name}`;
  }
  if (expr.kind !== 'name') return null;
  const found = resolve(expr, module);
  if (found?.kind === 'imported') return fullPath(found, module);
  return isGlobal(expr.name, expr, module) ? expr.name : null;
}

const inPython = (expr: Expr, module: Module): EnvironmentRead | null => {
  if (expr.kind === 'member' && fullPath(expr.of, module) === 'os.environ')
    return { name: expr.name, otherwise: null };
  if (expr.kind !== 'call') return null;
  const asked = /^os\.(?:getenv|environ\.get)$/.test(fullPath(expr.callee, module) ?? '');
  const [name, otherwise = expr.named.entries.get('default')] = expr.args;
  if (!asked || name?.kind !== 'text') return null;
  return { name: name.text, otherwise: otherwise?.kind === 'text' ? otherwise.text : null };
};

const NODE_ENVIRONMENT = /^(?:process(?:\.default)?|Bun|globalThis\.process)\.env$/;

const inNode = (expr: Expr, module: Module): EnvironmentRead | null => {
  if (expr.kind === 'member' && NODE_ENVIRONMENT.test(fullPath(expr.of, module) ?? ''))
    return { name: expr.name, otherwise: null };
  const asked = expr.kind === 'call' && chainOf(expr.callee)?.join('.') === 'Deno.env.get';
  const name = asked ? expr.args[0] : undefined;
  return name?.kind === 'text' ? { name: name.text, otherwise: null } : null;
};

/** The environment variable that an expression reads; null where it reads none, or more is done with it. */
export function environmentRead(expr: Expr, module: Module): EnvironmentRead | null {
  if (expr.kind === 'either') {
    const first = environmentRead(expr.first, module);
    return first !== null && expr.second.kind === 'text' ? { ...first, otherwise: expr.second.text } : first;
  }
  return module.language === 'python' ? inPython(expr, module) : inNode(expr, module);
}
