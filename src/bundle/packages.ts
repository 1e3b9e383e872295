/** The package that a module is of: `undici`, `@lezer/python`; undefined for a module of this project. */
export function packageOf(path: string): string | undefined {
  return /\/node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*\/node_modules\/)/.exec(path.replaceAll('\\', '/'))?.[1];
}
