/** The line that sets something for a client in a file: of JSON, of TOML or of `.env`, by the file's name. */
export function clientLine(source: string, setting: string, value: string): string {
  const [, ending] = /\.(json|toml)(?::\d+)?$/.exec(source) ?? [];
  if (ending === 'json') return `"${setting}": "${value}"`;
  if (ending === 'toml') return `${setting.split('.').at(-1) ?? setting} = "${value}"`;
  return `${setting}=${value}`;
}
