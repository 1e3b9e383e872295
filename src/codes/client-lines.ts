/** Lines that set something for a client, in the language of the place where it is set. */

/** One line to write: an `export`, a line of `.env`, of JSON or of TOML, by the source's file. */
export function clientLine(source: string, setting: string, value: string): string {
  const [, ending] = /\.(json|toml)(?::\d+)?$/.exec(source) ?? [];
  if (ending === 'json') return `"${setting}": "${value}"`;
  if (ending === 'toml') return `${setting.split('.').at(-1) ?? setting} = "${value}"`;
  return source === 'environment' ? `export ${setting}=${value}` : `${setting}=${value}`;
}
