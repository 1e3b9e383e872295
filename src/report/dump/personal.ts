/** Hides whose machine it is: home and project folder, user name, e-mail addresses. */

import { anyOf, escapeCharsBefore, mayBeCut, NAME_START } from './escapes.ts';
import { isTelling } from './common-words.ts';
import { emailMark, HOME_MARK, numbered, PROJECT_MARK, USER_MARK } from './marks.ts';

export interface Person {
  /** Absolute. */
  home: string;
  /** Absolute: where the project lies, and where the tool ran. Their names tell of a person or a customer too. */
  folders: readonly string[];
  /** The names under which the system knows the user. */
  userNames: readonly string[];
}

/** RFC 5321, section 4.1.2, as addresses look in practice; the sign may be written in a URL or in JSON. */
const EMAIL =
  /[\p{L}\p{N}._%+'-]{1,64}(?:@|%40|\\u0040)(?:[\p{L}\p{N}][\p{L}\p{N}-]{0,62}\.){1,8}\p{L}[\p{L}\p{N}-]{1,23}/giu;
const CUT_EMAIL = /[\p{L}\p{N}._%+'-]{1,64}@[\p{L}\p{N}.-]{0,80}(?=(?:…|\.{3})?$)/u;

/** RFC 3986, section 3.2.1. */
const URL_USER = /(:(?:\\?\/){2})[^\s/?#"<>\\@:[\]]+((?::[^\s/?#"<>\\@]*)?@)/g;

const SLASH = String.raw`(?:\\?\/|\\{1,4}|%2F|%5C)`;

/** Where servers keep the homes of many, in place of the root. */
const STORES =
  'var|export|mnt|media|srv|data|nfs|net|opt|storage|shared|gpfs|lustre|cluster|scratch|efs|vol(?:ume)?\\d{0,3}';

/** The folder of any user, on any of the usual systems; not the path of a web address. */
const HOME_OF_ANYBODY = new RegExp(
  String.raw`${NAME_START}((?:(?:[A-Za-z]:|${SLASH}mnt${SLASH}[a-z])?${SLASH}(?:home|Users)|` +
    String.raw`${SLASH}(?:${STORES})${SLASH}(?:homes?|users|people))${SLASH})` +
    String.raw`(?!Shared\b|Public\b|Default\b)[^\s\\/"'<>:|?*%,;()[\]…]{1,64}`,
  'gu',
);

/** A function that hides e-mail addresses and the user names in URLs; equal addresses get equal marks. */
export function contactHider(): (text: string) => string {
  const mark = numbered(emailMark);
  const hidden = (email: string): string => mark(email.replace(/%40|\\u0040/i, '@').toLowerCase());
  return (text) => {
    if (!/@|%40|\\u0040/.test(text)) return text;
    const withoutUsers = text.replace(URL_USER, `$1${USER_MARK}$2`);
    const clean = withoutUsers.replace(EMAIL, (found: string, at: number) => {
      const skip = escapeCharsBefore(withoutUsers, at, found);
      return found.slice(0, skip) + hidden(found.slice(skip));
    });
    return mayBeCut(clean) ? clean.replace(CUT_EMAIL, hidden) : clean;
  };
}

/** A folder as paths, URLs and JSON write it; null where it is too general to be looked for. */
function folderPattern(folder: string): RegExp | null {
  const bare = folder.replace(/[\\/]+$/, '');
  if (bare.length < 4) return null;
  const forms = new Set([
    bare,
    bare.replaceAll('\\', '\\\\'),
    bare.replaceAll('\\', '/'),
    bare.replaceAll('/', '\\/'),
    encodeURI(bare),
    encodeURIComponent(bare),
  ]);
  // A folder right below the root, such as `/root`, is the start of many an address's path as well.
  const start = /[\\/].*[\\/]/.test(bare) ? '' : NAME_START;
  return new RegExp(String.raw`${start}${anyOf([...forms])}(?![\p{L}\p{N}_-])`, 'giu');
}

function namePattern(userNames: readonly string[]): RegExp | null {
  const names = [...new Set(userNames)].filter(isTelling);
  return names.length === 0
    ? null
    : new RegExp(String.raw`${NAME_START}${anyOf(names)}(?![\p{L}\p{N}])`, 'giu');
}

/** One right below the root (`/app`, `D:\\work`) tells of nobody. */
function tellsOfSomebody(folder: string): boolean {
  return /^(?:[a-z]:)?[\\/][^\\/]+[\\/]+[^\\/]/i.test(folder);
}

/** A function that hides the user's home folder, the folders of the run, anybody's folder of homes, and the user's name. */
export function ownerHider(person: Person): (text: string) => string {
  const home = folderPattern(person.home);
  const inner = person.folders.filter(tellsOfSomebody).sort((a, b) => b.length - a.length);
  const folders = inner.map(folderPattern).filter((pattern) => pattern !== null);
  const names = namePattern(person.userNames);
  return (text) => {
    const withoutHome = home === null ? text : text.replace(home, HOME_MARK);
    const withoutOwn = folders.reduce((left, folder) => left.replace(folder, PROJECT_MARK), withoutHome);
    const withoutFolders = withoutOwn.replace(HOME_OF_ANYBODY, `$1${USER_MARK}`);
    return names === null ? withoutFolders : withoutFolders.replace(names, USER_MARK);
  };
}
