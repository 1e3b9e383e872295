import type { Module } from './syntax.ts';

/** A name as it stands in a text, and not as the end of a longer one. */
const named = (path: string): string =>
  String.raw`(?<![\w.])${path.replaceAll('.', String.raw`\.`).replaceAll('$', String.raw`\$`)}`;

/** Asks once for each name of a file: a question goes over the whole text. */
function remembered(ask: (path: string, text: string) => boolean): (path: string, module: Module) => boolean {
  const known = new WeakMap<Module, Map<string, boolean>>();
  return (path, module) => {
    const answers = known.get(module) ?? new Map<string, boolean>();
    known.set(module, answers);
    const answer = answers.get(path) ?? ask(path, module.text);
    answers.set(path, answer);
    return answer;
  };
}

/** Does anything change a part of this object after it is made? */
export const isChanged = remembered((path, text) => {
  const name = named(path);
  const set = String.raw`${name}(?:\.\w+|\[[^\]\n]{1,80}\])+\s*(?:[-+*/|]|\?\?|\|\|)?=(?!=)`;
  const handedOn = String.raw`(?:assign|defineProperty)\(\s*${name}\b|${name}\.(?:update|setdefault|pop|clear|map|forEach)\(`;
  return new RegExp(`${set}|${handedOn}`).test(text);
});

/** Calls that only look at what they are given, or send it. One with a capital makes something of it. */
const LEAVES_AS_IT_IS =
  /^(?:[A-Z]\w*|append|push|insert|unshift|create|parse|stream|print|log|info|debug|len|str|repr|dumps|stringify|dict|copy|deepcopy|structuredClone)$/;

/** May a function that is handed this object change it? */
export const isHandedOn = remembered((path, text) => {
  const calls = text.matchAll(new RegExp(String.raw`(\w+)\(\s*${named(path)}\s*[,)]`, 'g'));
  return [...calls].some(([, callee = '']) => !LEAVES_AS_IT_IS.test(callee));
});
