import { placeOf } from './places.ts';
import { defaultOf, isSetNowhereElse, lastName, resolve } from './resolve.ts';
import type { CallExpr, Expr, Module } from './syntax.ts';
import type { ModelCall } from './types.ts';

const MAX_MODELS = 20;

/** What a name can be beside what it is set to: what stands in for a parameter, or the items of a loop around a call. */
function choices(given: Expr, call: CallExpr, module: Module): readonly Expr[] {
  const expr = lastName(given, module);
  if (expr.kind !== 'name' || !isSetNowhereElse(expr, module)) return [];
  const fallback = defaultOf(expr, module);
  if (fallback !== null) return [fallback];
  const loop = module.loops.find(
    ({ variable, node }) => variable === expr.name && node.from <= call.node.from && node.to >= call.node.to,
  );
  const over = loop === undefined ? null : resolve(loop.over, module);
  return over?.kind === 'list' ? over.items : [];
}

/** The models that a call names beyond doubt: its argument, or what the argument is by default or in turn. */
export function namedModels(given: Expr, call: CallExpr, module: Module): ModelCall['models'] {
  const found = resolve(given, module);
  const exprs = found === null ? choices(given, call, module) : [found];
  return exprs.slice(0, MAX_MODELS).flatMap((expr) => {
    const model = resolve(expr, module);
    return model?.kind === 'text' ? [{ name: model.text, place: placeOf(model.node, module) }] : [];
  });
}
