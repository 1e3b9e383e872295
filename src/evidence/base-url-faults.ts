import { hiddenCharacters, withoutHidden } from './characters.ts';
import { isLoopbackHost } from './loopback.ts';

interface Fault {
  reason: string;
  suggestion: string | null;
}

const QUOTES = /^["'`\u2018\u2019\u201c\u201d]+|["'`\u2018\u2019\u201c\u201d]+$/g;

function hiddenFault(typed: string): Fault | null {
  const [first] = hiddenCharacters(typed);
  if (first === undefined) return null;
  const place =
    first.index === 0 ? 'begins with' : first.index === typed.length - 1 ? 'ends with' : 'contains';
  return { reason: `${place} a character that no URL has: ${first.name}`, suggestion: withoutHidden(typed) };
}

function quoteFault(typed: string): Fault | null {
  const bare = typed.replace(QUOTES, '');
  if (bare === typed) return null;
  return { reason: 'has quotation marks in its value', suggestion: bare };
}

/** RFC 3986, appendix C: angle brackets set an address off from the text around it. */
function bracketFault(typed: string): Fault | null {
  const inside = /^<([^<>]+)>$/.exec(typed)?.[1];
  return inside === undefined ? null : { reason: 'stands in angle brackets', suggestion: inside };
}

/** A name of a host without a dot is seldom so long, and has no figures in it. */
function keyFault(typed: string): Fault | null {
  const isKey = /^sk-(?=[\w-]*\d)[\w-]{12,}$/.test(typed);
  return isKey ? { reason: 'is a key, not an address', suggestion: null } : null;
}

/** What stands behind an address in a list or a sentence. */
function trailingFault(typed: string): Fault | null {
  const bare = typed.replace(/(?<![;,])[;,]+$/, '');
  if (bare === typed) return null;
  return { reason: `ends with a ${typed.endsWith(';') ? 'semicolon' : 'comma'}`, suggestion: bare };
}

function unexpandedFault(typed: string): Fault | null {
  const variable = /\$\{[^}]*\}?|\$\(?[A-Za-z_]\w*|%[A-Za-z_]\w*%|\{\{[^}]*\}\}|\{[A-Za-z_]\w*\}/.exec(
    typed,
  )?.[0];
  if (variable === undefined) return null;
  return { reason: `still contains the unexpanded variable ${variable}`, suggestion: null };
}

function schemeFor(rest: string): string {
  const host = /^(\[[^\]]*\]|[^/:?#]*)/.exec(rest)?.[1] ?? '';
  return isLoopbackHost(host) ? 'http' : 'https';
}

function schemeFault(typed: string): Fault | null {
  const doubled = /^https?:\/*((?:https?)(?::\/\/|:\/|\/\/).*)$/i.exec(typed)?.[1];
  if (doubled !== undefined) {
    return { reason: 'has two schemes', suggestion: doubled.replace(/^(https?):?\/+/i, '$1://') };
  }
  if (/^https?:\/\/[^/]/i.test(typed)) return null;
  if (/^https?:\/\/*$/i.test(typed)) return { reason: 'has no host', suggestion: null };
  const mistyped = /^(https?)(?::?\/*|;\/\/)(?=[^/:;.])(.*)$/i.exec(typed);
  if (mistyped?.[1] !== undefined && mistyped[2] !== undefined && /^https?[:;/]/i.test(typed)) {
    return {
      reason: `does not begin with ${mistyped[1].toLowerCase()}://`,
      suggestion: `${mistyped[1].toLowerCase()}://${mistyped[2]}`,
    };
  }
  const other = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/i.exec(typed);
  if (other?.[1] !== undefined && other[2] !== undefined) {
    const [, scheme, rest] = other;
    const right = /^ws$/i.test(scheme) ? 'http' : /s$/i.test(scheme) ? 'https' : schemeFor(rest);
    return {
      reason: `has the scheme ${scheme}, and only http and https are possible`,
      suggestion: `${right}://${rest}`,
    };
  }
  const rest = typed.replace(/^:?\/*/, '');
  return { reason: 'has no scheme', suggestion: rest === '' ? null : `${schemeFor(rest)}://${rest}` };
}

function hostFault(typed: string): Fault | null {
  const authority = /^https?:\/\/([^/?#]*)/i.exec(typed)?.[1] ?? '';
  const hostAndPort = authority.slice(authority.lastIndexOf('@') + 1);
  const port = /^(?:\[[^\]]*\]|[^:[]*):(.*)$/.exec(hostAndPort)?.[1];
  const unbracketed = hostAndPort.split(':').length > 2 && !hostAndPort.startsWith('[');
  if (unbracketed) {
    return { reason: 'has an IPv6 address without square brackets, or more than one port', suggestion: null };
  }
  if (
    port !== undefined &&
    port !== '' &&
    !(/^\d+$/.test(port) && Number(port) > 0 && Number(port) < 65_536)
  ) {
    return { reason: 'has a port that is no number from 1 to 65535', suggestion: null };
  }
  if (!URL.canParse(typed)) return { reason: 'cannot be read as a URL', suggestion: null };
  const host = new URL(typed).hostname;
  const plain = /^(?:[a-z0-9_-]+\.)*[a-z0-9_-]+\.?$/i.test(host) || /^\[[0-9a-f:.]+\]$/i.test(host);
  return plain ? null : { reason: 'has a host name that cannot exist', suggestion: null };
}

/** Why a typed base URL is none, and what was probably meant; null where nothing is wrong with it. */
export function invalidReason(typed: string): Fault | null {
  if (typed === '') return { reason: 'is empty', suggestion: null };
  if (typed.length > 2048) return { reason: 'is longer than 2,048 characters', suggestion: null };
  if (typed.includes('\\')) {
    return { reason: 'has a backslash', suggestion: typed.replaceAll('\\', '/') };
  }
  return (
    quoteFault(typed) ??
    bracketFault(typed) ??
    keyFault(typed) ??
    hiddenFault(typed) ??
    trailingFault(typed) ??
    unexpandedFault(typed) ??
    schemeFault(typed) ??
    hostFault(typed)
  );
}
