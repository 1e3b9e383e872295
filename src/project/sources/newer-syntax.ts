/** Forms of TypeScript and of ECMAScript that the parser does not know yet, put in ones that it knows. */

const blank = (text: string): string => text.replace(/\S/g, ' ');
const NAME = String.raw`[\w$]{1,100}`;

/**
 * What of each form goes, and what stands there instead: nothing where it says nothing about a value. Spaces between
 * words are few, which keeps the patterns fast.
 */
const FORMS: readonly [form: RegExp, instead: (found: string) => string][] = [
  // Decorators before `export`, TC39 decorators: `@Injectable() export class A {}`.
  [
    /\bexport\s{1,9}(?:default\s{1,9})?(?=(?:abstract\s{1,9})?class\s{1,9}(?!extends\b|implements\b)[\w$])/g,
    blank,
  ],
  // Type predicates of arrow functions and function types, TypeScript Handbook: `(a): a is B => true`.
  [
    new RegExp(
      String.raw`(?<=(?:\)\s{0,9}:|=>)\s{0,9})(?:asserts\s{1,9})?${NAME}\s{1,9}is\s{1,9}(?=[\w$({["'\x60])`,
      'g',
    ),
    blank,
  ],
  [/(?<=(?:\)\s{0,9}:|=>)\s{0,9})asserts\s{1,9}(?=[\w$])/g, blank],
  [/\btypeof\s{1,9}(?=import\s{0,9}\()/g, blank],
  // `import a = require("a")` and `import A = B.C` of TypeScript.
  [
    new RegExp(String.raw`\b(?:export\s{1,9})?import(?=\s{1,9}${NAME}\s{0,9}=[^=])`, 'g'),
    (found) => `const${blank(found).slice('const'.length)}`,
  ],
  // Import attributes, ECMAScript 2025: `import a from "./a.json" with { type: "json" }`.
  [
    /(?<=\b(?:from|import)\s{0,9}["'][^"'\n]{1,200}["'])\s{0,9}(?:with|assert)\s{0,9}\{[^{}]{0,200}\}/g,
    blank,
  ],
  // `export { type A, b }` and `export type * from "a"`.
  [/\bexport\s{0,9}\{[^{}]{0,5000}\}/g, (found) => found.replace(/\btype\s{1,9}(?!as\b)(?=[\w$])/g, blank)],
  [/(?<=\bexport\s{1,9})type\s{1,9}(?=\*)/g, blank],
  // Type parameters of an async arrow function: `async <T extends object>(a: T) => {}`.
  [/(?<=\basync\s{0,9})<[^()<>]{1,200}(?:<[^()<>]{1,200}>[^()<>]{0,200})?>(?=\s{0,9}\()/g, blank],
  [/\bexport\s{1,9}default\s{1,9}(?=interface\s)/g, blank],
  // A class without a name that extends another.
  [
    /\bexport\s{1,9}default(?=\s{1,9}class\s{1,9}extends\b)/g,
    (found) => `const $Class =${blank(found).slice('const $Class ='.length)}`,
  ],
  [/\babstract\s{1,9}(?=new\s{0,9}\()/g, blank],
  [new RegExp(String.raw`(?<=\binfer\s{1,9}${NAME})\s{1,9}extends\s[^?,:;{}()]{1,100}(?=[?)])`, 'g'), blank],
  // Modules that are described or added to: `declare module "a" {}`.
  [
    /(?<=\bdeclare\s{1,9})module\s{1,9}["'][^"'\n]{1,200}["']/g,
    (found) => `global${blank(found).slice('global'.length)}`,
  ],
];

/** The same text in forms that the parser knows, every other character in its place. */
export function inKnownForms(text: string): string {
  return FORMS.reduce((known, [form, instead]) => known.replace(form, instead), text);
}
