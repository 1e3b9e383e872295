import type { FoundCall } from './calls.ts';
import { chainOf } from './expressions.ts';
import { conditionsIn, isUnguarded, textAround } from './guards.ts';
import { LOOKALIKE } from './lookalikes.ts';
import { placeOf } from './places.ts';
import { isGlobal, resolve } from './resolve.ts';
import { around, type Expr, type Module } from './syntax.ts';
import type { AnswerRead } from './types.ts';

/** Any of these near a read shows that somebody thought of blocks that are no text. */
const LOOKS_AT_TYPE =
  /\.type\b|["']type["']|stop_reason|tool_use|isinstance|hasattr|getattr|\bin content|TextBlock/;

/** The call that an expression is the result of. */
function callBehind(expr: Expr, module: Module, calls: readonly FoundCall[]): FoundCall | null {
  const found = resolve(expr, module)?.node;
  return calls.find(({ call: { node } }) => node.from === found?.from && node.to === found.to) ?? null;
}

/** The answer whose first block an expression is; null where it is something else. */
function answerOfFirstBlock(expr: Expr, module: Module): Expr | null {
  const block = resolve(expr, module);
  if (block?.kind !== 'member' || block.name !== '0') return null;
  const content = resolve(block.of, module);
  return content?.kind === 'member' && content.name === 'content' ? content.of : null;
}

/** The text of the first block, where the call that gave the answer passed tools and nothing looks at the type. */
function contentReads(module: Module, calls: readonly FoundCall[]): Expr[] {
  if (!calls.some(({ facts, withTools }) => facts.api === 'anthropic' && withTools)) return [];
  return module.textReads.filter((read) => {
    const answer = read.kind === 'member' ? answerOfFirstBlock(read.of, module) : null;
    const call = answer === null ? null : callBehind(answer, module, calls);
    const concerned = call?.facts.api === 'anthropic' && call.withTools && call.facts.on.kind !== 'unseen';
    return concerned && !LOOKS_AT_TYPE.test(textAround(read.node, module));
  });
}

const PRINTS: ReadonlySet<string> = new Set([
  'print',
  'process.stdout.write',
  'sys.stdout.write',
  'console.log',
]);
const DELTA = /^[^.]+\.choices\.0\.delta\.content$/;

/** Services of the same shape send other last pieces. */
const importsLookalike = ({ imports }: Module): boolean =>
  imports.some(({ module }) => LOOKALIKE.test(module.toLowerCase()));

/** In a loop, printed as it stands: the last pieces of a stream have no content. */
function deltaReads(module: Module): Expr[] {
  if (importsLookalike(module)) return [];
  return module.calls.flatMap((call) => {
    const path = chainOf(call.callee);
    const [first] = call.args;
    if (path === null || first === undefined || !PRINTS.has(path.join('.'))) return [];
    if (path[0] !== 'sys' && !isGlobal(path[0] ?? '', call.callee, module)) return [];
    const printed = resolve(first, module);
    if (printed === null || !DELTA.test(chainOf(printed)?.join('.') ?? '')) return [];
    const loop = around(call.node, ({ name }) => name === 'ForStatement');
    if (loop === null) return [];
    const name = first.kind === 'name' ? first.name : 'content';
    const guard = new RegExp(String.raw`\bdelta\b|\bcontent\b|finish_reason|\b${name}\b`);
    return conditionsIn(loop, module).some((text) => guard.test(text)) ? [] : [first];
  });
}

function unguardedLoops(module: Module, calls: readonly FoundCall[]): Expr[] {
  return module.loops.flatMap(({ over, node }) => {
    const call = callBehind(over, module, calls);
    if (call?.streamed !== true || call.facts.on.kind === 'unseen') return [];
    return isUnguarded(node, module) ? [{ kind: 'other' as const, node }] : [];
  });
}

/** Places where an answer is read in a way that goes wrong sooner or later. */
export function answerReads(module: Module, calls: readonly FoundCall[]): AnswerRead[] {
  const told = (kind: AnswerRead['kind'], exprs: readonly Expr[]): AnswerRead[] =>
    exprs.map(({ node }) => ({ kind, language: module.language, place: placeOf(node, module) }));
  return [
    ...told('content-without-type', contentReads(module, calls)),
    ...told('delta-unchecked', deltaReads(module)),
    ...told('stream-unguarded', unguardedLoops(module, calls)),
  ];
}
