import { providerOfKey } from '../../settings/key-providers.ts';
import { keyFacts } from '../../settings/key-shape.ts';
import type { SyntaxNode } from '@lezer/common';
import { placeOf } from './places.ts';
import { around, type Module } from './syntax.ts';
import type { HardCodedKey } from './types.ts';

/** With the part that is the same in all of them, such as `sk-ar-`. */
const MIN_KEY_CHARS = 20;
/** Of what is no counting, as in `0123456789abcdef`. */
const MIN_OWN_CHARS = 8;
const MIN_RUN_CHARS = 4;
const STAND_IN =
  /test|fake|dummy|example|sample|demo|mock|your|placeholder|secret|xxx|qwerty|foo|bar|not-?needed|no-key/i;

/** Keys of the services that such a gateway stands in for; other keys are no business of this tool. */
const OWN_FORM = /^sk-ar-|^sk-[A-Za-z0-9]{32,}$/;
const PROVIDERS: ReadonlySet<string> = new Set(['OpenAI', 'Anthropic', 'OpenRouter']);

/** Without characters that only count up or down or repeat: stand-ins are filled up with them. */
function withoutRuns(text: string): string {
  let kept = '';
  let run = '';
  const stepAt = (at: number): number => text.charCodeAt(at) - text.charCodeAt(at - 1);
  for (let at = 0; at <= text.length; at += 1) {
    const goesOn =
      run.length > 0 && Math.abs(stepAt(at)) <= 1 && (run.length === 1 || stepAt(at) === stepAt(at - 1));
    if (!goesOn) {
      kept += run.length < MIN_RUN_CHARS ? run : '';
      run = '';
    }
    run += text.charAt(at);
  }
  return kept;
}

/** True where a text is beyond doubt a key that somebody was given: of a known form, long, and mixed like a random one. */
function isRealKey(text: string): boolean {
  if (!OWN_FORM.test(text) && !PROVIDERS.has(providerOfKey(text)?.name ?? '')) return false;
  if (text.length < MIN_KEY_CHARS || /[^\w.-]/.test(text) || STAND_IN.test(text)) return false;
  const facts = keyFacts(text);
  const body = text.replace(/^\w{2,4}[-_](?:\w{2,6}-)?/, '');
  if (withoutRuns(body).length < MIN_OWN_CHARS) return false;
  const mixed = /\d/.test(body) && /[a-z]/i.test(body) && new Set(body).size >= 10;
  return mixed && !facts.placeholder && !facts.masked;
}

/** Nodes in which a text is a value that the program uses: an argument, an entry, something that is assigned. */
const USES =
  /^(?:ArgList|AssignStatement|VariableDeclaration|AssignmentExpression|Property|PropertyDeclaration|DictionaryExpression|ArrayExpression|ParamList|ReturnStatement)$/;
const PASSES_ON = /^(?:ParenthesizedExpression|BinaryExpression|ContinuedString|AwaitExpression)$/;

function isUsed(node: SyntaxNode): boolean {
  return USES.test(around(node, ({ name }) => !PASSES_ON.test(name))?.name ?? '');
}

/** The text of a literal, with those that are added to it or stand beside it. */
function wholeText(node: SyntaxNode, { grammar, text }: Module): string {
  let whole = text.slice(node.from, node.to).replace(/^[a-zA-Z]{0,2}["'`]|["'`]$/g, '');
  for (let outer = node.parent; outer !== null && PASSES_ON.test(outer.name); outer = outer.parent) {
    const lowered = grammar.lower(outer, { text, depth: 0 });
    if (lowered.kind === 'text') whole = lowered.text;
  }
  return whole;
}

/** Keys that stand in the code as texts. Of the key itself only its hidden form is kept. */
export function hardCodedKeys(module: Module): HardCodedKey[] {
  return module.keyTexts.flatMap((node) => {
    const [, text = ''] = /^(?:Bearer )?([\w.-]+)$/.exec(wholeText(node, module)) ?? [];
    if (!isRealKey(text) || !isUsed(node)) return [];
    return [{ place: placeOf(node, module), language: module.language, shown: keyFacts(text).shown }];
  });
}
