/** Requests as commands for a POSIX shell; the key comes from the environment and is never written out. */

import type { Exchange } from '../probes/facts.ts';

const KEY_VARIABLE = '$AGENTROUTER_API_KEY';

/** IEEE Std 1003.1, Shell Command Language, section 2.2.2: in single quotes nothing is special but the quote. */
function singleQuoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Quotes one argument, so that the key's variable, and nothing else, is expanded. */
export function shellQuote(text: string): string {
  if (/^[\w./:=@%+,-]+$/.test(text)) return text;
  if (!text.includes(KEY_VARIABLE)) return singleQuoted(text);
  const around = text.split(KEY_VARIABLE);
  // Section 2.2.3: in double quotes only these stay special; `!` is, besides, in an interactive bash.
  if (around.every((part) => !/["$`\\!\n]/.test(part))) return `"${text}"`;
  return around.map((part) => (part === '' ? '' : singleQuoted(part))).join(`"${KEY_VARIABLE}"`);
}

/** The same request as a curl command. Expects redacted facts. */
export function curlCommand(exchange: Exchange, timeoutMs: number): string {
  const parts = [
    `curl -sS${exchange.ask.stream ? 'N' : ''} -i --max-time ${Math.ceil(timeoutMs / 1000)} ${shellQuote(exchange.url)}`,
    ...Object.entries(exchange.requestHeaders).map(
      ([name, value]) => `-H ${shellQuote(`${name}: ${value}`)}`,
    ),
    ...(exchange.method === 'POST' && exchange.requestBody === null ? ['-X POST'] : []),
    ...(exchange.requestBody === null ? [] : [`--data-raw ${shellQuote(exchange.requestBody)}`]),
  ];
  return parts.join(' \\\n  ');
}
