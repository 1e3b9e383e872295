import { providerOfKey } from '../../settings/key-providers.ts';
import { keyFacts } from '../../settings/key-shape.ts';
import type { SyntaxNode } from '@lezer/common';
import { placeOf } from './places.ts';
import { around, type Module } from './syntax.ts';
import type { HardCodedKey } from './types.ts';

const MIN_KEY_CHARS = 24;
const STAND_IN =
  /test|fake|dummy|example|sample|demo|mock|your|placeholder|secret|xxx|123456|abcdef|foo|bar|not-?needed|no-key/i;

/** Keys of the services that such a gateway stands in for; other keys are no business of this tool. */
const OWN_FORM = /^sk-ar-|^sk-[A-Za-z0-9]{32,}$/;
const PROVIDERS: ReadonlySet<string> = new Set(['OpenAI', 'Anthropic', 'OpenRouter']);

/** True where a text is beyond doubt a key that somebody was given: of a known form, long, and mixed like a random one. */
function isRealKey(text: string): boolean {
  if (!OWN_FORM.test(text) && !PROVIDERS.has(providerOfKey(text)?.name ?? '')) return false;
  if (text.length < MIN_KEY_CHARS || /[^\w.-]/.test(text) || STAND_IN.test(text)) return false;
  const facts = keyFacts(text);
  const body = text.replace(/^\w{2,4}[-_](?:\w{2,6}-)?/, '');
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

/** Keys that stand in the code as texts. Of the key itself only its hidden form is kept. */
export function hardCodedKeys(module: Module): HardCodedKey[] {
  return module.keyTexts.flatMap((node) => {
    const [, text = ''] =
      /^[a-zA-Z]{0,2}["'`](?:Bearer )?([\w.-]+)["'`]$/.exec(module.text.slice(node.from, node.to)) ?? [];
    if (!isRealKey(text) || !isUsed(node)) return [];
    return [{ place: placeOf(node, module), language: module.language, shown: keyFacts(text).shown }];
  });
}
