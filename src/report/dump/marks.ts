/** What stands in a dump where something was hidden, and how often. Equal values get equal marks. */

export const HOME_MARK = '[home]';
export const PROJECT_MARK = '[project]';
export const USER_MARK = '[user]';

/** Gives each new value the next number. */
export function numbered(name: (number: number) => string): (value: string) => string {
  const marks = new Map<string, string>();
  return (value) => {
    const mark = marks.get(value) ?? name(marks.size + 1);
    marks.set(value, mark);
    return mark;
  };
}

export const emailMark = (number: number): string => `[email-${number}]`;
/** A valid host name and address part, so that a URL stays one. */
export const hostMark = (number: number): string => `redacted-host-${number}`;
export const addressMark = (number: number): string => `redacted-ip-${number}`;

interface HiddenKind {
  kind: string;
  marks: RegExp;
}

/** Keys keep prefix and last four characters; what nothing may be shown of is `***` or `[secret-N]`. */
const KINDS: readonly HiddenKind[] = [
  {
    kind: 'keys and tokens',
    marks: /(?:sk-ar-|sk-|eyJ|(?<![\w-])[\w-]{3}|(?<![\w…]))…[\w.~+/=:|-]{4}|\bsk-(?:ar-)?…/g,
  },
  { kind: 'passwords, cookies and other secrets', marks: /(?<!\*)\*{3}(?!\*)|\[secret-\d+\]/g },
  { kind: 'home folder', marks: /\[home\]/g },
  { kind: 'project folder', marks: /\[project\]/g },
  { kind: 'user names', marks: /\[user\]/g },
  { kind: 'e-mail addresses', marks: /\[email-\d+\]/g },
  { kind: 'host names', marks: /redacted-host-\d+/g },
  { kind: 'IP addresses', marks: /redacted-ip-\d+/g },
];

interface HiddenCount {
  kind: string;
  places: number;
  /** How many different ones; null where all have one mark. */
  different: number | null;
}

/** Counts the marks in finished Markdown, by kind; kinds that do not occur are left out. */
export function countHidden(markdown: string): HiddenCount[] {
  const text = markdown.replace(/\\([\\`*[\]<>|_])/g, '$1');
  return KINDS.flatMap(({ kind, marks }) => {
    const found = text.match(marks) ?? [];
    const different = new Set(found).size;
    const oneMark = different === 1 && !/\d|…/.test(found[0] ?? '');
    return found.length === 0 ? [] : [{ kind, places: found.length, different: oneMark ? null : different }];
  });
}
