import { placeOf } from './places.ts';
import { isChanged } from './changes.ts';
import { isSameNode, resolve, resolveRecord } from './resolve.ts';
import type { Expr, ListExpr, Module, RecordExpr } from './syntax.ts';
import type { ModelCall } from './types.ts';

const MAX_MESSAGES = 20;

/** Roles whose messages have a content, whatever else they have (OpenAI API reference, "Create chat completion"). */
const ALWAYS_WITH_CONTENT = new Set(['user', 'system', 'developer', 'tool', 'function']);
/** Beside these nothing stands in for a content. An answer of a model has tool calls, a refusal or audio instead. */
const INSTEAD_OF_NOTHING = new Set([
  'role',
  'name',
  'text',
  'message',
  'msg',
  'value',
  'prompt',
  'body',
  'contents',
]);
/** Methods that add to a list, and the first argument that is added. */
const ADDS = new Map([
  ['append', 0],
  ['push', 0],
  ['unshift', 0],
  ['insert', 1],
]);

function lackOf(message: RecordExpr, module: Module): 'role' | 'content' | 'role and content' | null {
  const names = [...message.entries.keys()];
  if (message.open || names.includes('type')) return null;
  const content = names.includes('content');
  const given = message.entries.get('role');
  if (given === undefined) return content ? 'role' : 'role and content';
  const role = resolve(given, module);
  const always = role?.kind === 'text' && ALWAYS_WITH_CONTENT.has(role.text);
  return content || !(always || names.every((name) => INSTEAD_OF_NOTHING.has(name))) ? null : 'content';
}

/** What is added to a list after it is made, in this file. */
function addedTo(list: ListExpr, module: Module): Expr[] {
  return module.calls.flatMap(({ callee, args }) => {
    const from = callee.kind === 'member' ? ADDS.get(callee.name) : undefined;
    if (callee.kind !== 'member' || from === undefined) return [];
    const to = resolve(callee.of, module);
    return to !== null && isSameNode(to.node, list.node) ? args.slice(from) : [];
  });
}

/** Does a loop over the list change its messages, or may it? */
function isChangedInLoop(list: ListExpr, module: Module): boolean {
  return module.loops.some(({ over, variable }) => {
    const what = resolve(over, module);
    const same = what !== null && isSameNode(what.node, list.node);
    return same && (variable === null || isChanged(variable, module));
  });
}

/** Messages of a call that this file writes out whole, as they are sent, and that lack something. */
export function incompleteMessages(messages: Expr | null, module: Module): ModelCall['incompleteMessages'] {
  if (messages?.kind !== 'list' || isChangedInLoop(messages, module)) return [];
  const items = [
    ...messages.items.slice(0, MAX_MESSAGES),
    ...addedTo(messages, module).slice(0, MAX_MESSAGES),
  ];
  return items.flatMap((item) => {
    const message = resolveRecord(item, module);
    const lacks = message === null ? null : lackOf(message, module);
    return message === null || lacks === null ? [] : [{ place: placeOf(message.node, module), lacks }];
  });
}
